"""What is decided of a round as a file, and mappings from one: what is the client's own is mapped to itself, what is nothing to no term."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from thesaury.model.errors import BadInput
from thesaury.model.mapping import Mapping, MappingSet, MappingStatus
from thesaury.model.onboarding import ExchangeForm, KeptMapping, Meaning, OnboardingRound, Subject, SubjectKind
from thesaury.onboarding.retelling import retold
from thesaury.onboarding.sssom.reading import read_sssom
from thesaury.onboarding.sssom.writing import sssom_lines
from thesaury.onboarding.value_proposals import value_iri
from thesaury.pipeline.onboarding.deciding import Ruling, decide
from thesaury.pipeline.onboarding.layouts import layout_of
from thesaury.pipeline.onboarding.rounds import every
from thesaury.ports.mappings import WantedMappings
from thesaury.ports.workspace import Workspace

_MAPPED = WantedMappings(kinds=(SubjectKind.VALUE, SubjectKind.CONCEPT))
_TOOL = "Thesaury"
_EXCHANGED = "en"
"""The language of explanations in a file, whatever the client speaks: whoever receives it may be anybody."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a file, and how many mappings or fields it has."""

    text: str
    entries: int


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """How many mappings a file has, how many of them changed a decision, how many decide nothing, and how many are of values or concepts
    that the round does not have."""

    mappings: int
    changed: int
    undecided: int
    unknown: int


def written(workspace: Workspace, round: OnboardingRound, form: ExchangeForm, proposals: bool = False) -> Written:
    """What is decided, so that `bring_in` or `apply_layout` reads it back; of mappings, with `proposals` what is proposed too."""
    if form is ExchangeForm.SSSOM:
        found = mapping_set(workspace, round, proposals)
        return Written("".join(f"{line}\n" for line in sssom_lines(found)), len(found.mappings))
    import tomlkit

    layout = layout_of(workspace, round)
    return Written(tomlkit.dumps(layout), len(layout["fields"]))


def mapping_set(workspace: Workspace, round: OnboardingRound, proposals: bool = False) -> MappingSet:
    """What is decided of values and concepts; with `proposals` what is proposed too. A refused mapping says that it does not hold."""
    kept = every(workspace, round.name, _MAPPED)
    return MappingSet(tuple(_mappings(kept, proposals)), title=round.name, tool=_TOOL)


def bring_in(workspace: Workspace, round: OnboardingRound, path: Path, dry_run: bool = False) -> BroughtIn:
    """Decide what a file says is accepted or rejected, as one batch; with `dry_run` nothing is kept and everything decided counts.

    Raises BadInput for what is no SSSOM, or names concepts that the shared model does not have, Unreachable where it cannot be read.
    """
    mappings = read_sssom(path).mappings
    subjects = {_iri(one.subject): one.subject for one in every(workspace, round.name, _MAPPED)}
    deciding = [one for one in mappings if one.status is not MappingStatus.PROPOSED or not one.holds]
    known = [one for one in deciding if one.subject in subjects]
    rulings = _rulings(known, subjects)
    _require_concepts(workspace, round, rulings, path.name)
    changed = len(rulings) if dry_run else len(decide(workspace, round, rulings))
    return BroughtIn(len(mappings), changed, len(mappings) - len(deciding), len(deciding) - len(known))


def _mappings(kept: Iterable[KeptMapping], proposals: bool) -> Iterator[Mapping]:
    for one in kept:
        said, iri = one.said, _iri(one.subject)
        refused = said.status is MappingStatus.REJECTED
        if said.status is MappingStatus.PROPOSED and not proposals:
            continue
        yield Mapping(
            iri,
            {Meaning.CONCEPT: said.target, Meaning.OWN: iri}.get(said.meaning),
            said.relation,
            said.justification,
            said.confidence,
            said.author,
            said.status,
            one.label or one.subject.value,
            said.label,
            retold(said.explanation, _EXCHANGED),
            holds=not refused,
        )


def _rulings(mappings: Iterable[Mapping], subjects: dict[str, Subject]) -> dict[Subject, Ruling]:
    """What holds goes before what does not, and the first before the others."""
    found: dict[Subject, Ruling] = {}
    for one in sorted(mappings, key=lambda one: not _holds(one)):
        meaning = Meaning.CONCEPT if one.object else Meaning.NOTHING
        if one.object == one.subject:
            meaning = Meaning.OWN
        target = one.object or "" if meaning is Meaning.CONCEPT else ""
        status = MappingStatus.ACCEPTED if _holds(one) else MappingStatus.REJECTED
        found.setdefault(subjects[one.subject], Ruling(status, meaning, target, one.relation))
    return found


def _holds(one: Mapping) -> bool:
    return one.holds and one.status is MappingStatus.ACCEPTED


def _require_concepts(workspace: Workspace, round: OnboardingRound, rulings: dict[Subject, Ruling], file: str) -> None:
    known = {concept.iri for concept in workspace.catalogue.vocabularies.get(round.vocabulary).concepts}
    if unknown := [one.target for one in rulings.values() if one.target and one.target not in known]:
        raise BadInput(
            f"{file} maps to {len(unknown)} concepts that {round.vocabulary} does not have, such as {unknown[0]}. "
            "Bring the version it was made for, or take these lines out. Nothing was kept."
        )


def _iri(subject: Subject) -> str:
    """The IRI of a concept, or the one by which a value of a field is known in every round."""
    return subject.value if subject.kind is SubjectKind.CONCEPT else value_iri(subject.field, subject.value)
