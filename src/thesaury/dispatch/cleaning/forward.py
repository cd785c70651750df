"""Forward, record by record: the step is kept, then the decision, then the concept is written, and only then the old tag goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from thesaury.dispatch.cleaning.settling import Settling, read_again
from thesaury.model.asset import Record
from thesaury.model.cleanup import Step, StepState
from thesaury.model.connection import Connection, Failure
from thesaury.ports.workspace import Workspace
from thesaury.sync.cleaning import Planned, Replacing, System
from thesaury.sync.cleaning.system import Tags

STAGE = "clean"
_NOT_THERE = "The record is not there any more."


@dataclass(frozen=True, slots=True)
class Forward:
    """Brings concepts to the records of one connection, and takes old tags away."""

    workspace: Workspace
    connection: Connection
    system: System
    replacing: Replacing
    patience: float

    def begin(self, records: Sequence[tuple[str, Record]], run: int) -> None:
        """Do these records, to which no run came yet, or not for all that is decided of their tags by now."""
        steps, live = self.replacing.steps(records)
        known = self.replacing.known([step.external_id for step in steps])
        self.workspace.catalogue.cleanups.keep_steps(steps)
        self._let_go(known, run)
        self._go(steps, live, run, last=False)

    def again(self, steps: Sequence[Step], run: int, last: bool = False) -> None:
        """Go on with these; with `last` what is unclear still is left, and said."""
        records = self.system.records([step.external_id for step in steps])
        live = self.system.tags([record for _, record in records.values()])
        here = [replace(step, message="") if step.state is StepState.LEFT else step for step in steps]
        self._let_go([step.external_id for step in here], run)
        self._go(here, live, run, last)

    def _let_go(self, external_ids: Collection[str], run: int) -> None:
        settling = Settling(self.system, self.patience, run)
        settling.read_back(external_ids)
        settling.let_go(external_ids)

    def _go(self, steps: Sequence[Step], live: Tags, run: int, last: bool) -> None:
        enrichments, settling = self.workspace.catalogue.enrichments, Settling(self.system, self.patience, run)
        rest = self.replacing.rest(steps, live)
        enrichments.review(self.replacing.reviews(rest))
        settling.send(self.replacing.concepts(rest, run))
        unclear = settling.open()
        planned = self.replacing.retagging(rest, live, self.replacing.present(rest), run)
        settling.send(one.retag for one in planned if one.retag and one.step.external_id not in unclear)
        whole = [replace(one, step=step) for one, step in zip(planned, steps, strict=True)]
        self._keep(whole, live, settling, run, last)

    def _keep(self, planned: Sequence[Planned], live: Tags, settling: Settling, run: int, last: bool) -> None:
        unclear = settling.open()
        ended = [self._ended(one, live, unclear, settling, last) for one in planned]
        catalogue = self.workspace.catalogue
        catalogue.cleanups.keep_steps(ended)
        left = [step for step in ended if step.state is StepState.LEFT]
        done = [step for step in ended if step.state is StepState.DONE]
        catalogue.runs.fail(run, [Failure(STAGE, self.connection.name, s.external_id, s.message) for s in left])
        counts = {"pushed": settling.done, "push_refused": settling.refusals, "cleaned": len(done), "left": len(left)}
        catalogue.runs.add(run, {name: count for name, count in counts.items() if count})
        read_again(self.workspace, self.connection, [step.external_id for step in ended if step.replaced])

    def _ended(self, one: Planned, live: Tags, unclear: dict[str, str], settling: Settling, last: bool) -> Step:
        step = one.step
        if step.external_id not in live:
            return replace(step, state=StepState.LEFT, message=_NOT_THERE)
        if step.external_id in unclear and not last:
            return replace(step, state=StepState.BEGUN)
        if why := unclear.get(step.external_id) or settling.refused(step.external_id) or " ".join(one.left):
            return replace(step, state=StepState.LEFT, message=why)
        return replace(step, state=StepState.DONE, message=" ".join(one.foreseen))
