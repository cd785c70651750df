"""A small collection whose texts share no word with any label, and an embedding model that knows what they mean."""

import numpy as np

from tests.fakes.embedder import FakeEmbedder
from tests.fakes.language import FakeDetector
from tests.unit.enrichment.learning.collection import asset, concept
from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.examples import Example
from thesaury.model.concept import Concept, Vocabulary, VocabularyVersion

PACKAGING = "urn:m:packaging"
OTHERS = 40
MEANINGS = {"eco-friendly": "sustainable", "carton": "packaging"} | {f"said{n}": f"meant{n}" for n in range(OTHERS)}
CONCEPTS = (concept(PACKAGING, "sustainable packaging"), *(concept(f"urn:m:{n}", f"meant{n}") for n in range(OTHERS)))


def lookout(embedder: FakeEmbedder | None, concepts: tuple[Concept, ...] = CONCEPTS) -> Lookout:
    version = VocabularyVersion("meant", 1, "", len(concepts), "", "")
    return Lookout([(version, Vocabulary("meant", (), concepts))], FakeDetector(), embedder=embedder)


def embedder(name: str = "fake#1") -> FakeEmbedder:
    return FakeEmbedder(MEANINGS, name)


def examples(count: int = 120) -> list[Example]:
    """Pictures that say with other words what their concepts mean; nobody had a packaging among them."""
    draw = np.random.default_rng(3)
    drawn = [draw.choice(OTHERS, 2, replace=False).tolist() for _ in range(count)]
    return [
        Example(asset(f"a{number}", f"said{one}", f"said{other}"), frozenset({f"urn:m:{one}", f"urn:m:{other}"}))
        for number, (one, other) in enumerate(drawn)
    ]
