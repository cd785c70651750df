"""Writing through the DAM behind a portal, by the id an asset has there: the only way tags reach Smint.io by themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from thesaury.connectors.smintio.data_object import opened
from thesaury.connectors.smintio.portal import parts
from thesaury.connectors.smintio.portal_client import PortalApi
from thesaury.connectors.smintio.portal_details import details
from thesaury.model.asset import Record
from thesaury.model.errors import Usage
from thesaury.model.outbox import Change, ConceptTag
from thesaury.ports.sink import Answer, Outcome
from thesaury.ports.source import Tools

Place = tuple[str, str]
"""The data adapter and the id behind it."""


@dataclass(frozen=True, slots=True)
class DamSink:
    """Hands every change to the sink of the connection named for the asset's data adapter."""

    api: PortalApi
    dams: Mapping[str, str]
    tools: Tools
    _places: dict[str, Place] = field(default_factory=dict)

    @property
    def keeps_labels(self) -> bool:
        """Labels stand there, beside references or alone."""
        return True

    @property
    def describes(self) -> str:
        """Through which connections it writes, and that Smint.io shows it later."""
        named = ", ".join(f"{adapter} by {name}" for adapter, name in self.dams.items())
        return (
            f"Writes through the DAM behind the portal ({named}); Smint.io shows it only after its own sync, and only where the "
            "field is part of the data adapter's set-up."
        )

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """What the DAM holds; None for an asset of a data adapter that no connection is named for."""
        self._learn(records)
        found: dict[str, frozenset[str] | None] = {}
        behind: dict[str, dict[str, str]] = {}
        for record in records:
            adapter, external = self._places.get(record.external_id, ("", ""))
            if external and adapter in self.dams:
                behind.setdefault(self.dams[adapter], {})[external] = record.external_id
            elif external:
                found[record.external_id] = None
        for name, ids in behind.items():
            stand_ins = [Record(name, external, "") for external in ids]
            found |= {
                ids[key]: value
                for key, value in self.tools.sink_of(name).held(stand_ins, field, among).items()
                if key in ids
            }
        return {record.external_id: found[record.external_id] for record in records if record.external_id in found}

    def apply(self, change: Change) -> Answer:
        """Carry the change out in the DAM, under the same key."""
        if change.external_id not in self._places:
            self._learn([Record(change.connection, change.external_id, "")])
        adapter, external = self._places.get(change.external_id, ("", ""))
        if not external:
            words = f"The portal shows no asset {change.external_id} with an id in the DAM behind it. Sync, then push again."
            return Answer(change.key, Outcome.REFUSED, words)
        if adapter not in self.dams:
            words = f"No connection is named for the data adapter {adapter}. Add it to the setting dams, such as {adapter}=NAME."
            return Answer(change.key, Outcome.REFUSED, words)
        name = self.dams[adapter]
        try:
            sink = self.tools.sink_of(name)
        except Usage as error:
            return Answer(change.key, Outcome.REFUSED, error.message)
        answer = sink.apply(replace(change, connection=name, external_id=external))
        return replace(answer, key=change.key)

    def _learn(self, records: Sequence[Record]) -> None:
        """Where each asset is: told by its record, else by the portal. The portal's own ids are not taken apart here."""
        told = {record.external_id: _told(record) for record in records}
        self._places.update({key: place for key, place in told.items() if all(place)})
        asked = [key for key in told if key not in self._places]
        found = details(self.api, asked).objects if asked else {}
        self._places.update({key: parts(opened(item, self.api.portal.layout)) for key, item in found.items()})


def _told(record: Record) -> Place:
    adapter, external = (next(iter(record.property_values(name)), "") for name in ("dataAdapter", "externalId"))
    return adapter, external
