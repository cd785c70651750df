"""The chunks of one connection in the run of a clean-up: each may be done twice, and goes on where it was cut off."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thesaury.dispatch.cleaning.back import Back
from thesaury.dispatch.cleaning.forward import Forward
from thesaury.dispatch.stages import Kind, Position
from thesaury.dispatch.way_back import writing_flow
from thesaury.model.asset import Record
from thesaury.model.cleanup import Cleanup, Step, StepState
from thesaury.model.connection import Connection
from thesaury.pipeline import whole_failures
from thesaury.pipeline.cleaning.planning import fits
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.jobs import Chunk
from thesaury.ports.workspace import Workspace
from thesaury.sync.cleaning import Replacing, Restoring, System
from thesaury.sync.wanting import Wanting, tag

CHUNK = 25
"""Records of one chunk: each costs some calls to the system."""
WINDOW = 500
"""Records that are looked at for old tags at once."""
ROUNDS = 3
"""How often what is unclear is read back within one run, at most."""

AGAIN, MATCH, CLEAR = "again", "match", "clear"
_UNDONE = (StepState.BEGUN, StepState.DONE, StepState.LEFT)


@dataclass(frozen=True, slots=True)
class Cleaning:
    """One clean-up at one connection."""

    workspace: Workspace
    cleanup: Cleanup
    connection: Connection
    replacing: Replacing
    restoring: Restoring
    forward: Forward
    back: Back
    patience: float

    def next(self, run: int, back: bool, position: Position) -> tuple[list[Chunk], Position]:
        """What an earlier run left, then window after window of records that carry old tags, then what is unclear still.

        Once the connection failed as a whole no further window is begun.
        """
        kind = Kind.REVERT if back else Kind.CLEAN
        if position.part != CLEAR and self._failed(run, kind):
            return [], Position(position.stage, CLEAR, "0")
        if position.part in ("", AGAIN):
            states = _UNDONE if back else (StepState.BEGUN, StepState.LEFT)
            steps = self._steps(position.after, states)
            following = Position(position.stage, AGAIN, steps[-1].external_id) if steps else None
            done = Position(position.stage, CLEAR, "0") if back else Position(position.stage, MATCH)
            ids = [step.external_id for step in steps if back or step.replaced]
            return self._chunks(kind, AGAIN, ids, len(ids) if back else 0), following or done
        if position.part == MATCH:
            return self._matched(kind, position)
        number = int(position.after)
        if number >= ROUNDS or not self._steps("", (StepState.BEGUN,), 1):
            return [], position.next_stage()
        item = (CLEAR, "0", str(number + 1))
        return [Chunk(kind, self.connection.name, item)], Position(position.stage, CLEAR, str(number + 1))

    def do(self, run: int, back: bool, items: Sequence[str]) -> None:
        """Do one chunk: items are its part, how many records it stands for, and their ids (or the number of the round)."""
        part, looked, *rest = items
        catalogue = self.workspace.catalogue
        if part == CLEAR:
            self._clear(run, back, int(rest[0]))
        elif part == MATCH:
            self.forward.begin(self.untouched(catalogue.records.named(self.connection.name, rest)), run)
        else:
            steps = catalogue.cleanups.steps_of(self.cleanup.id, self.connection.name, rest)
            (self.back if back else self.forward).again(steps, run)
        catalogue.runs.advance(run, Kind.REVERT if back else Kind.CLEAN, self.connection.name, int(looked))

    def records(self, after: str, limit: int) -> list[tuple[str, Record]]:
        """The next live records of the connection."""
        return self.workspace.catalogue.records.records(self.connection.name, after, limit)

    def untouched(self, records: Iterable[tuple[str, Record]]) -> list[tuple[str, Record]]:
        """Those of these records that fit the plan's scope and carry an old tag it is about for which no run came to them yet."""
        wanted = self.replacing.matching([one for one in records if fits(one[1], self.cleanup.scope)])
        known = self.replacing.known([record.external_id for _, record in wanted])
        return [one for one in wanted if not self.replacing.covered(one[1], known.get(one[1].external_id))]

    def _matched(self, kind: Kind, position: Position) -> tuple[list[Chunk], Position]:
        after, looked = position.after, 0
        while records := self.records(after, WINDOW):
            after, looked = records[-1][1].external_id, looked + len(records)
            if found := [record.external_id for _, record in self.untouched(records)]:
                return self._chunks(kind, MATCH, found, looked), Position(position.stage, MATCH, after)
        return [], Position(position.stage, CLEAR, "0")

    def _chunks(self, kind: Kind, part: str, ids: Sequence[str], looked: int) -> list[Chunk]:
        """Chunks of these records; the first stands for all that was looked at to find them."""
        starts = range(0, len(ids), CHUNK)
        told = [str(looked), *("0" for _ in starts)]
        parts = [(part, count, *ids[start : start + CHUNK]) for start, count in zip(starts, told, strict=False)]
        return [Chunk(kind, self.connection.name, items) for items in parts]

    def _clear(self, run: int, back: bool, number: int) -> None:
        """Read back what is unclear; from the second look on slow systems get time to show what they were told."""
        if number > 1:
            time.sleep(self.patience)
        after = ""
        while steps := self._steps(after, (StepState.BEGUN,), CHUNK):
            (self.back if back else self.forward).again(steps, run, last=number >= ROUNDS)
            after = steps[-1].external_id

    def _steps(self, after: str, states: Sequence[StepState], limit: int = WINDOW) -> list[Step]:
        return self.workspace.catalogue.cleanups.steps(self.cleanup.id, self.connection.name, after, limit, states)

    def _failed(self, run: int, kind: Kind) -> bool:
        failures = whole_failures(self.workspace.catalogue.runs.failures(run))
        return (kind, self.connection.name) in {(failure.stage, failure.connection) for failure in failures}


def cleaning(workspace: Workspace, cleanup: Cleanup, connection: Connection, patience: float) -> Cleaning:
    """What cleans this connection up, written as the flow that writes there writes. Raises Usage where the connection has no sink."""
    thesaurus, languages = thesaurus_of(workspace), workspace.languages
    wanting = Wanting(workspace.catalogue, thesaurus, writing_flow(workspace, connection.name), languages)
    sink = workspace.sink(connection)
    system = System(workspace.catalogue, sink, connection, wanting, lambda iri: tag(iri, thesaurus, languages))
    entries = [entry for _, entry in workspace.catalogue.cleanups.entries(cleanup.id)]
    replacing, restoring = Replacing(system, cleanup, entries), Restoring(system, cleanup)
    forward = Forward(workspace, connection, system, replacing, patience)
    back = Back(workspace, connection, system, restoring, patience)
    return Cleaning(workspace, cleanup, connection, replacing, restoring, forward, back, patience)
