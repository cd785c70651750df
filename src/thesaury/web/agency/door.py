"""The door of the agency's own pages."""

from starlette.requests import Request
from starlette.responses import Response

from thesaury.model.access import Permission
from thesaury.web.door.lock import LockedDoor


class AgencyDoor(LockedDoor):
    """The usual door, which also lets in who holds no role in the agency's own workspace: his clients are what he comes for, and the
    pages behind it show nobody anything else."""

    def _without_reading(self, request: Request, held: frozenset[Permission]) -> Response | None:
        return None
