"""What is above, below and beside a concept, as Skosmos tells it."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from thesaury.model.concept import Concept
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.outside.shelves import Shelf, fits
from thesaury.web.outside.skosmos.answering import CONTEXT, ONKI, Refusal

_Neighbours = Callable[[Thesaurus, str], Iterable[str]]
NEAR: Mapping[str, _Neighbours] = {
    "broader": Thesaurus.broader,
    "narrower": Thesaurus.narrower,
    "related": Thesaurus.related,
}
"""Relations by name, and who stands in them."""


def known(shelf: Shelf, iri: str) -> Concept:
    """The concept. Raises Refusal where the vocabulary does not hold it."""
    if (found := shelf.thesaurus.concept(iri)) is None:
        raise Refusal(404, f"Could not find concept <{iri}>")
    return found


def near(shelf: Shelf, iri: str, relation: str, language: str) -> dict[str, Any]:
    """The concepts in one relation to this one; those without a label in the language have null for it."""
    known(shelf, iri)
    found = [
        {"uri": other, "prefLabel": _text(shelf, other, language)} for other in NEAR[relation](shelf.thesaurus, iri)
    ]
    context = {**CONTEXT, "prefLabel": "skos:prefLabel", relation: f"skos:{relation}", "@language": language}
    return {"@context": context, "uri": iri, relation: found}


def far(shelf: Shelf, iri: str, relation: str, language: str, most: int) -> dict[str, Any]:
    """The concept itself and everything it reaches by this relation, by IRI, each with its own direct ones."""
    known(shelf, iri)
    reached = shelf.thesaurus.ancestors(iri) if relation == "broader" else shelf.thesaurus.descendants(iri)
    transitive = f"{relation}Transitive"
    context = {
        **CONTEXT,
        "prefLabel": "skos:prefLabel",
        relation: {"@id": f"skos:{relation}", "@type": "@id"},
        transitive: {"@id": f"skos:{transitive}", "@container": "@index"},
        "@language": language,
    }
    found = {}
    for other in islice((iri, *reached), most):
        direct = list(NEAR[relation](shelf.thesaurus, other))
        told = {"uri": other, "prefLabel": _text(shelf, other, language)}
        found[other] = told | ({relation: direct} if direct else {})
    return {"@context": context, "uri": iri, transitive: found}


def children(shelf: Shelf, iri: str, language: str) -> dict[str, Any]:
    """The concepts directly below, as a tree shows them."""
    known(shelf, iri)
    context = {
        **CONTEXT,
        "prefLabel": "skos:prefLabel",
        "narrower": "skos:narrower",
        "notation": "skos:notation",
        "hasChildren": "onki:hasChildren",
        "onki": ONKI,
        "@language": language,
    }
    below = [_in_tree(shelf, other, "prefLabel", language) for other in shelf.thesaurus.narrower(iri)]
    return {"@context": context, "uri": iri, "narrower": below}


def hierarchy(shelf: Shelf, iri: str, language: str) -> dict[str, Any]:
    """The ways down to a concept: everything above it, each with what lies directly below."""
    known(shelf, iri)
    context = {
        **CONTEXT,
        "onki": ONKI,
        "prefLabel": "skos:prefLabel",
        "notation": "skos:notation",
        "narrower": {"@id": "skos:narrower", "@type": "@id"},
        "broader": {"@id": "skos:broader", "@type": "@id"},
        "broaderTransitive": {"@id": "skos:broaderTransitive", "@container": "@index"},
        "top": {"@id": "skos:topConceptOf", "@type": "@id"},
        "tops": {"@id": "skos:topConceptOf", "@type": "@id"},
        "hasChildren": "onki:hasChildren",
        "@language": language,
    }
    found = {other: _step(shelf, other, language) for other in (iri, *shelf.thesaurus.ancestors(iri))}
    return {"@context": context, "uri": iri, "broaderTransitive": found}


def tops(shelf: Shelf, scheme: str, language: str) -> dict[str, Any]:
    """The top concepts of a scheme, or of all schemes of the vocabulary."""
    schemes = [one for one in shelf.vocabulary.schemes if not scheme or one.iri == scheme]
    found = [
        _in_tree(shelf, top, "label", language, topConceptOf=one.iri)
        for one in schemes
        for top in one.top_concepts
        if not (concept := shelf.thesaurus.concept(top)) or not concept.deprecated
    ]
    context = {
        **CONTEXT,
        "onki": ONKI,
        "topconcepts": "skos:hasTopConcept",
        "notation": "skos:notation",
        "label": "skos:prefLabel",
        "@language": language,
    }
    named = [one.iri for one in schemes]
    return {"@context": context, "uri": scheme or (named[0] if len(named) == 1 else named), "topconcepts": found}


def _step(shelf: Shelf, iri: str, language: str) -> dict[str, Any]:
    thesaurus = shelf.thesaurus
    below, above = thesaurus.narrower(iri), thesaurus.broader(iri)
    heads = sorted(one.iri for one in shelf.vocabulary.schemes if iri in one.top_concepts)
    told = _in_tree(shelf, iri, "prefLabel", language)
    told |= {"narrower": [_in_tree(shelf, other, "label", language) for other in below]} if below else {}
    told |= {"broader": list(above)} if above else {}
    return told | ({"tops": heads, "top": heads[0]} if heads else {})


def _in_tree(shelf: Shelf, iri: str, called: str, language: str, **more: str) -> dict[str, Any]:
    """A concept in a tree; a label in another language says in which."""
    label = shelf.any_label(iri, language)
    text = label and (label.text if fits(label.language, language) else f"{label.text} ({label.language})")
    told: dict[str, Any] = {"uri": iri, **more, called: text, "hasChildren": bool(shelf.thesaurus.narrower(iri))}
    concept = shelf.thesaurus.concept(iri)
    return told | ({"notation": concept.notations[0]} if concept and concept.notations else {})


def _text(shelf: Shelf, iri: str, language: str) -> str | None:
    label = shelf.label(iri, language)
    return label.text if label else None
