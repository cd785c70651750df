"""Forward: at each record that still carries an old tag the concept comes, and only then the tag goes."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from thesaury.model.annotation import BY_RULE, Decision, Origin, Review
from thesaury.model.asset import Record
from thesaury.model.cleanup import WRITING, Cleanup, Entry, Replaced, Step, StepState, reason
from thesaury.model.outbox import ConceptTag, OutboxRow, WriteState
from thesaury.model.time import instant
from thesaury.ports.enrichments import Decisions
from thesaury.sync.cleaning.planned import Planned
from thesaury.sync.cleaning.system import System, Tags

STAYS = "This system takes no single tags away: the old tag stays."
_GONE = "'{0}' is not there any more: somebody changed the record since the plan was made."
_REJECTED = "'{0}' stays: {1} said of this asset that {2} is wrong."
_NOWHERE = "'{0}' stays: no flow writes {1} here."
_ABSENT = "'{0}' stays: {1} was taken away here by somebody."
_OWN = "'{0}' stays, for it is the tag by which the system knows the concept."


class Replacing:
    """Plans what the decided entries of one clean-up do to the records of one connection."""

    def __init__(self, system: System, cleanup: Cleanup, entries: Sequence[Entry]) -> None:
        """Entries that change nothing are left aside."""
        self._system, self._cleanup = system, cleanup
        self._decided = {tag: entry for entry in entries if entry.treatment in WRITING for tag in entry.tags}

    def matching(self, records: Sequence[tuple[str, Record]]) -> list[tuple[str, Record]]:
        """Those of these records that carried an old tag when they were read last."""
        return [(asset, record) for asset, record in records if not self._decided.keys().isdisjoint(record.tags)]

    def known(self, external_ids: Sequence[str]) -> dict[str, Step]:
        """What earlier runs did at these records."""
        steps = self._system.catalogue.cleanups.steps_of(self._cleanup.id, self._system.name, external_ids)
        return {step.external_id: step for step in steps}

    def covered(self, record: Record, step: Step | None) -> bool:
        """Whether this step is about every old tag the record carries; what was taken back is over."""
        if step is None or step.state in (StepState.REVERTED, StepState.STAYED):
            return step is not None
        return self._decided.keys() & set(record.tags) <= {one.tag for one in step.replaced}

    def steps(self, records: Sequence[tuple[str, Record]]) -> tuple[list[Step], Tags]:
        """What is to be done at these records, and the tags they have now; nothing is kept. What somebody changed since is left and
        said; records that are not there any more are left out. A step that is known takes up what was decided since, so that all of it
        can be taken back."""
        live = self._system.tags([record for _, record in records])
        there = [(asset, record) for asset, record in records if record.external_id in live]
        known = self.known([record.external_id for _, record in there])
        return [self._step(asset, one, live[one.external_id], known.get(one.external_id)) for asset, one in there], live

    def rest(self, steps: Sequence[Step], live: Tags) -> list[Step]:
        """What of these steps is to be done still: without tags that are gone, and without what somebody rejected, which is said."""
        return [self._rest(step, live.get(step.external_id)) for step in steps]

    def reviews(self, steps: Sequence[Step]) -> list[Review]:
        """The decisions these steps make: the concepts nobody decided on yet for their assets. One that an asset has by its old tag alone
        would go with the tag."""
        findings = self._system.catalogue.enrichments.findings(list(dict.fromkeys(step.asset for step in steps)))
        held = {
            asset: {one.concept for one in found.annotations if one.origin is Origin.REVIEW}
            for asset, found in findings.items()
        }
        made: dict[tuple[str, str], Review] = {}
        for step in steps:
            for one in (one for one in step.replaced if one.concept and one.concept not in held.get(step.asset, ())):
                made.setdefault((step.asset, one.concept), decision(self._cleanup, step, one))
        return list(made.values())

    def concepts(self, steps: Sequence[Step], run: int = 0) -> list[OutboxRow]:
        """The rows that bring the concepts of these steps; DONE where nothing is to be sent."""
        wanted = [one for step, record, fields in self._placed(steps) for one in self._system.with_more(record, fields)]
        return self._system.pushing.plan(wanted, run)

    def present(self, steps: Sequence[Step], coming: Sequence[OutboxRow] = ()) -> dict[str, frozenset[str]]:
        """Which concepts each record holds now, or will once these rows are sent."""
        asked: dict[str, list[tuple[Record, Sequence[ConceptTag]]]] = {}
        for _, record, fields in self._placed(steps):
            for field, tags in fields.items():
                asked.setdefault(field, []).append((record, tags))
        found = self._system.held(asked)
        for row in coming:
            iris = {tag.iri for tag in row.change.add}
            found[row.change.external_id] = found.get(row.change.external_id, frozenset()) | iris
        return found

    def retagging(
        self, steps: Sequence[Step], live: Tags, present: Mapping[str, frozenset[str]], run: int = 0
    ) -> list[Planned]:
        """For each step the row that takes its old tags away, as far as their concepts are there, and why one stays."""
        placed = {step.external_id: fields for step, _, fields in self._placed(steps)}
        return [self._retagged(step, live, placed.get(step.external_id, {}), present, run) for step in steps]

    def preview(self, records: Sequence[tuple[str, Record]]) -> list[Planned]:
        """Exactly what would be written at these records now; nothing is kept and nothing is sent."""
        found, live = self.steps(self.matching(records))
        steps = self.rest(found, live)
        rows = self.concepts(steps)
        planned = self.retagging(steps, live, self.present(steps, rows))
        return [_with_rows(one, rows) for one in planned]

    def _step(self, asset: str, record: Record, live: frozenset[str] | None, known: Step | None) -> Step:
        moment, replaced = instant(), list(known.replaced if known else ())
        notes: list[str] = []
        open_ = self._decided.keys() - {one.tag for one in replaced}
        for tag in (tag for tag in dict.fromkeys(record.tags) if tag in open_):
            entry = self._decided[tag]
            if live is not None and tag not in live:
                notes.append(_GONE.format(tag))
            else:
                replaced.append(Replaced(tag, entry.concept, entry.decided_by, moment if known else ""))
        place = (self._cleanup.id, self._system.name, record.external_id)
        return Step(*place, asset, tuple(replaced), known.at if known else moment, message=" ".join(notes))

    def _rest(self, step: Step, there: Set[str] | None) -> Step:
        left: list[Replaced] = []
        notes = [step.message] if step.message else []
        for one in (one for one in step.replaced if there is None or one.tag in there):
            if rejected := self._rejected(step.asset, one.concept) if one.concept else None:
                notes.append(_REJECTED.format(one.tag, rejected.reviewer, self._name(one.concept)))
            else:
                left.append(one)
        return replace(step, replaced=tuple(left), message=" ".join(notes))

    def _rejected(self, asset: str, concept: str) -> Review | None:
        """The person's decision against this concept that holds for this asset."""
        newest = self._system.catalogue.enrichments.latest(Decisions(asset=asset, concept=concept), 1)
        made = newest[0][1] if newest else None
        refused = made is not None and made.decision is Decision.REJECTED and not made.reviewer.startswith(BY_RULE)
        return made if refused else None

    def _placed(self, steps: Sequence[Step]) -> list[tuple[Step, Record, Mapping[str, list[ConceptTag]]]]:
        """The steps whose records are there, each with its concepts by the field they go to."""
        records = self._system.records([step.external_id for step in steps])
        assets = self._system.assets(step.asset for step in steps)
        found: list[tuple[Step, Record, Mapping[str, list[ConceptTag]]]] = []
        for step in (step for step in steps if step.external_id in records and step.asset in assets):
            iris = dict.fromkeys(one.concept for one in step.replaced if one.concept)
            fields = self._system.wanting.placed(assets[step.asset], iris)
            found.append((step, records[step.external_id][1], fields))
        return found

    def _retagged(
        self,
        step: Step,
        live: Tags,
        fields: Mapping[str, list[ConceptTag]],
        present: Mapping[str, frozenset[str]],
        run: int,
    ) -> Planned:
        tags = {tag.iri: tag for placed in fields.values() for tag in placed}
        there = live.get(step.external_id)
        shown = {iri for iri, tag in tags.items() if self._system.shown(there, tag)}
        held = present.get(step.external_id, frozenset()) | shown
        clear: list[str] = []
        foreseen: list[str] = []
        left = [step.message] if step.message else []
        for one in step.replaced:
            if one.concept and one.concept not in tags:
                left.append(_NOWHERE.format(one.tag, self._name(one.concept)))
            elif one.concept and one.concept not in held:
                left.append(_ABSENT.format(one.tag, self._name(one.concept)))
            elif self._system.tagger is None:
                foreseen.append(STAYS)
            elif one.concept and self._system.tagger.stands_for(one.tag, tags[one.concept]):
                foreseen.append(_OWN.format(one.tag))
            elif there is None or one.tag in there:
                clear.append(one.tag)
        kept = tuple(tag for iri, tag in tags.items() if iri in held)
        row = self._system.retagging(step.external_id, clear, (), kept, run)
        return Planned(step, (), row, tuple(dict.fromkeys(foreseen)), tuple(left))

    def _name(self, iri: str) -> str:
        tag = self._system.tag(iri)
        return f"'{tag.labels[0].text}'" if tag.labels else iri


def decision(cleanup: Cleanup, step: Step, one: Replaced) -> Review:
    """The decision a step makes on one concept of its asset."""
    return Review(step.asset, one.concept, Decision.ACCEPTED, one.who, one.at or step.at, reason(cleanup))


def _with_rows(one: Planned, rows: Sequence[OutboxRow]) -> Planned:
    own = [row for row in rows if row.change.external_id == one.step.external_id and row.state is WriteState.PENDING]
    return replace(one, rows=tuple(own))
