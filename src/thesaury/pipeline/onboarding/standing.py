"""How far a round is: what is covered, what is left, what contradicts itself, and how often the first proposal was right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thesaury.model.annotation import BY_RULE
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import Counted, KeptMapping, Meaning, OnboardingRound, SubjectKind
from thesaury.onboarding.coverage import Coverage, Settled, coverage
from thesaury.onboarding.fields import FieldConflict, FieldRole, conflicts_among
from thesaury.onboarding.values import ValueUse
from thesaury.ports.workspace import Workspace


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
    kept = workspace.catalogue.mappings.counted(round.name)
    values = [one for one in kept if one.subject.kind is SubjectKind.VALUE]
    uses = [ValueUse(one.subject.field, one.subject.value, one.assets) for one in values]
    kinds = {kind: [one for one in kept if one.subject.kind is kind] for kind in SubjectKind}
    fields = workspace.catalogue.mappings.of(round.name, [one.subject for one in kinds[SubjectKind.FIELD]])
    return Standing(
        coverage(uses, _settled(values), workspace.languages),
        {kind: _decided(group) for kind, group in kinds.items() if group},
        conflicts_among(_roles(fields.values())),
        {one.target: one.label for one in values if one.label},
    )


def _settled(values: Iterable[Counted]) -> Iterator[Settled]:
    for one in values:
        if one.status is MappingStatus.ACCEPTED:
            targets = (one.target,) if one.meaning is Meaning.CONCEPT else ()
            yield Settled(one.subject.field, one.subject.value, targets)


def _decided(group: Sequence[Counted]) -> Decided:
    by_person = [one for one in group if one.decided and not _by_rule(one)]
    return Decided(
        len(group),
        sum(one.status is MappingStatus.ACCEPTED for one in group if not one.decided or _by_rule(one)),
        len(by_person),
        sum(one.as_proposed for one in by_person),
    )


def _by_rule(one: Counted) -> bool:
    """Whether a rule carried it over, whoever decided it before."""
    return one.author.startswith(BY_RULE)


def _roles(fields: Iterable[KeptMapping]) -> dict[str, tuple[FieldRole, str]]:
    """The role and language that each field has or is proposed to have."""
    standing = (one for one in fields if one.said.status is not MappingStatus.REJECTED)
    return {one.subject.field: (FieldRole(one.said.target), one.said.language) for one in standing}
