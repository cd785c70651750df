"""The audit log as tables and as what changed: for pages, commands and files."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from thesaury.model.errors import BadInput
from thesaury.pipeline.csv_line import csv_line
from thesaury.ports.audit import Kept, Sought

COLUMNS = ("number", "at", "who", "action", "subject", "before", "after")
_MOST = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a deed changed; what was or is not there is empty."""

    what: str
    before: str
    after: str


def sought(who: str = "", action: str = "", subject: str = "", first: str = "", last: str = "") -> Sought:
    """What is looked for, with the first and the last day (UTC) of the period. Raises BadInput for what is no day."""
    until = (_day(last) + timedelta(days=1)).isoformat() if last else ""
    return Sought(who.strip(), action.strip(), subject.strip(), _day(first).isoformat() if first else "", until)


def as_values(kept: Kept) -> dict[str, Any]:
    """A deed as JSON values of a stable shape."""
    told = asdict(kept.deed)
    return {"number": kept.number} | told | {name: _value(told[name]) for name in ("before", "after")}


def csv_lines(deeds: Iterable[Kept]) -> Iterator[str]:
    """A table with a head, line by line. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    yield csv_line(COLUMNS)
    for kept in deeds:
        yield csv_line([kept.number, *asdict(kept.deed).values()])


def changes(kept: Kept) -> list[Change]:
    """What a deed changed, value by value; what stayed as it was is left out. At most 60 of them."""
    before, after = (dict(_leaves("", _value(text))) for text in (kept.deed.before, kept.deed.after))
    names = [*before, *(name for name in after if name not in before)]
    found = [Change(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [change for change in found if change.before != change.after][:_MOST]


def _leaves(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        for place, inner in enumerate(value, 1):
            yield from _leaves(f"{name} {place}".strip(), inner)
    elif isinstance(value, list):
        yield name, ", ".join(map(str, value))
    elif value is not None and value != {}:
        yield name, str(value)


def _value(text: str) -> Any:
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text!r} is no day. Write it as 2026-12-31.") from None
