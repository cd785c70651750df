"""What concepts say of themselves, property by property, for tables that are to have more columns and for conditions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from thesaury.model.concept import Concept, Label, MappingRelation
from thesaury.vocabulary.thesaurus import Thesaurus

_SPACES = (
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/2002/07/owl#",
    "http://purl.org/dc/terms/",
    "skos:",
    "owl:",
    "dct:",
    "dcterms:",
)


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that is a concept or a scheme, by IRI."""

    iri: str


Value = Label | Linked


@dataclass(frozen=True, slots=True)
class Property:
    """A property by its id, such as `skos:prefLabel` or, of one language alone, `skos:prefLabel@de`."""

    name: str
    language: str = ""

    @property
    def id(self) -> str:
        """How tables call it."""
        return f"{self.name}@{self.language}" if self.language else self.name

    def speaks(self, language: str) -> bool:
        """Whether texts in this language are its values: of one language alone also those in its regional forms."""
        spoken, wanted = language.lower(), self.language.lower()
        return not wanted or spoken == wanted or spoken.startswith(f"{wanted}-")


Reader = Callable[[Concept, Thesaurus], Iterator[Value]]


def _labels(field: str) -> Reader:
    return lambda concept, _: iter(getattr(concept, field))


def _links(field: str) -> Reader:
    return lambda concept, thesaurus: (Linked(iri) for iri in getattr(thesaurus, field)(concept.iri))


def _matches(relation: MappingRelation) -> Reader:
    return lambda concept, _: (Label(match.target) for match in concept.matches if match.relation is relation)


def _replaced(concept: Concept, _: Thesaurus) -> Iterator[Value]:
    if concept.replaced_by:
        yield Linked(concept.replaced_by)


IN_SCHEME = "skos:inScheme"
"""The one whose values are schemes."""

_TEXTS: Mapping[str, Reader] = {
    "skos:prefLabel": _labels("preferred"),
    "skos:altLabel": _labels("alternative"),
    "skos:hiddenLabel": _labels("hidden"),
    "skos:definition": _labels("definitions"),
    "skos:note": _labels("notes"),
}
_LINKS: Mapping[str, Reader] = {
    "skos:broader": _links("broader"),
    "skos:broaderTransitive": _links("ancestors"),
    "skos:narrower": _links("narrower"),
    "skos:related": _links("related"),
    "dct:isReplacedBy": _replaced,
}
_READERS: Mapping[str, Reader] = {
    **_TEXTS,
    "skos:notation": lambda concept, _: (Label(notation) for notation in concept.notations),
    IN_SCHEME: lambda concept, _: (Linked(iri) for iri in concept.schemes),
    **_LINKS,
    **{f"skos:{relation.value}": _matches(relation) for relation in MappingRelation},
    "owl:deprecated": lambda concept, _: iter((Label("true" if concept.deprecated else "false"),)),
    "iri": lambda concept, _: iter((Label(concept.iri),)),
}
_SHORT = {name.partition(":")[2]: name for name in _READERS if ":" in name}

LINKING = frozenset(_LINKS)
"""Properties whose values are concepts."""
PROSE = frozenset({"skos:definition", "skos:note"})
"""Properties whose values are sentences."""


def properties(languages: tuple[str, ...]) -> tuple[Property, ...]:
    """All there are; those with texts once for all languages, and once for each of these."""
    found: list[Property] = []
    for name in _READERS:
        found.append(Property(name))
        if name in _TEXTS:
            found += [Property(name, language) for language in languages]
    return tuple(found)


def known_property(written: str) -> Property | None:
    """The property of this id; its name may also be written as an IRI or without a prefix. None for one that nobody knows."""
    name, _, language = written.strip().rpartition("@") if "@" in written else (written.strip(), "", "")
    short = next((name.removeprefix(space) for space in _SPACES if name.startswith(space)), name)
    full = _SHORT.get(short, name)
    if full not in _READERS or (language and full not in _TEXTS):
        return None
    return Property(full, language)


def values(property: Property, concept: Concept, thesaurus: Thesaurus) -> tuple[Value, ...]:
    """What the concept says, none is an empty tuple; of one language alone also what is said in its regional forms."""
    found = tuple(_READERS[property.name](concept, thesaurus))
    if not property.language:
        return found
    return tuple(value for value in found if isinstance(value, Label) and property.speaks(value.language))


def in_language(property: Property, language: str) -> Property:
    """The same in this language alone, where it has texts and no language yet."""
    return replace(property, language=language) if property.name in _TEXTS and not property.language else property
