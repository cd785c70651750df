"""The vocabulary pages as values: schemes with their top concepts, and one concept with all that is said of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.concept import Concept, ConceptScheme, Label, LabelKind, VocabularyVersion
from thesaury.ports.index import IndexQuery, SearchIndex
from thesaury.search.by_scheme import CONCEPT
from thesaury.vocabulary.languages import best
from thesaury.web.lexicon import Lexicon
from thesaury.web.views.asked import Asked

_TOP = 24
_MOST_TOP = 1_000
_RELATIONS = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept in a list, with how many assets carry it or anything narrower (None where nobody counted)."""

    iri: str
    name: Label
    count: int | None = None


@dataclass(frozen=True, slots=True)
class SchemeCard:
    """One scheme with its size, its first top concepts, and those behind a fold, which nobody counted."""

    title: Label
    size: int
    top: tuple[Entry, ...]
    folded: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One vocabulary with its schemes."""

    version: VocabularyVersion
    schemes: tuple[SchemeCard, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The labels of one kind in one language."""

    language: str
    kind: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Neighbouring concepts by one relation: the first ones, and how many are left out."""

    kind: str
    entries: tuple[Entry, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """Everything the concept page shows; `count` assets carry it or anything narrower, `url` leads to them, and `search_url` asks for
    its name, which finds suggestions too. `has_narrower`: there is something below it."""

    concept: Concept
    name: Label
    definition: Label | None
    path: tuple[Entry, ...]
    schemes: tuple[Label, ...]
    wordings: tuple[Wording, ...]
    relations: tuple[Relation, ...]
    replaced_by: Entry | None
    count: int
    has_narrower: bool
    url: str
    search_url: str


def shelves(lexicon: Lexicon, index: SearchIndex) -> tuple[Shelf, ...]:
    """Every current vocabulary."""
    counts = _counts(index)
    return tuple(
        Shelf(version, tuple(_scheme_card(scheme, lexicon, counts) for scheme in vocabulary.schemes))
        for version, vocabulary in lexicon.vocabularies
    )


def concept_entry(concept: Concept, lexicon: Lexicon, index: SearchIndex) -> ConceptEntry:
    """The page of this concept."""
    iri = concept.iri
    return ConceptEntry(
        concept=concept,
        name=lexicon.name(iri),
        definition=best(concept.definitions, lexicon.languages),
        path=_entries(lexicon.thesaurus.path(iri)[:-1], lexicon),
        schemes=tuple(lexicon.scheme_title(s) for s in lexicon.schemes().values() if s.iri in concept.schemes),
        wordings=_wordings(concept, lexicon.languages),
        relations=_relations(iri, lexicon),
        replaced_by=Entry(concept.replaced_by, lexicon.name(concept.replaced_by)) if concept.replaced_by else None,
        count=_counts(index).get(iri, 0),
        has_narrower=bool(lexicon.thesaurus.narrower(iri)),
        url=Asked(filters=((CONCEPT, iri),)).url,
        search_url=Asked(words=lexicon.name(iri).text).url,
    )


def _scheme_card(scheme: ConceptScheme, lexicon: Lexicon, counts: Mapping[str, int]) -> SchemeCard:
    tops = sorted(scheme.top_concepts, key=lambda iri: lexicon.name(iri).text.casefold())
    shown = tuple(Entry(i, lexicon.name(i), counts.get(i, 0)) for i in tops[:_TOP])
    title = lexicon.scheme_title(scheme)
    return SchemeCard(title, lexicon.sizes[scheme.iri], shown, _entries(tops[_TOP:_MOST_TOP], lexicon))


def _relations(iri: str, lexicon: Lexicon) -> tuple[Relation, ...]:
    thesaurus = lexicon.thesaurus
    kinds = (
        ("broader", tuple(thesaurus.broader(iri))),
        ("narrower", tuple(thesaurus.narrower(iri))),
        ("related", tuple(thesaurus.related(iri))),
    )
    return tuple(
        Relation(kind, _by_name(iris, lexicon)[:_RELATIONS], max(0, len(iris) - _RELATIONS))
        for kind, iris in kinds
        if iris
    )


def _by_name(iris: Iterable[str], lexicon: Lexicon) -> tuple[Entry, ...]:
    return tuple(sorted(_entries(iris, lexicon), key=lambda entry: entry.name.text.casefold()))


def _entries(iris: Iterable[str], lexicon: Lexicon) -> tuple[Entry, ...]:
    return tuple(Entry(iri, lexicon.name(iri)) for iri in iris)


def _wordings(concept: Concept, languages: Sequence[str]) -> tuple[Wording, ...]:
    """By language, those to show first, and within a language by kind, preferred first."""
    grouped: dict[tuple[str, LabelKind], list[Label]] = {}
    for kind, label in concept.labels():
        grouped.setdefault((label.language, kind), []).append(label)
    rank = {language: place for place, language in enumerate(languages)}
    order = sorted({language for language, _ in grouped}, key=lambda code: (rank.get(code, len(rank)), code))
    return tuple(
        Wording(language, kind.value, tuple(grouped[language, kind]))
        for language in order
        for kind in LabelKind
        if (language, kind) in grouped
    )


def _counts(index: SearchIndex) -> Mapping[str, int]:
    """How many assets carry each concept or anything narrower."""
    return index.search(IndexQuery(most=0), (CONCEPT,)).facets[CONCEPT]
