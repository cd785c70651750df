"""Files that never change under one address: the address carries a digest of the file, so a browser keeps what it has fetched."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import QueryParams
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
LASTING = "public, max-age=31536000, immutable"
"""For addresses with a digest."""
_PASSING = "public, max-age=3600"


def digest(content: bytes) -> str:
    """A part of the address that changes with the content."""
    return sha256(content).hexdigest()[:12]


@cache
def lasting(name: str) -> str:
    """The address of a static file, with its digest; read once, for files change only with the program."""
    return f"/static/{name}?v={digest((STATIC / name).read_bytes())}"


def kept_for(query: str) -> str:
    """How long a browser keeps what it asked for with this query."""
    return LASTING if QueryParams(query).get("v") else _PASSING


class StaticRoom(StaticFiles):
    """The static files; those asked for by their digest are kept for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or why there is none."""
        answer = await super().get_response(path, scope)
        if answer.status_code in (200, 304):
            answer.headers["Cache-Control"] = kept_for(scope["query_string"].decode("latin-1"))
        return answer
