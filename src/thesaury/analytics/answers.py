"""Answers to named questions: solutions as typed rows, the way to the rows behind one, and answers as JSON and as a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import unquote

from thesaury.analytics.activity import day_of
from thesaury.analytics.definitions import Definition, definitions
from thesaury.analytics.left_out import NOTES
from thesaury.model.question import Answer, Cell, Column, ColumnKind, Question
from thesaury.model.statement import Iri, Literal
from thesaury.model.use import TIME_ZONE

Row = Mapping[str, Cell]
Solution = Mapping[str, Iri | Literal]

LABELLED = (ColumnKind.CONCEPT, ColumnKind.ASSET, ColumnKind.CAMPAIGN)
"""Kinds of columns whose cells have labels."""

_NAMED = {
    ColumnKind.CONCEPT: "urn:thesaury:concept:",
    ColumnKind.ASSET: "urn:thesaury:asset:",
    ColumnKind.CAMPAIGN: "urn:thesaury:campaign:",
}
_PLACES = {ColumnKind.MONEY: Decimal("0.01"), ColumnKind.SECONDS: Decimal("0.001")}
_FINE = Decimal("0.000001")


def rows_of(
    definition: Definition, values: Mapping[str, str], solutions: Iterable[Solution], zone: str = TIME_ZONE
) -> tuple[Row, ...]:
    """The rows, in the order of the solutions: names as ids (concepts as IRIs), numbers, days, and None where there is nothing."""
    question = definition.asked(values)
    return tuple(_row(definition, question, values, solution, zone) for solution in solutions)


def behind(answer: Answer, row: Row) -> tuple[str, dict[str, str]] | None:
    """The question that lists what a row counts, with the values to ask it with; None where there is none, or the row names nothing.

    Values that both questions take under one name are handed on, except where the row has a better one.
    """
    if answer.question.rows_behind is None:
        return None
    name, by = answer.question.rows_behind
    there = definitions()
    takes = {one.name for one in there[name].question.parameters}
    values = {one: value for one, value in answer.given.items() if one in takes}
    values |= dict(there[answer.question.name].behind_with)
    for parameter, column in by:
        if row[column] is None:
            return None
        values[parameter] = str(row[column])
    return name, values


def answer_shape(answer: Answer) -> dict[str, Any]:
    """The answer as JSON: stable names, numbers as numbers, days in ISO 8601."""
    question = answer.question
    return {
        "question": question.name,
        "title": question.title,
        "sentence": question.sentence,
        "given": dict(answer.given),
        "as_of": answer.as_of,
        "columns": [{"name": one.name, "kind": one.kind.value, "meaning": one.meaning} for one in question.columns],
        "rows": [{one.name: _told(row[one.name], one.kind) for one in question.columns} for row in answer.rows],
        "labels": dict(answer.labels),
        "cut": answer.cut,
        "notes": [{"code": code, "message": NOTES[code]} for code in answer.notes],
    }


def question_shape(question: Question) -> dict[str, Any]:
    """What a question is, as JSON."""
    return {
        "name": question.name,
        "title": question.title,
        "sentence": question.sentence,
        "parameters": [
            {
                "name": one.name,
                "kind": one.kind.value,
                "default": one.default,
                "choices": list(one.choices),
                "meaning": one.meaning,
            }
            for one in question.parameters
        ],
        "columns": [{"name": one.name, "kind": one.kind.value, "meaning": one.meaning} for one in question.columns],
        "terms": dict(question.terms),
        "rows_behind": question.rows_behind[0] if question.rows_behind else None,
        "sparql": question.sparql,
    }


def table_of(answer: Answer) -> Iterator[tuple[str | int | float, ...]]:
    """The answer as a table, its head first: each cell that has a label is followed by it."""
    columns = answer.question.columns
    yield tuple(name for one in columns for name in _heads(one))
    for row in answer.rows:
        yield tuple(cell for one in columns for cell in _cells(one, row[one.name], answer.labels))


def told_table(answer: Answer) -> Iterator[tuple[str | int | float, ...]]:
    """The answer as a table for people, its head first: what has a label stands by that alone, so that a row fits on a line. A label that
    several things have does not tell them apart: there each has its name behind it."""
    columns, labels = answer.question.columns, answer.labels
    often = Counter(labels.values())
    yield tuple(one.name for one in columns)
    for row in answer.rows:
        yield tuple(_spoken(one, row[one.name], labels, often) for one in columns)


def _spoken(column: Column, cell: Cell, labels: Mapping[str, str], often: Mapping[str, int]) -> str | int | float:
    told = _told(cell, column.kind)
    label = labels.get(str(cell), "") if column.kind in LABELLED else ""
    if not label:
        return "" if told is None else told
    return label if often[label] == 1 else f"{label} ({told})"


def _heads(column: Column) -> tuple[str, ...]:
    return (column.name, f"{column.name}_label") if column.kind in LABELLED else (column.name,)


def _cells(column: Column, cell: Cell, labels: Mapping[str, str]) -> tuple[str | int | float, ...]:
    told = _told(cell, column.kind)
    shown = "" if told is None else told
    return (shown, labels.get(str(cell), "")) if column.kind in LABELLED else (shown,)


def _told(cell: Cell, kind: ColumnKind) -> str | int | float | None:
    if isinstance(cell, date):
        return cell.isoformat()
    return float(cell.quantize(_PLACES.get(kind, _FINE))) if isinstance(cell, Decimal) else cell


def _row(definition: Definition, question: Question, values: Mapping[str, str], solution: Solution, zone: str) -> Row:
    row = {one.name: _cell(solution.get(one.name), one.kind, zone) for one in question.columns}
    for name, first, last in definition.spans:
        begins, ends = (row[day] if day in row else date.fromisoformat(values[day]) for day in (first, last))
        row[name] = (ends - begins).days if isinstance(begins, date) and isinstance(ends, date) else None
    return row


def _cell(term: Iri | Literal | None, kind: ColumnKind, zone: str) -> Cell:
    if term is None or not term.value:
        return None
    match kind:
        case ColumnKind.COUNT:
            number = _number(term.value)
            return None if number is None else int(number)
        case ColumnKind.SHARE | ColumnKind.RATIO | ColumnKind.MONEY | ColumnKind.SECONDS:
            return _number(term.value)
        case ColumnKind.DAY:
            return day_of(term.value, zone) if "T" in term.value else date.fromisoformat(term.value[:10])
        case _:
            return plain_name(term.value, kind)


def plain_name(value: str, kind: ColumnKind) -> str:
    """The name of a thing as people and pages use it: the id where our own IRI was made of one."""
    start = _NAMED.get(kind)
    return unquote(value.removeprefix(start)) if start and value.startswith(start) else value


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
