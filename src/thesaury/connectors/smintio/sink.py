"""Opens a Smint.io connection as a sink: by the one of four strategies that its settings name, for there is no public way to write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.connectors.smintio.marks import MarksSink
from thesaury.connectors.smintio.portal_client import PortalApi
from thesaury.connectors.smintio.portal_settings import portal_settings
from thesaury.connectors.smintio.settings import EXPORT, PORTAL, settings_of
from thesaury.connectors.smintio.through_adapter import AdapterSink
from thesaury.connectors.smintio.through_dam import DamSink
from thesaury.connectors.smintio.through_template import TemplateSink
from thesaury.connectors.smintio.write_settings import adapter_of, dams_of, marks_of, strategy_of, template_of
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.outbox import Change, ConceptTag
from thesaury.ports.sink import Answer, AssetSink, Outcome
from thesaury.ports.source import Tools


def open_sink(connection: Connection, tools: Tools) -> AssetSink:
    """The sink of a Smint.io connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings, strategy = settings_of(connection), strategy_of(connection)
    if strategy == "none":
        return NoSink(connection.name)
    if strategy == "template" and settings.content != EXPORT:
        return TemplateSink(connection, settings, template_of(connection), tools)
    if settings.content != PORTAL:
        raise Usage(
            f"Bought content cannot be written to by {strategy}; {connection.name} needs content=portal, or write=none."
        )
    api = PortalApi(connection, settings, portal_settings(connection), tools)
    if strategy == "dam":
        return DamSink(api, dams_of(connection), tools)
    if strategy == "adapter":
        return AdapterSink(api, adapter_of(connection))
    return MarksSink(api, marks_of(connection), tools)


@dataclass(frozen=True, slots=True)
class NoSink:
    """Writes nothing, and says so."""

    connection: str

    @property
    def keeps_labels(self) -> bool:
        """Concepts are told by reference, or are not written at all."""
        return False

    @property
    def describes(self) -> str:
        """That it does not write, and how it could."""
        return "Writes nothing: Smint.io has no public way to write tags. Set write to dam, adapter, template or marks to choose a way."

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """None for every asset: nothing can be read back."""
        return dict.fromkeys(record.external_id for record in records)

    def apply(self, change: Change) -> Answer:
        """Refuse."""
        words = f"{self.connection} writes nothing. Set write to dam, adapter, template or marks, then push again."
        return Answer(change.key, Outcome.REFUSED, words)
