"""The door of the agency's own pages."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from thesaury.model.access import Permission
from thesaury.web.door.lock import LockedDoor
from thesaury.web.door.visit import Visit, visiting
from thesaury.web.texts import phrase


class AgencyDoor(LockedDoor):
    """The usual door, which also lets in who holds no role in the agency's own workspace: his clients are what he comes for, and the
    pages behind it show nobody anything else."""

    def _without_reading(self, request: Request, held: frozenset[Permission]) -> Response | None:
        return None


def visitor() -> Visit:
    """Who looks at a page of the agency, with his session. Raises 403 for who comes without one: a program with a token, say."""
    if (here := visiting.get()) is None or not here.session:
        raise HTTPException(403, phrase("account.session_only"))
    return here
