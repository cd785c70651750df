"""Other concepts to choose from: those whose labels hold some words, as the draft has them."""

from dataclasses import dataclass

from thesaury.model.concept import Concept, Label
from thesaury.web.pages.vocabulary.editing.drafted import Drafted
from thesaury.web.pages.vocabulary.outline import folded

MOST = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """One concept to choose: its name, the label that was found where that is another one, what is above it, and its scheme."""

    iri: str
    name: Label
    by: Label | None
    under: Label | None
    scheme: Label | None
    deprecated: bool


def choices(drafted: Drafted, words: str, concept: Concept, elsewhere: bool) -> tuple[list[Choice], int]:
    """The concepts that these words find, the closest first, and how many there are; of this vocabulary, or of the others (`elsewhere`).

    Without words: what is above the concept and what stands beside it there.
    """
    found = _found(drafted, words) if words.strip() else [(iri, None) for iri in _near(drafted, concept)]
    own = _own(drafted)
    wanted = [(iri, by) for iri, by in found if iri != concept.iri and (iri in own) is not elsewhere]
    return [_choice(drafted, iri, by) for iri, by in wanted[:MOST]], len(wanted)


def _found(drafted: Drafted, words: str) -> list[tuple[str, Label | None]]:
    """New concepts of the draft first; what the draft takes out is left out."""
    form = folded(" ".join(words.split()))
    new: list[tuple[str, Label | None]] = []
    for concept in drafted.diff.added:
        if found := next((label for _, label in concept.labels() if form in folded(label.text)), None):
            new.append((concept.iri, found))
    kept = [(spoken.iri, spoken.label) for spoken in drafted.outline.find(words[:200])]
    return [*new, *(one for one in kept if one[0] not in drafted.lost)]


def _near(drafted: Drafted, concept: Concept) -> list[str]:
    thesaurus = drafted.outline.thesaurus
    beside = [iri for over in concept.broader for iri in thesaurus.narrower(over)]
    above = [iri for over in concept.broader for iri in thesaurus.broader(over)]
    return [iri for iri in dict.fromkeys([*above, *beside]) if iri not in drafted.lost]


def _own(drafted: Drafted) -> set[str]:
    kept = (held for version, held in drafted.outline.lexicon.vocabularies if version.name == drafted.name)
    return {concept.iri for held in kept for concept in held.concepts} | {new.iri for new in drafted.diff.added}


def _choice(drafted: Drafted, iri: str, by: Label | None) -> Choice:
    concept = drafted.concepts.get(iri) or drafted.outline.thesaurus.concept(iri)
    name, lexicon = drafted.called(iri), drafted.outline.lexicon
    scheme = lexicon.schemes().get(concept.schemes[0]) if concept and concept.schemes else None
    return Choice(
        iri,
        name,
        by if by != name else None,
        drafted.called(concept.broader[0]) if concept and concept.broader else None,
        lexicon.scheme_title(scheme) if scheme else None,
        bool(concept and concept.deprecated),
    )
