"""Reports as PDF on A4, by reportlab: key figures, then each chart with its table beside it, numbered pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from thesaury.engines.printing.fonts import Fonts, seen
from thesaury.engines.printing.numbered import Foot, NumberedCanvas
from thesaury.engines.printing.reports.charts import LyingBars, StandingBars
from thesaury.ports.catalogue import chunked
from thesaury.ports.report_printing import PrintedFigure, PrintedReport, PrintedSection

_MARGIN, _GAP, _FOOT = 16 * mm, 7 * mm, 8 * mm
_WIDE, _HIGH = A4
_WIDTH = _WIDE - 2 * _MARGIN
_CHART = _WIDTH * 0.38
_FIGURES = 4
"""Key figures beside each other."""
_SIGNS = 60
_LEAST, _PADDING, _BOLD = 22 * mm, 10.0, 1.12
"""The least room of a text, what stands around a cell, and how much wider bold letters are."""

_INK, _PALE, _LINE, _FAINT = HexColor("#1a1a1a"), HexColor("#f3f5f9"), HexColor("#d5dae2"), HexColor("#5a5f68")
_HEAD = ParagraphStyle("head", fontSize=20, leading=25, textColor=_INK, spaceAfter=3)
_LEAD = ParagraphStyle("lead", fontSize=9.5, leading=13, textColor=_FAINT, spaceAfter=8)
_NAME = ParagraphStyle("name", fontSize=7.5, leading=9.5, textColor=_FAINT)
_VALUE = ParagraphStyle("value", fontSize=15, leading=19, textColor=_INK)
_SECTION = ParagraphStyle("section", fontSize=13, leading=17, textColor=_INK, spaceBefore=10, spaceAfter=2)
_SAID = ParagraphStyle("said", fontSize=9.5, leading=13, textColor=_INK, spaceAfter=5)
_CELL = ParagraphStyle("cell", fontSize=7.8, leading=9.8, textColor=_INK)
_NUMBER = ParagraphStyle("number", parent=_CELL, alignment=2)
_NOTE = ParagraphStyle("note", fontSize=7.5, leading=9.8, textColor=_FAINT, spaceBefore=3)


@dataclass(frozen=True, slots=True)
class _Print:
    report: PrintedReport
    fonts: Fonts


class PdfReports:
    """Prints reports with the fonts of one workspace; implements `ports.report_printing.ReportPrinter`."""

    def __init__(self, fonts: Path) -> None:
        """`fonts` is the folder of its own fonts, which may be missing."""
        self._own = fonts

    def print_report(self, report: PrintedReport, out: IO[bytes]) -> None:
        """Write it as PDF: the same report gives the same bytes."""
        made = _Print(report, Fonts(self._own))

        def numbered(number: int, count: int) -> str:
            return report.words.page.format(page=number, pages=count)

        foot = Foot(report.footer, numbered, made.fonts, _FAINT, _WIDE, _MARGIN, _GAP, _MARGIN * 0.6)

        def canvas(*given: Any, **more: Any) -> NumberedCanvas:
            return NumberedCanvas(*given, foot=foot, **more)

        document = BaseDocTemplate(
            out,
            pagesize=A4,
            title=seen(report.title),
            lang=report.words.language,
            invariant=1,
            author="",
            creator="Thesaury",
        )
        frame = Frame(_MARGIN, _MARGIN + _FOOT, _WIDTH, _HIGH - 2 * _MARGIN - _FOOT, 0, 0, 0, 0)
        document.addPageTemplates([PageTemplate(frames=[frame])])
        document.build(list(_story(made)), canvasmaker=canvas)


def _story(made: _Print) -> Iterator[Flowable]:
    report, markup = made.report, made.fonts.markup
    yield Paragraph(markup(report.title, bold=True), _HEAD)
    yield Paragraph(markup(report.lead), _LEAD)
    for row in chunked(report.figures, _FIGURES):
        yield _figures(made, row)
        yield Spacer(0, 2.5 * mm)
    for section in report.sections:
        yield from _section(made, section)
    if made.fonts.missing:
        signs = [f"U+{ord(sign):04X}" for sign in made.fonts.missing]
        told = ", ".join(signs[:_SIGNS]) + (" \N{HORIZONTAL ELLIPSIS}" if len(signs) > _SIGNS else "")
        yield Paragraph(markup(report.words.missing.format(signs=told)), _NOTE)


def _figures(made: _Print, figures: Sequence[PrintedFigure]) -> Table:
    """Key figures beside each other, on a pale ground."""
    markup = made.fonts.markup
    cells: list[Any] = [
        [
            Paragraph(markup(one.name), _NAME),
            Paragraph(markup(one.value, bold=True), _VALUE),
            Paragraph(markup(one.said), _NAME),
        ]
        for one in figures
    ]
    style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (0, 0), (len(cells) - 1, 0), _PALE)]
    style += [("LINEAFTER", (0, 0), (len(cells) - 2, 0), 4, HexColor("#ffffff"))] if len(cells) > 1 else []
    cells += [""] * (_FIGURES - len(cells))
    return Table([cells], colWidths=[_WIDTH / _FIGURES] * _FIGURES, style=TableStyle(style), hAlign="LEFT")


def _section(made: _Print, section: PrintedSection) -> Iterator[Flowable]:
    """A heading with its sentence, which stay together with what follows, then the chart with its table beside it."""
    markup = made.fonts.markup
    head: list[Flowable] = [Paragraph(markup(section.title, bold=True), _SECTION)]
    if section.sentence:
        head.append(Paragraph(markup(section.sentence), _SAID))
    beside = section.bars and section.rows
    chart = _chart(made, section, _CHART if beside else _WIDTH)
    table = _table(made, section, _WIDTH - _CHART - _GAP if beside else _WIDTH)
    if chart is not None and table is not None:
        style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
        style += [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("TOP", "BOTTOM", "RIGHT")]
        widths = [_CHART + _GAP, _WIDTH - _CHART - _GAP]
        yield KeepTogether([*head, Table([[chart, table]], colWidths=widths, style=TableStyle(style), hAlign="LEFT")])
    elif chart is not None or table is not None:
        yield KeepTogether(head)
        yield chart if chart is not None else table  # type: ignore[misc]
    else:
        yield KeepTogether(head)
    if section.note:
        yield Paragraph(markup(section.note), _NOTE)


def _chart(made: _Print, section: PrintedSection, width: float) -> Flowable | None:
    if not section.bars:
        return None
    return (StandingBars if section.upright else LyingBars)(section.bars, width, made.fonts)


def _table(made: _Print, section: PrintedSection, width: float) -> Table | None:
    """The rows with a head that stands on each page."""
    if not section.rows:
        return None
    markup = made.fonts.markup

    def cell(text: str, column: int, bold: bool = False) -> Paragraph:
        return Paragraph(markup(text, bold=bold), _NUMBER if column in section.numbers else _CELL)

    rows = [[cell(text, place, bold=True) for place, text in enumerate(section.heads)]]
    rows += [[cell(text, place) for place, text in enumerate(row)] for row in section.rows]
    widths = _widths(made, section, width)
    style: list[Any] = [
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, _INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, _LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    return Table(rows, colWidths=widths, repeatRows=1, style=TableStyle(style), hAlign="LEFT")


def _widths(made: _Print, section: PrintedSection, width: float) -> list[float]:
    """Numbers have the room they need, so that none is parted, and texts share what is left."""
    needed = {place: _needed(made, section, place) for place in section.numbers if place < len(section.heads)}
    texts = len(section.heads) - len(needed)
    left = width - sum(needed.values())
    if not texts or left < texts * _LEAST:
        return [width / len(section.heads)] * len(section.heads)
    return [needed.get(place, left / texts) for place in range(len(section.heads))]


def _needed(made: _Print, section: PrintedSection, place: int) -> float:
    """The room of the widest number of a column, and of the widest word of its head."""
    texts = [row[place] for row in section.rows] + section.heads[place].split()
    sized = ([(font, part) for font, part in made.fonts.runs(text)] for text in texts)
    return max(sum(stringWidth(part, font, _CELL.fontSize * _BOLD) for font, part in runs) for runs in sized) + _PADDING
