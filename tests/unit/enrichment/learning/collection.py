"""A small collection of seaside pictures with a law for every concept, so that it is known what can be learned from it."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from tests.fakes.language import FakeDetector
from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.examples import Example
from thesaury.enrichment.learning.model import Model
from thesaury.enrichment.learning.training import Trained, train
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary, VocabularyVersion

HARBOUR, BOAT, LIGHTHOUSE, GULL = "urn:t:harbour", "urn:t:boat", "urn:t:lighthouse", "urn:t:gull"
NEIGHBOURLY, SYNONYM, DECEPTIVE = "urn:t:sport", "urn:t:pier", "urn:t:view"
COAST = "urn:t:coast"


def concept(iri: str, *labels: str, language: str = "en", **more: tuple[str, ...]) -> Concept:
    return Concept(iri, preferred=tuple(Label(text, language) for text in labels), **more)


CONCEPTS = (
    concept(COAST, "coast"),
    concept(HARBOUR, "harbour", broader=(COAST,)),
    concept(BOAT, "fishing boat", related=(HARBOUR,)),
    concept(LIGHTHOUSE, "lighthouse", broader=(COAST,)),
    concept(GULL, "gull"),
    concept(NEIGHBOURLY, "competitive sailing"),
    concept(SYNONYM, "pier"),
    concept(DECEPTIVE, "view"),
)
_NAMED = {HARBOUR: "harbour", BOAT: "fishing boat", LIGHTHOUSE: "lighthouse", GULL: "gulls"}
_RACE = ("spinnaker", "crew", "buoy", "helm", "tack", "skipper")
_FILLERS = (
    "morning",
    "evening",
    "cloud",
    "people",
    "summer",
    "wind",
    "stone",
    "colour",
    "walk",
    "north",
    "quiet",
    "old",
)


def lookout(concepts: Sequence[Concept] = CONCEPTS, name: str = "coast", known: Sequence[str] = ()) -> Lookout:
    vocabulary = Vocabulary(name, (), tuple(concepts))
    return Lookout([(VocabularyVersion(name, 1, "", len(concepts), "", ""), vocabulary)], FakeDetector(), known=known)


def asset(
    id: str, title: str = "", text: str = "", tags: tuple[str, ...] = (), language: str = "en", **more: str
) -> Asset:
    texts = tuple(Text(field, value, language) for field, value in (("title", title), ("description", text)) if value)
    properties = tuple((name, (value,)) for name, value in more.items())
    return Asset(id, (Record("test", id, "1", texts, tags, properties=properties),))


def examples(count: int = 150, seed: int = 1) -> list[Example]:
    """Pictures: what is named holds, the word "view" nearly never means the concept, "jetty" means the pier, and races are told
    by three words of a race, of which each alone says little."""
    draw = np.random.default_rng(seed)
    return [_example(number, draw) for number in range(count)]


def _example(number: int, draw: np.random.Generator) -> Example:
    right, words = set(), list(draw.choice(_FILLERS, 4, replace=False))
    for iri in draw.choice(list(_NAMED), draw.integers(0, 3), replace=False):
        right.add(str(iri))
        words.append(_NAMED[iri])
    if draw.random() < 0.25:
        right.add(SYNONYM)
        words.append("jetty")
    if draw.random() < 0.25:
        right.add(NEIGHBOURLY)
        words += draw.choice(_RACE, 3, replace=False).tolist()
    if draw.random() < 0.8:
        words.append("view")
        if draw.random() < 0.04:
            right.add(DECEPTIVE)
    if not right:
        right.add(HARBOUR)
        words.append("harbour")
    text = ". ".join(draw.permutation(words).tolist())
    return Example(asset(f"a{number}", text=text, campaign=f"c{number // 4}"), frozenset(right))


@cache
def trained() -> Trained:
    return train(examples(), lookout())


@cache
def annotator() -> LearnedAnnotator:
    """What the collection taught."""
    return LearnedAnnotator(lookout(), Model(trained().ranker, trained().experience))
