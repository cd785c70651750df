"""Clean-ups in memory."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from thesaury.model.cleanup import (
    BUSY,
    PLANNING,
    Cleanup,
    CleanupState,
    Entry,
    Ruling,
    Step,
    StepState,
    Tallies,
    Treatment,
)
from thesaury.model.errors import Usage


class FakeCleanups:
    def __init__(self) -> None:
        self._kept: dict[str, Cleanup] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._steps: dict[tuple[str, str, str], Step] = {}

    def put(self, cleanup: Cleanup, entries: Sequence[Entry]) -> None:
        if any(kept.name == cleanup.name for kept in self._kept.values()):
            raise Usage(f"There is a clean-up {cleanup.name!r} already.")
        self._kept[cleanup.id] = cleanup
        self._entries[cleanup.id] = list(entries)

    def get(self, id: str) -> Cleanup | None:
        named = (kept for kept in self._kept.values() if kept.name == id)
        return self._kept.get(id) or next(named, None)

    def all(self) -> list[Cleanup]:
        return [*self._kept.values()][::-1]

    def drop(self, id: str) -> None:
        self._kept.pop(id, None)
        self._entries.pop(id, None)
        self._steps = {place: step for place, step in self._steps.items() if place[0] != id}

    def entries(
        self,
        id: str,
        after: int = 0,
        limit: int = 1_000_000,
        treatments: Sequence[Treatment | None] = (),
        ids: Sequence[str] = (),
    ) -> list[tuple[int, Entry]]:
        found = [
            (place, entry)
            for place, entry in enumerate(self._entries.get(id, ()), 1)
            if place > after and (not treatments or entry.treatment in treatments) and (not ids or entry.id in ids)
        ]
        return found[:limit]

    def decide(self, id: str, rulings: Sequence[Ruling]) -> int:
        kept = self._kept.get(id)
        if kept is None or kept.state in (*BUSY, CleanupState.REVERTED):
            return 0
        said = {ruling.entry: ruling for ruling in rulings}
        entries = self._entries[id]
        changed = sum(entry.id in said for entry in entries)
        self._entries[id] = [_ruled(entry, said[entry.id]) if entry.id in said else entry for entry in entries]
        if kept.state in PLANNING:
            undecided = any(entry.treatment is None for entry in self._entries[id])
            state = CleanupState.DRAFT if undecided else CleanupState.REVIEWED
            self._kept[id] = replace(kept, state=state)
        return changed

    def move(self, id: str, before: Sequence[CleanupState], state: CleanupState, run: int = 0) -> bool:
        kept = self._kept.get(id)
        if kept is None or kept.state not in before:
            return False
        if state is CleanupState.REVERTING:
            self._kept[id] = replace(kept, state=state, revert_run=run or kept.revert_run)
        else:
            self._kept[id] = replace(kept, state=state, run=run or kept.run)
        return True

    def keep_steps(self, steps: Sequence[Step]) -> None:
        self._steps |= {(step.cleanup, step.connection, step.external_id): step for step in steps}

    def steps(
        self,
        id: str,
        connection: str,
        after: str = "",
        limit: int = 500,
        states: Sequence[StepState] = (),
    ) -> list[Step]:
        found = [
            step
            for place, step in sorted(self._steps.items())
            if place[:2] == (id, connection) and place[2] > after and (not states or step.state in states)
        ]
        return found[:limit]

    def steps_of(self, id: str, connection: str, external_ids: Sequence[str]) -> list[Step]:
        places = ((id, connection, external_id) for external_id in sorted(set(external_ids)))
        return [self._steps[place] for place in places if place in self._steps]

    def tallies(self, id: str) -> Tallies:
        entries = self._entries.get(id, [])
        decided = Counter(entry.treatment for entry in entries)
        stand = Counter(step.state for place, step in self._steps.items() if place[0] == id)
        return Tallies(
            len(entries),
            decided[None],
            tuple((one, decided[one]) for one in Treatment if decided[one]),
            tuple((state, stand[state]) for state in StepState if stand[state]),
        )


def _ruled(entry: Entry, ruling: Ruling) -> Entry:
    if ruling.treatment is None:
        return replace(entry, treatment=None, concept="", decided_by="", decided_at="")
    concept = ruling.concept if ruling.treatment is Treatment.REPLACE else ""
    return replace(entry, treatment=ruling.treatment, concept=concept, decided_by=ruling.who, decided_at=ruling.at)
