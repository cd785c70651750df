"""The tables that a warehouse loads: assets, concepts, annotations, uses, searches, purchases and campaigns, page by page.

Rows are flat: lists are lists, and what is not known is null. Of each table a place says where the next page begins. Uses and events come
in the order in which they came or changed, so that whoever keeps the place of the last page gets what is new or corrected next time; the
other tables are read anew, and their rows replace each other by their key.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thesaury.analytics.activity import activity_of
from thesaury.model.concept import Concept
from thesaury.model.search_log import KeptSearch
from thesaury.model.usage import UsageKind
from thesaury.pipeline.briefs.campaigns import campaigns
from thesaury.pipeline.measuring.purchases import licence_purchases
from thesaury.pipeline.measuring.rates import rates_of
from thesaury.pipeline.measuring.reported import reported_page
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of

Row = Mapping[str, Any]

_log = logging.getLogger(__name__)

_EVENTS = frozenset(UsageKind) - {UsageKind.SEARCH}
_REPORTED, _PART = "reported\t", "\t"
"""How a place among reported searches is written: their connection and event."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a table, where the next page begins (empty: this was the last one), and where to go on another time (empty: at the begin)."""

    rows: tuple[Row, ...]
    following: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class BulkTable:
    """A table: the columns that name a row, whether only what is new or changed can be read, and how a page is."""

    name: str
    key: tuple[str, ...]
    grows: bool
    page: Callable[[Workspace, str, int], Stretch]


def _assets(workspace: Workspace, after: str, limit: int) -> Stretch:
    found = workspace.catalogue.records.asset_page(after, limit)
    rows = []
    for asset in found:
        file = next((record.file for record in asset.records if record.file), None)
        rows.append(
            {
                "asset": asset.id,
                "title": asset.title(workspace.languages),
                "media_type": file.media_type if file else None,
                "bytes": file.bytes if file else None,
                "width": file.width if file else None,
                "height": file.height if file else None,
                "records": [record.key for record in asset.records],
            }
        )
    return _by_key(rows, found[-1].id if len(found) == limit else "")


def _annotations(workspace: Workspace, after: str, limit: int) -> Stretch:
    """Accepted ones; a page may have more or fewer rows than asked for, for assets are not parted."""
    found = workspace.catalogue.records.asset_page(after, limit)
    findings = workspace.catalogue.enrichments.findings([asset.id for asset in found])
    rows = [
        {
            "asset": asset.id,
            "concept": one.concept,
            "score": one.score,
            "origin": one.origin.value,
            "attributed_to": one.attributed_to,
            "vocabulary": one.vocabulary,
        }
        for asset in found
        if asset.id in findings
        for one in findings[asset.id].annotations
    ]
    return _by_key(rows, found[-1].id if len(found) == limit else "")


def _concepts(workspace: Workspace, after: str, limit: int) -> Stretch:
    """Of the current versions, by vocabulary and IRI."""
    vocabularies = workspace.catalogue.vocabularies
    known = sorted(
        (
            (version.name, one)
            for version in vocabularies.current()
            for one in vocabularies.get(version.name, version.number).concepts
        ),
        key=lambda pair: (pair[0], pair[1].iri),
    )
    return _sliced([_concept(name, one, workspace.languages) for name, one in known], after, limit)


def _concept(vocabulary: str, one: Concept, languages: Sequence[str]) -> Row:
    labels = {label.language: label.text for label in one.preferred}
    label = next((labels[language] for language in languages if language in labels), next(iter(labels.values()), ""))
    return {
        "vocabulary": vocabulary,
        "concept": one.iri,
        "label": label,
        "labels": labels,
        "broader": list(one.broader),
        "deprecated": one.deprecated,
    }


def _uses(workspace: Workspace, after: str, limit: int) -> Stretch:
    """Everything that was done with assets but for searches, in the order it came or was corrected."""
    begin = int(after) if after.isdecimal() else 0
    found = workspace.catalogue.usage.changed(begin, limit)
    owners = _owners(workspace, [(source, event.external_id) for _, source, event in found if event.external_id])
    rows, tables = [], tables_of(workspace.root)
    for revision, source, event in found:
        if event.kind not in _EVENTS:
            continue
        try:
            one = activity_of(source, event, owners.get((source, event.external_id), ""), tables=tables)
        except (ValueError, OverflowError):  # a system that writes no moment
            _log.warning("%s: event %s is left out, for %r is no moment", source, event.id, event.at)
            continue
        rows.append(
            {
                "source": source,
                "event": one.id,
                "revision": revision,
                "kind": one.kind.value,
                "at": one.at,
                "day": one.day.isoformat(),
                "asset": one.asset or None,
                "markets": list(one.markets),
                "channel": one.channel or None,
                "campaign": one.campaign or None,
                "quantity": one.quantity,
                "where": one.where,
                "team": one.team or None,
            }
        )
    mark = str(found[-1][0]) if found else after
    return Stretch(tuple(rows), mark if len(found) == limit else "", mark)


