"""Moodboards: made of a brief, changed by several people at once, shared by links, looked at again, and exported."""

import re
from collections.abc import Iterator
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import StreamingResponse

from thesaury.model.access import Permission
from thesaury.model.board import Board
from thesaury.model.board_edit import (
    AddComment,
    AddItems,
    BoardEdit,
    ChangeBrief,
    MoveItem,
    RemoveComment,
    RemoveItems,
    Retitle,
    SetNote,
)
from thesaury.model.brief_json import brief_from
from thesaury.model.errors import Outdated
from thesaury.pipeline import boards
from thesaury.pipeline.boards.described import board_dict, line_dict, look_dict, share_dict
from thesaury.pipeline.observing import API
from thesaury.web.api.etags import agreed, changed_meanwhile
from thesaury.web.api.idempotency import ONCE
from thesaury.web.api.models import boards as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.parts.board_comments import may_remove
from thesaury.web.parts.observed import asker

_IN_MEMORY = 4 * 2**20
_PIECE = 2**16
_ZIPPED = "preview"
_TAG = re.compile(r'"([0-9a-f]+)-(\d{1,9})"')


class BoardForm(StrEnum):
    """How a board is written."""

    CSV = "csv"
    ZIP = "zip"
    PDF = "pdf"


TYPES = {BoardForm.CSV: "text/csv", BoardForm.ZIP: "application/zip", BoardForm.PDF: "application/pdf"}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The board in the form asked for.",
        "content": {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in TYPES.values()},
    }
}


