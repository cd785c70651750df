"""One concept with all that is said of it, as the concept page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from thesaury.model.concept import Concept, Label, MappingRelation, Vocabulary, VocabularyVersion
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.enrichments import Carried
from thesaury.search.by_scheme import CONCEPT
from thesaury.vocabulary.diff import diff
from thesaury.vocabulary.languages import best
from thesaury.web.pages.vocabulary.outline import Outline
from thesaury.web.pages.vocabulary.tree import browse_url
from thesaury.web.pages.vocabulary.usage import Usage
from thesaury.web.parts.asked import Asked
from thesaury.web.parts.vocabulary.changes import Line, kinds_of, lines

_RELATIONS = 60
_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept in a list."""

    iri: str
    name: Label


@dataclass(frozen=True, slots=True)
class Wording:
    """The labels of one language by kind."""

    language: str
    preferred: tuple[Label, ...]
    alternative: tuple[Label, ...]
    hidden: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Neighbouring concepts by one relation: the first ones, and how many are left out."""

    kind: str
    entries: tuple[Entry, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """A concept elsewhere: its name and scheme where we hold it, else the host it is at."""

    target: str
    name: Label | None
    scheme: Label | None
    host: str


@dataclass(frozen=True, slots=True)
class Step:
    """A version in which the concept came, changed or went."""

    version: VocabularyVersion
    kinds: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of the concept, with its title and its tree opened at the concept."""

    iri: str
    title: Label
    url: str


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """Everything the concept page shows; `within` assets carry it or anything narrower, `url` leads to them, and `search_url` asks for
    its name, which finds suggestions too. `missing` are languages most of its scheme has a preferred label in."""

    concept: Concept
    name: Label
    definition: Label | None
    others: tuple[Label, ...]
    ways: tuple[tuple[Entry, ...], ...]
    schemes: tuple[Scheme, ...]
    wordings: tuple[Wording, ...]
    missing: tuple[str, ...]
    relations: tuple[Relation, ...]
    mappings: tuple[tuple[str, tuple[Mapped, ...]], ...]
    replaced_by: Entry | None
    replaces: tuple[Entry, ...]
    used: Carried
    within: int
    has_narrower: bool
    url: str
    search_url: str
    version: VocabularyVersion


def concept_entry(concept: Concept, outline: Outline, usage: Usage) -> ConceptEntry:
    """The page of this concept of the current vocabularies."""
    iri, lexicon = concept.iri, outline.lexicon
    definition = best(concept.definitions, lexicon.languages)
    schemes = lexicon.schemes()
    replaced = concept.replaced_by
    home = lexicon.homes.get(iri, "")
    return ConceptEntry(
        concept=concept,
        name=outline.name(iri),
        definition=definition,
        others=tuple(label for label in concept.definitions if label != definition),
        ways=tuple(_entries(way[:-1], outline) for way in outline.ways(iri) if len(way) > 1),
        schemes=tuple(
            Scheme(s, lexicon.scheme_title(schemes[s]), browse_url(s, iri)) for s in concept.schemes if s in schemes
        ),
        wordings=_wordings(concept, lexicon.languages),
        missing=tuple(code for code in outline.languages(home) if code not in {p.language for p in concept.preferred}),
        relations=_relations(iri, outline),
        mappings=_mappings(concept, outline),
        replaced_by=Entry(replaced, outline.name(replaced)) if replaced else None,
        replaces=_entries(outline.by_name(outline.replaced.get(iri, ())), outline),
        used=usage.of(iri),
        within=usage.total(iri),
        has_narrower=bool(lexicon.thesaurus.narrower(iri)),
        url=Asked(filters=((CONCEPT, iri),)).url,
        search_url=Asked(words=outline.name(iri).text).url,
        version=held_in(iri, lexicon.vocabularies),
    )


def held_in(iri: str, vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]]) -> VocabularyVersion:
    """The current version that describes the concept: the first that holds it."""
    return next(version for version, kept in vocabularies if any(c.iri == iri for c in kept.concepts))


def history(catalogue: Catalogue, name: str, iri: str, outline: Outline) -> tuple[tuple[Step, ...], int]:
    """The versions in which a concept came, changed or went, newest first, and how many of the newest versions were looked at."""
    states = catalogue.vocabularies.history(name, iri, _VERSIONS)
    steps = []
    for place, (version, after) in enumerate(states):
        first = place + 1 == len(states)
        before = None if first else states[place + 1][1]
        if first and version.number > 1:
            continue  # what was before is not looked at
        if step := _step(version, before, after, outline):
            steps.append(step)
    return tuple(steps), len(states)


def download_url(iri: str, form: str) -> str:
    """Where the concept is to be had as a file of this form."""
    return f"/vocabulary/concept.{form}?{urlencode({'iri': iri})}"


def _step(version: VocabularyVersion, before: Concept | None, after: Concept | None, outline: Outline) -> Step | None:
    if before == after:
        return None
    if before is None or after is None:
        return Step(version, ("added" if after else "removed",), ())
    (change,) = diff(Vocabulary("", (), (before,)), Vocabulary("", (), (after,))).changed
    return Step(version, kinds_of(change.fields), tuple(lines(change.fields, outline.called)))


def _relations(iri: str, outline: Outline) -> tuple[Relation, ...]:
    thesaurus = outline.thesaurus
    kinds = (
        ("broader", thesaurus.broader(iri)),
        ("narrower", thesaurus.narrower(iri)),
        ("related", thesaurus.related(iri)),
    )
    return tuple(
        Relation(kind, _entries(outline.by_name(iris)[:_RELATIONS], outline), max(0, len(iris) - _RELATIONS))
        for kind, iris in kinds
        if iris
    )


def _mappings(concept: Concept, outline: Outline) -> tuple[tuple[str, tuple[Mapped, ...]], ...]:
    by_relation: dict[str, list[Mapped]] = {}
    for match in concept.matches:
        by_relation.setdefault(match.relation.value, []).append(_mapped(match.target, outline))
    order: Mapping[str, int] = {relation.value: place for place, relation in enumerate(MappingRelation)}
    return tuple((relation, tuple(by_relation[relation])) for relation in sorted(by_relation, key=order.__getitem__))


def _mapped(target: str, outline: Outline) -> Mapped:
    if outline.thesaurus.concept(target):
        scheme = outline.lexicon.schemes().get(outline.lexicon.homes.get(target, ""))
        return Mapped(target, outline.name(target), outline.lexicon.scheme_title(scheme) if scheme else None, "")
    return Mapped(target, None, None, urlsplit(target).hostname or "")


def _entries(iris: Sequence[str], outline: Outline) -> tuple[Entry, ...]:
    return tuple(Entry(iri, outline.name(iri)) for iri in iris)


def _wordings(concept: Concept, languages: Sequence[str]) -> tuple[Wording, ...]:
    """A row for each language, those to show first."""
    rank = {language: place for place, language in enumerate(languages)}
    held = {label.language for _, label in concept.labels()}

    def of(labels: Sequence[Label], code: str) -> tuple[Label, ...]:
        return tuple(label for label in labels if label.language == code)

    return tuple(
        Wording(code, of(concept.preferred, code), of(concept.alternative, code), of(concept.hidden, code))
        for code in sorted(held, key=lambda code: (rank.get(code, len(rank)), code))
    )
