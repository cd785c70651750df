"""Reports on paper: everything that is said is on it, whatever it is and however much."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from thesaury.engines.printing.reports import PdfReports
from thesaury.pipeline.reporting.letters import as_html, as_text
from thesaury.ports.report_printing import PrintedBar, PrintedFigure, PrintedReport, PrintedSection, ReportWords

WORDS = ReportWords("de", "Seite {page} von {pages}", "Fehlende Zeichen: {signs}")


def printed(report: PrintedReport) -> bytes:
    out = BytesIO()
    PdfReports(Path("no fonts")).print_report(report, out)
    return out.getvalue()


def told(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def report(*sections: PrintedSection) -> PrintedReport:
    figures = (PrintedFigure("Nutzungen", "12.345", "davor 9"), PrintedFigure("<b>Leer</b>", "–"))
    return PrintedReport("Marke & Markt", "Alles bisher.", figures, sections, "Fuß", WORDS)


@pytest.mark.parametrize("upright", [True, False])
def test_figures_sentences_bars_and_tables_are_on_it_and_a_long_table_goes_on_with_its_head(upright: bool):
    bars = (PrintedBar("Seen", 3, "drei"), PrintedBar("Berge", None, "–"), PrintedBar("Städte", 0, "keine"))
    drawn = PrintedSection(
        "Konzepte", "So viele.", ("Name", "Zahl"), (("Seen", "1.200,00\u00a0€"),), frozenset({1}), bars, upright
    )
    long = PrintedSection("Lang", "", ("Kopf",), tuple((f"Zeile {n}",) for n in range(120)), note="Kleingedruckt")
    content = printed(report(drawn, long, PrintedSection("Leer", "Hier ist nichts.")))
    assert content == printed(report(drawn, long, PrintedSection("Leer", "Hier ist nichts.")))
    first, *others = told(content)
    for words in ("Marke & Markt", "<b>Leer</b>", "12.345", "So viele.", "drei", "keine", "1.200,00 €"):
        assert words in first
    assert f"Seite 1 von {1 + len(others)}" in first
    assert all("Kopf" in page for page in others if "Zeile" in page)
    assert "Zeile 119" in " ".join(others)
    assert "Kleingedruckt" in others[-1]
    assert "Hier ist nichts." in others[-1]


TEXT = st.text(max_size=200)


@given(TEXT, TEXT, st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=8), st.booleans())
@settings(max_examples=25, deadline=None)
def test_whatever_people_wrote_can_be_printed_and_sent(
    title: str, sentence: str, rows: list[tuple[str, ...]], upright: bool
):
    bars = tuple(PrintedBar(name, float(place), shown) for place, (name, shown, _) in enumerate(rows))
    section = PrintedSection(title, sentence, ("a", "b", "c"), tuple(rows), frozenset({1}), bars, upright, title)
    made = PrintedReport(title, sentence, (PrintedFigure(title, sentence, title),), (section,), title, WORDS)
    assert printed(made)[:5] == b"%PDF-"
    as_text(made)
    html = as_html(made)
    assert html.count("<") == html.count(">")
    assert "<script" not in html.replace("&lt;", "")
