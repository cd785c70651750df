"""Clean-ups: plans that say which free tags become which concepts, what people decided of each, and what was done at each record."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.validation import Standing, Use

NOBODY = ""
"""Who decided an entry nobody has decided yet."""


class CleanupState(StrEnum):
    """How a clean-up stands.

    draft <-> reviewed (every entry is decided) -> running -> done | partly (something was left, and said why)
    done | partly -> running (what was left, and what was decided since) | reverting -> reverted
    """

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RUNNING = "running"
    DONE = "done"
    PARTLY = "partly"
    REVERTING = "reverting"
    REVERTED = "reverted"


PLANNING = (CleanupState.DRAFT, CleanupState.REVIEWED)
BUSY = (CleanupState.RUNNING, CleanupState.REVERTING)
RUN = (CleanupState.DONE, CleanupState.PARTLY)
"""States after a run, in which one may decide further, run again or revert."""


class Treatment(StrEnum):
    """What becomes of an old tag."""

    REPLACE = "replace"
    """A concept takes its place."""
    KEEP = "keep"
    """It stays as it is."""
    DROP = "drop"
    """It is taken away, and nothing takes its place."""
    PROPOSE = "propose"
    """It stays, and is proposed as a new term."""


WRITING = (Treatment.REPLACE, Treatment.DROP)
"""The treatments that change records."""


class StepState(StrEnum):
    """How the clean-up of one record stands; what is left or stayed says why."""

    BEGUN = "begun"
    DONE = "done"
    LEFT = "left"
    REVERTED = "reverted"
    STAYED = "stayed"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which tags a plan is about: those of these connections (all without any), of records whose properties have one of these values,
    carried by at least so many assets, and, where `tags` names some, these alone."""

    connections: tuple[str, ...] = ()
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    least: int = 1
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleanup:
    """One plan and what became of it. Times are UTC in ISO 8601; `run` and `revert_run` are the numbers of its last runs, or 0."""

    id: str
    name: str
    scope: Scope
    made_by: str
    made_at: str
    state: CleanupState = CleanupState.DRAFT
    run: int = 0
    revert_run: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One old tag in all its spellings (most frequent first), what is suggested for it, and what somebody decided.

    `records` counts the records that carry it by connection. `standing` and `use` are what the validator says of it; `certainty`, from
    0 to 1, is how sure the suggestion is. `treatment` is None while nobody has decided; `concept` is set where it is REPLACE.
    """

    id: str
    tags: tuple[str, ...]
    assets: int
    records: tuple[tuple[str, int], ...]
    standing: Standing
    use: tuple[Use, ...] = ()
    suggested: Treatment = Treatment.KEEP
    certainty: float = 0.0
    treatment: Treatment | None = None
    concept: str = ""
    decided_by: str = NOBODY
    decided_at: str = ""

    @property
    def worth(self) -> float:
        """How many assets one decision cleans, as far as the suggestion can be trusted."""
        return self.assets * self.certainty


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided of one entry; no treatment takes an earlier decision back."""

    entry: str
    treatment: Treatment | None
    concept: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """One tag of one record as it was spelled there, the concept that takes its place (or none), and who decided so; `at` is set where
    that was only after the step was begun."""

    tag: str
    concept: str
    who: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What is done at one record; kept before anything is changed there. `at` is the moment of the decisions it makes."""

    cleanup: str
    connection: str
    external_id: str
    asset: str
    replaced: tuple[Replaced, ...]
    at: str
    state: StepState = StepState.BEGUN
    message: str = ""


@dataclass(frozen=True, slots=True)
class Tallies:
    """How many entries a plan has and how they are decided, how many assets these touch at most, and how its records stand."""

    entries: int = 0
    undecided: int = 0
    treatments: tuple[tuple[Treatment, int], ...] = ()
    steps: tuple[tuple[StepState, int], ...] = ()

    def treated(self, treatment: Treatment) -> int:
        """How many entries are decided so."""
        return dict(self.treatments).get(treatment, 0)

    def at(self, state: StepState) -> int:
        """How many records stand so."""
        return dict(self.steps).get(state, 0)


def reason(cleanup: Cleanup) -> str:
    """The reason of the decisions a clean-up makes."""
    return f"clean-up {cleanup.name}"
