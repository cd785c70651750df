"""What each value of a client is proposed to be: the client's own, a concept of the shared model, or nothing of either."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid5

from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Vocabulary
from thesaury.model.mapping import Mapping
from thesaury.onboarding.matching.matching import match
from thesaury.onboarding.nothing import stands_for_nothing
from thesaury.onboarding.own_terms import OwnTerm, own_terms
from thesaury.onboarding.shared_words import SharedWords
from thesaury.onboarding.values import OwnName, ValueUse
from thesaury.ports.progress import Progress, unheard

LEAST = 0.1
"""A mapping that is wrong nine times in ten costs a person more than it saves: it is not proposed."""
_NEAR = 0.03
"""What is less sure is no nearer to a value than anything else."""

Matcher = Callable[[Vocabulary, Vocabulary], Sequence[Mapping]]
"""Maps the concepts of one vocabulary to those of another, the best mapping of each first; `match`, with what a client lends it."""

_VALUES = UUID("5b6f2c7e-6a51-5a8e-9f0d-3c0c8f1f6a44")
_NAME = "values"


@dataclass(frozen=True, slots=True)
class ValueProposal:
    """One value: `own` where it is proposed to stay the client's own, else mappings to concepts, the best first; neither where nothing
    speaks for any. The subject of the mappings is `value_iri`. `near` is the best one that is not worth proposing, where there is one."""

    use: ValueUse
    own: OwnTerm | None = None
    mappings: tuple[Mapping, ...] = ()
    near: Mapping | None = None

    @property
    def concept(self) -> str:
        """The IRI of the concept that is proposed first, or an empty string."""
        return next((mapping.object for mapping in self.mappings if mapping.object), "")

    @property
    def relation(self) -> MappingRelation | None:
        """The relation that is proposed first."""
        return self.mappings[0].relation if self.mappings else None


def value_iri(field: str, value: str) -> str:
    """The IRI by which a value of a field is the subject of mappings: the same in every run."""
    name = f"{field}\x1f{value}"
    return f"urn:uuid:{uuid5(_VALUES, name)}"


def values_as_vocabulary(uses: Sequence[ValueUse]) -> Vocabulary:
    """The values as concepts, those of one field in one scheme; nobody knows their languages."""
    fields = dict.fromkeys(use.field for use in uses)
    schemes = (ConceptScheme(value_iri(field, ""), (Label(field),)) for field in fields)
    concepts = {
        value_iri(use.field, use.value): Concept(
            value_iri(use.field, use.value),
            schemes=(value_iri(use.field, ""),),
            preferred=(Label(use.value),),
        )
        for use in uses
    }
    return Vocabulary(_NAME, tuple(schemes), tuple(concepts[iri] for iri in sorted(concepts)))


def propose_values(
    uses: Sequence[ValueUse],
    names: Sequence[OwnName],
    shared: Vocabulary,
    matcher: Matcher | None = None,
    progress: Progress = unheard,
) -> tuple[ValueProposal, ...]:
    """A proposal for every value, in their order; the client's own terms compete with no other value for a concept. What people write where
    they have nothing to say is neither, unless a shared term is called so.

    `matcher` is `match` where none is named. Raises what the matcher raises.
    """
    words = SharedWords(shared.concepts)
    telling = [use for use in uses if not stands_for_nothing(use.value) or words.called(use.value)]
    own = {(term.field, term.value): term for term in own_terms(telling, names, words, progress)}
    others = [use for use in telling if (use.field, use.value) not in own]
    found: dict[str, list[Mapping]] = {}
    matched = matcher or partial(match, progress=progress)
    for mapping in matched(values_as_vocabulary(others), shared):
        if mapping.object and (mapping.confidence or 0.0) >= _NEAR:
            found.setdefault(mapping.subject, []).append(mapping)
    return tuple(_proposal(use, own.get((use.field, use.value)), found) for use in uses)


def _proposal(use: ValueUse, own: OwnTerm | None, found: Table[str, Sequence[Mapping]]) -> ValueProposal:
    every = found.get(value_iri(use.field, use.value), ())
    likely = tuple(mapping for mapping in every if (mapping.confidence or 0.0) >= LEAST)
    return ValueProposal(use, own, likely, None if likely else next(iter(every), None))
