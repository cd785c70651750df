"""A checked document as plain data and as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from thesaury.model.use import Use
from thesaury.pipeline.checking_documents.found import Checked, Instead, State
from thesaury.pipeline.checking_documents.replacing import MOST
from thesaury.pipeline.csv_line import csv_line
from thesaury.rights.deciding.telling import NOTICE
from thesaury.search.usable import line_shape

_COLUMNS = (
    "named",
    "asset",
    "title",
    "state",
    "axis",
    "by",
    "reason",
    "what to do",
    "rights changed",
    "rendition",
    "placed",
    "channel",
    "regions",
    "from",
    "to",
)


def described(checked: Sequence[Checked], languages: tuple[str, ...]) -> dict[str, Any]:
    """`found` in the order of the document, `counts` by state (the worst first), `fine` where nothing has to be done, and `notice`."""
    counted = Counter(one.state for one in checked)
    return {
        "found": [_described(one, languages) for one in checked],
        "counts": {state.value: counted[state] for state in State if counted[state]},
        "fine": all(one.state is State.FINE for one in checked),
        "notice": NOTICE,
    }


def as_csv(checked: Sequence[Checked], languages: tuple[str, ...]) -> Iterator[str]:
    """One line for each picture, under a line of headings; no cell is taken for a formula by a spreadsheet."""
    places = [heading for n in range(1, MOST + 1) for heading in (f"instead {n}", f"instead {n} asset")]
    yield csv_line((*_COLUMNS, *places))
    for one in checked:
        others = [cell for each in one.instead for cell in (each.asset.title(languages), each.asset.id)]
        yield csv_line((*_cells(one, languages), *others, *[""] * (2 * MOST - len(others))))


def _cells(one: Checked, languages: tuple[str, ...]) -> tuple[str, ...]:
    return (
        one.found.named,
        one.asset.id if one.asset else "",
        one.asset.title(languages) if one.asset else "",
        one.state.value,
        one.axis,
        one.by.isoformat() if one.by else "",
        one.sentence,
        one.todo,
        "yes" if one.changed else "",
        one.found.rendition,
        one.found.placed_at,
        *_use_cells(one.use),
    )


def _use_cells(use: Use | None) -> tuple[str, ...]:
    if use is None:
        return "", "", "", ""
    told = _use(use)
    return told["channel"], " ".join(told["regions"]), told["from"], told["to"]


def _use(use: Use) -> dict[str, Any]:
    last = use.last_day or use.first_day
    return {
        "channel": use.channel,
        "regions": list(use.regions),
        "from": use.first_day.isoformat(),
        "to": last.isoformat(),
    }


def _described(one: Checked, languages: tuple[str, ...]) -> dict[str, Any]:
    return {
        "named": one.found.named,
        "asset": one.asset.id if one.asset else None,
        "title": one.asset.title(languages) if one.asset else None,
        "rendition": one.found.rendition,
        "placed_at": one.found.placed_at,
        "state": one.state.value,
        "axis": one.axis,
        "by": one.by.isoformat() if one.by else None,
        "sentence": one.sentence,
        "todo": one.todo,
        "rights_changed": one.changed,
        "by_name": one.by_name,
        "use": _use(one.use) if one.use else None,
        "instead": [_instead(each, languages) for each in one.instead],
    }


def _instead(one: Instead, languages: tuple[str, ...]) -> dict[str, Any]:
    return {
        "asset": one.asset.id,
        "title": one.asset.title(languages),
        "newer": one.newer,
        "score": round(one.score, 4),
        "rights": line_shape(one.rights),
    }
