"""What a query means, as words, for those who search elsewhere: its concepts, what is narrower, and all their labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.concept import Label, LabelKind
from thesaury.ports.embedder import Embedder
from thesaury.ports.query_writer import Term
from thesaury.search.documents import FACETS
from thesaury.search.embedding import vector_of
from thesaury.search.linking.linker import By, Linker
from thesaury.search.ranking import understood
from thesaury.search.reading.in_brand_words import in_brand_words
from thesaury.search.reading.query import Note, parse
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.folding import folded
from thesaury.vocabulary.words.stems import primary

MOST_TERMS = 1_000
"""More terms than this no expansion has, however many were asked for."""

_PER_STEP = 0.9
"""What is narrower comes a little later with each step: where there is room for few words, those of the concept itself are the first."""
_RELATED = 0.5
"""What is only beside a concept may be something else."""
_LABELS = {LabelKind.PREFERRED: 1.0, LabelKind.ALTERNATIVE: 0.9, LabelKind.HIDDEN: 0.5}
"""Hidden labels are for searching too, but they are misspellings or words of long ago."""


class Relation(StrEnum):
    """How a concept came into an expansion."""

    MEANT = "meant"
    NARROWER = "narrower"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Wish:
    """What an expansion takes in: labels in these languages (all without any; those in no language always), narrower concepts down to
    this depth, related ones if asked for, and so many terms at most."""

    languages: tuple[str, ...] = ()
    depth: int = 3
    related: bool = False
    most: int = 200


@dataclass(frozen=True, slots=True)
class Meant:
    """A concept of an expansion with its weight in 0 to 1. `of` is the concept of the query it comes from, itself where it is meant;
    `by` is what linked that one to the query; `labels` are those in the chosen languages, preferred ones first."""

    concept: str
    weight: float
    relation: Relation
    of: str
    by: By
    labels: tuple[tuple[LabelKind, Label], ...] = ()


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a query means: its own words, the concepts, best first, and all of it as terms, best first, each wording once.

    `sure`, 0 to 1, is how sure the concepts are; `excluded` are words and phrases that no hit may hold; `left_out` is how many terms
    were too many. `has_fields`: the query also has `field:value` parts, which no term can say. `notes` are those of reading the query.
    """

    words: str
    concepts: tuple[Meant, ...]
    terms: tuple[Term, ...]
    sure: float
    excluded: tuple[str, ...] = ()
    left_out: int = 0
    has_fields: bool = False
    notes: tuple[Note, ...] = ()


def expand(
    query: str, linker: Linker, thesaurus: Thesaurus, wish: Wish = Wish(), embedder: Embedder | None = None
) -> Expansion:
    """The expansion of anything that can be typed. Without a model it knows the words of labels alone, and so it does, with a note,
    where the model breaks.

    A query that is not understood has no concepts, and its own words as the only term.
    """
    read = in_brand_words(parse(query, FACETS), thesaurus)
    words = " ".join(read.words)
    vector, missing = vector_of(words, embedder)
    linked = linker.link(words, vector)
    concepts = _concepts(((link.concept, link.weight, link.by) for link in understood(linked)), thesaurus, wish)
    terms = list(_terms(words, concepts))
    most = max(0, min(wish.most, MOST_TERMS))
    return Expansion(
        words=words,
        concepts=concepts,
        terms=tuple(terms[:most]),
        sure=linked.sure,
        excluded=read.excluded,
        left_out=max(0, len(terms) - most),
        has_fields=bool(read.fields),
        notes=(*read.notes, *((Note("no-model", (missing,)),) if missing else ())),
    )


def _concepts(links: Iterator[tuple[str, float, By]], thesaurus: Thesaurus, wish: Wish) -> tuple[Meant, ...]:
    """Each concept once, by what makes it weigh most; best first."""
    found: dict[str, Meant] = {}
    for concept, weight, by in links:
        for near, share, relation in _near(concept, thesaurus, wish):
            known = thesaurus.concept(near)
            if known and not known.deprecated and (near not in found or found[near].weight < weight * share):
                found[near] = Meant(
                    near, weight * share, relation, concept, by, _labels(near, thesaurus, wish.languages)
                )
    return tuple(sorted(found.values(), key=lambda meant: (-meant.weight, meant.concept)))


def _near(concept: str, thesaurus: Thesaurus, wish: Wish) -> Iterator[tuple[str, float, Relation]]:
    """The concept, what is narrower down to the depth, and what is related to it, each with its share of the weight."""
    yield concept, 1.0, Relation.MEANT
    for narrower, distance in thesaurus.descendants(concept).items():
        if distance > wish.depth:
            break
        yield narrower, _PER_STEP**distance, Relation.NARROWER
    for beside in thesaurus.related(concept) if wish.related else ():
        yield beside, _RELATED, Relation.RELATED


def _labels(iri: str, thesaurus: Thesaurus, languages: Sequence[str]) -> tuple[tuple[LabelKind, Label], ...]:
    concept = thesaurus.concept(iri)
    wanted = [primary(language) for language in languages]
    labels = [
        (kind, label)
        for kind, label in (concept.labels() if concept else ())
        if not wanted or not label.language or primary(label.language) in wanted
    ]
    places = {language: place for place, language in reversed(list(enumerate(wanted)))}
    return tuple(sorted(labels, key=lambda one: (-_LABELS[one[0]], places.get(primary(one[1].language), len(wanted)))))


def _terms(words: str, concepts: Sequence[Meant]) -> list[Term]:
    """What was typed first, then every label, best first; a wording that is there already, capitals and accents aside, is left out."""
    all_ = [
        Term(" ".join(label.text.split()), label.language, round(meant.weight * _LABELS[kind], 4), meant.concept)
        for meant in concepts
        for kind, label in meant.labels
    ]
    ordered = ([Term(words)] if words else []) + sorted(all_, key=lambda term: -term.weight)
    seen: dict[str, Term] = {}
    for term in ordered:
        if term.text:
            seen.setdefault(folded(term.text), term)
    return list(seen.values())
