"""The answer to any question in SPARQL as bars, where its columns fit: names first, and a column of numbers."""

from thesaury.web.pages.analytics.charts import BARS, as_json
from thesaury.web.parts.sparql_answers import Shown

_MOST = 60
"""With more rows than these the first bars would say little of the whole."""


def plain_chart(found: Shown, name: str) -> str:
    """The chart as JSON, of the first column that has names and the first that has numbers only; empty where there are none."""
    if not 1 < len(found.rows) <= _MOST or len(found.columns) < 2:
        return ""
    numbers = [
        place for place in range(len(found.columns)) if all(_number(row[place].text) is not None for row in found.rows)
    ]
    names = [
        place
        for place in range(len(found.columns))
        if place not in numbers and any(row[place].text for row in found.rows)
    ]
    if not numbers or not names:
        return ""
    rows, heading = found.rows[:BARS], found.columns[numbers[0]]
    along = [_short(row[names[0]].text) for row in rows]
    return as_json(
        {
            "kind": "bars",
            "name": name,
            "along": [f"{name} ({number})" if name in along[:number] else name for number, name in enumerate(along)],
            "series": [{"name": heading, "values": [_number(row[numbers[0]].text) for row in rows]}],
            "links": [row[names[0]].url for row in rows],
            "format": {"kind": "ratio"},
        }
    )


def _short(text: str) -> str:
    """The end of an IRI; any other name as it is."""
    return (text.rstrip("/#").replace("#", "/").rpartition("/")[2] or text) if "://" in text else text


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e15 else None
