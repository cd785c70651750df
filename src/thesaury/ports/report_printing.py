"""Reports on paper: what is printed, as plain values, and who prints it."""

from dataclasses import dataclass
from typing import IO, Protocol


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One key figure: what it is, its value as it is written, and a line below (empty for none)."""

    name: str
    value: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class PrintedBar:
    """One bar of a chart: what it stands for, how long it is (not below 0; None where nobody knows), and its value as it is written."""

    name: str
    value: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """One part of a report: a sentence that says what it shows, bars (none: no chart) and a table beside them. `upright`: the bars are
    points in time, in their order. `numbers` are the columns to write at the right edge; `note` stands below in small print."""

    title: str
    sentence: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: frozenset[int] = frozenset()
    bars: tuple[PrintedBar, ...] = ()
    upright: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words around all of it. `page` has {page} and {pages}, `missing` {signs}."""

    language: str
    page: str
    missing: str


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A report to print or to send: `lead` says what it covers, `footer` stands on each page."""

    title: str
    lead: str
    figures: tuple[PrintedFigure, ...]
    sections: tuple[PrintedSection, ...]
    footer: str
    words: ReportWords


class ReportPrinter(Protocol):
    """Makes a PDF of a report."""

    def print_report(self, report: PrintedReport, out: IO[bytes]) -> None:
        """Write it: the same report gives the same bytes on the same machine. Signs that no font has stand as a box or as their plain
        letter, and the last page names them."""
