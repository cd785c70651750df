"""Back: at each record nobody changed since, the old tag comes back, and only then the concept goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from thesaury.model.annotation import BY_RULE, Review
from thesaury.model.asset import Record
from thesaury.model.cleanup import Cleanup, Replaced, Step
from thesaury.model.outbox import FREE_TAGS, Change, ConceptTag, OutboxRow, WriteState
from thesaury.ports.enrichments import Decisions
from thesaury.sync.cleaning.planned import Planned
from thesaury.sync.cleaning.replacing import decision
from thesaury.sync.cleaning.system import System, Tags
from thesaury.sync.wanting import Wanted

_TAKEN = "{0} was taken away here since, so '{1}' is not put back."
_THERE = "'{0}' is there again already."
_DECIDED = "{0} stays: {1} decided on it for this asset since."
_LOST = "The record is not there any more."


@dataclass(frozen=True, slots=True)
class _Done:
    """What was truly done at one record and still holds: plain tags that were taken away, and concepts that came, each with its field."""

    cleared: frozenset[str]
    added: Mapping[str, str]


class Restoring:
    """Plans what takes one clean-up back from the records of one connection."""

    def __init__(self, system: System, cleanup: Cleanup) -> None:
        """Nothing is read yet."""
        self._system, self._cleanup = system, cleanup

    def reviews(self, steps: Sequence[Step]) -> list[Review]:
        """The decisions these steps made."""
        return [decision(self._cleanup, step, one) for step in steps for one in step.replaced if one.concept]

    def plan(self, steps: Sequence[Step], run: int = 0) -> list[Planned]:
        """What takes these steps back, one for each: `retag` first, then `rows`; what people did since stays, and is said."""
        records = self._system.records([step.external_id for step in steps])
        known = [record for _, record in records.values()]
        live = self._system.tags(known)
        done = {step.external_id: self._done(step) for step in steps}
        held = self._held(records, done)
        lost = [Planned(step, left=(_LOST,), back=True) for step in steps if step.external_id not in records]
        planned = [
            self._planned(step, records[step.external_id][1], done[step.external_id], live, held, run)
            for step in steps
            if step.external_id in records
        ]
        rows = self._system.pushing.plan([one for _, wanted in planned for one in wanted], run)
        return [*lost, *(_with_rows(one, rows) for one, _ in planned)]

    def _planned(
        self, step: Step, record: Record, done: _Done, live: Tags, held: Mapping[str, frozenset[str]], run: int
    ) -> tuple[Planned, list[Wanted]]:
        there, carried = live.get(step.external_id), held.get(step.external_id, frozenset())
        restore: list[str] = []
        left: list[str] = []
        going: dict[str, list[str]] = {}
        for one in step.replaced:
            if since := self._since(step, one):
                left.append(_DECIDED.format(self._name(one.concept), since.reviewer))
                continue
            shown = one.concept in done.added and self._system.shown(there, self._system.tag(one.concept))
            if one.concept in done.added and one.concept not in carried and not shown:
                left += [_TAKEN.format(self._name(one.concept), one.tag)] if one.tag in done.cleared else []
                continue
            if one.concept in done.added:
                going.setdefault(done.added[one.concept], []).append(one.concept)
            if one.tag in done.cleared and there is not None and one.tag in there:
                left.append(_THERE.format(one.tag))
            elif one.tag in done.cleared:
                restore.append(one.tag)
        row = self._system.retagging(step.external_id, (), restore, (), run)
        return Planned(step, (), row, (), tuple(dict.fromkeys(left)), back=True), self._system.without(record, going)

    def _done(self, step: Step) -> _Done:
        """What was written since the step was begun, the last word on each tag and each concept."""
        cleared: set[str] = set()
        added: dict[str, str] = {}
        for change in self._system.done_since(step.external_id, step.at):
            if change.field == FREE_TAGS:
                cleared = (cleared | set(change.clear)) - set(change.restore)
            else:
                _account(added, change)
        asked = {one.concept for one in step.replaced}
        return _Done(frozenset(cleared), {iri: field for iri, field in added.items() if iri in asked})

    def _held(self, records: Mapping[str, tuple[str, Record]], done: Mapping[str, _Done]) -> dict[str, frozenset[str]]:
        asked: dict[str, list[tuple[Record, Sequence[ConceptTag]]]] = {}
        for external_id, (_, record) in records.items():
            by_field: dict[str, list[ConceptTag]] = {}
            for iri, field in done[external_id].added.items():
                called = self._system.called(self._system.bases(field, [external_id])[external_id])
                by_field.setdefault(field, []).append(called.get(iri) or self._system.tag(iri))
            for field, tags in by_field.items():
                asked.setdefault(field, []).append((record, tags))
        return self._system.held(asked)

    def _since(self, step: Step, one: Replaced) -> Review | None:
        """What a person decided on the concept for this asset after the step."""
        if not one.concept:
            return None
        own = decision(self._cleanup, step, one)
        sought = Decisions(asset=step.asset, concept=one.concept)
        latest = self._system.catalogue.enrichments.latest(sought)
        log = [made for _, made in latest if not made.reviewer.startswith(BY_RULE)]
        if not log or log[0].reason == own.reason or (own not in log and log[0].at <= own.at):
            return None
        return log[0]

    def _name(self, iri: str) -> str:
        tag = self._system.tag(iri)
        return f"'{tag.labels[0].text}'" if tag.labels else iri


def _account(added: dict[str, str], change: Change) -> None:
    for tag in change.remove:
        added.pop(tag.iri, None)
    added.update({tag.iri: change.field for tag in change.add})


def _with_rows(one: Planned, rows: Sequence[OutboxRow]) -> Planned:
    own = [row for row in rows if row.change.external_id == one.step.external_id and row.state is WriteState.PENDING]
    return replace(one, rows=tuple(own))
