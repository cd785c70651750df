"""Boards as files: tables without formulas, archives that every system unpacks, and what goes to a printer."""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO
from typing import IO, Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.boards.test_looking import brief, until
from tests.unit.watching.brand import Brand
from thesaury.model.asset import Asset
from thesaury.model.board import Board
from thesaury.model.board_edit import AddComment, MoveItem, SetNote
from thesaury.model.brief import Brief
from thesaury.model.errors import Unreachable
from thesaury.pipeline import boards
from thesaury.pipeline.boards.ahead import Ahead
from thesaury.pipeline.boards.archive import file_name
from thesaury.pipeline.boards.wording import ENGLISH, GERMAN, Wording
from thesaury.pipeline.rights.facets import today
from thesaury.ports.board_printing import PrintedBoard, Tone

DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@pytest.fixture
def brand() -> Brand:
    return Brand()


@pytest.fixture
def board(brand: Brand) -> Board:
    """Four assets: one may be used, one ends soon, one has ended, of one nobody knows; three of them have a preview."""
    ids = [brand.bring(name, until(days)).id for name, days in (("Größe", 400), ("soon", 3), ("over", -1))]
    ids.append(brand.bring("nobody").id)
    brand.previews.colours = dict.fromkeys(ids[:1] + ids[2:], "teal")
    board = boards.create(brand, "Board", brief(), [(asset, "Held" if n < 2 else "") for n, asset in enumerate(ids)])
    board = boards.change(brand, board.id, 1, SetNote(ids[0], '=HYPERLINK("http://x.example")'))
    return boards.change(brand, board.id, 1, AddComment("+1, größer", ids[0]))


def written(brand: Brand, board: Board, form: Any, language: str = "en") -> bytes:
    out = BytesIO()
    form(brand, boards.look(brand, board.id), out, language)
    return out.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:])))


def test_a_table_has_every_item_in_its_order_and_no_formula(brand: Brand, board: Board):
    told = rows("".join(boards.as_csv(brand, boards.look(brand, board.id), "de")))
    assert [row["asset"] for row in told] == [item.asset for item in board.items]
    assert [row["state"] for row in told] == [
        "Darf genutzt werden",
        "Darf genutzt werden, endet bald",
        "Darf nicht genutzt werden",
        "Zu prüfen",
    ]
    assert told[0]["note"].startswith("'=")
    assert told[0]["comments"].endswith("+1, größer")
    assert (told[0]["title"], told[0]["records"]) == ("Picture Größe", "dam/Größe")
    assert told[1]["until"] == (today() + timedelta(days=3)).isoformat()


def test_an_archive_has_what_may_be_used_and_a_table_of_all(brand: Brand, board: Board):
    made = written(brand, board, boards.as_zip)
    archive = ZipFile(BytesIO(made))
    assert archive.namelist() == ["001 Picture Größe.jpg", "manifest.csv"]
    assert archive.testzip() is None
    assert archive.read("001 Picture Größe.jpg")[:2] == b"\xff\xd8"
    told = rows(archive.read("manifest.csv").decode())
    assert [row["file"] for row in told] == [
        "001 Picture Größe.jpg",
        "left out: there is no preview of it now",
        "left out: May not be used",
        "left out: To be checked",
    ]
    assert all(row["rights"] for row in told)
    assert written(brand, board, boards.as_zip) == made


def test_an_archive_of_a_board_without_a_use_has_no_picture(brand: Brand, board: Board):
    other = boards.create(brand, "x", Brief("words"), [item.asset for item in board.items])
    assert ZipFile(BytesIO(written(brand, other, boards.as_zip))).namelist() == ["manifest.csv"]


@given(st.text(max_size=300), st.integers(1, 500))
@settings(max_examples=120, deadline=None)
def test_every_title_becomes_a_name_that_every_system_takes(title: str, number: int):
    name = file_name(number, title, "jpg")
    assert name.startswith(f"{number:03}")
    assert name.endswith(".jpg")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert not DEVICES.match(name)
    assert len(name.encode()) <= 140
    assert name.rsplit(".", 1)[0][-1] not in ". "
    assert name.isprintable()


def test_names_stay_readable():
    assert file_name(7, "Gro\u0308ße: 1/2 \u202egpj.exe..", "jpg") == "007 Größe- 1-2 gpj.exe.jpg"
    assert file_name(7, "...", "jpg") == "007.jpg"


class Printer:
    def __init__(self) -> None:
        self.board: PrintedBoard | None = None

    def print_board(self, board: PrintedBoard, out: IO[bytes]) -> None:
        self.board = board


def test_a_print_says_of_each_picture_how_it_stands(brand: Brand, board: Board):
    printer = brand.board_printer = Printer()  # type: ignore[assignment]
    brand.state("Größe", until(2))
    written(brand, board, boards.as_pdf, "de-AT")
    told = printer.board
    assert told is not None
    assert [section.title for section in told.sections] == ["Held", ""]
    boards.change(brand, board.id, 1, MoveItem(board.items[0].asset))
    written(brand, board, boards.as_pdf)
    assert printer.board is not None
    [mixed] = printer.board.sections
    assert [item.section for item in mixed.items] == ["Held", "", "", "Held"]
    items = [item for section in told.sections for item in section.items]
    assert [(item.number, item.tone, item.barred) for item in items] == [
        (1, Tone.SOON, False),
        (2, Tone.SOON, False),
        (3, Tone.BAD, True),
        (4, Tone.ASK, False),
    ]
    assert items[0].news.startswith("Geändert: Rechte (vorher: erlaubt bis ")
    assert items[0].picture() is not None
    assert items[1].picture() is None
    assert items[2].picture() is None
    assert dict(told.facts)["Nutzung"] == "website · DE"
    assert told.standing.endswith("1 haben sich geändert, seit zuletzt jemand hinsah.")
    assert [(said.text, said.number) for said in told.comments] == [("+1, größer", 1)]


def test_both_languages_say_everything():
    assert ENGLISH.keys() == GERMAN.keys()
    assert (Wording("de-CH").day("2026-03-01"), Wording("fr").day("2026-03-01")) == ("1. März 2026", "1 March 2026")
    assert Wording("en").day("someday") == "someday"


def test_pictures_are_made_ahead_each_once_and_a_failure_is_that_of_who_asks():
    asked: list[str] = []

    def picture(asset: Asset) -> bytes:
        asked.append(asset.id)
        if asset.id == "29":
            raise Unreachable("The DAM does not answer.")
        return asset.id.encode()

    assets = [Asset(str(number), ()) for number in range(30)]
    with Ahead(picture, assets) as pictures:
        assert [pictures(asset) for asset in assets[:29]] == [asset.id.encode() for asset in assets[:29]]
        with pytest.raises(Unreachable):
            pictures(assets[29])
        assert pictures(assets[3]) == b"3"
    assert sorted(asked) == sorted([*(asset.id for asset in assets), "3"])
    with Ahead(picture, assets) as pictures:
        assert pictures(assets[0]) == b"0"
    assert len(asked) <= 31 + 9
