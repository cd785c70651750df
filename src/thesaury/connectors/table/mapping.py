"""What a row means: payload to record, and nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any

from thesaury.connectors.table.cells import Values, chosen, parted, parts, reworded, split, spoken, structures, texts
from thesaury.connectors.table.columns import LANGUAGES, normalised
from thesaury.connectors.table.fields import PROPERTIES, Field, field
from thesaury.connectors.texts import is_iri, language_tag
from thesaury.model.asset import File, Licence, Record, Text
from thesaury.model.cells import iso_day, plain_number

# Fields whose values a comma parts; elsewhere it belongs to the value.
_COMMAS = frozenset({"market", "audience"})
_LISTS = frozenset({"tags", "property", *PROPERTIES})
_PROSE = frozenset({"id", "title", "description", "text", "file"})
Cells = list[tuple[Field, Any]]


def record(connection: str, payload: Mapping[str, Any]) -> Record:
    """The record of one row. The payload holds `line`, `id`, `etag`, `cells`, `mapping` (column to field), `language` (of
    texts that do not say theirs) and `file`, and may hold `readings` (column to how its cells are read, as `readings` has it). Values of
    licence columns stay as they stand in the cell, but for days and numbers whose writing is said."""
    cells = _mapped(payload)
    language = _language(cells, payload["language"])
    return Record(
        connection,
        payload["id"],
        payload["etag"],
        texts=tuple(dict.fromkeys(_texts(cells, language))),
        tags=_all(part for cell in _of(cells, "tags") for part in parts(cell, commas=True)),
        stated=_all(part for cell in _of(cells, "concepts") for part in iris(cell)),
        properties=tuple(_properties(cells, language)),
        file=File(**payload["file"]) if payload["file"] else None,
        licences=tuple(_licences(cells, language)),
        raw={"line": payload["line"], "cells": payload["cells"]},
    )


def iris(cell: Any) -> list[str]:
    """The IRIs of a cell, however they are parted; what is no IRI is left out."""
    words = [word.rstrip(",;|") for text in texts(cell) for part in split(text, commas=True) for word in part.split()]
    return [word for word in words if is_iri(word)]


def _mapped(payload: Mapping[str, Any]) -> Cells:
    """The filled cells with their fields, in the order of the columns."""
    fields = {column: field(text) for column, text in payload["mapping"].items() if text}
    filled = {column: cell for column, cell in payload["cells"].items() if cell not in (None, "", [])}
    readings = payload.get("readings", {})
    return [
        (fields[column], _read(cell, fields[column], readings.get(column, {})))
        for column, cell in filled.items()
        if column in fields
    ]


def _read(cell: Any, into: Field, reading: Mapping[str, str]) -> Any:
    """A cell as the connection says it is to be read: texts are never cut, and days and numbers in them stay."""
    if into.kind in _PROSE:
        return cell
    if order := reading.get("dates"):
        cell = reworded(cell, lambda text: iso_day(text, order))
    if decimal := reading.get("decimals"):
        cell = reworded(cell, lambda text: plain_number(text, decimal))
    listed = "lists" in reading and into.kind in _LISTS
    return parted(cell, reading["lists"]) if listed else cell


def _of(cells: Cells, kind: str, name: str = "") -> list[Any]:
    return [cell for column, cell in cells if (column.kind, column.name) == (kind, name)]


def _language(cells: Cells, default: str) -> str:
    """The language the row says, when it says exactly one."""
    parts = [part for cell in _of(cells, "language") for text in texts(cell) for part in split(text, commas=True)]
    said = {language_tag(part) or LANGUAGES.get(normalised(part), "") for part in parts}
    return said.pop() if len(said) == 1 else "" if said else default


def _texts(cells: Cells, language: str) -> Iterator[Text]:
    for wanted in ("title", "description", "text"):
        for column, cell in cells:
            if column.kind == wanted:
                for said, text in spoken(cell):
                    yield Text(column.name or column.kind, text, said or column.language or language)


def _properties(cells: Cells, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Our own properties in their order, then the others in the order of the columns."""
    named = dict.fromkeys(column.name for column, _ in cells if column.kind == "property")
    for name in (*PROPERTIES, *(name for name in named if name not in PROPERTIES)):
        found = [*_of(cells, name), *_of(cells, "property", name)]
        values = _all(value for cell in found for value in _values(cell, language, name))
        if values:
            yield name, values


def _values(cell: Any, language: str, name: str) -> list[str]:
    said = chosen(cell, language)
    return said if isinstance(cell, Values) else [part for text in said for part in _parted(text, name)]


def _parted(text: str, name: str) -> list[str]:
    parts = split(text, commas=False)
    return [inner for part in parts for inner in split(part, commas=True)] if name in _COMMAS else parts


def _licences(cells: Cells, language: str) -> Iterator[Licence]:
    """One licence from texts and fields, and one for each structured term."""
    own = [(column, cell) for column, cell in cells if column.kind == "licence"]
    lines = _all(text for column, cell in own if not column.name for text in chosen(cell, language))
    fields = _all((column.name, "; ".join(texts(cell))) for column, cell in own if column.name and texts(cell))
    if lines or fields:
        yield Licence("\n".join(lines), fields)
    for term in (term for column, cell in own if not column.name for term in structures(cell)):
        if stated := tuple(
            (str(name), "; ".join(said)) for name, cell in term.items() if (said := chosen(cell, language))
        ):
            yield Licence("", stated)


def _all(values: Iterator[Any]) -> tuple[Any, ...]:
    """Every different value, in order."""
    return tuple(dict.fromkeys(values))
