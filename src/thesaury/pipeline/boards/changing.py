"""Boards made, changed by several people at once, and deleted; each deed is noted in the audit log."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from secrets import token_hex
from typing import Any

from thesaury.model.audit import acting
from thesaury.model.board import Board, Item
from thesaury.model.board_edit import (
    AddComment,
    AddItems,
    BoardEdit,
    ChangeBrief,
    RemoveComment,
    RemoveItems,
    Retitle,
    SetNote,
)
from thesaury.model.brief import Brief
from thesaury.model.errors import BadInput, Outdated, Usage, WorkspaceBusy
from thesaury.model.time import now
from thesaury.pipeline.boards.editing import MOST_ITEMS, applied, guarded, slot, title_of, touched
from thesaury.pipeline.boards.looking import looked, marked, refreshed
from thesaury.ports.audit import note
from thesaury.ports.boards import Touched
from thesaury.ports.workspace import Workspace

_CUT = 200
_TRIES = 50
"""So often an edit is tried again on a board that somebody else was quicker to change; each time somebody's edit went through."""

Made = Callable[[Board], tuple[Board, frozenset[str]]]
"""From a board, the board that is wanted, and the slots that this touches."""


def board(workspace: Workspace, id: str) -> Board:
    """The board of this id. Raises Usage where there is none."""
    found = workspace.catalogue.boards.get(id)
    if found is None:
        raise Usage(f"There is no board {id[:100]!r} (any more). All of them are listed by: thesaury boards list")
    return found


def create(
    workspace: Workspace, title: str, brief: Brief, assets: Sequence[str] | Sequence[tuple[str, str]] = ()
) -> Board:
    """Make a board of a brief and assets in their order, each alone or with the section it is for.

    Raises BadInput for a title that is empty or too long, Usage for an asset that nobody knows and for more than a board takes.
    """
    at, by = now(), acting.get()
    sections: dict[str, str] = {}
    for asset, section in ((one, "") if isinstance(one, str) else one for one in assets):
        sections.setdefault(asset, section)
    if len(sections) > MOST_ITEMS:
        raise Usage(f"A board takes {MOST_ITEMS} assets, and these are {len(sections)}. Choose fewer.")
    marks = marked(workspace, brief, list(sections))
    items = tuple(
        Item(asset, " ".join(section.split()), "", *marks[asset], by, at) for asset, section in sections.items()
    )
    made = Board(token_hex(6), title_of(title), brief, items, by=by, at=at, changed=at)
    workspace.catalogue.boards.put(made)
    note(workspace.catalogue.audit, "board.make", f"board:{made.id}", None, {"title": made.title, "assets": len(items)})
    return made


def change(workspace: Workspace, id: str, revision: int, edit: BoardEdit) -> Board:
    """Carry out an edit of somebody who saw this revision, on the board as it is now; what others did meanwhile stays.

    Raises Outdated where somebody changed the same thing meanwhile, Usage where there is no such board or item, BadInput for a text that
    is empty or too long, and for a revision that never was.
    """
    by, at = acting.get(), now()

    def made(newest: Board) -> tuple[Board, frozenset[str]]:
        _guard(workspace, newest, revision, edit)
        marks = marked(workspace, newest.brief, edit.assets) if isinstance(edit, AddItems) else {}
        after = applied(newest, edit, by, at, marks)
        if isinstance(edit, ChangeBrief) and after != newest:
            after = _remarked(workspace, newest, after)
        return after, touched(edit, newest, after)

    before, after = exchanged(workspace, id, made)
    if after is not before:
        told = _told(edit)
        note(workspace.catalogue.audit, f"board.{told.pop('edit')}", f"board:{id}", _was(edit, before), told)
    return after


def seen(workspace: Workspace, id: str, shown: Collection[str] | None = None) -> Board:
    """Note that somebody looked: what changed until now is no news any more.

    Where `shown` names what he was shown, by the marks of its items, whatever stands otherwise by now stays news.
    """

    def made(newest: Board) -> tuple[Board, frozenset[str]]:
        look = looked(workspace, newest)
        told = tuple(one for one in look.items if shown is None or one.mark in shown)
        return refreshed(newest, replace(look, items=told)), frozenset()

    before, after = exchanged(workspace, id, made)
    if after is not before:
        note(workspace.catalogue.audit, "board.see", f"board:{id}")
    return after


