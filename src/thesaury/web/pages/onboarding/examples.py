"""What a field or a value looks like where it comes from: the first rows of a table, the first records of a connection."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Any

from thesaury.model.errors import ThesauryError
from thesaury.model.onboarding import OnboardingRound, SourceKind
from thesaury.onboarding.profiling import cells_of
from thesaury.pipeline.onboarding import table_of
from thesaury.ports.workspace import Workspace

LOOKED = 500
"""Rows that are looked at."""
FEW = 3
_ROUNDS = 8
_LONG = 60
_PARTS = re.compile(r"\s*[|,;/\n]\s*")


@dataclass(frozen=True, slots=True)
class Examples:
    """The first rows of a source: what stands in each field."""

    rows: tuple[Mapping[str, tuple[str, ...]], ...] = ()

    def of_field(self, field: str) -> tuple[str, ...]:
        """Some different values of it, the first ones."""
        found = dict.fromkeys(cut(text) for row in self.rows for text in row.get(field, ())[:1])
        return tuple(islice(found, FEW))

    def titles(self, field: str, value: str, title: str) -> tuple[str, ...]:
        """What some rows are called that have this value in this field; `title` is the field that says it."""
        having = (row for row in self.rows if any(_holds(text, value) for text in row.get(field, ())))
        found = dict.fromkeys(cut(text) for row in having for text in row.get(title, ())[:1])
        return tuple(islice(found, FEW))


class ExamplesKeeper:
    """Keeps the examples of the rounds looked at last, until their source changes."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read before somebody asks."""
        self._workspace, self._lock = workspace, Lock()
        self._kept: dict[str, tuple[object, Examples]] = {}

    def examples(self, round: OnboardingRound) -> Examples:
        """Those of this round; none where its source cannot be read any more."""
        try:
            stamp = self._stamp(round)
        except OSError:
            return Examples()
        with self._lock:
            kept = self._kept.get(round.name)
        if kept and kept[0] == stamp:
            return kept[1]
        try:
            found = Examples(tuple(islice(self._rows(round), LOOKED)))
        except ThesauryError:
            found = Examples()
        with self._lock:
            self._kept.pop(round.name, None)
            self._kept[round.name] = (stamp, found)
            for oldest in list(self._kept)[:-_ROUNDS]:
                del self._kept[oldest]
        return found

    def _stamp(self, round: OnboardingRound) -> object:
        if round.kind is SourceKind.TABLE:
            stat = table_of(self._workspace, round).stat()
            return stat.st_mtime_ns, stat.st_size
        return round.kind, round.source, round.done_at

    def _rows(self, round: OnboardingRound) -> Iterator[Mapping[str, tuple[str, ...]]]:
        if round.kind is SourceKind.TABLE:
            for row in self._workspace.tables.read(table_of(self._workspace, round)):
                yield _texts(row.cells)
        elif round.kind is SourceKind.CONNECTION:
            for _, record in self._workspace.catalogue.records.records(round.source, "", LOOKED):
                yield _texts(cells_of(record))


def cut(text: str) -> str:
    """A text that is short enough to be an example."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONG else f"{plain[: _LONG - 1].rstrip()}…"


def _texts(cells: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(_said(cell)) for name, cell in cells.items()}


def _said(cell: Any) -> Iterator[str]:
    """The texts of a cell: itself, those of a list, or those that have a language."""
    if isinstance(cell, str):
        if cell.strip():
            yield cell
    elif isinstance(cell, dict):
        yield from _said(cell.get("value", ""))
    elif isinstance(cell, list | tuple):
        for one in cell:
            yield from _said(one)
    elif cell is not None:
        yield str(cell)


def _holds(text: str, value: str) -> bool:
    return text.strip() == value or value in _PARTS.split(text.strip())
