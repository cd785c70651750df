"""Pages: a cursor says where the next one begins, is good for one question only, and tells nobody anything else."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from thesaury.web.api.etags import etag_of
from thesaury.web.api.problems import ApiProblem

T = TypeVar("T")
Place = tuple[str | int | float, ...]

MOST = 200
"""Entries of a page, at most."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many entries a page has at most.", examples=[20])]
Cursor = Annotated[
    str,
    Query(
        max_length=4000, description="Where the page begins: `next` of the page before, as it is. Empty for the first."
    ),
]

_LONGEST = 2**53


def cursor_of(question: Sequence[Any], place: Place) -> str:
    """The cursor of this place in the answer to this question."""
    told = [etag_of(list(question))[1:9], *place]
    return (
        base64.urlsafe_b64encode(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        .decode()
        .rstrip("=")
    )


def place_of(cursor: str, question: Sequence[Any], *kinds: type) -> Place | None:
    """The place behind a cursor, with parts of these kinds; None where there is none. Raises 400 for what is no cursor of this question."""
    if not cursor:
        return None
    try:
        told = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        told = None
    if not isinstance(told, list) or len(told) != len(kinds) + 1:
        raise ApiProblem("bad-cursor", "This is no cursor. Take the one that `next` of the page before says, or none.")
    if told[0] != etag_of(list(question))[1:9]:
        raise ApiProblem("bad-cursor", "This cursor is for another question. Leave it out to begin at the first page.")
    place = tuple(told[1:])
    if not all(_is(part, kind) for part, kind in zip(place, kinds, strict=True)):
        raise ApiProblem("bad-cursor", "This is no cursor. Take the one that `next` of the page before says, or none.")
    return place


def sliced(found: Sequence[T], question: Sequence[Any], limit: int, cursor: str) -> tuple[Sequence[T], str | None]:
    """A page of a list that stays as it is, and the cursor of the next one."""
    place = place_of(cursor, question, int)
    start = int(place[0]) if place else 0
    following = cursor_of(question, (start + limit,)) if len(found) > start + limit else None
    return found[start : start + limit], following


def linked(request: Request, response: Response, following: str | None) -> str | None:
    """The cursor of the next page, which the header `Link` names as an address too."""
    if following:
        pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        path = (
            f"{request.scope.get('root_path', '')}{request.url.path.removeprefix(request.scope.get('root_path', ''))}"
        )
        response.headers["Link"] = f'<{path}?{urlencode([*pairs, ("cursor", following)])}>; rel="next"'
    return following


def _is(part: Any, kind: type) -> bool:
    if kind is int:
        return isinstance(part, int) and not isinstance(part, bool) and 0 <= part < _LONGEST
    if kind is float:
        return isinstance(part, int | float) and not isinstance(part, bool) and abs(part) < _LONGEST
    return isinstance(part, str) and "\x00" not in part
