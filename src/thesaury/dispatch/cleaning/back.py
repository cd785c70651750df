"""Back, record by record: the old tag comes back, then the concept goes, and then the decision is withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thesaury.dispatch.cleaning.settling import Settling, read_again
from thesaury.model.cleanup import Step, StepState
from thesaury.model.connection import Connection, Failure
from thesaury.ports.workspace import Workspace
from thesaury.sync.cleaning import Planned, Restoring, System

STAGE = "revert"


@dataclass(frozen=True, slots=True)
class Back:
    """Takes a clean-up back from the records of one connection."""

    workspace: Workspace
    connection: Connection
    system: System
    restoring: Restoring
    patience: float

    def again(self, steps: Sequence[Step], run: int, last: bool = False) -> None:
        """Take these steps back as far as nobody changed their records since; what stays is said."""
        settling = Settling(self.system, self.patience, run)
        settling.read_back(step.external_id for step in steps)
        settling.let_go(step.external_id for step in steps)
        planned = self.restoring.plan(steps, run)
        settling.send(one.retag for one in planned if one.retag)
        unclear = settling.open()
        held_up = {s.external_id for s in steps if s.external_id in unclear or settling.refused(s.external_id)}
        settling.send(row for one in planned if one.step.external_id not in held_up for row in one.rows)
        self._keep(planned, settling, run, last)

    def _keep(self, planned: Sequence[Planned], settling: Settling, run: int, last: bool) -> None:
        unclear = settling.open()
        ended = [self._ended(one, unclear, settling, last) for one in planned]
        catalogue = self.workspace.catalogue
        over = [step for step in ended if step.state in (StepState.REVERTED, StepState.STAYED)]
        catalogue.enrichments.withdraw(self.restoring.reviews(over))
        catalogue.cleanups.keep_steps(ended)
        failed = [step for step in ended if step.message and step.state is not StepState.BEGUN]
        catalogue.runs.fail(run, [Failure(STAGE, self.connection.name, s.external_id, s.message) for s in failed])
        counts = {"pushed": settling.done, "push_refused": settling.refusals}
        counts |= {"reverted": len(over) - len(failed), "left": len(failed)}
        catalogue.runs.add(run, {name: count for name, count in counts.items() if count > 0})
        read_again(self.workspace, self.connection, [step.external_id for step in ended if step.replaced])

    def _ended(self, one: Planned, unclear: dict[str, str], settling: Settling, last: bool) -> Step:
        step = one.step
        if step.external_id in unclear and not last:
            return replace(step, state=StepState.BEGUN)
        if why := unclear.get(step.external_id) or settling.refused(step.external_id):
            return replace(step, state=StepState.LEFT, message=why)
        if one.left:
            return replace(step, state=StepState.STAYED, message=" ".join(one.left))
        return replace(step, state=StepState.REVERTED, message="")
