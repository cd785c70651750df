"""Writing by a method of the tenant's own data adapter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.smintio.errors import missing
from thesaury.connectors.smintio.filling import concepts, filled, places
from thesaury.connectors.smintio.outcomes import outcome
from thesaury.connectors.smintio.portal_client import PortalApi
from thesaury.connectors.smintio.write_settings import AdapterSettings
from thesaury.model.asset import Record
from thesaury.model.errors import Refused
from thesaury.model.outbox import Change, ConceptTag
from thesaury.ports.sink import Answer

Held = dict[str, frozenset[str] | None]


@dataclass(frozen=True, slots=True)
class AdapterSink:
    """Calls the adapter's method once for each change, with the change's key in the body and as a header."""

    api: PortalApi
    adapter: AdapterSettings

    @property
    def keeps_labels(self) -> bool:
        """Concepts are told by reference, or are not written at all."""
        return False

    @property
    def describes(self) -> str:
        """Which method it calls, and whether it can look at what came of it."""
        method = f"{self.adapter.interface}.{self.adapter.method}"
        back = f"and reads back by {self.adapter.read_method}" if self.adapter.read_method else "and cannot read back"
        return (
            f"Writes by your own data adapter ({method}) {back}; it works only where the tenant installed that adapter."
        )

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """What the adapter says it holds; None where it has no method for that or does not say."""
        keys = list(dict.fromkeys(record.external_id for record in records))
        if not self.adapter.read_method:
            return dict.fromkeys(keys)
        found: Held = {}
        for start in range(0, len(keys), self.api.portal.batch):
            found |= self._together(keys[start : start + self.api.portal.batch], field)
        return {key: found[key] for key in keys if key in found}

    def apply(self, change: Change) -> Answer:
        """Call the method; what it adds and removes is named, so that it need not replace what people wrote."""
        body = filled(self.adapter.body, places(change))
        headers = {"Idempotency-Key": change.key}
        method = f"{self.adapter.interface}/{self.adapter.method}"
        return outcome(
            change, lambda: self.api.write(self.adapter.interface, self.adapter.method, [body], headers), method
        )

    def _together(self, keys: Sequence[str], field: str) -> Held:
        try:
            return self._asked(keys, field)
        except Refused as error:
            if len(keys) > 1:  # one that is not there fails the whole call
                return {key: value for one in keys for key, value in self._together([one], field).items()}
            if missing(error.status, error.code):
                return {}
            raise

    def _asked(self, keys: Sequence[str], field: str) -> Held:
        values: dict[str, Any] = {"field": field, "external_id": keys[0], "asset_ids": [{"id": key} for key in keys]}
        body = filled(self.adapter.read_body, values)
        found = concepts(
            self.api.method(self.adapter.interface, self.adapter.read_method, body), self.adapter.read_path
        )
        if len(keys) == 1 and len(found) == 1:
            return {keys[0]: next(iter(found.values()))}
        return {key: found.get(key) for key in keys}
