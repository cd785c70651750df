"""Edits carried out on a board: pure, so that any edit of any board can be tried.

Two edits meet where they are about the same slot: the title, the brief, or the presence, the place or the note of one item. Who did not
see a change of a slot that he is about to change has to look first; everything else goes side by side, on the newest board.
"""

from collections.abc import Mapping
from dataclasses import replace
from secrets import token_hex

from thesaury.model.board import Board, Comment, Item
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
from thesaury.model.errors import BadInput, Usage

MOST_ITEMS, MOST_COMMENTS = 500, 2_000
LONGEST_TITLE, LONGEST_NOTE = 200, 4_000

Marks = Mapping[str, tuple[str, str]]
"""By asset what an item remembers of it: marks of its rights and of its content, for all that are to be added."""

TITLE, BRIEF = "title", "brief"


def slot(part: str, asset: str) -> str:
    """The name of a slot of an item; `part` is item (its presence), place or note."""
    return f"{part} {asset}"


def guarded(edit: BoardEdit) -> frozenset[str]:
    """The slots that nobody may have changed unseen before this edit."""
    match edit:
        case Retitle():
            return frozenset({TITLE})
        case ChangeBrief():
            return frozenset({BRIEF})
        case RemoveItems():
            return frozenset(slot(part, asset) for asset in edit.assets for part in ("item", "place", "note"))
        case MoveItem():
            neighbours = {slot("item", edit.before)} if edit.before else set()
            return frozenset({slot("item", edit.asset), slot("place", edit.asset)} | neighbours)
        case SetNote():
            return frozenset({slot("item", edit.asset), slot("note", edit.asset)})
        case _:
            return frozenset()


def touched(edit: BoardEdit, before: Board, after: Board) -> frozenset[str]:
    """The slots that are others after this edit."""
    old, new = ({item.asset: item for item in board.items} for board in (before, after))
    found = {slot("item", asset) for asset in old.keys() ^ new.keys()}
    found |= {slot("note", asset) for asset in old.keys() & new.keys() if old[asset].note != new[asset].note}
    if isinstance(edit, MoveItem) and before.items != after.items:
        found.add(slot("place", edit.asset))
    if before.title != after.title:
        found.add(TITLE)
    if before.brief != after.brief:
        found.add(BRIEF)
    return frozenset(found)


def applied(board: Board, edit: BoardEdit, by: str, at: str, marks: Marks) -> Board:
    """The board after this edit, of the same revision; equal to the one before where there is nothing to do.

    Raises Usage for an item that is not there or more than a board takes, BadInput for a text that is empty or too long.
    """
    match edit:
        case AddItems():
            return _added(board, edit, by, at, marks)
        case RemoveItems():
            gone = set(edit.assets)
            return replace(board, items=tuple(item for item in board.items if item.asset not in gone))
        case MoveItem():
            return _moved_to(board, edit)
        case SetNote():
            known(board, edit.asset)
            note = text_of(edit.note, LONGEST_NOTE, "A note", empty=True)
            items = (replace(item, note=note) if item.asset == edit.asset else item for item in board.items)
            return replace(board, items=tuple(items))
        case AddComment():
            return commented(board, edit.text, by, at, edit.asset)
        case RemoveComment():
            return replace(board, comments=tuple(one for one in board.comments if one.id != edit.comment))
        case Retitle():
            return replace(board, title=title_of(edit.title))
        case ChangeBrief():
            return replace(board, brief=edit.brief)


def commented(board: Board, text: str, by: str, at: str, asset: str = "") -> Board:
    """The board with one comment more."""
    if len(board.comments) >= MOST_COMMENTS:
        raise Usage(f"A board takes {MOST_COMMENTS:,} comments, and this one has them. Remove old ones first.")
    said = text_of(text, LONGEST_NOTE, "A comment")
    return replace(board, comments=(*board.comments, Comment(token_hex(6), said, by, at, asset)))


def known(board: Board, asset: str) -> Item:
    """The item of this asset. Raises Usage where it is not on the board."""
    found = next((item for item in board.items if item.asset == asset), None)
    if found is None:
        raise Usage(f"{asset[:100]!r} is not on this board (any more). Read the board again.")
    return found


def title_of(given: str) -> str:
    """A title on one line. Raises BadInput for one that is empty or too long."""
    return " ".join(text_of(given, LONGEST_TITLE, "A title").split())


def text_of(given: str, longest: int, what: str, empty: bool = False) -> str:
    """A text without blanks around it and without control characters but for ends of lines."""
    told = "".join(sign for sign in given if sign in "\n\t" or not (ord(sign) < 32 or ord(sign) == 127)).strip()
    if len(told) > longest:
        raise BadInput(f"{what} has up to {longest:,} characters, and this one has {len(told):,}. Make it shorter.")
    if not told and not empty:
        raise BadInput(f"{what} is needed. Write one.")
    return told


def _added(board: Board, edit: AddItems, by: str, at: str, marks: Marks) -> Board:
    held = {item.asset for item in board.items}
    section = " ".join(text_of(edit.section, LONGEST_TITLE, "A section", empty=True).split())
    new = [asset for asset in dict.fromkeys(edit.assets) if asset not in held]
    if len(held) + len(new) > MOST_ITEMS:
        raise Usage(f"A board takes {MOST_ITEMS} assets. Take some off first, or make another board.")
    items = (Item(asset, section, "", *marks[asset], by, at) for asset in new)
    return replace(board, items=_put(board.items, tuple(items), edit.before))


def _moved_to(board: Board, edit: MoveItem) -> Board:
    item = known(board, edit.asset)
    if edit.before and edit.before != edit.asset:
        known(board, edit.before)
    if edit.section is not None:
        section = " ".join(text_of(edit.section, LONGEST_TITLE, "A section", empty=True).split())
        item = replace(item, section=section)
    if edit.before == edit.asset:
        return replace(board, items=tuple(item if one.asset == edit.asset else one for one in board.items))
    rest = tuple(one for one in board.items if one.asset != edit.asset)
    return replace(board, items=_put(rest, (item,), edit.before))


def _put(items: tuple[Item, ...], new: tuple[Item, ...], before: str) -> tuple[Item, ...]:
    place = next((place for place, item in enumerate(items) if item.asset == before), len(items))
    return (*items[:place], *new, *items[place:])
