"""The plan for one table: which column becomes which field, from the guess and what the connection says."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from thesaury.connectors.table.cells import texts
from thesaury.connectors.table.columns import guess
from thesaury.connectors.table.fields import SINGLE, field
from thesaury.connectors.texts import language_tag
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.table import Row


@dataclass(frozen=True, slots=True)
class Plan:
    """Each column with its field, empty where it is only kept, and the language of texts that do not say theirs."""

    columns: tuple[tuple[str, str], ...]
    language: str = ""

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
        content = json.dumps(
            [row.cells, self.columns, self.language, state], ensure_ascii=False, sort_keys=True, default=str
        )
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
    plan = Plan(tuple((column, given.get(column, free[column])) for column in columns), _language(connection))
    if not plan.column("id") and not plan.column("file"):
        raise Usage(
            f"No column names the records. Say which does, with id=COLUMN; the columns are {', '.join(columns)}."
        )
    return plan


def _given(text: str, columns: Sequence[str]) -> dict[str, str]:
    """What the setting says, columns and fields checked; `ignore` is only kept."""
    try:
        mapping: Any = json.loads(text or "{}")
    except ValueError as error:
        raise Usage(f"The setting mapping is no JSON ({error}).") from error
    if not isinstance(mapping, Mapping) or not all(isinstance(value, str) for value in mapping.values()):
        raise Usage('The setting mapping has to be a JSON object of texts, such as {"Titel": "title@de"}.')
    fields = {_column(column, columns): str(field(value)) if value else "" for column, value in mapping.items()}
    return {column: "" if value == "ignore" else value for column, value in fields.items()}


def _column(name: str, columns: Sequence[str]) -> str:
    if name not in columns:
        raise Usage(f"The table has no column '{name}'. Its columns are {', '.join(columns)}.")
    return name


def _language(connection: Connection) -> str:
    said = connection.setting("language")
    if said and not language_tag(said):
        raise Usage(f"'{said}' is no language; give a tag such as en or de-AT.")
    return language_tag(said)
