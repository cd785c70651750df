"""Changes of a channel as JSON: what came or changed, and what left it and why, in their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.model.publishing import Channel, Entry
from thesaury.publishing.forms.json_ld import item_ld
from thesaury.publishing.forms.told import Places, asset_iri, full

MEDIA_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Changes by rising number; `cursor` goes on behind them, `more` says that there are others already. `following` is the address of the
    next page, where there will be news as well."""

    channel: Channel
    entries: Sequence[Entry]
    cursor: str
    following: str
    more: bool


def changes(page: ChangesPage, places: Places, cursor_of: Callable[[Entry], str]) -> dict[str, Any]:
    """The page as a value of JSON; `cursor_of` gives the cursor behind one change."""
    return {
        "channel": page.channel.name,
        "events": [_event(entry, places, cursor_of(entry)) for entry in page.entries],
        "cursor": page.cursor,
        "next": page.following,
        "more": page.more,
    }


def _event(entry: Entry, places: Places, cursor: str) -> dict[str, Any]:
    told = {
        "type": "upsert" if entry.published else "withdraw",
        "asset": entry.asset,
        "id": asset_iri(entry.asset),
        "at": entry.changed_at,
        "cursor": cursor,
    }
    if entry.published:
        times = full(published_at=entry.published_at, allowed_until=entry.allowed_until, next_change=entry.turns_at)
        return {**told, **times, "item": item_ld(entry, places)}
    return {**told, **full(reason=entry.reason, since=entry.since, sentence=entry.sentence)}
