"""A table in a form of which nobody says the length before: it is read no further than a table may be long."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import Request
from starlette.types import Message

from thesaury.web.api import tables_sent as api_tables_sent
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.tables_sent import Received
from thesaury.web.parts import tables_sent

HEAD = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\ntags\n'
PIECE = 1 << 16
SCOPE = {"type": "http", "method": "POST", "headers": [(b"content-type", b"multipart/form-data; boundary=cut")]}


def messages(pieces: int) -> Iterator[Message]:
    """A form in chunks."""
    yield {"type": "http.request", "body": HEAD, "more_body": True}
    for _ in range(pieces):
        yield {"type": "http.request", "body": b"a\n" * (PIECE // 2), "more_body": True}
    yield {"type": "http.request", "body": b"\r\n--cut--\r\n", "more_body": False}


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (api_tables_sent, tables_sent):
        monkeypatch.setattr(module, "LIMIT", 4 * PIECE)
        monkeypatch.setattr(module, "CHUNK", PIECE)


def taken(received: Received, sent: Iterator[Message]) -> None:
    async def receive() -> Message:
        return next(sent)

    asyncio.run(received.take(Request(SCOPE, receive), ""))


def test_a_form_without_a_length_is_read_no_further_than_a_table_is_long(tmp_path: Path, short: None):
    sent = messages(100)
    with pytest.raises(ApiProblem, match="MiB at most"):
        taken(Received(tmp_path), sent)
    assert sum(1 for _ in sent) > 90


def test_a_shorter_one_is_taken(tmp_path: Path, short: None):
    received = Received(tmp_path)
    taken(received, messages(3))
    assert received.path.name == "a.csv"
    assert received.path.stat().st_size == len(b"tags\n") + 3 * PIECE
