"""What one row of an insight export means: a usage event, and nothing about the person behind it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from thesaury.connectors.texts import cleaned
from thesaury.model.errors import Usage
from thesaury.model.usage import UsageEvent, UsageKind

USUAL: Mapping[str, tuple[str, ...]] = {
    "id": ("event_id", "id"),
    "kind": ("event_type", "event_name", "event", "action"),
    "at": ("event_time", "event_timestamp", "occurred_at", "timestamp", "created_at", "event_date", "date"),
    "asset": ("asset_key", "asset_id"),
    "where": ("page_url", "referrer", "referer", "domain", "source"),
    "terms": ("search_query", "search_term", "query"),
    "results": ("result_count", "results"),
    "market": ("market", "country"),
    "channel": ("channel", "medium"),
    "quantity": ("quantity", "event_count", "count", "requests", "hits", "views"),
}
"""Our names and the columns they are looked for in; the vendor does not publish them, so these are guesses."""

NAMELESS = "brandfolder:row:"
"""How the ids of rows begin that have none of their own."""

TABLES = ("cdn_aggregates", "events_with_user_session", "events_with_sharelink", "events")
"""The tables that tell of usage, longer names first: a file's name begins with that of its table."""

_MOST = 2**40
_PERSON = re.compile(r"user|person|e_?mail|session|visitor|(^|_)ip(_|$)|name_of|first_name|last_name", re.IGNORECASE)
_KINDS = (
    (UsageKind.DOWNLOAD, ("download",)),
    (UsageKind.SHARE, ("share",)),
    (UsageKind.SEARCH, ("search",)),
    (UsageKind.UPLOAD, ("upload", "create")),
    (UsageKind.USE, ("embed", "place", "insert")),
    (UsageKind.VIEW, ("view", "visit", "open")),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table is which of our names."""

    table: str
    of: Mapping[str, str]

    def cell(self, cells: Mapping[str, Any], name: str) -> str:
        """A cell by our name, as text."""
        value = cells.get(self.of.get(name, ""))
        return "" if value is None else cleaned(str(value))


def table_of(name: str) -> str:
    """The table a file holds by its name, or an empty string for one that tells of no usage."""
    return next((table for table in TABLES if name.lower().startswith(table)), "")


def columns_of(table: str, there: Sequence[str], given: Mapping[str, str]) -> Columns:
    """The columns to read: as the setting says, else the usual ones that are there. Raises Usage for a wrong or personal one."""
    for ours, theirs in given.items():
        if ours not in USUAL:
            raise Usage(f"insights_columns knows no '{ours}'; it knows {', '.join(USUAL)}.")
        if _PERSON.search(theirs):
            raise Usage(
                f"insights_columns names '{theirs}' of {table}, which is about people; such columns are never read."
            )
    usual = {ours: next((one for one in names if one in there), "") for ours, names in USUAL.items()}
    found = {ours: theirs for ours, theirs in {**usual, **given}.items() if theirs in there}
    if table == "cdn_aggregates":
        found.pop("id", None)  # sums have no identity of their own beyond asset, time and place
    return Columns(table, found)


def event(columns: Columns, cells: Mapping[str, Any]) -> UsageEvent | str:
    """The event of a row, or the sentence that says why it is none. One without an id of its own is named by what it says."""
    at = _utc(cells.get(columns.of.get("at", "")))
    if not at:
        return "it has no time that can be read; name the column of the time in insights_columns"
    kind = _kind(columns, columns.cell(cells, "kind"))
    if kind is None:
        return f"'{columns.cell(cells, 'kind')[:60]}' is no kind of usage that is known"
    own = columns.cell(cells, "id")
    terms = columns.cell(cells, "terms")
    # The tables of events hold the same events, so their ids are of one family.
    found = UsageEvent(
        id=f"brandfolder:events:{own}",
        kind=kind,
        at=at,
        external_id=columns.cell(cells, "asset"),
        where=_page(columns.cell(cells, "where")),
        terms=(terms,) if terms else (),
        results=_whole(columns.cell(cells, "results")),
        quantity=1 if (counted := _whole(columns.cell(cells, "quantity"))) is None else counted,
        properties=tuple((name, told) for name in ("market", "channel") if (told := columns.cell(cells, name))),
    )
    return found if own else replace(found, id=f"{NAMELESS}{_content(columns.table, found)}")


def _page(address: str) -> str:
    """A page without what stands behind its address: a referrer's query may hold words about a person."""
    return address.partition("?")[0].partition("#")[0]


def _content(table: str, found: UsageEvent) -> str:
    """What tells a row from others wherever it stands: exports are overwritten and overlap. A sum that grew is the same row."""
    told = [table, found.kind, found.at, found.external_id, found.where, found.terms, found.properties]
    return sha256(json.dumps(told).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _kind(columns: Columns, told: str) -> UsageKind | None:
    if columns.table == "cdn_aggregates":
        return UsageKind.VIEW
    return next((kind for kind, words in _KINDS if any(word in told.lower() for word in words)), None)


def _utc(value: Any) -> str:
    """A moment as UTC in ISO 8601; a day is its beginning, and what names no zone is taken for UTC. Empty when it is none."""
    try:
        found = (
            value
            if isinstance(value, datetime)
            else datetime.fromisoformat(str(value).strip().replace(" UTC", "+00:00"))
        )
    except ValueError:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        found = datetime(value.year, value.month, value.day)
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""


def _whole(told: str) -> int | None:
    """A count, None for what is none or more than a database takes."""
    try:
        found = int(float(told)) if told else -1
    except (ValueError, OverflowError):
        return None
    return found if 0 <= found < _MOST else None
