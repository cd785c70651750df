"""The assets of a portal as a source of records: what was modified since, and what went into the trash."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from thesaury.connectors.bynder import mapping
from thesaury.connectors.bynder.client import BynderApi, Document
from thesaury.connectors.bynder.cursor import Spot, spot_of, text_of
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.knowledge import Knowledge
from thesaury.connectors.bynder.moments import utc
from thesaury.connectors.bynder.reading import text
from thesaury.connectors.bynder.settings import Settings, settings_of
from thesaury.connectors.bynder.walking import ARCHIVED, LIVE, Place, Stretch, modified, shape, walk
from thesaury.connectors.licence_roles import begun, marked
from thesaury.connectors.manifest import own_manifest
from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities, Connection
from thesaury.model.errors import Refused, Unreachable
from thesaury.ports.source import Known, Outline, Page, Tools

_TRASH_PAGE = 200
_TRASH_PAGES = 500
_TRASH_LEAST = 10
_MANY = 100
_WALKS = 3
_MARK = 12
_NAMELESS = ("(without id)", "The portal listed an asset without an id; look at it there.")


@dataclass(frozen=True, slots=True)
class BynderSource:
    """Reads one portal; external ids are Bynder's own, as it spells them."""

    connection: str
    settings: Settings
    api: BynderApi
    capabilities: Capabilities

    @property
    def _parts(self) -> tuple[str, ...]:
        return (LIVE, ARCHIVED) if self.settings.archived else (LIVE,)

    def outline(self) -> Outline:
        """How many assets there are, and which metaproperties they can carry."""
        totals = [next(walk(self.api, Place(part), 1)).total for part in self._parts]
        knowledge = self._knowledge(Spot())
        names = ", ".join(sorted(knowledge.metaproperties))
        notes = [f"Metaproperties: {names}."] if names else []
        notes += [] if self.settings.archived else ["Archived assets are left out (setting archived)."]
        notes += ["The portal does not say how many assets there are."] if None in totals else []
        notes += [words for _, words in knowledge.complaints]
        return Outline(sum(total or 0 for total in totals), mapping.FIELDS, tuple(notes))

    def changes(self, cursor: str, known: Known) -> Iterator[Page]:
        """What was modified since, oldest first, then what was deleted; the first pass reads everything."""
        spot = spot_of(begun(cursor, self.settings.rights))
        spot = spot if spot.place else spot.started(LIVE)
        knowledge = self._knowledge(spot)
        while spot.place is not None:
            place = spot.place
            for stretch in walk(self.api, place, self.capabilities.page_limit):
                page, spot = self._page(stretch, spot, place.part, knowledge, known)
                knowledge.complaints.clear()
                if page.last or page.records or page.unchanged or page.refused:
                    yield replace(page, cursor=marked(page.cursor, self.settings.rights))

    def _page(self, stretch: Stretch, spot: Spot, part: str, knowledge: Knowledge, known: Known) -> tuple[Page, Spot]:
        """One page, and where it leads."""
        records = self._records(stretch.items, knowledge)
        etags = known(list(records)) if records else {}
        new = [one for id_, one in records.items() if etags.get(id_, "") != one.etag and not _again(one, etags, spot)]
        refused = [_NAMELESS] * sum(not text(item.get("id")) for item in stretch.items)
        moments = {text(item.get("id")): modified(item) for item in stretch.items}
        spot = spot.saw(part, ((id_, moments[id_], one.etag[:_MARK]) for id_, one in records.items()))
        spot = replace(spot, place=stretch.following, references=knowledge.references)
        gone: list[str] = []
        following = self._parts[self._parts.index(part) + 1 :] if stretch.following is None else ()
        if following:
            spot = spot.started(following[0])
        elif stretch.following is None:
            gone, newest, complaints = self._removed(spot)
            refused += complaints
            spot = spot.ended(newest, gone)
        kept = tuple(one for one in new if one.external_id not in gone)
        refused += knowledge.complaints
        total = stretch.total if len(self._parts) == 1 else None
        return Page(
            kept, text_of(spot), spot.place is None, tuple(gone), len(records) - len(new), total, tuple(refused)
        ), spot

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        """These assets alone. What is no id of Bynder's names no asset; ids in the other spelling are asked for in the right one."""
        wanted = {id_: asset_shape(id_) for id_ in dict.fromkeys(external_ids)}
        asked = [spelled for spelled in dict.fromkeys(wanted.values()) if spelled]
        if len(asked) < len(wanted):
            self.api.media([("limit", "1")])  # nothing is gone from a portal that does not answer
        found = self._details(asked)
        knowledge = self._knowledge(Spot())
        records = self._records(tuple(found.values()), knowledge)
        gone = tuple(id_ for id_, spelled in wanted.items() if spelled not in found)
        return Page(tuple(records.values()), "", True, gone, refused=tuple(knowledge.complaints))

    def keys(self) -> Iterator[str]:
        """Every id now listed. Raises Unreachable when fewer were given than counted: nothing counts as gone because of that."""
        for _ in range(_WALKS):
            found: dict[str, None] = {}
            counted = 0
            for part in self._parts:
                for number, stretch in enumerate(walk(self.api, Place(part), self.capabilities.page_limit)):
                    counted += (stretch.total or 0) if number == 0 else 0
                    found |= dict.fromkeys(id_ for item in stretch.items if (id_ := text(item.get("id"))))
            if len(found) >= counted:
                return iter(found)
        raise Unreachable(
            f"{self.connection}: the portal counts {counted} assets and listed {len(found)}. Run again later."
        )

    def _details(self, ids: Sequence[str]) -> dict[str, Document]:
        """The assets there are by id, listed many at once; one that is not listed is asked for alone before it counts as gone."""
        found: dict[str, Document] = {}
        for start in range(0, len(ids), _MANY):
            chunk = ids[start : start + _MANY]
            params = [("ids", ",".join(chunk)), ("limit", str(_MANY)), ("includeMediaItems", "1")]
            found |= {key: item for item in self.api.media(params).items if (key := shape(item)) in chunk}
        for missing in [id_ for id_ in ids if id_ not in found]:
            item = self.api.asset(missing)
            if item is not None and (self.settings.archived or not mapping.is_archived(item)):
                found[missing] = item
        return {id_: found[id_] for id_ in ids if id_ in found}

    def _removed(self, spot: Spot) -> tuple[list[str], str, list[tuple[str, str]]]:
        """What went into the trash since, when the newest of it did, and a complaint where the portal does not show its trash."""
        if not self.settings.trash:
            return [], "", []
        gone: dict[str, None] = {}
        newest, since = "", spot.since_removed()
        try:
            for page in range(1, _TRASH_PAGES):
                listed = self.api.trash(page, _TRASH_PAGE)
                fresh = [one for one in listed if (at := utc(text(one.get("dateRemoved")))) and at >= since]
                newest = max([newest, *(utc(text(one.get("dateRemoved"))) for one in listed)])
                before, gone = len(gone), gone | dict.fromkeys(text(one.get("id")) for one in fresh)
                # A page may be shorter than asked for: only an older entry, or nothing new, is the end.
                if spot.first or len(listed) < _TRASH_LEAST or len(fresh) < len(listed) or len(gone) == before:
                    break
        except Refused as error:
            return [], "", [("trash", f"{error.message} Until then deletions show in the weekly comparison only.")]
        return ([] if spot.first else [id_ for id_ in gone if id_]), newest, []

    def _records(self, items: Sequence[Document], knowledge: Knowledge) -> dict[str, Record]:
        references = knowledge.iris(items)
        told = [item for item in items if text(item.get("id"))]
        labels = knowledge.labels if any(_has_properties(item) for item in told) else {}
        concepts = knowledge.concepts(set(self.settings.fields.values())) if labels else {}
        named = [name for name in self.settings.rights if name not in mapping.RIGHTS]
        rights, missing = knowledge.rights(named) if named and told else ({}, [])
        common = {
            "labels": labels,
            "references": references,
            "concepts": concepts,
            "rights": rights,
            "missing": missing,
        }
        payloads = ({"asset": item, **common} for item in told)
        return {one.external_id: one for one in (mapping.record(self.connection, payload) for payload in payloads)}

    def _knowledge(self, spot: Spot) -> Knowledge:
        return Knowledge.from_cursor(self.api, self.settings.language, spot.references)


def _again(record: Record, etags: Mapping[str, str], spot: Spot) -> bool:
    """Whether it is in the overlap as it was given before."""
    return record.external_id not in etags and spot.recent.get(record.external_id, ("", ""))[1] == record.etag[:_MARK]


def _has_properties(item: Document) -> bool:
    return any(name.startswith("property_") for name in item)


def open_source(connection: Connection, tools: Tools) -> BynderSource:
    """The source of a Bynder connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    usual = replace(own_manifest(__package__ or "").capabilities, page_limit=settings.page_size)
    return BynderSource(connection.name, settings, BynderApi(connection, settings, tools), usual)
