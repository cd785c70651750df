"""Entries of feeds as rows, and which rows are wanted."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, select

from thesaury.engines.sql.feed_codec import decode_item, encode_item
from thesaury.engines.sql.schema import feed_audience, feed_entry, feed_topic
from thesaury.model.publishing import Entry, Reason
from thesaury.ports.feeds import WantedEntries

Rows = list[dict[str, Any]]
_AS_IT_IS = ("asset", "number", "published_at", "changed_at", "allowed_until", "turns_at", "since", "sentence")
_e = feed_entry.c


def entry_row(entry: Entry) -> dict[str, Any]:
    """The row of an entry."""
    return {name: getattr(entry, name) for name in _AS_IT_IS} | {
        "channel": entry.channel,
        "reason": entry.reason or "",
        "kind": entry.item.kind,
        "digest": entry.item.digest,
        "payload": encode_item(entry.item),
    }


def topic_rows(entry: Entry) -> Rows:
    """A row for each concept that a published entry carries, itself or by something narrower."""
    direct = {topic.iri: True for topic in entry.item.topics}
    every = dict.fromkeys(entry.item.above, False) | direct
    shared = {"channel": entry.channel, "asset": entry.asset}
    return [shared | {"concept": iri, "direct": own} for iri, own in every.items()]


def audience_rows(entry: Entry) -> Rows:
    """A row for each audience a published entry is for."""
    names: Iterable[str] = dict.fromkeys(entry.item.audiences) or ("",)
    return [{"channel": entry.channel, "asset": entry.asset, "audience": name} for name in names]


def published(wanted: WantedEntries) -> Select[Any]:
    """The published entries that are wanted; with a topic its rows are joined, and in their order a page costs no more than it has."""
    rows = select(feed_entry).where(_e.channel == wanted.channel, _e.reason == "")
    if wanted.kind:
        rows = rows.where(_e.kind == wanted.kind)
    if wanted.topic:
        of = feed_topic.c
        rows = rows.join(feed_topic, (of.channel == _e.channel) & (of.asset == _e.asset))
        rows = rows.where(of.channel == wanted.channel, of.concept == wanted.topic)
        rows = rows if wanted.narrower else rows.where(of.direct)
    if wanted.audience:
        to = feed_audience.c
        named = select(to.asset).where(to.channel == wanted.channel, to.audience.in_(("", wanted.audience)))
        rows = rows.where(_e.asset.in_(named))
    return rows


def entry_of(row: Row[Any]) -> Entry:
    """The entry of a row again."""
    return Entry(
        channel=row.channel,
        item=decode_item(row.asset, row.payload),
        reason=Reason(row.reason) if row.reason else None,
        **{name: getattr(row, name) for name in _AS_IT_IS},
    )
