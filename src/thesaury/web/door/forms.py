"""Forms as they come in, and forms that have to wait until somebody has signed in: what was typed is not lost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from thesaury.web.preferences import local
from thesaury.web.texts import phrase

CARRIED = 64 * 1024
"""Bytes of a form that is carried through signing in."""

_LONGEST = 256 * 1024
_MOST = 2_000
_NEVER = ("password", "secret", "token", "carried")

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Carried:
    """A form that was sent when nobody was signed in any more: where it leads, and what was typed, never a secret."""

    action: str
    fields: Fields

    def text(self) -> str:
        """As the one hidden field that carries it."""
        return json.dumps([self.action, self.fields], ensure_ascii=False)


async def fields_of(request: Request, most: int = _LONGEST) -> Fields:
    """The fields of a form in their order. Raises 413 for a longer one, 400 for what is no form."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise HTTPException(413, phrase("error.413"))
    try:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST)
    except ValueError as error:
        raise HTTPException(400, phrase("error.form")) from error


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a form by name; where a name comes twice, the last one."""
    return dict(await fields_of(request))


def too_long(request: Request, most: int) -> bool:
    """Whether a form with a file has more than so many bytes, or does not say how many it has: it is not read then."""
    told = request.headers.get("content-length", "")
    return not told.isdecimal() or int(told[:20]) > most


async def carried_from(request: Request) -> Carried | None:
    """What to carry of a form that nobody is signed in for; None where it is too long, a file, or no form of a page."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        if request.headers.get("content-length", "0") != "0":
            return None
        fields: Fields = []
    else:
        try:
            fields = await fields_of(request, CARRIED)
        except HTTPException:
            return None
    query = f"?{request.url.query}" if request.url.query else ""
    kept = [(name, value) for name, value in fields if not any(word in name.lower() for word in _NEVER)]
    return Carried(request.url.path + query, kept)


def carried_in(text: str) -> Carried | None:
    """What a hidden field carries; None for anything else."""
    try:
        action, fields = json.loads(text) if len(text) <= 2 * CARRIED else ("", ())
        pairs = [(str(name), str(value)) for name, value in fields]
    except (ValueError, TypeError):
        return None
    return Carried(action, pairs) if isinstance(action, str) and local(action) == action else None
