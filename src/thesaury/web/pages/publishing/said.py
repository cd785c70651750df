"""Channels and what is in them in words: uses, markets, languages, topics, and why an asset is not published."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from thesaury.model.concept import Label
from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError
from thesaury.model.publishing import Channel, Entry
from thesaury.pipeline.publishing.refreshing import settle_due
from thesaury.web.desk import Desk, asset_url
from thesaury.web.pages.publishing.faces import When, reason_words, when
from thesaury.web.pages.publishing.late import overdue_in, targets
from thesaury.web.pages.vocabulary.tongues import tongue_name
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.parts.rights import words
from thesaury.web.parts.spoken_days import spoken_day

_NEVER = When()
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A CMS that shows a channel: how much stands there, waits, was refused, and should be gone."""

    name: str
    url: str
    live: int
    pending: int
    refused: int
    late: int
    since: When


@dataclass(frozen=True, slots=True)
class Told:
    """What a channel asks for, in words."""

    use: str
    purpose: str
    markets: str
    languages: str
    media: tuple[str, ...]
    audiences: str
    topics: tuple[tuple[str, Label], ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One asset in or out of a channel; without `url` it is not here any more. `until` is the last day on which it may be shown."""

    asset: str
    url: str
    title: Label
    picture: Picture | None
    reason: str = ""
    sentence: str = ""
    since: When = _NEVER
    until: str = ""


def channel_url(name: str) -> str:
    """The page of a channel."""
    return f"/publishing/channels/{quote(name, safe='')}"


def target_url(name: str) -> str:
    """The page of a CMS."""
    return f"/publishing/targets/{quote(name, safe='')}"


def settled(desk: Desk, channels: Iterable[Channel]) -> None:
    """Let what ended by itself leave these channels before a page speaks of them; where that cannot be done now, the page is shown so."""
    for channel in channels:
        try:
            settle_due(desk.workspace, channel)
        except ThesauryError as error:
            _log.warning("the channel %s is not settled: %s", channel.name, error.message)


def told(desk: Desk, channel: Channel) -> Told:
    """What this channel asks for."""
    lexicon = desk.lexicon()
    return Told(
        words.channel(channel.use),
        words.purpose(channel.purpose),
        words.listed(map(words.region, channel.markets)),
        words.listed(map(tongue_name, channel.languages)),
        channel.media,
        ", ".join(channel.audiences),
        tuple((iri, lexicon.name(iri)) for iri in channel.topics),
    )


def systems(desk: Desk, channel: str) -> list[SystemLine]:
    """Every CMS that is bound to this channel, by name."""
    return [_system(desk, one) for one in bound_to(desk, channel)]


def bound_to(desk: Desk, channel: str) -> list[Connection]:
    """The connections that publish this channel."""
    return [one for one in targets(desk.workspace) if one.setting("channel").strip() == channel]


def last_change(desk: Desk, channel: str, head: int) -> When:
    """When something changed last in a feed whose last change has this number."""
    found = desk.workspace.catalogue.feeds.changes(channel, head - 1, 1) if head else []
    return when(found[-1].changed_at) if found else When()


def rows(desk: Desk, entries: Sequence[Entry]) -> list[EntryRow]:
    """These entries with their pictures."""
    assets = {one.id: one for one in desk.workspace.catalogue.records.assets([entry.asset for entry in entries])}
    languages, found = desk.lexicon().languages, list[EntryRow]()
    for entry in entries:
        asset, titles = assets.get(entry.asset), entry.item.titles
        found.append(
            EntryRow(
                entry.asset,
                asset_url(asset.id) if asset else "",
                title(asset, languages) if asset else titles[0] if titles else Label(entry.asset),
                picture(asset, languages) if asset and asset.picture() else None,
                reason_words(entry.reason),
                entry.sentence,
                when(entry.published_at if entry.published else entry.since or entry.changed_at),
                spoken_day(entry.allowed_until) if entry.allowed_until else "",
            )
        )
    return found


def _system(desk: Desk, connection: Connection) -> SystemLine:
    counts = desk.workspace.catalogue.publications.counts(connection.name)
    behind = overdue_in(desk.workspace, connection)
    return SystemLine(
        connection.name,
        target_url(connection.name),
        counts.get("live", 0),
        sum(counts.get(state, 0) for state in ("pending", "sending", "uncertain")),
        counts.get("refused", 0),
        len(behind),
        when(behind[0].needed_at) if behind else When(),
    )