def delete(workspace: Workspace, id: str, revision: int) -> None:
    """Delete a board with its comments and links. Raises Usage where there is none, Outdated where it is no more of this revision."""
    held = board(workspace, id)
    if not workspace.catalogue.boards.drop(id, revision):
        raise Outdated("Somebody changed this board since you read it. Read it again, and delete it then.")
    told = {"title": held.title, "assets": [item.asset for item in held.items]}
    note(workspace.catalogue.audit, "board.remove", f"board:{id}", told)


def exchanged(workspace: Workspace, id: str, made: Made, by: str = "") -> tuple[Board, Board]:
    """Put what is made of the newest revision in its place, again and again until nobody was quicker; the board before and after, the
    same one where nothing is to be done. Raises Usage where there is no such board."""
    for _ in range(_TRIES):
        before = board(workspace, id)
        wanted, slots = made(before)
        if wanted == before:
            return before, before
        after = _next(wanted, before)
        if workspace.catalogue.boards.exchange(before.revision, after, slots, by or acting.get()):
            return before, after
    raise WorkspaceBusy("Many people change this board just now. Wait a moment, then do this again.")


def _next(wanted: Board, before: Board) -> Board:
    return replace(wanted, revision=before.revision + 1, changed=max(now(), before.changed))


def _guard(workspace: Workspace, newest: Board, revision: int, edit: BoardEdit) -> None:
    """Raises Outdated where somebody changed what the edit is about and its maker did not see it."""
    if not 1 <= revision <= newest.revision:
        raise BadInput(
            f"There is no revision {revision} of this board; the newest is {newest.revision}. Read it again."
        )
    boards, held = workspace.catalogue.boards, {item.asset for item in newest.items}
    if isinstance(edit, RemoveItems):
        # Who takes off what somebody else took off has what he wants.
        edit = replace(edit, assets=tuple(asset for asset in edit.assets if asset in held))
    if met := boards.touched(newest.id, guarded(edit), revision):
        raise Outdated(_meeting(met[0]))
    spoken_of = edit.asset if isinstance(edit, AddComment) else ""
    # What is said of a picture that somebody took off meanwhile is kept: words are not to be lost.
    if spoken_of and spoken_of not in held and not boards.touched(newest.id, {slot("item", spoken_of)}, 0):
        raise Usage(f"{spoken_of[:100]!r} was never on this board. Say it of the board, or of an asset that is on it.")


def _meeting(met: Touched) -> str:
    what = {
        "title": "the title",
        "brief": "the brief",
        "item": "whether this picture is on the board",
        "place": "the place of this picture",
        "note": "the note of this picture",
    }[met.slot.partition(" ")[0]]
    moment = met.at[:16].replace("T", " ")
    return f"{met.by} changed {what} meanwhile ({moment} UTC). Nothing was changed. Look at the board again, and decide again."


def _remarked(workspace: Workspace, before: Board, after: Board) -> Board:
    """With another brief the rights are asked about another use, which is no news; what was news before stays news."""
    known = {one.item.asset for one in looked(workspace, before).items if not one.changes}
    new = looked(workspace, after)
    return refreshed(after, replace(new, items=tuple(one for one in new.items if one.item.asset in known)))


def _was(edit: BoardEdit, before: Board) -> dict[str, Any] | None:
    """What stood in the place of what an edit wrote, or was taken away by it."""
    items = {item.asset: item for item in before.items}
    match edit:
        case Retitle():
            return {"title": before.title}
        case SetNote():
            return {"note": items[edit.asset].note[:_CUT]}
        case RemoveItems():
            return {"notes": {asset: items[asset].note[:_CUT] for asset in edit.assets[:50] if asset in items}}
        case RemoveComment():
            return next(({"by": c.by, "text": c.text[:_CUT]} for c in before.comments if c.id == edit.comment), None)
        case _:
            return None


def _told(edit: BoardEdit) -> dict[str, Any]:
    """What the audit log has of an edit: the words people wrote stand on the board, and are cut here."""
    names: Mapping[str, str] = {
        "AddItems": "add",
        "RemoveItems": "take-off",
        "MoveItem": "move",
        "SetNote": "note",
        "AddComment": "comment",
        "RemoveComment": "remove-comment",
        "Retitle": "retitle",
        "ChangeBrief": "change-brief",
    }
    fields = {name: getattr(edit, name) for name in type(edit).__slots__ if name != "brief"}
    cut = {
        name: list(value)[:50] if isinstance(value, tuple) else value[:_CUT] if isinstance(value, str) else value
        for name, value in fields.items()
    }
    return {"edit": names[type(edit).__name__], **cut}
