"""Links to boards and what is said by them: how often strangers may ask, and who takes a comment away."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from thesaury.model.access import Permission
from thesaury.model.board import Board, Comment
from thesaury.model.brief import Brief
from thesaury.web.door.caller import Caller, calling
from thesaury.web.outside.crossing import Counted
from thesaury.web.parts.board_comments import may_remove, removable


async def nothing(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})


def statuses(counted: Counted, path: str, times: int, client: str = "192.0.2.1") -> set[int]:
    """How these requests are answered."""
    found: set[int] = set()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            found.add(message["status"])

    async def asked() -> None:
        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "client": (client, 1)}
        for _ in range(times):
            await counted(scope, receive, send)

    asyncio.run(asked())
    return found


def test_a_stranger_sees_a_whole_board_and_cannot_ask_for_it_without_end():
    counted = Counted(nothing, 600)
    here = f"/shared/boards/{'A' * 43}"
    assert statuses(counted, f"{here}/pictures/a/320", 1_000) == {200}
    assert statuses(counted, here, 60) == {200}
    assert statuses(counted, f"/shared/boards/{'B' * 43}/comment", 1) == {429}
    assert statuses(counted, here, 1, client="192.0.2.2") == {200}
    assert statuses(counted, f"{here}/pictures/a/320", 2_001) == {200, 429}
    assert statuses(counted, "/boards", 1_000) == {200}


BOARD = Board(
    "b", "x", Brief(""), by="mara", comments=tuple(Comment(by[-3:], "x", by, "") for by in ("ana", "link: Ana Jo"))
)
EDITS = frozenset({Permission.READ, Permission.EDIT})


@pytest.fixture(params=["ana", "jo", "mara", "root"])
def name(request: pytest.FixtureRequest) -> Iterator[str]:
    """Who calls."""
    held = frozenset(Permission) if request.param == "root" else EDITS
    token = calling.set(Caller(request.param, held))
    yield request.param
    calling.reset(token)


def test_comments_are_taken_away_by_whoever_made_them_or_the_board(name: str):
    assert [removable(BOARD, said) for said in BOARD.comments] == [name != "jo", True]
    may_remove(BOARD, " Jo")
    may_remove(BOARD, "gone")
    if name == "jo":
        with pytest.raises(HTTPException):
            may_remove(BOARD, "ana")
    else:
        may_remove(BOARD, "ana")
