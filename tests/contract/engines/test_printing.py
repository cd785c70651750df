"""Boards on paper, read back from the PDF: whole titles, every sign or a word about it, and the same bytes each time."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from reportlab import rl_config

from thesaury.engines.printing import PdfBoards, fonts
from thesaury.pipeline.boards.wording import Wording
from thesaury.ports.board_printing import PrintedBoard, PrintedComment, PrintedItem, PrintedSection, Tone


def jpeg(width: int = 64, height: int = 48) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


def item(number: int, **more: object) -> PrintedItem:
    told = {"title": f"Bild Nummer {number}", "state": "Darf genutzt werden", "rights": f"Grund {number}"} | more
    return PrintedItem(number, picture=jpeg, tone=Tone.GOOD, **told)  # type: ignore[arg-type]


def board(*items: PrintedItem, title: str = "Größe", comments: tuple[PrintedComment, ...] = ()) -> PrintedBoard:
    sections = (PrintedSection("Für oben", items),) if items else ()
    facts = (("Nutzung", "website · DE, AT"), ("Briefing", "Zurück zur Schule, à bientôt, Škoda"))
    words = Wording("de").printed()
    return PrintedBoard(title, facts, "Alles ist gut.", sections, comments, f"{title} · Stand heute", words)


def printed(made: PrintedBoard, own: Path = Path("nowhere")) -> bytes:
    out = BytesIO()
    PdfBoards(own).print_board(made, out)
    return out.getvalue()


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize(("count", "least", "most"), [(0, 1, 1), (1, 1, 1), (60, 10, 13)])
def test_every_picture_is_printed_on_numbered_pages(count: int, least: int, most: int):
    told = pages(printed(board(*(item(number) for number in range(1, count + 1)))))
    assert least <= len(told) <= most
    for number, page in enumerate(told, 1):
        assert f"Seite {number} von {len(told)}" in page
    text = " ".join(told)
    assert all(f"{number} Bild Nummer {number} Darf genutzt werden" in text for number in range(1, count + 1))
    assert "Zurück zur Schule, à bientôt, Škoda" in text
    images = [
        image
        for page in PdfReader(BytesIO(printed(board(*(item(n) for n in range(count)))))).pages
        for image in page.images
    ]
    assert bool(images) == bool(count)


def test_the_same_board_gives_the_same_bytes():
    made = board(*(item(number) for number in range(7)))
    assert printed(made) == printed(made)


def test_no_title_and_no_note_is_cut_and_markup_is_text():
    title = "Sehr langer Titel " * 60 + "mit Ende<b>"
    note = " ".join(f"wort{number}" for number in range(600))
    told = " ".join(pages(printed(board(item(1, title=title, note=note, rights="x" * 900), item(2), title=title))))
    assert told.count("mit Ende<b>") >= 2
    assert "(weiter unter Notizen)" in told
    assert all(f"wort{number}" in told for number in (0, 300, 599))


def test_what_was_said_stands_below_with_who_and_of_which_picture():
    said = PrintedComment("link: Agentur", "3. Dezember 2026", "Bitte größer\n& schöner", 2)
    told = pages(printed(board(item(1), item(2), comments=(said,))))[-1]
    assert "link: Agentur, 3. Dezember 2026 · Bild 2 Bitte größer & schöner" in told


def test_a_picture_that_is_not_there_is_said_and_a_barred_one_is_not_in_the_file():
    gone = PrintedItem(1, "weg", lambda: None, "Nicht mehr da", Tone.BAD, "")
    barred = PrintedItem(2, "zu", lambda: jpeg(20, 300), "Darf nicht genutzt werden", Tone.BAD, "", barred=True)
    made = printed(board(gone, barred))
    assert "Keine Vorschau" in pages(made)[0]
    assert "Darf nicht genutzt werden" in pages(made)[0]
    assert not [image for page in PdfReader(BytesIO(made)).pages for image in page.images]


def test_signs_that_no_font_has_are_named_and_all_others_are_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "_MACHINE", ())
    title = "Gro\u0308ße, Œuvre, Łódź, „x“ – €; 日本 Привет שלום \U0001f600\u200d\x07\ud800"
    text = " ".join(pages(printed(board(item(1), title=title))))
    assert "Größe, Œuvre, Łódz, „x“ – €; ?? ?????? ????" in text
    assert "U+017A, U+65E5, U+672C, U+041F" in text
    assert "U+05E9" in text
    assert "U+200D" not in text


def test_fonts_of_the_workspace_come_first_and_broken_ones_are_passed_over(tmp_path: Path):
    (tmp_path / "a-broken.ttf").write_bytes(b"no font")
    vera = (
        next(folder for folder in map(Path, rl_config.TTFSearchPath) if (folder / "Vera.ttf").is_file()) / "VeraIt.ttf"
    )
    (tmp_path / "b-house.ttf").write_bytes(vera.read_bytes())
    pdf = printed(board(item(1)), tmp_path)
    assert "Größe" in pages(pdf)[0]
    assert b"BitstreamVeraSans-Oblique" in pdf


def test_greek_and_cyrillic_are_set_where_the_machine_has_dejavu():
    if not any(Path(regular).is_file() for regular, _ in fonts._MACHINE):
        pytest.skip("no font of this machine is known")
    assert "Привет, Ελλάδα" in pages(printed(board(title="Привет, Ελλάδα")))[0]
