"""RDF statements to a vocabulary: SKOS and SKOS-XL as people write them, before any check."""

from collections.abc import Iterable
from sys import intern

from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary
from thesaury.model.statement import DC, DCTERMS, OWL, RDF, RDFS, SKOS, Literal, Statement
from thesaury.vocabulary.report import Finding, info

XL = "http://www.w3.org/2008/05/skos-xl#"

_TEXTS = {
    f"{SKOS}prefLabel": "preferred",
    f"{SKOS}altLabel": "alternative",
    f"{SKOS}hiddenLabel": "hidden",
    f"{SKOS}definition": "definitions",
    f"{SKOS}note": "notes",
    f"{SKOS}scopeNote": "notes",
    f"{SKOS}example": "notes",
    f"{SKOS}historyNote": "notes",
    f"{SKOS}notation": "notations",
    f"{RDFS}label": "label",
    f"{DCTERMS}title": "title",
    f"{DC}title": "title",
    f"{OWL}deprecated": "deprecated",
    f"{XL}literalForm": "form",
}
"""Properties with literals, and what they are to us."""

_LINKS = {
    f"{SKOS}broader": "broader",
    f"{SKOS}narrower": "narrower",
    f"{SKOS}broaderTransitive": "broaderTransitive",
    f"{SKOS}narrowerTransitive": "narrowerTransitive",
    f"{SKOS}related": "related",
    f"{SKOS}inScheme": "inScheme",
    f"{SKOS}hasTopConcept": "hasTopConcept",
    f"{SKOS}topConceptOf": "topConceptOf",
    f"{DCTERMS}isReplacedBy": "replacedBy",
    f"{XL}prefLabel": "preferred",
    f"{XL}altLabel": "alternative",
    f"{XL}hiddenLabel": "hidden",
    f"{SKOS}definition": "definitions",
    f"{SKOS}note": "notes",
    f"{SKOS}scopeNote": "notes",
    **{f"{SKOS}{relation.value}": relation.value for relation in MappingRelation},
}
"""Properties with resources, and what they are to us."""

_TYPES = {
    f"{SKOS}Concept": "concept",
    f"{SKOS}ConceptScheme": "scheme",
    f"{SKOS}Collection": "other",
    f"{SKOS}OrderedCollection": "other",
    f"{XL}Label": "other",
}
_TYPE = f"{RDF}type"
_VALUE = f"{RDF}value"
_TRUE = ("true", "1")
_MAPPINGS = tuple(MappingRelation)


class Gathered:
    """What the statements of a file say, by property and subject; everything that is not SKOS is passed over."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.types: dict[str, dict[str, None]] = {"concept": {}, "scheme": {}, "other": {}}
        self.texts: dict[str, dict[str, list[Label]]] = {name: {} for name in _TEXTS.values()}
        self.links: dict[str, dict[str, list[str]]] = {name: {} for name in _LINKS.values()}

    def take(self, statement: Statement) -> None:
        """Note what one statement says."""
        value = statement.object
        if isinstance(value, Literal):
            name = _TEXTS.get(statement.predicate) or ("form" if statement.predicate == _VALUE else None)
            if name:
                label = Label(value.value, intern(value.language))
                self.texts[name].setdefault(statement.subject, []).append(label)
        elif name := _LINKS.get(statement.predicate):
            self.links[name].setdefault(statement.subject, []).append(value.value)
        elif statement.predicate == _TYPE and (name := _TYPES.get(value.value)):
            self.types[name][statement.subject] = None

    def labels(self, name: str, subject: str) -> tuple[Label, ...]:
        """The texts of one kind: given as literals, or (SKOS-XL, rich notes) as resources that have them."""
        texts = self.texts[name].get(subject, ())
        if resources := self.links.get(name, {}).get(subject):
            forms = self.texts["form"]
            texts = [*texts, *(form for resource in resources for form in forms.get(resource, ()))]
        return tuple(sorted(set(texts))) if texts else ()

    def linked(self, name: str, subject: str) -> list[str]:
        """What a subject is linked to."""
        return self.links[name].get(subject, [])

    def turn(self, name: str, into: str) -> None:
        """Take every link of one kind for a link of another kind in the other direction."""
        for subject, objects in self.links[name].items():
            for object_ in objects:
                self.links[into].setdefault(object_, []).append(subject)


def from_statements(name: str, statements: Iterable[Statement]) -> tuple[Vocabulary, list[Finding]]:
    """The vocabulary the statements describe, as they describe it: unchecked, faults and all."""
    gathered = Gathered()
    for statement in statements:
        gathered.take(statement)
    gathered.turn("narrower", "broader")
    gathered.turn("narrowerTransitive", "broaderTransitive")
    gathered.turn("topConceptOf", "hasTopConcept")
    findings = _untyped(gathered)
    concepts = tuple(_concept(iri, gathered) for iri in sorted(gathered.types["concept"]))
    schemes = tuple(_scheme(iri, gathered) for iri in sorted(gathered.types["scheme"].keys() | _with_tops(gathered)))
    return Vocabulary(name, schemes, concepts), findings


def _untyped(gathered: Gathered) -> list[Finding]:
    """Take for concepts what is used as one and has a label, and say so."""
    known = {iri for iris in gathered.types.values() for iri in iris}
    used = {
        iri
        for name in ("broader", "broaderTransitive", "hasTopConcept")
        for subject, objects in gathered.links[name].items()
        for iri in ((*objects, subject) if name != "hasTopConcept" else objects)
    }
    found = sorted(iri for iri in used - known if gathered.labels("preferred", iri))
    gathered.types["concept"].update(dict.fromkeys(found))
    return [info("untyped-concept", iri, f"{iri} is not said to be a skos:Concept, but used as one.") for iri in found]


def _with_tops(gathered: Gathered) -> set[str]:
    tops = gathered.links["hasTopConcept"]
    return {iri for iri in tops if iri not in gathered.types["concept"] and iri not in gathered.types["other"]}


def _concept(iri: str, gathered: Gathered) -> Concept:
    replaced = sorted(set(gathered.linked("replacedBy", iri)))
    preferred = gathered.labels("preferred", iri)
    return Concept(
        iri,
        schemes=_unique(gathered.linked("inScheme", iri)),
        preferred=preferred or gathered.labels("label", iri),
        alternative=gathered.labels("alternative", iri),
        hidden=gathered.labels("hidden", iri),
        definitions=gathered.labels("definitions", iri),
        notes=gathered.labels("notes", iri),
        notations=tuple(dict.fromkeys(label.text for label in gathered.labels("notations", iri))),
        broader=_unique(gathered.linked("broader", iri) or gathered.linked("broaderTransitive", iri)),
        related=_unique(gathered.linked("related", iri)),
        matches=_matches(iri, gathered),
        deprecated=any(label.text.strip().lower() in _TRUE for label in gathered.texts["deprecated"].get(iri, ())),
        replaced_by=replaced[0] if replaced else None,
    )


def _matches(iri: str, gathered: Gathered) -> tuple[Match, ...]:
    links = ((relation, gathered.links[relation.value].get(iri)) for relation in _MAPPINGS)
    return tuple(sorted({Match(relation, target) for relation, targets in links if targets for target in targets}))


def _scheme(iri: str, gathered: Gathered) -> ConceptScheme:
    named = (gathered.labels(name, iri) for name in ("title", "preferred", "label"))
    titles = next((labels for labels in named if labels), ())
    return ConceptScheme(iri, titles, _unique(gathered.linked("hasTopConcept", iri)))


def _unique(iris: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(iris))) if iris else ()
