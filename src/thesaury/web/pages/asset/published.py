"""Where an asset is published: in which channels and since when, or why not; in which CMS; and on which pages it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.errors import ThesauryError
from thesaury.model.publication import KnownUse
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel, Entry
from thesaury.pipeline.publishing.looking import Look
from thesaury.pipeline.publishing.said import approvals_of
from thesaury.ports.publications import WantedPublications
from thesaury.web.desk import Desk
from thesaury.web.pages.publishing.faces import When, reason_words, web_address, when
from thesaury.web.pages.publishing.said import channel_url, settled
from thesaury.web.pages.publishing.target_rows import Row, rows
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.texts import phrase

_MOST = 50
_SAID = ("approved", "revoked")


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said of it: for this channel or for every one."""

    approved: bool
    every: bool
    who: str
    when: When
    note: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands in one channel: `state` is in, out or none; `sentence` says why not, where it left or somebody asks. `soon`: somebody
    asks, and it qualifies."""

    channel: Channel
    url: str
    state: str
    since: When
    until: str
    reason: str
    sentence: str
    words: tuple[Word, ...]
    soon: bool = False


@dataclass(frozen=True, slots=True)
class OnPage:
    """A page on which it stands, or stood; `address` is empty where it is none of the web."""

    title: str
    address: str
    connection: str
    place: str
    live: bool
    since: When
    ended: When


@dataclass(frozen=True, slots=True)
class Published:
    """All of it; `said` is what came of an approval a moment ago."""

    channels: tuple[Standing, ...] = ()
    systems: tuple[Row, ...] = ()
    pages: tuple[OnPage, ...] = ()
    said: str = ""


def published(desk: Desk, asset: Asset, asked: Mapping[str, str]) -> Published:
    """Where this asset is published; with `why` in what is asked, why it is not in the channel of that name."""
    catalogue = desk.workspace.catalogue
    channels = catalogue.channels.all()
    settled(desk, channels)
    entries = {entry.channel: entry for entry in catalogue.feeds.of_asset(asset.id)}
    standings = tuple(_standing(desk, asset, one, entries.get(one.name), asked.get("why", "")) for one in channels)
    found = catalogue.publications.page(WantedPublications(asset=asset.id), limit=_MOST)
    uses = catalogue.publications.uses([asset.id], ended=True)
    said = asked.get("published", "")
    told = phrase(f"published.said.{said}") if said in _SAID else ""
    return Published(standings, tuple(rows(desk, found)), tuple(_pages(uses)), told)


def _standing(desk: Desk, asset: Asset, channel: Channel, entry: Entry | None, why: str) -> Standing:
    words = tuple(map(_word, approvals_of(desk.workspace.catalogue, channel.name, [asset])[asset.id]))
    url = channel_url(channel.name)
    if entry is None:
        asked = why == channel.name
        sentence = _why_not(desk, asset, channel) if asked else ""
        return Standing(channel, url, "none", When(), "", "", sentence, words, asked and not sentence)
    if entry.published:
        until = spoken_day(entry.allowed_until) if entry.allowed_until else ""
        return Standing(channel, url, "in", when(entry.published_at), until, "", "", words)
    since, reason = when(entry.since or entry.changed_at), reason_words(entry.reason)
    return Standing(channel, url, "out", since, "", reason, entry.sentence, words)


def _why_not(desk: Desk, asset: Asset, channel: Channel) -> str:
    try:
        why = Look(desk.workspace, channel, thesaurus=desk.lexicon().thesaurus).at([asset.id])[asset.id].refusal
    except ThesauryError as error:
        return error.message
    return why.sentence if why else ""


def _word(one: Approval) -> Word:
    return Word(one.approved, one.channel == EVERY_CHANNEL, one.by, when(one.at), one.note)


def _pages(uses: Iterable[KnownUse]) -> Iterable[OnPage]:
    """Those where it stands come first, live ones before drafts."""
    for known in sorted(uses, key=lambda one: (bool(one.ended_at), not one.use.live))[:_MOST]:
        use, address = known.use, web_address(known.use.address)
        name = use.title.strip() or address or use.page
        since, ended = when(use.since or known.seen_at), when(known.ended_at)
        yield OnPage(name, address, known.connection, use.place, use.live, since, ended)
