"""Cloudinary as a source of records: the newest changes first, down to where the pass before had been."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from thesaury.connectors.cloudinary import mapping
from thesaury.connectors.cloudinary.client import MOST_IDS, Api, Found, Item
from thesaury.connectors.cloudinary.cursor import Cursor, cursor_of, earlier
from thesaury.connectors.cloudinary.settings import Settings, settings_of
from thesaury.connectors.licence_roles import begun, complaint, marked
from thesaury.connectors.manifest import own_manifest
from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities, Connection
from thesaury.model.errors import Refused, Unreachable
from thesaury.ports.source import Known, Outline, Page, Tools

_MOST = 500
_WALKS = 3
_MARK = 12
_BY_NAME = {"public_id": "asc"}
_NAMELESS = ("(without id)", "Cloudinary listed an asset without an asset id; look at it there.")
_log = logging.getLogger(__name__)


def open_source(connection: Connection, tools: Tools) -> "CloudinarySource":
    """The source of a Cloudinary connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    usual = own_manifest(__package__ or "").capabilities
    able = replace(usual, page_limit=settings.page_size, sweep_hours=settings.sweep_hours)
    return CloudinarySource(settings, Api(settings, tools.secrets), able)


@dataclass(frozen=True)
class CloudinarySource:
    """Reads the assets of one product environment; external ids are asset ids, which a renamed or moved asset keeps.

    A search is read from the newest change back: an asset that changes meanwhile moves to the front and at worst comes twice.
    """

    settings: Settings
    api: Api = field(compare=False)
    capabilities: Capabilities

    def outline(self) -> Outline:
        """How many assets there are, and which metadata fields become properties."""
        found = self.api.search(self.settings.expression, [_BY_NAME], 1)
        own = ((f"metadata {one.get('external_id')}", f"property:{one.get('label')}") for one in self._fields)
        notes = (f"Only what '{self.settings.expression}' finds.",) if self.settings.expression else ()
        return Outline(found.total, (*mapping.FIELDS, *own), notes)

    def changes(self, cursor: str, known: Known) -> Iterator[Page]:
        """Pages from the newest change back to a little before the mark of the pass before."""
        place = cursor_of(begun(cursor, self.settings.rights))
        while True:
            place, found = self._page(place)
            made = self._records(found.assets)
            fresh = {key: one for key, one in made.items() if place.seen.get(key) != one.etag[:_MARK]}
            stored = known(list(fresh)) if fresh else {}
            new = tuple(one for key, one in fresh.items() if stored.get(key) != one.etag)
            refused = (_NAMELESS,) * sum(not asset.get("asset_id") for asset in found.assets)
            refused += () if found.following else complaint(self._missing)
            total = None if place.floor else found.total
            place = self._after(place, found, made)
            yield Page(
                new,
                marked(str(place), self.settings.rights),
                not found.following,
                (),
                len(fresh) - len(new),
                total,
                refused,
            )
            if not found.following:
                return

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        """These assets alone, by id; one that the setting expression does not find is none of ours."""
        wanted = list(dict.fromkeys(external_ids))
        found: dict[str, Record] = {}
        for start in range(0, len(wanted), MOST_IDS):
            assets = self.api.by_ids(wanted[start : start + MOST_IDS])
            found |= self._records([assets[key] for key in self._within(list(assets))])
        return Page(tuple(found.values()), "", True, tuple(key for key in wanted if key not in found))

    def keys(self) -> Iterator[str]:
        """Every asset id. Raises Unreachable when the list is not sure to be whole: nothing counts as gone because of that."""
        for attempt in range(1, _WALKS + 1):
            found, total = self._walked()
            if len(found) >= total:
                return iter(found)
            _log.warning("%s: walk %d over all ids was not sure to be complete", self.settings.connection, attempt)
        raise Unreachable(f"{self.settings.connection}: the list of assets changed while it was read. Run again later.")

    @cached_property
    def _fields(self) -> tuple[Item, ...]:
        return self.api.fields()

    @cached_property
    def _missing(self) -> tuple[str, ...]:
        """The names in the setting `rights` that no metadata field has."""
        named = [name for name in self.settings.rights if name not in mapping.RIGHTS]
        there = {str(one.get(name)) for one in self._fields for name in ("external_id", "label")} if named else set()
        return tuple(name for name in named if name not in there)

    def _page(self, place: Cursor) -> tuple[Cursor, Found]:
        """The page the place names; a cursor that Cloudinary does not know any more starts the pass anew."""
        since = earlier(place.floor, self.settings.overlap_seconds)
        changed = self.settings.changed_field
        expression = self._scoped(f'{changed}>="{since}"') if since else self.settings.expression
        sort = [{changed: "desc"}, _BY_NAME]
        try:
            return place, self.api.search(expression, sort, self.capabilities.page_limit, place.following)
        except Refused as error:
            if error.status != 400 or not place.following:
                raise
            return place.anew(), self.api.search(expression, sort, self.capabilities.page_limit)

    def _after(self, place: Cursor, found: Found, made: dict[str, Record]) -> Cursor:
        moments = {str(asset.get("asset_id")): mapping.changed_at(asset) for asset in found.assets}
        top = place.top or max([place.floor, *moments.values()])
        border = earlier(top, self.settings.overlap_seconds)
        near = {key: one.etag[:_MARK] for key, one in made.items() if border and earlier(moments[key], 0) >= border}
        return place.after(found.following, top, near)

    def _records(self, assets: Sequence[Item]) -> dict[str, Record]:
        told = {
            "fields": self._fields if assets else (),
            "language": self.settings.language,
            "rights": self.settings.rights,
            "missing": self._missing,
        }
        made = (mapping.record(self.settings.connection, {"asset": asset, **told}) for asset in assets)
        return {one.external_id: one for one in made if one.external_id}

    def _within(self, ids: Sequence[str]) -> list[str]:
        """Which of these the setting expression finds."""
        if not self.settings.expression or not ids:
            return list(ids)
        any_of = " OR ".join(f'asset_id="{key}"' for key in ids)
        found = self.api.search(self._scoped(f"({any_of})"), [_BY_NAME], len(ids))
        there = {asset.get("asset_id") for asset in found.assets}
        return [key for key in ids if key in there]

    def _scoped(self, expression: str) -> str:
        return f"({self.settings.expression}) AND {expression}" if self.settings.expression else expression

    def _walked(self) -> tuple[list[str], int]:
        """Every id in order, and the highest total the pages told."""
        keys: dict[str, None] = {}
        total, following = 0, ""
        while True:
            sort = [{"created_at": "desc"}, _BY_NAME]  # a change moves nothing in this order
            found = self.api.search(self.settings.expression, sort, _MOST, following)
            keys |= dict.fromkeys(str(asset["asset_id"]) for asset in found.assets if asset.get("asset_id"))
            total, following = max(total, found.total), found.following
            if not following:
                return list(keys), total