def router(desk: Desk) -> APIRouter:
    """The boards."""
    routes = APIRouter(prefix="/boards", tags=["boards"], route_class=Operation, dependencies=[may(Permission.READ)])
    workspace, edits = desk.workspace, [may(Permission.EDIT)]

    def known(id: str) -> Board:
        if (found := workspace.catalogue.boards.get(id)) is None:
            raise NotHere("board")
        return found

    def told(response: Response, board: Board) -> dict[str, Any]:
        response.headers["ETag"] = tag_of(board)
        return board_dict(board)

    @routes.get("", response_model=models.Boards)
    def list_boards(request: Request, response: Response, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
        """List the boards, the one changed last first."""
        place = place_of(cursor, ["boards"], str, str)
        found = boards.boards(workspace, limit + 1, (str(place[0]), str(place[1])) if place else None)
        last = found[limit - 1] if len(found) > limit else None
        following = cursor_of(["boards"], (last.changed, last.id)) if last else None
        return {"boards": [line_dict(one) for one in found[:limit]], "next": linked(request, response, following)}

    @routes.post("", response_model=models.Board, status_code=201, dependencies=edits)
    def make_board(response: Response, body: models.MakeBoard) -> dict[str, Any]:
        """Make a board of a brief and assets in their order."""
        items = [(item.asset, item.section) for item in body.items]
        made = boards.create(workspace, body.title, brief_from(body.brief), items)
        response.headers["Location"] = f"/api/v1/boards/{made.id}"
        return told(response, made)

    @routes.get("/{id}", response_model=models.Board)
    def get_board(response: Response, id: str) -> dict[str, Any]:
        """Read one board; its `ETag` is what a change of it has to name."""
        return told(response, known(id))

    @routes.get("/{id}/look", response_model=models.Look)
    def look_at_board(id: str) -> dict[str, Any]:
        """Read how a board stands today: what may not be used any more, what is about to end, what changed, what was replaced."""
        return look_dict(boards.looked(workspace, known(id)), workspace.languages)

    @routes.post("/{id}/seen", response_model=models.Board, dependencies=edits)
    def mark_board_seen(response: Response, id: str, body: models.Seen | None = None) -> dict[str, Any]:
        """Say that somebody saw what changed: it is no news any more.

        Send the `mark` of each item as it was shown, and what changed since stays news; without a body all is taken as seen.
        """
        known(id)
        return told(response, boards.seen(workspace, id, body.marks if body else None))

    @routes.patch("/{id}", response_model=models.Board, dependencies=edits)
    def change_board(
        request: Request, response: Response, id: str, body: Annotated[models.BoardEdit, Body()]
    ) -> dict[str, Any]:
        """Change one thing of a board. Send the `ETag` of the board you read as `If-Match`.

        What others changed since stays: an edit that does not meet theirs is carried out on the board as it is now; where somebody changed
        the same title, brief, note, place or item since, the answer is 409 and nothing is changed. `*` stands for the newest.
        """
        held = known(id)
        return told(response, boards.change(workspace, id, _seen(request, held), _edit_of(body)))

    @routes.delete("/{id}", status_code=204, dependencies=edits)
    def delete_board(request: Request, id: str) -> None:
        """Delete a board with its comments and links. Send its `ETag` as `If-Match`."""
        held = known(id)
        agreed(request, tag_of(held))
        try:
            boards.delete(workspace, id, held.revision)
        except Outdated as error:
            raise changed_meanwhile() from error

    @routes.post("/{id}/comments", response_model=models.BoardComment, status_code=201, dependencies=edits)
    def comment_on_board(id: str, body: models.Say) -> dict[str, Any]:
        """Say something of a board, or of one asset on it."""
        held = known(id)
        after = boards.change(workspace, id, held.revision, AddComment(body.text, body.asset))
        # The board as this comment left it, which is its last: what others say at the same time makes revisions of its own.
        return dict(board_dict(after)["comments"][-1])

    @routes.delete("/{id}/comments/{comment}", status_code=204, dependencies=edits)
    def delete_board_comment(id: str, comment: str) -> None:
        """Take a comment away: one's own, any on a board one made, and what came by a link; administrators any."""
        held = known(id)
        if comment not in {said.id for said in held.comments}:
            raise NotHere("board")
        may_remove(held, comment)
        boards.change(workspace, id, held.revision, RemoveComment(comment))

    @routes.post("/{id}/shares", response_model=models.NewShare, status_code=201, dependencies=edits)
    def share_board(response: Response, id: str, body: models.MakeShare) -> dict[str, Any]:
        """Make a link that shows a board to whoever has it, until it ends. Its path is told once."""
        known(id)
        made, token = boards.share(workspace, id, body.days)
        response.headers[ONCE] = "1"
        return {**share_dict(made), "path": f"/shared/boards/{token}"}

    @routes.delete("/{id}/shares/{share}", status_code=204, dependencies=edits)
    def end_board_share(id: str, share: str) -> None:
        """End a link at once."""
        if share not in {one.id for one in known(id).shares}:
            raise NotHere("board")
        boards.revoke(workspace, id, share)

    @routes.get("/{id}/export", response_class=StreamingResponse, responses=_FILES)
    def export_board(
        id: str,
        form: Annotated[
            BoardForm,
            Query(description="`csv`: a table; `zip`: previews of what may be used today, with a table; `pdf`: A4."),
        ] = BoardForm.PDF,
        language: Annotated[
            str, Query(max_length=35, description="In which language; English and German are spoken.")
        ] = "en",
    ) -> Response:
        """Download a board for a meeting."""
        held = known(id)
        called = quote(f"{held.title[:80]}.{form}", safe="")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{called}", "Cache-Control": "no-store"}
        return StreamingResponse(exported(desk, held, form, language), media_type=TYPES[form], headers=headers)

    return routes


def exported(desk: Desk, board: Board, form: BoardForm, language: str) -> Iterator[bytes]:
    """The board as a file, piece by piece; it is whole before the first piece goes out, so that a failure is told as one."""
    looked, thesaurus = boards.looked(desk.workspace, board), desk.lexicon().thesaurus
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115, it is closed when it was read
    try:
        match form:
            case BoardForm.CSV:
                file.writelines(
                    line.encode("utf-8", "replace")
                    for line in boards.as_csv(desk.workspace, looked, language, thesaurus)
                )
            case BoardForm.ZIP:
                boards.as_zip(desk.workspace, looked, file, language, thesaurus)
                _noted(desk, looked)
            case BoardForm.PDF:
                boards.as_pdf(desk.workspace, looked, file, language, thesaurus)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return _pieces(file)


def _noted(desk: Desk, looked: boards.Looked) -> None:
    """The previews in an archive are files that somebody takes."""
    for one in looked.items:
        if one.asset and one.state in boards.MAY_BE_USED:
            desk.observer.downloaded(asker(API), one.asset, _ZIPPED)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def tag_of(board: Board) -> str:
    """The ETag of a board: it names its revision."""
    return f'"{board.id}-{board.revision}"'


def _seen(request: Request, held: Board) -> int:
    """The revision that `If-Match` names. Raises 428 where there is none, 412 where it names another thing."""
    given = request.headers.get("if-match", "").strip()
    if given == "*":
        return held.revision
    named = _TAG.fullmatch(given)
    if named and named[1] == held.id and 1 <= int(named[2]) <= held.revision:
        return int(named[2])
    if not given:
        agreed(request, tag_of(held))
    raise ApiProblem(
        "precondition-failed",
        "This names no revision of this board. Read the board, and send its ETag.",
        ETag=tag_of(held),
    )


def _edit_of(body: Any) -> BoardEdit:
    match body:
        case models.AddToBoard():
            return AddItems(tuple(body.assets), body.section, body.before)
        case models.TakeOffBoard():
            return RemoveItems(tuple(body.assets))
        case models.MoveOnBoard():
            return MoveItem(body.asset, body.before, body.section)
        case models.NoteOnBoard():
            return SetNote(body.asset, body.note)
        case models.RetitleBoard():
            return Retitle(body.title)
        case _:
            return ChangeBrief(brief_from(body.brief))