def _owners(workspace: Workspace, named: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The assets of these records, also of those that are gone: what was done with them stays theirs."""
    by_source: dict[str, set[str]] = {}
    for source, external_id in named:
        by_source.setdefault(source, set()).add(external_id)
    return {
        (source, external_id): asset
        for source, ids in by_source.items()
        for external_id, asset in workspace.catalogue.records.owned(source, sorted(ids)).items()
    }


def _searches(workspace: Workspace, after: str, limit: int) -> Stretch:
    """Those that are kept here by id, then those that other systems report; without the session that they happened in."""
    if after.startswith(_REPORTED):
        connection, _, event = after.removeprefix(_REPORTED).partition(_PART)
        told, following = reported_page(workspace, (connection, event), limit)
        rows = [_search(one, counted) for one, counted in told]
        return _by_key(rows, _REPORTED + _PART.join(following) if following else "")
    found = workspace.catalogue.search_log.page(after, limit)
    return _by_key([_search(one, True) for one in found], found[-1].id if len(found) == limit else _REPORTED)


def _search(one: KeptSearch, counted: bool) -> Row:
    return {
        "search": one.id,
        "at": one.at,
        "kind": one.kind.value,
        "quantity": one.quantity,
        "where": one.where,
        "team": one.team or None,
        "language": one.language or None,
        "concepts": list(one.concepts),
        "results": one.results if counted else None,
        "usable": one.usable,
        "channel": one.channel or None,
        "markets": list(one.regions),
        "blocked_by": [axis for axis, count in one.blocked if count],
        "campaign": one.campaign or None,
    }


def _purchases(workspace: Workspace, after: str, limit: int) -> Stretch:
    rates = rates_of(workspace)
    rows = []
    for one in licence_purchases(workspace):
        cost = None if one.price is None else rates.converted(one.price, one.currency, one.day)
        rows.append(
            {
                "licensor": one.licensor,
                "transaction": one.id,
                "assets": list(one.assets),
                "licensee": one.licensee or None,
                "price": None if one.price is None else float(one.price),
                "currency": one.currency or None,
                "cost": None if cost is None else round(float(cost), 2),
                "cost_currency": workspace.currency,
                "day": one.day.isoformat() if one.day else None,
                "first_day": one.first_day.isoformat() if one.first_day else None,
                "last_day": one.last_day.isoformat() if one.last_day else None,
            }
        )
    return _sliced(rows, after, limit)


def _campaigns(workspace: Workspace, after: str, limit: int) -> Stretch:
    """Those of the table of campaigns."""
    rows = [
        {
            "campaign": one.id,
            "name": one.name,
            "brand": one.brand or None,
            "markets": list(one.markets),
            "channels": list(one.channels),
            "first_day": one.first_day or None,
            "last_day": one.last_day or None,
        }
        for one in campaigns(workspace)
    ]
    return _sliced(sorted(rows, key=lambda row: str(row["campaign"])), after, limit)


def _by_key(rows: Sequence[Row], following: str) -> Stretch:
    return Stretch(tuple(rows), following)


def _sliced(rows: Sequence[Row], after: str, limit: int) -> Stretch:
    """A page of a table that is small enough to be read whole."""
    start = int(after) if after.isdecimal() else 0
    following = str(start + limit) if len(rows) > start + limit else ""
    return Stretch(tuple(rows[start : start + limit]), following)


TABLES: Mapping[str, BulkTable] = {
    one.name: one
    for one in (
        BulkTable("assets", ("asset",), False, _assets),
        BulkTable("concepts", ("vocabulary", "concept"), False, _concepts),
        BulkTable("annotations", ("asset", "concept"), False, _annotations),
        BulkTable("uses", ("source", "event"), True, _uses),
        BulkTable("searches", ("search",), False, _searches),
        BulkTable("purchases", ("licensor", "transaction"), False, _purchases),
        BulkTable("campaigns", ("campaign",), False, _campaigns),
    )
}
"""Every table by its name."""


def stretch(workspace: Workspace, table: BulkTable, after: str, limit: int) -> Stretch:
    """A page of a table. Raises what the catalogue raises, and BadInput for a broken table of campaigns or rates."""
    found = table.page(workspace, after, limit)
    return found if table.grows else replace(found, mark="")
