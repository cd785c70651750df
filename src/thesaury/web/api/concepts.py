"""Concepts and schemes as plain data."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from thesaury.model.concept import Label, Vocabulary
from thesaury.ports.index import IndexQuery, SearchIndex
from thesaury.search.by_scheme import CONCEPT
from thesaury.web.failures import NotHere
from thesaury.web.lexicon import Lexicon


def schemes(lexicon: Lexicon, name: str) -> list[dict[str, Any]]:
    """The schemes of a vocabulary with their titles and top concepts."""
    return [
        {
            "iri": one.iri,
            "titles": _texts(one.titles),
            "top_concepts": _named(lexicon.thesaurus.top_concepts(one.iri), lexicon),
        }
        for one in _vocabulary(lexicon, name).schemes
    ]


def lines(lexicon: Lexicon, name: str, scheme: str, after: str, limit: int) -> list[dict[str, Any]]:
    """The next concepts of a vocabulary (or of one of its schemes) by IRI behind this one."""
    kept = _vocabulary(lexicon, name).concepts
    start = bisect_right(kept, after, key=lambda one: one.iri) if after else 0
    rest = (one for one in kept[start:] if not scheme or scheme in one.schemes)
    return [
        {"iri": one.iri, "label": lexicon.thesaurus.label(one.iri, lexicon.languages), "deprecated": one.deprecated}
        for one in islice(rest, limit)
    ]


def concept(lexicon: Lexicon, index: SearchIndex, iri: str) -> dict[str, Any]:
    """One concept with all that is said of it. Raises NotHere."""
    thesaurus = lexicon.thesaurus
    if (found := thesaurus.concept(iri)) is None:
        raise NotHere("concept")
    labels = {
        name: _texts(getattr(found, name)) for name in ("preferred", "alternative", "hidden", "definitions", "notes")
    }
    return {
        "iri": iri,
        "label": thesaurus.label(iri, lexicon.languages),
        "schemes": list(found.schemes),
        **labels,
        "notations": list(found.notations),
        "broader": _named(thesaurus.broader(iri), lexicon),
        "narrower": _named(thesaurus.narrower(iri), lexicon),
        "related": _named(thesaurus.related(iri), lexicon),
        "mappings": [{"relation": one.relation.value, "target": one.target} for one in found.matches],
        "deprecated": found.deprecated,
        "replaced_by": found.replaced_by,
        "assets": dict(index.search(IndexQuery(most=0), (CONCEPT,)).facets[CONCEPT]).get(iri, 0),
    }


def _vocabulary(lexicon: Lexicon, name: str) -> Vocabulary:
    found = next((vocabulary for version, vocabulary in lexicon.vocabularies if version.name == name), None)
    if found is None:
        raise NotHere("vocabulary")
    return found


def _texts(labels: Sequence[Label]) -> list[dict[str, str]]:
    return [{"text": label.text, "language": label.language} for label in labels]


def _named(iris: Iterable[str], lexicon: Lexicon) -> list[dict[str, str]]:
    return [{"iri": iri, "label": lexicon.thesaurus.label(iri, lexicon.languages)} for iri in iris]
