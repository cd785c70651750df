"""What was found out about fields, values and concepts, as it is kept: the first choice is what is said, until somebody decides."""

from collections.abc import Callable, Iterator, Sequence

from thesaury.model.mapping import Justification, Mapping
from thesaury.model.onboarding import KeptMapping, Meaning, Reading, Said, Subject, SubjectKind
from thesaury.onboarding.fields.proposing import FieldProposal
from thesaury.onboarding.nothing import why_nothing
from thesaury.onboarding.own_terms import OwnTerm
from thesaury.onboarding.reasons import Reason, sentence
from thesaury.onboarding.value_proposals import ValueProposal

Named = Callable[[str], str]
"""What a concept of the shared model is called, by its IRI."""


def of_field(proposal: FieldProposal, label: str, rows: int, spoken: str, reading: Reading) -> KeptMapping:
    """A field with its role; `spoken` is the language of its reasons, `rows` are those in which it is filled."""
    first = Said(
        Meaning.ROLE,
        proposal.role.value,
        confidence=proposal.confidence,
        justification=Justification.COMPOSITE,
        explanation=_told(proposal.reasons, spoken),
        language=proposal.language,
        reading=reading,
    )
    others = (Said(Meaning.ROLE, role.value, confidence=confidence) for role, confidence in proposal.others)
    return KeptMapping(Subject(SubjectKind.FIELD, proposal.field), first, rows, label, (first, *others))


def of_value(proposal: ValueProposal, named: Named, spoken: str) -> KeptMapping:
    """A value with the concepts it may be, or as the client's own, or as nothing."""
    own = (_own(proposal.own, spoken),) if proposal.own else ()
    use, near = proposal.use, proposal.near
    nearest = named(near.object) if near and near.object else ""
    choices = (*own, *(of_mapping(one, named) for one in proposal.mappings)) or (
        _nothing(why_nothing(use.value, nearest), spoken),
    )
    return KeptMapping(Subject(SubjectKind.VALUE, use.field, use.value), choices[0], use.assets, "", choices)


def of_concept(mappings: Sequence[Mapping], named: Named, spoken: str) -> Iterator[KeptMapping]:
    """The concepts that are the subjects of these mappings, each with all of its own, in their order; one without any is nothing."""
    found: dict[str, list[Mapping]] = {}
    for mapping in mappings:
        found.setdefault(mapping.subject, []).append(mapping)
    for iri, group in found.items():
        choices = tuple(of_mapping(one, named) for one in group if one.object) or (_nothing(_UNLIKE, spoken),)
        yield KeptMapping(Subject(SubjectKind.CONCEPT, "", iri), choices[0], 0, group[0].subject_label, choices)


def of_mapping(mapping: Mapping, named: Named) -> Said:
    """A mapping as what is said of its subject."""
    return Said(
        Meaning.CONCEPT if mapping.object else Meaning.NOTHING,
        mapping.object or "",
        named(mapping.object) if mapping.object else "",
        mapping.relation,
        mapping.confidence,
        mapping.justification,
        mapping.explanation,
        author=mapping.author,
        status=mapping.status,
    )


_UNLIKE = Reason("nothing_like")


def _nothing(reason: Reason, spoken: str) -> Said:
    return Said(Meaning.NOTHING, justification=Justification.LEXICAL, explanation=sentence(reason, spoken))


def _own(term: OwnTerm, spoken: str) -> Said:
    return Said(
        Meaning.OWN,
        confidence=term.confidence,
        justification=Justification.COMPOSITE,
        explanation=_told(term.reasons, spoken),
    )


def _told(reasons: Sequence[Reason], spoken: str) -> str:
    return " ".join(sentence(reason, spoken) for reason in reasons)
