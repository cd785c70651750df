"""The plan for one table: which column becomes which field, from the guess and what the connection says."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from thesaury.connectors.table.cells import texts
from thesaury.connectors.table.columns import guess
from thesaury.connectors.table.fields import SINGLE, field
from thesaury.connectors.texts import language_tag
from thesaury.model.cells import DECIMALS, ORDERS, SEPARATORS
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.table import Row

_READINGS = {
    "lists": (("", *SEPARATORS), '{"Keywords": ","}'),
    "dates": (ORDERS, '{"Expires": "dmy"}'),
    "decimals": (DECIMALS, '{"Price": ","}'),
}
"""The settings that say how cells are read, what each may say, and an example."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Each column with its field, empty where it is only kept, and the language of texts that do not say theirs.

    `readings` are columns whose cells are read as the connection says: each with its `lists`, `dates` and `decimals`.
    """

    columns: tuple[tuple[str, str], ...]
    language: str = ""
    readings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    def column(self, kind: str) -> str:
        """The column of a field that only one fills, or an empty string."""
        return next((column for column, text in self.columns if text == kind), "")

    def cell(self, row: Row, kind: str) -> str:
        """The text of that column in a row, or an empty string."""
        return next(iter(texts(row.cells.get(self.column(kind)))), "")

    def key(self, row: Row) -> str:
        """The row's external id: its id, else its file, else an empty string. A row's number is none: it changes."""
        return self.cell(row, "id") or self.cell(row, "file")

    def mark(self, row: Row, state: str) -> str:
        """The etag: SHA-256 over the cells, this plan and the state of the file."""
        read = [self.readings] if self.readings else []  # without any, the etag is what it always was
        told = [row.cells, self.columns, self.language, state, *read]
        content = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
        return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def planned(connection: Connection, columns: Sequence[str], rows: Sequence[Row]) -> Plan:
    """The plan for a table with these columns and first rows.

    Raises Usage when a setting names a column, field or language that is not there, or no column can name the records.
    """
    given = _given(connection.setting("mapping"), columns)
    if name := connection.setting("id"):
        given = {_column(name, columns): "id"} | {column: text for column, text in given.items() if text != "id"}
    taken = {text for text in given.values() if text in SINGLE}
    guessed = {column: str(found or "") for column, found in guess(columns, rows).items()}
    free = {column: "" if text in taken else text for column, text in guessed.items()}
    named = tuple((column, given.get(column, free[column])) for column in columns)
    plan = Plan(named, _language(connection), _readings(connection, columns))
    if not plan.column("id") and not plan.column("file"):
        raise Usage(
            f"No column names the records. Say which does, with id=COLUMN; the columns are {', '.join(columns)}."
        )
    return plan


def _given(text: str, columns: Sequence[str]) -> dict[str, str]:
    """What the setting says, columns and fields checked; `ignore` is only kept."""
    mapping = _texts("mapping", text, '{"Titel": "title@de"}')
    fields = {_column(column, columns): str(field(value)) if value else "" for column, value in mapping.items()}
    return {column: "" if value == "ignore" else value for column, value in fields.items()}


def _readings(connection: Connection, columns: Sequence[str]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """How cells are read where the settings say so, column by column, everything checked."""
    found: dict[str, dict[str, str]] = {}
    for name, (known, example) in _READINGS.items():
        for column, value in _texts(name, connection.setting(name), example).items():
            if value not in known:
                listed = ", ".join(map(repr, known))
                raise Usage(f"The setting {name} says {value!r} of {column}. What it may say is {listed}.")
            found.setdefault(_column(column, columns), {})[name] = value
    return tuple((column, tuple(found[column].items())) for column in columns if column in found)


def _texts(name: str, text: str, example: str) -> dict[str, str]:
    """A setting that is a JSON object of texts."""
    try:
        told: Any = json.loads(text or "{}")
    except ValueError as error:
        raise Usage(f"The setting {name} is no JSON ({error}).") from error
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise Usage(f"The setting {name} has to be a JSON object of texts, such as {example}.")
    return told


def _column(name: str, columns: Sequence[str]) -> str:
    if name not in columns:
        raise Usage(f"The table has no column '{name}'. Its columns are {', '.join(columns)}.")
    return name


def _language(connection: Connection) -> str:
    said = connection.setting("language")
    if said and not language_tag(said):
        raise Usage(f"'{said}' is no language; give a tag such as en or de-AT.")
    return language_tag(said)
