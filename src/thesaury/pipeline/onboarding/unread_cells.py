"""Cells that are no date or no number where their field is to be one: how many there are, which, and what becomes of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from thesaury.model.asset import Record
from thesaury.model.cells import iso_day, pieces, plain_number
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, Reading
from thesaury.model.remembering import remembered
from thesaury.onboarding.profiling.cells import said_in
from thesaury.onboarding.reasons import wording
from thesaury.onboarding.roles import FieldRole
from thesaury.ports.licences import Field, Role

MOST = 5
"""Cells of a field that are shown."""
_LONGEST = 200
"""Signs of such a cell: enough to know it again."""

_TERMS = {FieldRole.VALID_FROM: Role.VALID_FROM, FieldRole.VALID_UNTIL: Role.VALID_UNTIL}
"""Days of licences, which are read by a grammar of their own and decide who may use a picture."""
_DAYS = {*_TERMS, FieldRole.PURCHASED, FieldRole.CREATED, FieldRole.MODIFIED, FieldRole.UPLOADED}
_NUMBERS = {FieldRole.PRICE, FieldRole.RATING}
_EITHER = re.compile(r"(?:0?[1-9]|1[0-2])([-/.])(?:0?[1-9]|1[0-2])\1\d{4}\b")
_NUMBER = re.compile(r"[^\w.,]{0,2}(?:[A-Za-z]{1,3}\s?)?[-+]?\d+(?:\.\d+)?\s?(?:[^\w.,\s]|[A-Za-z]{1,3})?")
_OF_THOUSANDS = re.compile(r"\d\.\d{3}(?!\d)")
"""A point before three digits, which may part thousands as well as decimals."""


class Expected(StrEnum):
    """What a cell is to be."""

    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell that cannot be read, its beginning if it is long, and the line of its row, as a spreadsheet counts."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class UnreadCells:
    """Those of one field of the client's: `cells` of the `filled` ones; `examples` are the first different ones, at most five.

    `either`: a day among them can be read with the day or the month first, and nobody said which.
    """

    field: str
    role: FieldRole
    expected: Expected
    cells: int
    filled: int
    examples: tuple[UnreadCell, ...]
    either: bool = False

    def becomes(self, language: str = "en") -> str:
        """What becomes of them, as a sentence."""
        return wording("unread", "review" if self.role in _TERMS else self.expected.value, language)

    def advice(self, language: str = "en") -> str:
        """What can be done by command; empty where the cells themselves have to be corrected."""
        return wording("unread", "either", language).format(self.field) if self.either else ""


class CellCheck:
    """Looks at the cells of records as they go by."""

    def __init__(self, fields: Sequence[KeptMapping]) -> None:
        """`fields` are those of a table; only the accepted ones are read."""
        accepted = (one for one in fields if one.said.status is MappingStatus.ACCEPTED)
        self._fields = {one.subject.field: found for one in accepted if (found := _field(one))}

    def look(self, record: Record) -> None:
        """Count the cells of one record of a table."""
        cells: Mapping[str, Any] = record.raw.get("cells", {})
        for name, field in self._fields.items():
            field.look(record.raw.get("line", 0), cells.get(name))

    def found(self) -> tuple[UnreadCells, ...]:
        """The fields with cells that cannot be read, in the order of the table."""
        return tuple(field.told(name) for name, field in self._fields.items() if field.cells)


class _Field:
    """One field, its reading, and what was counted of it so far."""

    def __init__(self, role: FieldRole, expected: Expected, reading: Reading) -> None:
        self._role, self._expected, self._reading = role, expected, reading
        self.cells = self._filled = 0
        self._either = False
        self._examples: dict[str, int] = {}

    def look(self, line: int, cell: Any) -> None:
        texts = [text for said in said_in(cell) for text in self._parted(said.text)]
        unread = [text for text in texts if not self._read(text)]
        self._filled += bool(texts)
        self.cells += bool(unread)
        for text in unread:
            self._either |= not self._reading.dates and bool(_EITHER.match(text))
            if len(self._examples) < MOST:
                self._examples.setdefault(text[:_LONGEST], line)

    def told(self, name: str) -> UnreadCells:
        examples = tuple(UnreadCell(line, text) for text, line in self._examples.items())
        dated = self._expected is Expected.DATE
        return UnreadCells(name, self._role, self._expected, self.cells, self._filled, examples, dated and self._either)

    def _parted(self, text: str) -> list[str]:
        """The values of a cell; a cell with terms of a licence is one."""
        return [text] if self._role in _TERMS else pieces(text, self._reading.separator or "")

    def _read(self, text: str) -> bool:
        if self._expected is Expected.NUMBER:
            return _is_number(text, self._reading.decimal or "")
        text = iso_day(text, self._reading.dates) if self._reading.dates else text
        return _is_term(text, _TERMS[self._role]) if self._role in _TERMS else _is_day(text)


def _field(kept: KeptMapping) -> _Field | None:
    """What is to be counted of a field; None of one whose cells may say anything."""
    role, reading = FieldRole(kept.said.target), kept.said.reading
    own = role is FieldRole.PROPERTY
    if role in _DAYS or (own and reading.dates):
        return _Field(role, Expected.DATE, reading)
    return _Field(role, Expected.NUMBER, reading) if role in _NUMBERS or (own and reading.decimal) else None


def _is_day(text: str) -> bool:
    """Whether it begins with a day in ISO 8601, which is all that whatever goes by a day looks for."""
    try:
        return bool(date.fromisoformat(text[:10]))
    except ValueError:
        return False


def _is_number(text: str, decimal: str) -> bool:
    """Whether it is one number, a sign of money or a unit beside it. Where nobody said which sign stands before decimals, a point does
    that cannot part thousands."""
    plain = plain_number(text, decimal) if decimal else text
    return bool(_NUMBER.fullmatch(plain.strip())) and bool(decimal or not _OF_THOUSANDS.search(plain))


@remembered(8192)
def _is_term(text: str, role: Role) -> bool:
    """Whether the grammar of licences reads it."""
    from thesaury.rights.fields.days import day  # its tables take a quarter of a second

    return not day(Field("", role, text)).unresolved
