"""Boards as PDF on A4, by reportlab: what was asked, a grid of pictures, what was said, numbered pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from thesaury.engines.printing.cards import card
from thesaury.engines.printing.fonts import Fonts, seen
from thesaury.engines.printing.numbered import Foot, NumberedCanvas
from thesaury.ports.board_printing import PrintedBoard, PrintedItem
from thesaury.ports.catalogue import chunked

rl_config.useA85 = (
    0  # pictures as they are: written as letters they take a quarter more, and most of the time of a print
)

COLUMNS = 3
_MARGIN, _GAP, _FOOT = 12 * mm, 6 * mm, 8 * mm
_WIDE, _HIGH = landscape(A4)
_WIDTH = _WIDE - 2 * _MARGIN
_HEIGHT = _HIGH - 2 * _MARGIN - _FOOT
_CARD = (_WIDTH - (COLUMNS - 1) * _GAP) / COLUMNS
_TALLEST = 100 * mm
"""How high a card is at most: what does not fit goes on below, so that one long note does not empty a page."""
_SIGNS = 60
"""So many signs that no font has are named."""

_INK = HexColor("#1a1a1a")
_HEAD = ParagraphStyle("head", fontSize=20, leading=25, textColor=_INK, spaceAfter=6)
_FACT = ParagraphStyle("fact", fontSize=9, leading=12, textColor=_INK)
_STANDING = ParagraphStyle("standing", parent=_FACT, fontSize=10, leading=13, spaceBefore=6, spaceAfter=8)
_SECTION = ParagraphStyle(
    "section", fontSize=13, leading=17, textColor=_INK, spaceBefore=6, spaceAfter=4, keepWithNext=1
)
_SAID = ParagraphStyle("said", parent=_FACT, spaceBefore=5)


@dataclass(slots=True)
class _Print:
    board: PrintedBoard
    fonts: Fonts
    overflow: list[tuple[int, str]] = field(default_factory=list)
    """Texts that did not fit on their card, by the number of the picture."""


class PdfBoards:
    """Prints boards with the fonts of one workspace; implements `ports.board_printing.BoardPrinter`."""

    def __init__(self, fonts: Path) -> None:
        """`fonts` is the folder of its own fonts, which may be missing."""
        self._own = fonts

    def print_board(self, board: PrintedBoard, out: IO[bytes]) -> None:
        """Write it as PDF: the same board gives the same bytes."""
        made = _Print(board, Fonts(self._own))

        def numbered(number: int, count: int) -> str:
            return board.words.page.replace("{page}", str(number)).replace("{pages}", str(count))

        foot = Foot(board.footer, numbered, made.fonts, HexColor("#666666"), _WIDE, _MARGIN, _GAP, _MARGIN * 0.7)

        def canvas(*given: Any, **more: Any) -> NumberedCanvas:
            return NumberedCanvas(*given, foot=foot, **more)

        document = BaseDocTemplate(
            out,
            pagesize=(_WIDE, _HIGH),
            title=seen(board.title),
            lang=board.words.language,
            invariant=1,
            author="",
            creator="Thesaury",
        )
        frame = Frame(_MARGIN, _MARGIN + _FOOT, _WIDTH, _HEIGHT, 0, 0, 0, 0)
        document.addPageTemplates([PageTemplate(frames=[frame])])
        document.build(list(_story(made)), canvasmaker=canvas)


def _story(made: _Print) -> Iterator[Flowable]:
    board, markup = made.board, made.fonts.markup
    yield Paragraph(markup(board.title, bold=True), _HEAD)
    for name, value in board.facts:
        yield Paragraph(f"{markup(name, bold=True)}&nbsp;&nbsp;{markup(value)}", _FACT)
    yield Paragraph(markup(board.standing), _STANDING)
    for section in board.sections:
        if section.title:
            yield Paragraph(markup(section.title, bold=True), _SECTION)
        for row in chunked(section.items, COLUMNS):
            yield _row(made, row)
            yield Spacer(0, 4 * mm)
    yield from _beneath(made)


def _row(made: _Print, items: Sequence[PrintedItem]) -> Table:
    cells: list[Any] = []
    for item in items:
        shown, left = card(item, _CARD, _TALLEST, made.fonts, made.board.words)
        made.overflow += [(item.number, text) for text in left]
        cells.append(shown)
    widths = [_CARD + _GAP] * (COLUMNS - 1) + [_CARD]
    cells += [""] * (COLUMNS - len(cells))
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
    ]
    style += [
        ("RIGHTPADDING", (0, 0), (-2, -1), _GAP),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
    return Table([cells], colWidths=widths, style=TableStyle(style), hAlign="LEFT")


def _beneath(made: _Print) -> Iterator[Flowable]:
    """What did not fit on its card, what was said, and which signs could not be set."""
    board, markup = made.board, made.fonts.markup
    if made.overflow:
        yield Paragraph(markup(board.words.notes, bold=True), _SECTION)
        for number, text in made.overflow:
            yield Paragraph(f"{markup(_picture(made, number), bold=True)}&nbsp;&nbsp;{markup(text)}", _SAID)
    if board.comments:
        yield Paragraph(markup(board.words.comments, bold=True), _SECTION)
    for one in board.comments:
        about = f" · {_picture(made, one.number)}" if one.number else ""
        yield Paragraph(f"{markup(f'{one.by}, {one.at}{about}', bold=True)}<br/>{markup(one.text)}", _SAID)
    if made.fonts.missing:
        signs = [f"U+{ord(sign):04X}" for sign in made.fonts.missing]
        told = ", ".join(signs[:_SIGNS]) + (" \N{HORIZONTAL ELLIPSIS}" if len(signs) > _SIGNS else "")
        yield Paragraph(markup(board.words.missing.replace("{signs}", told)), _SAID)


def _picture(made: _Print, number: int) -> str:
    return made.board.words.picture.replace("{number}", str(number))
