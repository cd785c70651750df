"""Brandfolder as a source of records: the newest changes first, down to where the pass before had been."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

from thesaury.connectors.brandfolder import mapping
from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.cursor import Cursor, cursor_of, since, until_now
from thesaury.connectors.brandfolder.scope import Scope, scope_of
from thesaury.connectors.brandfolder.settings import Settings, settings_of
from thesaury.connectors.brandfolder.shapes import Item, Listing, key, kind, related, text
from thesaury.connectors.licence_roles import begun, complaint, marked
from thesaury.connectors.manifest import own_manifest
from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities, Connection
from thesaury.model.errors import Refused, Unreachable
from thesaury.ports.source import Known, Outline, Page, Tools

_KEYS_PER_PAGE = 1_000
_WALKS = 3
_GONE = (403, 404)
_log = logging.getLogger(__name__)


def open_source(connection: Connection, tools: Tools) -> "BrandfolderSource":
    """The source of a Brandfolder connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    usual = own_manifest(__package__ or "").capabilities
    able = replace(usual, page_limit=settings.page_size, sweep_hours=settings.sweep_hours)
    return BrandfolderSource(settings, Api(settings, tools.secrets), able)


@dataclass(frozen=True)
class BrandfolderSource:
    """Reads the assets of one brandfolder; external ids are asset keys.

    The list is read from the newest change back: an asset that changes meanwhile moves to the front and at worst comes twice, while
    reading the oldest first would skip one at the border of a page for each that moves away.
    """

    settings: Settings
    api: Api = field(compare=False)
    capabilities: Capabilities

    def outline(self) -> Outline:
        """How many assets there are, and which custom fields become properties."""
        total = self.api.assets(1, 1, self._scope.search, whole=False).total
        names = [text(one, "name") for one in self.api.listed("custom_field_keys")]
        uri_field = self.settings.writing.uri_field
        own = tuple((f"custom field {name}", f"property:{name}") for name in names if name != uri_field)
        stated = ((f"custom field {uri_field}", "stated concepts"),) if uri_field in names else ()
        notes = [f"Brandfolder {self.api.title}."]
        if self.settings.dates:
            notes.append(
                "Publish and expiry dates are read asset by asset; dates=no saves these requests and leaves them unknown."
            )
        return Outline(total or 0, (*mapping.FIELDS, *stated, *own), tuple(notes))

    def changes(self, cursor: str, known: Known) -> Iterator[Page]:
        """Pages from the newest change back to the mark of the pass before, and a little further."""
        place, before = cursor_of(begun(cursor, self.settings.rights)), frozenset[str]()
        while True:
            found = self._page(place)
            place, fresh, last = self._followed(place, found, before)
            before = frozenset(key(item) for item in found.items)
            new, unchanged = self._records(fresh, found, known)
            following = place.next_pass() if last else place
            refused = complaint(self._missing) if last else ()
            onward = marked(str(following), self.settings.rights)
            yield Page(new, onward, last, (), unchanged, None if place.floor else found.total, refused)
            if last:
                return

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        """These assets alone. One that may not be read, or is not found, is looked up in the list before it is called gone."""
        records: list[Record] = []
        absent: list[str] = []
        unread: list[str] = []
        for asset in dict.fromkeys(external_ids):
            try:
                found, included = self.api.asset(asset)
                held = self._holds(found, included)
                records += [self._record(found, included)] if held else []
                absent += [] if held else [asset]
            except Refused as error:
                if error.status not in _GONE:
                    raise
                unread.append(asset)
        there = set(self.keys()) if unread else set()
        refused = tuple((asset, _UNREAD) for asset in unread if asset in there)
        gone = (*absent, *(asset for asset in unread if asset not in there))
        return Page(tuple(records), "", True, gone, refused=refused)

    def keys(self) -> Iterator[str]:
        """Every asset's key. Raises Unreachable when the list is not sure to be whole: nothing counts as gone because of that."""
        for attempt in range(1, _WALKS + 1):
            found, totals = self._walked()
            # By date of creation a change moves nothing; only what was deleted meanwhile makes a page skip something.
            if totals == sorted(totals) and len(found) >= max(totals):
                return iter(found)
            _log.warning("%s: walk %d over all keys was not sure to be complete", self.settings.connection, attempt)
        raise Unreachable(
            f"{self.settings.connection}: the list of assets changed while it was read, {_WALKS} times. Run again later."
        )

    @cached_property
    def _scope(self) -> Scope:
        return scope_of(self.api)

    @cached_property
    def _missing(self) -> tuple[str, ...]:
        """The names in the setting `rights` that no custom field has."""
        named = [name for name in self.settings.rights if name not in mapping.RIGHTS]
        there = {text(one, "name") for one in self.api.listed("custom_field_keys")} if named else set()
        return tuple(name for name in named if name not in there)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """The labels' places in their tree; none where the account has no labels."""
        try:
            return mapping.label_paths(self.api.listed("labels"))
        except Refused:
            return {}

    def _page(self, place: Cursor) -> Listing:
        """The page the place names; where assets were deleted since, so much earlier that nothing is skipped."""
        per = self.capabilities.page_limit
        found = self.api.assets(place.page, per, self._scope.search)
        while place.page > 1 and found.total is not None and found.total < place.total:
            back = (place.total - found.total + per - 1) // per
            place = replace(place, page=max(1, place.page - back), total=found.total)
            found = self.api.assets(place.page, per, self._scope.search)
        return found

    def _followed(self, place: Cursor, found: Listing, before: frozenset[str]) -> tuple[Cursor, list[Item], bool]:
        """The place after a page, what of it this pass has not had yet, and whether the pass ends here."""
        overlap = self.settings.overlap_seconds
        top = place.top or until_now(next(filter(None, map(mapping.changed_at, found.items)), ""))
        new = [item for item in found.items if since(mapping.changed_at(item), place.floor, overlap)]
        near = [_mark(item, found) for item in new if top and since(mapping.changed_at(item), top, overlap)]
        fresh = [item for item in new if key(item) not in before and _mark(item, found) not in place.seen]
        last = not found.following or not found.items or len(new) < len(found.items)
        following = replace(
            place, page=found.following or place.page, top=top, near=place.noting(near), total=found.total or 0
        )
        return following, fresh, last

    def _records(self, fresh: Sequence[Item], found: Listing, known: Known) -> tuple[tuple[Record, ...], int]:
        """The records of those that are not as known, with their dates, and how many are."""
        made = {key(item): (item, self._record(item, found.included)) for item in fresh}
        etags = known(list(made)) if made else {}
        changed = [(item, record) for asset, (item, record) in made.items() if etags.get(asset) != record.etag]
        records = tuple(self._dated(item, found.included, record) for item, record in changed)
        return records, len(made) - len(records)

    def _dated(self, item: Item, included: Sequence[Item], record: Record) -> Record:
        """The record with the dates of its availability, which only a single read shows."""
        if not self.settings.dates:
            return record
        try:
            alone, _ = self.api.asset(key(item), whole=False)
        except Refused as error:
            if error.status not in _GONE:
                raise
            return record
        dates = {name: value for name in ("availability_start", "availability_end") if (value := text(alone, name))}
        return self._record({**item, "attributes": {**item["attributes"], **dates}}, included) if dates else record

    def _record(self, item: Item, included: Sequence[Item]) -> Record:
        payload = {
            "asset": item,
            "included": included,
            "labels": self._labels if any(kind(one) == "labels" for one in included) else {},
            "language": self.settings.language,
            "uri_field": self.settings.writing.uri_field,
            "fields": [name for _, name in self.settings.writing.fields],
            "rights": self.settings.rights,
            "missing": self._missing,
        }
        return mapping.record(self.settings.connection, payload)

    def _holds(self, asset: Item, included: Sequence[Item]) -> bool:
        """Whether an asset that the key can read is one of this connection."""
        homes = {key(other) for other in related(asset, included) if kind(other) == "brandfolders"}
        return homes <= {self.api.brandfolder} and self._scope.holds(asset, included)

    def _walked(self) -> tuple[list[str], list[int]]:
        """Every key in order, and the totals the pages told. Raises Unreachable where they tell none: a part would pass for the whole."""
        keys: dict[str, None] = {}
        totals: list[int] = []
        page = 1
        while page:
            found = self.api.assets(page, _KEYS_PER_PAGE, self._scope.search, whole=False, sort="created_at")
            keys |= dict.fromkeys(map(key, found.items))
            if found.total is None:
                raise Unreachable(f"{self.settings.connection}: the list of assets does not say how many there are.")
            totals.append(found.total)
            page = found.following if found.items else 0
        return list(keys), totals


_UNREAD = "it is listed but may not be read (403 or 404); see what the API key's user is allowed, then sync again"


def _mark(item: Item, found: Listing) -> str:
    """A short mark of an asset as this listing shows it."""
    near = [
        (kind(other), key(other), text(other, "value") or text(other, "name"))
        for other in related(item, found.included)
    ]
    return sha256(f"{key(item)}{mapping.changed_at(item)}{near}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
