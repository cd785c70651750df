"""What the pages of clean-ups show: plans in a list, entries with what may take their place, and what would be written."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.dispatch.cleaning.previewing import sinks_of
from thesaury.model.cleanup import BUSY, PLANNING, RUN, Cleanup, CleanupState, Entry, StepState, Tallies, Treatment
from thesaury.model.concept import Label
from thesaury.ports.sink import FreeTagSink
from thesaury.ports.workspace import Workspace
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.moments import ago
from thesaury.web.texts import number, phrase

_MANNERS = {
    CleanupState.DRAFT: ("", "edit"),
    CleanupState.REVIEWED: ("good", "check"),
    CleanupState.RUNNING: ("busy", "refresh"),
    CleanupState.DONE: ("good", "check"),
    CleanupState.PARTLY: ("warn", "warning"),
    CleanupState.REVERTING: ("busy", "undo"),
    CleanupState.REVERTED: ("", "undo"),
}
_OTHERS = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan in words."""

    cleanup: Cleanup
    tallies: Tallies
    manner: str
    sign: str
    word: str
    url: str
    made: str
    scope: str
    runnable: bool
    revertible: bool
    decidable: bool
    busy: bool
    droppable: bool

    @property
    def decided(self) -> int:
        """How many entries are decided."""
        return self.tallies.entries - self.tallies.undecided

    @property
    def run(self) -> int:
        """The run that is, or was last, at work for it; 0 where there is none."""
        return self.cleanup.revert_run or self.cleanup.run


@dataclass(frozen=True, slots=True)
class Choice:
    """A concept that may take the place of a tag."""

    iri: str
    name: Label
    path: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: what stands there, what is suggested first and beside it, and what is decided (`chosen` where a concept is)."""

    entry: Entry
    place: int
    first: Choice | None
    others: tuple[Choice, ...]
    chosen: Choice | None
    sure: str
    records: str

    @property
    def decided(self) -> Treatment | None:
        """What becomes of it."""
        return self.entry.treatment


def plan_of(cleanup: Cleanup, tallies: Tallies) -> Plan:
    """A plan in words."""
    manner, sign = _MANNERS[cleanup.state]
    acting = tallies.entries - tallies.undecided - tallies.treated(Treatment.KEEP)
    return Plan(
        cleanup,
        tallies,
        manner,
        sign,
        phrase(f"cleanup.state.{cleanup.state.value}"),
        f"/governance/cleanups/{cleanup.id}",
        ago(cleanup.made_at),
        _scope(cleanup),
        cleanup.state in (*PLANNING, *RUN) and acting > 0,
        cleanup.state in RUN,
        cleanup.state in (*PLANNING, *RUN),
        cleanup.state in BUSY,
        cleanup.state in (*PLANNING, CleanupState.REVERTED),
    )


def rows_of(entries: Sequence[tuple[int, Entry]], lexicon: Lexicon) -> list[Row]:
    """Entries as they are decided on."""
    return [_row(place, entry, lexicon) for place, entry in entries]


def keeping_tags(workspace: Workspace, cleanup: Cleanup) -> list[str]:
    """The systems of the plan in which the concept comes and the old tag stays, for they take no single tags away."""
    kept: list[str] = []
    for connection in sinks_of(workspace, cleanup):
        if not isinstance(workspace.sink(connection), FreeTagSink):
            kept.append(connection.name)
    return kept


def without_sink(workspace: Workspace, cleanup: Cleanup) -> list[str]:
    """The systems of the plan that cannot be written to at all."""
    written = {connection.name for connection in sinks_of(workspace, cleanup)}
    known = [connection.name for connection in workspace.catalogue.records.connections()]
    asked = cleanup.scope.connections or known
    return [name for name in asked if name in known and name not in written and workspace.catalogue.records.count(name)]


def left_words(tallies: Tallies) -> list[tuple[str, int, bool]]:
    """How the records stand that a run came to, each with whether it is something to look at."""
    return [
        (phrase(f"cleanup.step.{state.value}"), count, state in (StepState.LEFT, StepState.STAYED))
        for state, count in tallies.steps
    ]


def _row(place: int, entry: Entry, lexicon: Lexicon) -> Row:
    suggested = [Choice(use.concept, use.label, " › ".join(label.text for label in use.path)) for use in entry.use]
    first = suggested[0] if suggested else None
    chosen = Choice(entry.concept, lexicon.name(entry.concept)) if entry.concept else None
    records = ", ".join(f"{name}: {number(count)}" for name, count in entry.records)
    sure = phrase("cleanup.sure", percent=round(100 * entry.certainty)) if entry.certainty else ""
    return Row(entry, place, first, tuple(suggested[1 : 1 + _OTHERS]), chosen, sure, records)


def _scope(cleanup: Cleanup) -> str:
    """What the plan is about, in one line."""
    scope = cleanup.scope
    said = [", ".join(scope.connections) or phrase("cleanup.scope.all")]
    said += [f"{name}: {' / '.join(values)}" for name, values in scope.properties]
    if scope.least > 1:
        said.append(phrase("cleanup.scope.least", count=scope.least))
    if scope.tags:
        said.append(phrase("cleanup.scope.tags", count=len(scope.tags)))
    return " · ".join(said)
