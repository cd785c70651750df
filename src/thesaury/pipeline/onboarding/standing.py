"""How far a round is: what is covered, what is left, what contradicts itself, and how often the first proposal was right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thesaury.model.annotation import BY_RULE
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, Meaning, OnboardingRound, SubjectKind
from thesaury.onboarding.coverage import Coverage, Settled, coverage
from thesaury.onboarding.fields import FieldConflict, FieldRole, conflicts_among
from thesaury.onboarding.values import ValueUse
from thesaury.pipeline.onboarding.rounds import every
from thesaury.ports.mappings import WantedMappings
from thesaury.ports.workspace import Workspace

_WAITING = WantedMappings(statuses=(MappingStatus.PROPOSED,), bare=True)
_ANSWERED = WantedMappings(statuses=(MappingStatus.ACCEPTED, MappingStatus.REJECTED))


@dataclass(frozen=True, slots=True)
class Decided:
    """Subjects of one kind: all, those accepted without a person, those a person decided, and those of these that are as first proposed."""

    all: int
    by_itself: int
    by_person: int
    as_proposed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The coverage of values, what is decided of fields, values and concepts, fields that one role has too many of, and what each target
    is called, by its IRI."""

    coverage: Coverage
    decided: dict[SubjectKind, Decided]
    conflicts: tuple[FieldConflict, ...]
    labels: dict[str, str]


def standing(workspace: Workspace, round: OnboardingRound) -> Standing:
    """How far this round is. A value is covered once it is accepted, by a person or because its evidence is safe."""
    kept = _kept(workspace, round)
    values = [one for one in kept if one.subject.kind is SubjectKind.VALUE]
    uses = [ValueUse(one.subject.field, one.subject.value, one.assets) for one in values]
    kinds = {kind: [one for one in kept if one.subject.kind is kind] for kind in SubjectKind}
    return Standing(
        coverage(uses, _settled(values), workspace.languages),
        {kind: _decided(group) for kind, group in kinds.items() if group},
        conflicts_among(_roles(kinds[SubjectKind.FIELD])),
        {one.said.target: one.said.label for one in values if one.said.label},
    )


def _kept(workspace: Workspace, round: OnboardingRound) -> list[KeptMapping]:
    """All of a round in its order. Choices, most of what is kept, are read where the first one counts: of what does not wait."""
    both = (one for wanted in (_WAITING, _ANSWERED) for one in every(workspace, round.name, wanted))
    found = {one.subject: one for one in both}  # once, though it was decided on between the two
    return sorted(found.values(), key=lambda one: one.place)


def _settled(values: Iterable[KeptMapping]) -> Iterator[Settled]:
    for one in values:
        if one.said.status is MappingStatus.ACCEPTED:
            targets = (one.said.target,) if one.said.meaning is Meaning.CONCEPT else ()
            yield Settled(one.subject.field, one.subject.value, targets)


def _decided(group: Sequence[KeptMapping]) -> Decided:
    by_person = [one for one in group if one.decided and not _by_rule(one)]
    return Decided(
        len(group),
        sum(one.said.status is MappingStatus.ACCEPTED for one in group if not one.by_person or _by_rule(one)),
        len(by_person),
        sum(_as_proposed(one) for one in by_person),
    )


def _by_rule(one: KeptMapping) -> bool:
    """Whether a rule carried it over, whoever decided it before."""
    return one.said.author.startswith(BY_RULE)


def _as_proposed(one: KeptMapping) -> bool:
    first, said = one.choices[0], one.said
    return said.status is MappingStatus.ACCEPTED and (first.meaning, first.target) == (said.meaning, said.target)


def _roles(fields: Sequence[KeptMapping]) -> dict[str, tuple[FieldRole, str]]:
    """The role and language that each field has or is proposed to have."""
    standing = (one for one in fields if one.said.status is not MappingStatus.REJECTED)
    return {one.subject.field: (FieldRole(one.said.target), one.said.language) for one in standing}
