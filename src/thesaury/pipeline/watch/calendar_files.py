"""The calendar of rights as plain values, as a CSV table, and as an iCalendar file (RFC 5545)."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from thesaury.model.policy import PolicyStatus
from thesaury.model.table_cell import inert
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.watch.entries import Entry
from thesaury.rights.watching import Occasion

NOTICE = "Read by rules from what the sources state. It is not legal advice."

OCCASIONS = {
    Occasion.END: "Licence ends",
    Occasion.FIRST_USE: "Last day for first use",
    Occasion.BEGIN: "Licence begins",
}

COLUMNS = (
    "day", "occasion", "title", "in_use", "last_used", "goes_on", "status", "campaign", "asset", "record", "place", "version",
    "words", "time_zone",
)  # fmt: skip

_EVENTS = UUID("c2f0f0a4-5f2b-5e0e-8f5a-3f6d5b1f7a21")


def as_values(entries: Iterable[Entry], zone: str = TIME_ZONE) -> list[dict[str, Any]]:
    """Each entry as JSON values of a stable shape (`COLUMNS`); days in ISO 8601, `in_use` a bool, `goes_on` a sentence or empty."""
    return [dict(zip(COLUMNS, _cells(entry, zone), strict=True)) for entry in entries]


def as_csv(entries: Iterable[Entry], zone: str = TIME_ZONE) -> str:
    """A table with a head. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for entry in entries:
        rows.writerow([safe_cell(_plain(cell)) for cell in _cells(entry, zone)])
    return out.getvalue()


def as_ics(entries: Sequence[Entry], name: str = "Rights") -> bytes:
    """Events of a whole day. The same term of the same licence keeps its UID when its day moves, and a new version of the record raises
    SEQUENCE; nothing in it names a person, and no words of the licence are in it."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Thesaury//Rights calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _clean(name))
    for entry in entries:
        made.add_component(_event(entry))
    return bytes(made.to_ical())


def uid(entry: Entry) -> str:
    """What an event is called in every calendar, for good."""
    named = (entry.turn.record, entry.turn.place, entry.turn.occasion.value, str(entry.number))
    return f"{uuid5(_EVENTS, json.dumps(named))}@thesaury"


def _event(entry: Entry) -> Any:
    from icalendar import Event

    changed, used = _moment(entry.made_at), " (in use)" if entry.in_use else ""
    event = Event()
    event.add("uid", uid(entry))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.version - 1)
    event.add("dtstart", entry.turn.day)
    event.add("dtend", entry.turn.day + timedelta(days=1))
    event.add("summary", _clean(f"{OCCASIONS[entry.turn.occasion]}: {entry.title}{used}"))
    event.add("description", _clean("\n".join(_described(entry))))
    event.add("categories", [OCCASIONS[entry.turn.occasion]])
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _described(entry: Entry) -> list[str]:
    lines = [f"{entry.turn.record}#{entry.turn.place}, version {entry.version}"]
    lines += [f"Campaign: {', '.join(entry.campaigns)}"] if entry.campaigns else []
    lines += [entry.goes_on.sentence] if entry.goes_on else []
    lines += ["A person still has to read this licence."] if entry.status is PolicyStatus.NEEDS_REVIEW else []
    return [*lines, NOTICE]


def _cells(entry: Entry, zone: str) -> tuple[Any, ...]:
    turn = entry.turn
    lasting = entry.goes_on.sentence if entry.goes_on else ""
    seen = (entry.title, entry.in_use, entry.last_used, lasting, entry.status.value, ", ".join(entry.campaigns))
    where = (entry.asset, turn.record, turn.place, entry.version, entry.words, zone)
    return (turn.day.isoformat(), turn.occasion.value, *seen, *where)


def _plain(cell: Any) -> str:
    return ("yes" if cell else "no") if isinstance(cell, bool) else str(cell)


def safe_cell(cell: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula, without signs that no such file may hold."""
    return inert(_clean(cell))


def _clean(text: str) -> str:
    """Without half characters and control signs, which no file of these kinds may hold."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(sign for sign in whole if sign in "\n\t" or (sign >= " " and sign != "\x7f"))


def _moment(at: str) -> datetime:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
