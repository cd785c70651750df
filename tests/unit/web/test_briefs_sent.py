"""Briefs as files: few are whole in memory at the same time, and what is too large is not taken at all."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

import pytest
from starlette.requests import Request
from starlette.types import Message

from thesaury.model.errors import Retry, ThesauryError, Usage
from thesaury.web.api.briefs_sent import LIMIT, sent_in_turn
from thesaury.web.api.problems import ApiProblem
from thesaury.web.parts import brief_turns


def request(*pieces: bytes, length: int | None = None) -> Request:
    async def coming() -> AsyncIterator[Message]:
        for piece in pieces:
            yield {"type": "http.request", "body": piece, "more_body": True}
        yield {"type": "http.request", "body": b"", "more_body": False}

    told = [(b"content-length", str(length).encode())] if length is not None else []
    return Request({"type": "http", "method": "POST", "headers": told}, coming().__anext__)


async def content(asked: Request) -> bytes:
    async with sent_in_turn(asked) as whole:
        return whole


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[ExitStack]:
    """As many files as are read at the same time; closing it ends them."""
    monkeypatch.setattr(brief_turns, "_PATIENCE", 0)
    with ExitStack() as working:
        for _ in range(brief_turns.AT_ONCE):
            working.enter_context(brief_turns.TURNS)
        yield working


def test_a_file_comes_whole_and_waits_for_its_turn(busy: ExitStack):
    with pytest.raises(Retry, match="2 other files"):
        asyncio.run(content(request(b"a", b"b")))
    busy.close()
    for _ in range(brief_turns.AT_ONCE + 1):  # a turn is given back
        assert asyncio.run(content(request(b"a", b"b"))) == b"ab"


@pytest.mark.parametrize(
    ("asked", "failure"),
    [
        (request(length=LIMIT + 1), ApiProblem),
        (request(*[b"x" * (LIMIT // 2)] * 2, b"x"), ApiProblem),
        (request(), Usage),
    ],
)
def test_what_is_too_large_or_nothing_takes_no_turn(
    asked: Request, failure: type[ApiProblem | ThesauryError], busy: ExitStack
):
    with pytest.raises(failure):
        asyncio.run(content(asked))
