"""Rounds as people see them: in a list, and one of them as steps with how far each is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from thesaury.dispatch.onboarding import Proposing, ProposingState, proposing
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import OnboardingRound, SourceKind, SubjectKind
from thesaury.pipeline.onboarding import Standing, fields_of, obstacles
from thesaury.pipeline.onboarding.connecting import readers
from thesaury.web.desk import Desk
from thesaury.web.pages.onboarding.asked import round_url
from thesaury.web.pages.onboarding.covering import contradicting, round_down
from thesaury.web.parts.moments import ago
from thesaury.web.texts import phrase

_MANNERS = {
    ProposingState.WAITING: ("", "clock"),
    ProposingState.RUNNING: ("busy", "refresh"),
    ProposingState.DONE: ("good", "check"),
    ProposingState.FAILED: ("bad", "cross"),
    ProposingState.STOPPED: ("warn", "stop"),
    ProposingState.CUT: ("warn", "warning"),
}

Counts = Mapping[tuple[SubjectKind, MappingStatus], int]


class Reached(StrEnum):
    """How far a step is: DONE, NOW is the first that is not, LATER comes after it."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name in the texts, where it leads, how far it is in a sentence; a bar where `total` is not 0."""

    key: str
    url: str
    reached: Reached
    words: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class RoundCard:
    """A round in a list: where it comes from, how it stands, and how much holds of what it has."""

    round: OnboardingRound
    url: str
    source: str
    proposing: Proposing
    word: str
    manner: str
    sign: str
    begun: str
    done: int
    total: int


def card_of(desk: Desk, round: OnboardingRound) -> RoundCard:
    """A round in a list."""
    counts = desk.workspace.catalogue.mappings.counts(round.name)
    at = proposing(desk.workspace.catalogue, round)
    manner, sign = _MANNERS[at.state]
    return RoundCard(
        round,
        round_url(round.name),
        source_told(round),
        at,
        phrase(f"onboard.proposing.{at.state.value}"),
        manner,
        sign,
        ago(round.begun_at),
        sum(count for (_, status), count in counts.items() if status is not MappingStatus.PROPOSED),
        sum(counts.values()),
    )


def source_told(round: OnboardingRound) -> str:
    """What is brought in, in a few words; of a table its name, not where it lies."""
    source = round.source.replace("\\", "/").rpartition("/")[2] if round.kind is SourceKind.TABLE else round.source
    return phrase(f"onboard.source.{round.kind}", name=source)


def steps_of(desk: Desk, round: OnboardingRound, standing: Standing) -> list[Step]:
    """The steps of a round whose proposals are there, in their order."""
    found, reached = [], Reached.NOW
    for step, done in _steps(desk, round, standing):
        found.append(replace(step, reached=Reached.DONE if done else reached))
        if not done:
            reached = Reached.LATER
    return found


def connection_started(desk: Desk, round: OnboardingRound) -> str:
    """The connection that reads the source of this round and has a flow, empty where there is none yet."""
    catalogue = desk.workspace.catalogue
    flowing = {name for state in catalogue.flows.all() for name in state.flow.connections}
    reading = readers(catalogue.records.connections(), desk.workspace, round)
    return next((one.name for one in reading if one.name in flowing), "")


def _steps(desk: Desk, round: OnboardingRound, standing: Standing) -> Iterator[tuple[Step, bool]]:
    url, conflicts = round_url(round.name), sum(not one.settled for one in contradicting(desk, round, standing))
    for kind in SubjectKind:
        if (counted := standing.decided.get(kind)) is not None:
            looked = counted.by_person
            words = phrase("onboard.step.looked", done=looked, total=counted.all)
            if counted.by_itself:
                words = f"{words} {phrase('onboard.step.itself', count=counted.by_itself)}"
            yield (
                Step(kind.value, f"{url}/desk?of={kind.value}", Reached.NOW, words, looked, counted.all),
                looked == counted.all,
            )
    total = standing.coverage.total.values
    if total.all:
        words = phrase("onboard.step.covered", percent=round_down(standing.coverage.total.assets.covered))
        told = f"{words} {phrase('onboard.step.conflicts', count=conflicts)}"
        yield Step("coverage", f"{url}/coverage", Reached.NOW, told), not total.left and not conflicts
    if round.kind is SourceKind.VOCABULARY:
        return
    started, missing = connection_started(desk, round), obstacles(desk.workspace, round)
    words = phrase("onboard.step.missing") if missing else phrase("onboard.step.dry")
    yield Step("dry", f"{url}/dry-run", Reached.NOW, words), bool(started)
    words = phrase("onboard.step.started", name=started) if started else phrase("onboard.step.start")
    yield Step("start", f"{url}/start", Reached.NOW, words), bool(started)


def roles_changed(desk: Desk, round: OnboardingRound) -> bool:
    """Whether a person gave a field another role after values were proposed, so that they should be proposed anew."""
    fields = fields_of(desk.workspace, round)
    return bool(round.done_at) and any(
        one.decided and one.choices and one.said.at > round.done_at and one.said.target != one.choices[0].target
        for one in fields
    )
