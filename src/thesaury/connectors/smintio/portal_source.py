"""What a portal shows as a source of records: found by search, read in detail only where the mark of an asset changed."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from thesaury.connectors.smintio import mapping, portal
from thesaury.connectors.smintio.data_object import identity, opened, paths, pick
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.smintio.portal_client import PortalApi
from thesaury.connectors.smintio.portal_details import Details, details
from thesaury.connectors.smintio.portal_search import Spot, cursor_of, spot_of, total, walk
from thesaury.connectors.smintio.settings import Settings
from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities
from thesaury.model.errors import Unreachable
from thesaury.ports.source import Known, Outline, Page

_VERSION = 1
"""Of the mapping: raise it when records made from the same payload come out otherwise."""
_WALKS = 3
_SHOWN = 40
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PortalSource:
    """Reads the assets a portal shows; external ids are their ids in the portal, which name data adapter and asset."""

    connection: str
    settings: Settings
    api: PortalApi
    capabilities: Capabilities
    dams: Mapping[str, str] = field(default_factory=dict)

    def outline(self) -> Outline:
        """How many assets there are, which member becomes which field, and the raw data of one of them to choose from."""
        looked = [total(self.api, part) for part in self.api.portal.slices]
        sample = next((item for _, item in looked if item is not None), None)
        notes = [] if self.api.portal.selectors else ["No selectors are set, so raw data say nothing of rights."]
        if sample is not None:
            key = identity(opened(sample, self.api.portal.layout))
            shown = [
                path
                for path in paths(self._details([key]).objects.get(key, sample), self.api.portal.layout)
                if path.startswith("raw")
            ]
            notes += [f"Raw data of {key}: {', '.join(shown[:_SHOWN])}."] if shown else []
        return Outline(sum(count for count, _ in looked), portal.FIELDS, tuple(notes))

    def changes(self, cursor: str, known: Known) -> Iterator[Page]:
        """Pages of changed assets; a portal has no change feed, so every pass searches all of it."""
        slices = len(self.api.portal.slices)
        for found in walk(self.api, spot_of(cursor, slices), self.capabilities.page_limit):
            marks = {key: self._mark(item) for key, item in found.objects.items()}
            etags = known(list(marks)) if marks else {}
            changed = [key for key, mark in marks.items() if not mark or etags.get(key) != mark]
            records, refused = self._read(changed, found.objects, marks)
            new = [record for record in records if etags.get(record.external_id) != record.etag]
            following = cursor_of(found.following) if found.following else ""
            unchanged = len(marks) - len(changed) + len(records) - len(new)
            whole = found.total if slices == 1 else None
            yield Page(tuple(new), following, not found.following, (), unchanged, whole, (*found.gaps, *refused))

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        """These assets alone, read in detail."""
        wanted = list(dict.fromkeys(external_ids))
        answer = self._details(wanted)
        records = [self._record(key, item, self._mark(item)) for key, item in answer.objects.items()]
        return Page(tuple(records), "", True, answer.missing, refused=answer.refused)

    def keys(self) -> Iterator[str]:
        """Every id the search gives. Raises Unreachable when it is not sure to be all: nothing counts as gone because of that."""
        for attempt in range(1, _WALKS + 1):
            found, words = self._walked()
            if not words:
                return iter(found)
            _log.warning("%s: walk %d over the portal was not sure to be complete: %s", self.connection, attempt, words)
        raise Unreachable(
            f"{self.connection}: the list of assets is not sure to be complete ({words}). Run again later."
        )

    def _walked(self) -> tuple[list[str], str]:
        """Every id in order, and what speaks against the list being complete."""
        keys: dict[str, None] = {}
        totals: dict[int, int | None] = {}
        place = 0
        for found in walk(self.api, Spot(), self.capabilities.page_limit):
            keys |= dict.fromkeys(found.objects)
            if found.gaps:
                return [], found.gaps[0][1]
            if totals.setdefault(place, found.total) != found.total:
                return [], f"the total went from {totals[place]} to {found.total} meanwhile"
            place = found.following.slice if found.following else place
        counted = sum(count for count in totals.values() if count is not None)
        if self.api.portal.exact_totals and None not in totals.values() and len(totals) == 1 and len(keys) < counted:
            return [], f"the portal counts {counted} assets and gave {len(keys)} different ones"
        return list(keys), ""

    def _read(
        self, keys: Sequence[str], objects: Mapping[str, Any], marks: Mapping[str, str]
    ) -> tuple[list[Record], list[tuple[str, str]]]:
        """The records of these assets; one that vanished since the search is left to the next comparison of all ids."""
        if self.api.portal.details == "none":
            return [self._record(key, objects[key], marks[key]) for key in keys], []
        answer = self._details(keys)
        found = [self._record(key, answer.objects[key], marks[key]) for key in keys if key in answer.objects]
        return found, list(answer.refused)

    def _record(self, key: str, item: Any, mark: str) -> Record:
        """The record under the id it was asked for, with the mark the search gave: were that older, the next pass reads it again."""
        payload = {
            "external_id": key,
            "asset": item,
            "etag": mark or self._content(item),
            "layout": self.api.portal.layout,
            "cultures": list(self.settings.cultures),
            "selectors": dict(self.api.portal.selectors),
            "dams": dict(self.dams),
        }
        return mapping.record(self.connection, payload)

    def _mark(self, item: Any) -> str:
        """The etag from the asset's own (its eTag, else its version, else when it was modified); empty where it has none."""
        members = opened(item, self.api.portal.layout)
        own = next(
            (f"{name}:{text}" for name in ("eTag", "version", "modifiedAt") if (text := scalar(pick(members, name)))),
            "",
        )
        return self._hashed(own) if own else ""

    def _content(self, item: Any) -> str:
        """The etag of an asset without any mark: over all it says."""
        return self._hashed(json.dumps(item, sort_keys=True, default=str))

    def _hashed(self, text: str) -> str:
        look = [_VERSION, self.settings.cultures, self.api.portal.selectors, self.api.portal.layout, text]
        if self.dams:  # another DAM behind makes another record
            look.append(sorted(self.dams.items()))
        return sha256(json.dumps(look).encode()).hexdigest()

    def _details(self, keys: Sequence[str]) -> Details:
        return details(self.api, keys)
