"""Profiles of fields: what each holds, counted row by row."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from thesaury.model.cells import pieces
from thesaury.onboarding.profiling.cells import Said, said_in, structured
from thesaury.onboarding.profiling.counting import LIMIT, ValueCount
from thesaury.onboarding.profiling.lists import separator_of
from thesaury.onboarding.profiling.shapes import Shape, shape_of

_Key = TypeVar("_Key")
_LOOKED_AT = 200
"""Filled cells by which the separator of a field is told."""
_ROOM = 64_000_000
"""Bytes that the values of all fields together may take: a table of many fields knows fewer values of each by name."""
_MOST_FIELDS = 2000
"""Fields that are profiled; a table of more has rows where its columns should be."""


@dataclass(frozen=True, slots=True)
class FieldProfile:
    """What a field holds. `rows` are all rows, `filled` those with a value in it, `values` single values when lists are cut.

    `different` is exact where `exact` says so, and an estimate otherwise. `common` are the values with the number of rows that have them,
    the most frequent first: all of them where it is exact, and else those that fit in memory. `shapes` and `languages` are shares of the
    values, largest first. `separator` parts the values of a cell, empty where each is one. `words` is the mean number of words of a
    value. `structured`: rows whose cell holds objects.
    """

    name: str
    label: str
    rows: int
    filled: int
    values: int
    different: int
    exact: bool
    common: tuple[tuple[str, int], ...]
    shapes: tuple[tuple[Shape, float], ...]
    languages: tuple[tuple[str, float], ...]
    separator: str
    words: float
    structured: int = 0

    @property
    def fill_rate(self) -> float:
        """The share of rows with a value, 0 without rows."""
        return self.filled / self.rows if self.rows else 0.0

    @property
    def examples(self) -> tuple[str, ...]:
        """Three values as a person may be shown them."""
        return tuple(value for value, _ in self.common[:3])

    def share(self, *shapes: Shape) -> float:
        """The share of the values that have one of these shapes."""
        return sum(share for shape, share in self.shapes if shape in shapes)

    @property
    def controlled(self) -> bool:
        """Whether the values are short and come again, as those of a list to choose from do."""
        return self.values >= 2 * self.different > 0 and self.words <= 4


def profiled(rows: Iterable[Mapping[str, Any]], labels: Mapping[str, str] | None = None) -> tuple[FieldProfile, ...]:
    """The profile of every field, in the order in which they come; `labels` are what a system calls its fields by name."""
    profiler = Profiler(labels)
    for row in rows:
        profiler.add(row)
    return profiler.profiles()


class Profiler:
    """Takes rows one by one and keeps of them no more than counts and examples."""

    def __init__(self, labels: Mapping[str, str] | None = None, separators: Mapping[str, str] | None = None) -> None:
        """`labels` are what a system calls its fields by name, `separators` what is known to part the values of some."""
        self._labels, self._separators = labels or {}, separators or {}
        self._fields: dict[str, _Tally] = {}
        self._rows = 0
        self.left_out = 0
        """Cells of further fields that were not looked at, for there are more than 2,000."""

    def add(self, row: Mapping[str, Any]) -> None:
        """Count one row; a field that is not in it is empty there."""
        self._rows += 1
        for name, cell in row.items():
            tally = self._fields.get(name)
            if tally is None:
                if len(self._fields) >= _MOST_FIELDS:
                    self.left_out += 1
                    continue
                tally = self._fields[name] = _Tally(self._separators.get(name))
                self._share_room()
            tally.add(cell)

    def _share_room(self) -> None:
        for tally in self._fields.values():
            tally.count.limit = min(LIMIT, _ROOM // len(self._fields))

    def profiles(self) -> tuple[FieldProfile, ...]:
        """What was seen so far; more rows may follow."""
        return tuple(
            tally.profile(name, self._labels.get(name, ""), self._rows) for name, tally in self._fields.items()
        )


class _Tally:
    """What is counted of one field. Its first cells wait until there are enough to tell how lists are written in it."""

    def __init__(self, separator: str | None = None) -> None:
        self.filled = self.values = self.words = self.structured = 0
        self.waiting: list[list[Said]] = []
        self.separator = separator
        self.count = ValueCount()
        self.shapes: Counter[Shape] = Counter()
        self.languages: Counter[str] = Counter()

    def add(self, cell: Any) -> None:
        self.structured += structured(cell)
        if said := said_in(cell):
            self.filled += 1
            if self.separator is None:
                self.waiting.append(said)
                if len(self.waiting) >= _LOOKED_AT:
                    self.settle()
            else:
                self._take(said)

    def settle(self) -> None:
        """Tell the separator by the cells that wait, and count them."""
        plain = [said.text for cell in self.waiting for said in cell if not said.listed]
        self.separator = separator_of(plain)
        waiting, self.waiting = self.waiting, []
        for said in waiting:
            self._take(said)

    def _take(self, cell: Sequence[Said]) -> None:
        cut: dict[tuple[str, str], None] = {}
        for said in cell:
            parts = [said.text] if said.listed else pieces(said.text, self.separator or "")
            cut.update(dict.fromkeys((part, said.language) for part in parts))
        for value, language in cut:
            self.values += 1
            self.words += len(value.split())
            self.shapes[shape_of(value)] += 1
            if language:
                self.languages[language] += 1
        for value in dict.fromkeys(value for value, _ in cut):
            self.count.add(value)

    def profile(self, name: str, label: str, rows: int) -> FieldProfile:
        if self.waiting:
            told = self._copied()
            told.settle()
            return told.profile(name, label, rows)
        return FieldProfile(
            name,
            label,
            rows,
            self.filled,
            self.values,
            self.count.different,
            self.count.exact,
            tuple(self.count.most()),
            _shares(self.shapes, self.values),
            _shares(self.languages, self.values),
            self.separator or "",
            self.words / self.values if self.values else 0.0,
            self.structured,
        )

    def _copied(self) -> "_Tally":
        """A tally of the cells that wait, so that rows can still follow when it is settled."""
        made = _Tally()
        made.filled, made.structured, made.waiting = self.filled, self.structured, list(self.waiting)
        return made


def _shares(counts: Counter[_Key], of: int) -> tuple[tuple[_Key, float], ...]:
    return tuple((key, count / of) for key, count in islice(counts.most_common(), 50)) if of else ()
