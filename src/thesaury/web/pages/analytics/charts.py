"""An answer as a chart: what its script is told, as JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.model.question import Answer, Cell, ChartKind, Column
from thesaury.web.pages.analytics.saying import is_nothing
from thesaury.web.pages.analytics.values import Naming, currency_of
from thesaury.web.texts import number

BARS, SIDES, MOST = 12, 14, 80
"""So many bars, so many rows and columns of a matrix, and so many things that are joined can be read; the table has all."""

Spec = Mapping[str, Any]
_CODE = 2


def chart(answer: Answer, naming: Naming, links: Sequence[str], headings: Mapping[str, str], name: str) -> Spec | None:
    """The chart of the answer; None where there is nothing to draw. `links` are where each row leads, `headings` the words of columns."""
    drawn, columns = answer.question.chart, {one.name: one for one in answer.question.columns}
    if is_nothing(answer) or not drawn.height:
        return None
    format_ = _format(columns[drawn.height[0]], answer.rows[0])
    if drawn.kind is ChartKind.MATRIX:
        return {"kind": "matrix", "name": name, "format": format_, **_matrix(answer, naming, links, columns)}
    if drawn.kind is ChartKind.GRAPH:
        return {"kind": "graph", "name": name, **_web(answer, naming, columns, headings)}
    if drawn.kind not in (ChartKind.BARS, ChartKind.LINE):
        return None
    rows = answer.rows[:BARS] if drawn.kind is ChartKind.BARS else answer.rows
    along = columns[drawn.along]
    same = [columns[one] for one in drawn.height if columns[one].kind is columns[drawn.height[0]].kind]
    return {
        "kind": drawn.kind.value,
        "name": name,
        "along": _apart([naming.value(row, along).text for row in rows]),
        "series": [
            {"name": headings[one.name], "values": [naming.value(row, one).amount for row in rows]} for one in same
        ],
        "links": list(links[: len(rows)]),
        "format": format_,
    }


def as_json(spec: Spec) -> str:
    """The chart as it stands in the page."""
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))


def _format(column: Column, row: Mapping[str, Any]) -> dict[str, str]:
    return {"kind": column.kind.value, "currency": currency_of(row)}


def _matrix(answer: Answer, naming: Naming, links: Sequence[str], columns: Mapping[str, Column]) -> dict[str, Any]:
    drawn = answer.question.chart
    along, across, height = columns[drawn.along], columns[drawn.across], columns[drawn.height[0]]
    places: dict[str, int] = {}
    sides: dict[str, int] = {}
    cells = []
    for row, link in zip(answer.rows, links, strict=True):
        x = places.setdefault(_short(row.get(along.name)) or naming.value(row, along).text, len(places))
        y = sides.setdefault(naming.value(row, across).text, len(sides))
        if x < SIDES and y < SIDES:
            cells.append([x, y, naming.value(row, height).amount or 0, link])
    return {"along": list(places)[:SIDES], "across": list(sides)[:SIDES], "cells": cells}


def _web(answer: Answer, naming: Naming, columns: Mapping[str, Column], headings: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the first of two columns, joined to what stands in the second, each thing once."""
    drawn = answer.question.chart
    nodes: dict[str, dict[str, Any]] = {}
    links: dict[tuple[str, str], float] = {}
    for row in answer.rows:
        ends = []
        for kind, name in enumerate((drawn.along, drawn.across)):
            value = naming.value(row, columns[name])
            if value.text and (len(nodes) < MOST or f"{kind} {row[name]}" in nodes):
                id = f"{kind} {row[name]}"
                nodes.setdefault(id, {"id": id, "name": value.text, "kind": kind, "url": value.url})
                ends.append(id)
        if len(ends) == len((drawn.along, drawn.across)):
            pair = (ends[0], ends[1])
            links[pair] = links.get(pair, 0) + (naming.value(row, columns[drawn.height[0]]).amount or 0)
    told = f"{headings[drawn.height[0]]}: "
    return {
        "about": next(iter(nodes), ""),
        "kinds": [headings[drawn.along], headings[drawn.across]],
        "nodes": list(nodes.values()),
        "links": [
            {"source": one, "target": other, "name": told + number(round(much))} for (one, other), much in links.items()
        ],
    }


def _short(cell: Cell) -> str:
    """A country by its code, for a column has no room for its name; empty for what has none."""
    return cell if isinstance(cell, str) and len(cell) == _CODE and cell.isupper() else ""


def _apart(names: Sequence[str]) -> list[str]:
    """Names of which no two are the same, for a chart would draw them as one."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found
