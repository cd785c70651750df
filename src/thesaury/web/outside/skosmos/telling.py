"""What Skosmos tells of vocabularies and of the labels of a concept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.model.concept import LabelKind
from thesaury.vocabulary.languages import best
from thesaury.web.outside.shelves import Shelf, fits
from thesaury.web.outside.skosmos.answering import CONTEXT, ONKI, RDFS, SKOS, VOID
from thesaury.web.outside.skosmos.relations import known
from thesaury.web.pages.vocabulary.tongues import tongue_name

_CONCEPT = f"{SKOS}Concept"
_KINDS = {LabelKind.PREFERRED: "prefLabel", LabelKind.ALTERNATIVE: "altLabel", LabelKind.HIDDEN: "hiddenLabel"}


def title(shelf: Shelf, language: str) -> str:
    """What the vocabulary is called: as its only scheme, else by its name."""
    schemes = shelf.vocabulary.schemes
    found = best(schemes[0].titles, (language, *shelf.languages)) if len(schemes) == 1 else None
    return found.text if found else shelf.name


def vocabularies(shelves: Sequence[Shelf], language: str, base: str) -> dict[str, Any]:
    """Every vocabulary."""
    context = {
        "rdfs": RDFS,
        "onki": ONKI,
        "title": {"@id": "rdfs:label", "@language": language},
        "vocabularies": "onki:hasVocabulary",
        "id": "onki:vocabularyIdentifier",
        "uri": "@id",
        "@base": f"{base}vocabularies",
    }
    listed = [{"uri": one.name, "id": one.name, "title": title(one, language)} for one in shelves]
    return {"@context": context, "uri": "", "vocabularies": listed}


def vocabulary(shelf: Shelf, language: str, base: str) -> dict[str, Any]:
    """One vocabulary with its schemes and languages."""
    context = {
        **_base(shelf, base, rdfs=RDFS, onki=ONKI, dct="http://purl.org/dc/terms/"),
        "conceptschemes": "onki:hasConceptScheme",
        "id": "onki:vocabularyIdentifier",
        "defaultLanguage": "onki:defaultLanguage",
        "languages": "onki:language",
        "label": "rdfs:label",
        "prefLabel": "skos:prefLabel",
        "title": "dct:title",
        "@language": language,
    }
    schemes = []
    for scheme in shelf.vocabulary.schemes:
        named = best(scheme.titles, (language, *shelf.languages))
        texts = {"label": named.text, "title": named.text, "prefLabel": named.text} if named else {}
        schemes.append({**texts, "uri": scheme.iri, "type": "skos:ConceptScheme"})
    return {
        "@context": context,
        "uri": "",
        "id": shelf.name,
        "marcSource": None,
        "title": title(shelf, language),
        "defaultLanguage": shelf.languages[0],
        "languages": list(shelf.languages),
        "conceptschemes": schemes,
    }


def statistics(shelf: Shelf, language: str, base: str) -> dict[str, Any]:
    """How many concepts there are."""
    context = {
        **_base(shelf, base, rdfs=RDFS, void=VOID, onki=ONKI),
        "id": "onki:vocabularyIdentifier",
        "concepts": "void:classPartition",
        "label": "rdfs:label",
        "class": {"@id": "void:class", "@type": "@id"},
        "subTypes": {"@id": "void:class", "@type": "@id"},
        "count": "void:entities",
        "@language": language,
    }
    concepts = shelf.vocabulary.concepts
    ended = sum(one.deprecated for one in concepts)
    counted = {"class": _CONCEPT, "label": "Concept", "count": len(concepts), "deprecatedCount": ended}
    about = {"id": shelf.name, "title": title(shelf, language)}
    return {"@context": context, "uri": "", **about, "concepts": counted, "subTypes": []}


def label_statistics(shelf: Shelf, language: str, base: str) -> dict[str, Any]:
    """How many labels of each kind there are in each language."""
    context = {
        **_base(shelf, base, rdfs=RDFS, void=VOID, onki=ONKI),
        "void-ext": "http://ldf.fi/void-ext#",
        "id": "onki:vocabularyIdentifier",
        "languages": "void-ext:languagePartition",
        "language": "void-ext:language",
        "properties": "void:propertyPartition",
        "labels": "void:triples",
        "literal": {"@id": "rdfs:label", "@language": language},
    }
    counts = Counter((entry.label.language, entry.kind) for entry in shelf.entries)
    tongues = sorted({tongue for tongue, _ in counts})
    listed = [
        {
            "language": tongue,
            "literal": tongue_name(tongue, language),
            "properties": [
                {"property": f"skos:{name}", "labels": counts[tongue, kind]} for kind, name in _KINDS.items()
            ],
        }
        for tongue in tongues
    ]
    about = {"id": shelf.name, "title": title(shelf, language)}
    return {"@context": context, "uri": "", **about, "languages": listed}


def types(language: str, base: str) -> dict[str, Any]:
    """The types there are: concepts."""
    context = {
        **CONTEXT,
        "rdfs": RDFS,
        "onki": ONKI,
        "label": "rdfs:label",
        "superclass": {"@id": "rdfs:subClassOf", "@type": "@id"},
        "types": "onki:hasType",
        "@language": language,
        "@base": base,
    }
    return {"@context": context, "uri": "", "types": [{"uri": _CONCEPT, "label": "Concept"}]}


def labels(shelf: Shelf, iri: str, language: str) -> dict[str, Any]:
    """The labels of a concept in one language; kinds without any are left out."""
    concept = known(shelf, iri)
    context = {**CONTEXT, **{name: f"skos:{name}" for name in _KINDS.values()}, "@language": language}
    found: dict[str, Any] = {}
    for kind, name in _KINDS.items():
        texts = [label.text for one, label in concept.labels() if one is kind and fits(label.language, language)]
        if kind is LabelKind.PREFERRED and (named := shelf.label(iri, language)):
            found[name] = named.text
        elif texts:
            found[name] = texts
    return {"@context": context, "uri": iri, **found}


def _base(shelf: Shelf, base: str, **names: str) -> Mapping[str, Any]:
    return {**CONTEXT, **names, "@base": f"{base}{shelf.name}/"}
