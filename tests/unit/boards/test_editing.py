"""Edits of boards: whatever is done in whatever order, each item stands there once, and nothing moves that nobody moved."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from thesaury.model.board import Board, Item
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
from thesaury.model.brief import Brief
from thesaury.model.errors import BadInput, Usage
from thesaury.pipeline.boards.editing import MOST_ITEMS, applied, guarded, touched

NAMES = "abcdefgh"
MARKS = dict.fromkeys(NAMES, ("rights", "content"))
AT = "2026-12-01T00:00:00+00:00"
EMPTY = Board("b", "Board", Brief(""))

names = st.sampled_from(NAMES)
some = st.lists(names, max_size=5).map(tuple)
edits: st.SearchStrategy[BoardEdit] = st.one_of(
    st.builds(AddItems, some, st.sampled_from(("", "Held", " Neben  ")), st.one_of(st.just(""), names)),
    st.builds(RemoveItems, some),
    st.builds(MoveItem, names, st.one_of(st.just(""), names), st.sampled_from((None, "", "Held"))),
    st.builds(SetNote, names, st.sampled_from(("", "x", " größer \x07"))),
    st.builds(AddComment, st.just("schön"), st.one_of(st.just(""), names)),
    st.builds(RemoveComment, st.just("nobody's")),
    st.builds(Retitle, st.sampled_from(("A", "B  b"))),
    st.builds(ChangeBrief, st.builds(Brief, st.sampled_from(("x", "y")))),
)


def done(board: Board, edit: BoardEdit) -> Board:
    return applied(board, edit, "ana", AT, MARKS)


def tried(board: Board, edit: BoardEdit) -> Board:
    try:
        return done(board, edit)
    except Usage:  # the item is not there
        return board


def order(board: Board) -> str:
    return "".join(item.asset for item in board.items)


def of(assets: str) -> Board:
    return replace(EMPTY, items=tuple(Item(asset) for asset in assets))


@given(st.lists(edits, max_size=12))
@settings(max_examples=80, deadline=None)
def test_each_item_stands_there_once_and_what_nobody_named_keeps_its_order(made: list[BoardEdit]):
    board = EMPTY
    for edit in made:
        before, board = board, tried(board, edit)
        held = order(board)
        assert len(set(held)) == len(held)
        named = {edit.asset} if isinstance(edit, MoveItem) else set()
        stayed = [name for name in order(before) if name in held and name not in named]
        assert stayed == [name for name in held if name in set(order(before)) - named]
        notes = {item.asset: item.note for item in before.items} | (
            {edit.asset: "anything"} if isinstance(edit, SetNote) else {}
        )
        assert all(notes.get(item.asset, "") in (item.note, "anything") for item in board.items)
        assert tried(board, edit).items == board.items or isinstance(edit, AddItems | MoveItem | RemoveItems)


@given(st.lists(edits, max_size=6), edits, edits)
@settings(max_examples=100, deadline=None)
def test_edits_that_do_not_meet_come_to_the_same_in_either_order(
    made: list[BoardEdit], one: BoardEdit, other: BoardEdit
):
    assume(
        not isinstance(one, AddItems) and not isinstance(other, AddItems)
    )  # what is added stands in the order of adding
    board = of("abcde")
    for edit in made:
        board = tried(board, edit)
    first, second = tried(board, one), tried(board, other)
    assume(not guarded(other) & touched(one, board, first) and not guarded(one) & touched(other, board, second))
    both, back = tried(first, other), tried(second, one)

    def told(found: Board) -> object:
        items = {item.asset: (item.note, item.section) for item in found.items}
        return found.title, found.brief, items, len(found.comments)

    assert told(both) == told(back)


def test_items_go_where_they_are_put():
    assert order(done(of("abc"), AddItems(("d", "a", "e", "d"), before="b"))) == "adebc"
    assert order(done(of("abc"), AddItems(("d",), before="gone"))) == "abcd"
    assert order(done(of("abc"), MoveItem("c", "a"))) == "cab"
    assert order(done(of("abc"), MoveItem("a"))) == "bca"
    assert done(of("abc"), MoveItem("b", "b", "Held")).items[1] == Item("b", "Held")
    assert order(done(of("abc"), RemoveItems(("b", "z")))) == "ac"


@pytest.mark.parametrize(
    ("edit", "failure"),
    [
        (MoveItem("z"), Usage),
        (MoveItem("a", "z"), Usage),
        (SetNote("z", "x"), Usage),
        (SetNote("a", "x" * 4001), BadInput),
        (AddComment(" \n "), BadInput),
        (Retitle("\x00"), BadInput),
        (Retitle("x" * 201), BadInput),
    ],
)
def test_what_cannot_be_done_is_refused(edit: BoardEdit, failure: type[Exception]):
    with pytest.raises(failure):
        done(of("abc"), edit)


def test_a_board_takes_so_many_items_and_no_more():
    full = replace(EMPTY, items=tuple(Item(str(number)) for number in range(MOST_ITEMS)))
    assert done(full, AddItems(("1", "2"))) == full
    with pytest.raises(Usage, match="500"):
        done(full, AddItems(("a",)))
