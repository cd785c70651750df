"""Several people at one board: what does not meet goes side by side, what meets is told, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.unit.watching.brand import Brand
from thesaury.engines.sql import open_catalogue
from thesaury.model.audit import acting_as
from thesaury.model.board import Board
from thesaury.model.board_edit import AddComment, AddItems, ChangeBrief, MoveItem, RemoveItems, Retitle, SetNote
from thesaury.model.brief import Brief
from thesaury.model.errors import BadInput, Outdated, Usage
from thesaury.pipeline import boards


@pytest.fixture
def brand() -> Brand:
    return Brand()


def made(brand: Brand, assets: str = "abc") -> Board:
    return boards.create(brand, " Back  to school ", Brief(""), [brand.bring(name).id for name in assets])


def ids(board: Board) -> list[str]:
    return [item.asset for item in board.items]


def test_a_board_is_made_of_a_brief_and_assets_with_their_sections(brand: Brand):
    a, b = brand.bring("a").id, brand.bring("b").id
    board = boards.create(brand, "Back", Brief("x"), [(b, "Held"), (a, ""), (b, "again")])
    assert boards.board(brand, board.id) == board
    assert [(item.asset, item.section) for item in board.items] == [(b, "Held"), (a, "")]
    assert [line.title for line in boards.boards(brand)] == ["Back"]
    for title, assets, failure in (
        ("", [a], BadInput),
        ("x", ["nobody"], Usage),
        ("x", [str(n) for n in range(501)], Usage),
    ):
        with pytest.raises(failure):
            boards.create(brand, title, Brief(""), assets)
    assert len(boards.boards(brand)) == 1


def test_edits_of_different_things_by_people_who_saw_the_same_revision_all_hold(brand: Brand):
    board = made(brand)
    a, b, c = ids(board)
    d = brand.bring("d").id
    for edit in (
        SetNote(a, "larger"),
        MoveItem(c, a),
        MoveItem(b, a),
        AddItems((d,), "Held", a),
        AddComment("nice", b),
        Retitle("Autumn"),
        ChangeBrief(Brief("new")),
    ):
        boards.change(brand, board.id, 1, edit)
    now = boards.board(brand, board.id)
    assert (ids(now), now.title, now.brief.text, now.revision) == ([c, b, d, a], "Autumn", "new", 8)
    assert [item.note for item in now.items] == ["", "", "", "larger"]
    assert [(one.text, one.asset) for one in now.comments] == [("nice", b)]


def test_who_changes_what_somebody_else_changed_unseen_is_told_by_whom_and_nothing_is_lost(brand: Brand):
    board = made(brand)
    a, b, c = ids(board)
    with acting_as("mara@brand.example"):
        boards.change(brand, board.id, 1, SetNote(a, "hers"))
        boards.change(brand, board.id, 1, RemoveItems((b,)))
    before = boards.board(brand, board.id)
    for edit, said in (
        (SetNote(a, "his"), "note of this picture"),
        (RemoveItems((a, c)), "note of this picture"),
        (MoveItem(c, b), "whether this picture is on the board"),
        (SetNote(b, "his"), "whether this picture is on the board"),
    ):
        with pytest.raises(Outdated, match=f"mara@brand.example changed .*{said}"):
            boards.change(brand, board.id, 1, edit)
    assert boards.board(brand, board.id) == before
    assert boards.change(brand, board.id, 3, SetNote(a, "his")).items[0].note == "his"


def test_what_is_done_already_changes_nothing_and_words_about_a_picture_that_went_stay(brand: Brand):
    board = made(brand)
    a, b, _ = ids(board)
    gone = boards.change(brand, board.id, 1, RemoveItems((b,)))
    assert boards.change(brand, board.id, 1, RemoveItems((b,))) == gone
    assert boards.change(brand, board.id, 1, AddItems((a,))) == gone
    assert boards.change(brand, board.id, 1, AddComment("why?", b)).comments[0].asset == b
    with pytest.raises(Usage, match="never"):
        boards.change(brand, board.id, 1, AddComment("what?", "nobody"))
    for revision in (0, 99):
        with pytest.raises(BadInput):
            boards.change(brand, board.id, revision, Retitle("x"))


def test_a_board_is_deleted_by_who_saw_its_newest_revision(brand: Brand):
    board = made(brand)
    boards.change(brand, board.id, 1, AddComment("wait"))
    with pytest.raises(Outdated):
        boards.delete(brand, board.id, 1)
    boards.delete(brand, board.id, 2)
    with pytest.raises(Usage, match="no board"):
        boards.change(brand, board.id, 2, Retitle("x"))
    actions = [kept.deed.action for kept in brand.catalogue.audit.deeds()]
    assert actions == ["board.remove", "board.comment", "board.make"]


def test_twelve_people_at_once_over_the_database_lose_nothing(brand: Brand, tmp_path: Path):
    catalogue = open_catalogue(tmp_path / "c.db", patience=60)
    brand.catalogue.boards = catalogue.boards  # type: ignore[assignment]
    board = made(brand, "abcdef")
    assets = ids(board)

    def work(number: int) -> None:
        boards.change(brand, board.id, 1, AddComment(f"c{number}"))
        if number < 6:
            boards.change(brand, board.id, 1, SetNote(assets[number], f"n{number}"))
            boards.change(brand, board.id, 1, MoveItem(assets[number], assets[0] if number else ""))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(12)))
    now = boards.board(brand, board.id)
    assert sorted(one.text for one in now.comments) == sorted(f"c{number}" for number in range(12))
    assert {item.asset: item.note for item in now.items} == {asset: f"n{n}" for n, asset in enumerate(assets)}
    assert now.revision >= 1 + 12 + 6
    catalogue.close()
