"""ETags: reads that were not changed are answered 304, and writes say which state they are about."""

import json
from hashlib import sha256
from typing import Any

from fastapi import Request

from thesaury.web.api.problems import ApiProblem


def etag_of(value: Any) -> str:
    """The strong ETag of plain data: the same for the same data, in whatever order its members stand."""
    return etag_of_bytes(json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def etag_of_bytes(body: bytes) -> str:
    """The strong ETag of an answer as it goes out."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def named_by(header: str, tag: str) -> bool:
    """Whether a list of ETags (or `*`) names this one; weak ones count as the strong ones they were made of."""
    return header.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in header.split(","))


def agreed(request: Request, tag: str) -> None:
    """Let a write go on that names the state it is about. Raises 428 where it names none, and 412 where that is no more."""
    given = request.headers.get("if-match", "")
    if not given:
        raise ApiProblem(
            "precondition-required", "Read it first, and send its ETag as If-Match, so that nobody's change is lost."
        )
    if given.strip() != "*" and tag not in (part.strip() for part in given.split(",")):
        raise changed_meanwhile(ETag=tag)


def unless_there(request: Request, there: bool) -> None:
    """Raises 412 where `If-None-Match: *` forbids to replace what is there."""
    if there and request.headers.get("if-none-match", "").strip() == "*":
        raise ApiProblem(
            "precondition-failed", "This is there already. Leave If-None-Match out, and name its ETag as If-Match."
        )


def changed_meanwhile(**headers: str) -> ApiProblem:
    """The problem of a write that is about a state that is no more."""
    said = "Somebody changed this since you read it. Read it again, and decide again."
    return ApiProblem("precondition-failed", said, **headers)
