"""The queue of rights records as values: what waits for a person, with its asset, the reasons, and the first words of the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from thesaury.model.asset import Asset
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.ports.catalogue import Catalogue
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.answer import record_url, told_by
from thesaury.web.parts.rights.cards import Badge, badge, excerpt, waiting
from thesaury.web.texts import phrase

PAGE = 25
"""Records on a page."""
_WORDS = 180
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Tab:
    """One status with how many records have it."""

    status: str
    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the queue; `asset` is empty where its asset left its source."""

    key: str
    url: str
    badge: Badge
    asset: str
    title: str
    language: str
    picture: Picture | None
    excerpt: str
    reasons: tuple[str, ...]
    when: str


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue; `next_url` is empty on the last one, `first_url` on the first."""

    tabs: tuple[Tab, ...]
    entries: tuple[Entry, ...]
    next_url: str
    first_url: str


def queue(catalogue: Catalogue, status: PolicyStatus, after: tuple[str, str], languages: Sequence[str]) -> Queue:
    """The records of this status behind this one, by record and place."""
    found = catalogue.rights.page(after, PAGE + 1, status)
    shown = found[:PAGE]
    assets = _assets(catalogue, shown)
    following = url(status, shown[-1].key) if len(found) > PAGE else ""
    counts = catalogue.rights.counts()
    return Queue(
        tuple(Tab(one.value, phrase(f"rights.{one}"), counts.get(one, 0), url(one), one is status) for one in _ORDER),
        tuple(_entry(one, assets.get(one.source.record), languages) for one in shown),
        following,
        url(status) if after != ("", "") else "",
    )


_ORDER = (PolicyStatus.NEEDS_REVIEW, PolicyStatus.COMPLETE, PolicyStatus.CONFIRMED)


def url(status: PolicyStatus, after: tuple[str, str] = ("", "")) -> str:
    """The page of the queue behind this record and place."""
    pairs = {} if status is PolicyStatus.NEEDS_REVIEW else {"status": status.value}
    pairs |= {"record": after[0], "place": after[1]} if after[0] else {}
    return f"/rights?{urlencode(pairs)}" if pairs else "/rights"


def _assets(catalogue: Catalogue, records: Sequence[RightsRecord]) -> Mapping[str, Asset]:
    """The asset of each record, by record."""
    wanted: dict[str, list[str]] = {}
    for record in dict.fromkeys(one.source.record for one in records):
        connection, _, external_id = record.partition("/")
        wanted.setdefault(connection, []).append(external_id)
    owner = {r.key: id for connection, ids in wanted.items() for id, r in catalogue.records.named(connection, ids)}
    assets = {asset.id: asset for asset in catalogue.records.assets(sorted(set(owner.values())))}
    return {record: assets[id] for record, id in owner.items() if id in assets}


def _entry(record: RightsRecord, asset: Asset | None, languages: Sequence[str]) -> Entry:
    named = title(asset, tuple(languages)) if asset else None
    reasons = [one.reason for one in waiting(record)]
    return Entry(
        told_by(record),
        record_url(*record.key),
        badge(record.status),
        asset.id if asset else "",
        named.text if named else "",
        named.language if named else "",
        picture(asset, tuple(languages)) if asset and asset.picture() is not None else None,
        excerpt(record, _WORDS),
        tuple(reasons[:_REASONS]),
        words.moment(record.at),
    )
