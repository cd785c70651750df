"""A brief made ready: its concepts as the vocabulary has them now, and the vectors of what it says."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from thesaury.model.brief import Brief, BriefConcept, Section, Wanting
from thesaury.ports.embedder import Embedder
from thesaury.recommendation.needs import Need
from thesaury.search.embedding import taught, vector_of
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.folding import split
from thesaury.vocabulary.words.stems import primary

Floats = NDArray[np.float32]

NO_MODEL = "No embedding model is in use: pictures are compared by words and concepts alone."
CONCEPTS = 60
"""So many wanted concepts of a brief are looked for."""
_TAUGHT = 0.6
"""A text of whose words a model was taught fewer than this share is in a language it does not know, and its vector says nothing."""
_SHORT = 3
_NAMED = 8
"""So many concepts stand for a need whose words the model does not know."""
_MOST = 4
"""A brief of more sections has one vector for all of them: reading a text takes a model longer than all else."""


def current(brief: Brief, thesaurus: Thesaurus) -> Brief:
    """The brief with each concept once, as what replaces it where it was replaced; what is excluded, or below that, is wanted no more.

    Of very many wanted ones the `CONCEPTS` of the greatest weight stay, the required ones before others.
    """
    barred = {thesaurus.successor(one.concept) for one in brief.of(Wanting.EXCLUDED)}
    kept: dict[str, BriefConcept] = {}
    order = (Wanting.EXCLUDED, Wanting.REQUIRED, Wanting.WISHED)
    for one in sorted(brief.concepts, key=lambda concept: order.index(concept.wanting)):
        iri = thesaurus.successor(one.concept)
        free = iri not in barred and barred.isdisjoint(thesaurus.ancestors(iri))
        if iri not in kept and (free or one.wanting is Wanting.EXCLUDED):
            kept[iri] = replace(one, concept=iri, weight=max(0.0, min(1.0, one.weight)))
    wanted = [one for one in kept.values() if one.wanting is not Wanting.EXCLUDED]
    for one in sorted(wanted, key=lambda held: (order.index(held.wanting), -held.weight))[CONCEPTS:]:
        del kept[one.concept]
    sections = tuple(_section(section, kept, thesaurus) for section in brief.sections)
    return replace(brief, concepts=tuple(kept.values()), sections=sections)


def _section(section: Section, kept: dict[str, BriefConcept], thesaurus: Thesaurus) -> Section:
    concepts = dict.fromkeys(thesaurus.successor(concept) for concept in section.concepts)
    return replace(section, concepts=tuple(concept for concept in concepts if concept in kept))


def vectors(
    needs: Sequence[Need], embedder: Embedder | None, thesaurus: Thesaurus
) -> tuple[list[Floats | None], str, tuple[tuple[str, str], ...]]:
    """The vector of each need, None for those that have none; why there is none for any; notes.

    In a language that the model does not know, needs are read by what their concepts are called in one that it knows.
    """
    nothing: list[Floats | None] = [None] * len(needs)
    if embedder is None:
        return nothing, NO_MODEL, ()
    texts, notes = [need.words for need in needs], tuple[tuple[str, str], ...]()
    if not _understood(" ".join(texts), embedder):
        texts = [_named(need, embedder, thesaurus) for need in needs]
        notes = (("concepts-for-words" if any(texts) else "language-not-taught", ""),)
    if len(texts) > _MOST:
        texts = [" ".join(texts)] * len(texts)
    by_text = {text: vector_of(text, embedder) for text in dict.fromkeys(texts) if text.strip()}
    made = [by_text.get(text, (None, "")) for text in texts]
    return [vector for vector, _ in made], next((missing for _, missing in made if missing), ""), notes


def _named(need: Need, embedder: Embedder, thesaurus: Thesaurus) -> str:
    """What the concepts of a need are called in a language that the model knows, the heaviest first; empty where there is none."""
    own = sorted(need.own, key=lambda iri: -need.force.get(iri, 0.0))[:_NAMED]
    labels = [label for iri in own if (concept := thesaurus.concept(iri)) for label in concept.preferred]
    for language in dict.fromkeys(primary(label.language) for label in labels):
        said = ", ".join(label.text for label in labels if primary(label.language) == language)
        if _understood(said, embedder):
            return said
    return ""


def _understood(text: str, embedder: Embedder) -> bool:
    words = [word for word in dict.fromkeys(split(text.lower())) if len(word) >= _SHORT and word.isalpha()]
    knows = taught(embedder)
    return bool(words) and sum(map(knows, words)) >= _TAUGHT * len(words)
