"""An export of concepts in memory."""

from collections.abc import Sequence

from thesaury.ports.sink import Write, Written


class MemoryExport:
    """Holds the concept IRIs each record carries, and the rights it was last given, by external id."""

    def __init__(self) -> None:
        self.carried: dict[str, set[str]] = {}
        self.rights: dict[str, tuple[tuple[str, str], ...]] = {}

    def apply(self, writes: Sequence[Write]) -> list[Written]:
        return [self._apply(write) for write in writes]

    def _apply(self, write: Write) -> Written:
        self.carried[write.record.external_id] = {concept.iri for concept in write.concepts}
        self.rights[write.record.external_id] = write.rights
        return Written(write.record.key, location=f"memory:{write.record.external_id}")
