"""Where a change comes from: our own pages and programs may make one, a page of another site may not."""

from fastapi import Request
from starlette.exceptions import HTTPException

_FRIENDLY = ("same-origin", "none")


def from_here(request: Request) -> None:
    """Raises 403 where a page of another site reaches us through the browser of somebody who runs Thesaury on his machine."""
    if request.headers.get("sec-fetch-site", "none") not in _FRIENDLY:
        raise HTTPException(403, "Changes are made from this machine or by a program, not by a page of another site.")
