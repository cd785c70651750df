"""A system in memory that concepts are written back to, and that can misbehave in the ways real ones do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thesaury.model.asset import Record
from thesaury.model.errors import Unreachable
from thesaury.model.outbox import FREE_TAGS, Change, ConceptTag
from thesaury.ports.sink import Answer, Outcome


@dataclass
class MemoryDam:
    """Holds the concept IRIs of each field of each record, whoever wrote them, and its plain tags; `applied` lists the keys that took
    effect.

    Switches: `lose_reply` (the change takes effect, the reply is lost), `lose_request` (neither), `refuse` (the sentence it says no
    with), `reachable`, `readable` (held gives None), `stale` (held shows what was there before the last change).
    """

    records: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    tags: dict[str, set[str]] = field(default_factory=dict)
    applied: list[str] = field(default_factory=list)
    lose_reply: bool = False
    lose_request: bool = False
    refuse: str = ""
    reachable: bool = True
    readable: bool = True
    stale: bool = False
    _before: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    keeps_labels = True

    @property
    def describes(self) -> str:
        return "Writes concepts into this process, and cannot keep them longer."

    def put(self, external_id: str, name: str = "concepts", *iris: str) -> None:
        """Make a record, or write to it as a person would."""
        self.records.setdefault(external_id, {}).setdefault(name, set()).update(iris)

    def carried(self, external_id: str, name: str = "concepts") -> set[str]:
        """What the system truly holds."""
        return set(self.records[external_id].get(name, ()))

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        self._reach()
        ids = [record.external_id for record in records if record.external_id in self.records]
        return {external_id: self._held(external_id, field) for external_id in ids}

    def free_tags(self, records: Sequence[Record]) -> Mapping[str, frozenset[str] | None]:
        self._reach()
        ids = [record.external_id for record in records if record.external_id in self.records]
        return {
            external_id: frozenset(self.tags.get(external_id, ())) if self.readable else None for external_id in ids
        }

    def stands_for(self, tag: str, concept: ConceptTag) -> bool:
        return tag == concept.labels[0].text

    def retag(self, change: Change) -> Answer:
        return self.apply(change)

    def apply(self, change: Change) -> Answer:
        self._reach()
        if change.external_id not in self.records:
            return Answer(
                change.key, Outcome.REFUSED, f"There is no record {change.external_id}. Sync, then push again."
            )
        if self.refuse:
            return Answer(change.key, Outcome.REFUSED, self.refuse)
        if not self.lose_request:
            self._change(change)
        if self.lose_request or self.lose_reply:
            return Answer(
                change.key, Outcome.UNKNOWN, "The reply was lost; it is read back before anything is repeated."
            )
        return Answer(change.key, Outcome.DONE, location=f"memory:{change.external_id}")

    def _reach(self) -> None:
        if not self.reachable:
            raise Unreachable("The DAM in memory was made unreachable. Switch it on.")

    def _held(self, external_id: str, name: str) -> frozenset[str] | None:
        now = frozenset(self.carried(external_id, name))
        if not self.readable:
            return None
        return self._before.get((external_id, name), now) if self.stale else now

    def _change(self, change: Change) -> None:
        if change.field == FREE_TAGS:
            tags = self.tags.setdefault(change.external_id, set())
            gone = (tag for tag in change.clear if not any(self.stands_for(tag, one) for one in change.wanted))
            tags.difference_update(gone)
            tags.update(change.restore)
            self.applied.append(change.key)
            return
        kept = self.records[change.external_id].setdefault(change.field, set())
        self._before[change.external_id, change.field] = frozenset(kept)
        kept.difference_update(tag.iri for tag in change.remove)
        kept.update(tag.iri for tag in change.add)
        self.applied.append(change.key)
