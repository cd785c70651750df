"""How long a second look at 50,000 concepts takes: three languages, several broader concepts, related ones, mappings."""

import random
import time

from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary
from thesaury.vocabulary.quality import Beside, notices, scored

CONCEPTS = 50_000
_SCHEMES = 5
_ROOT = "https://large.example/"


def run() -> dict[str, object]:
    vocabulary = synthetic(CONCEPTS)
    started = time.process_time()
    found = notices(vocabulary, Beside([vocabulary]))
    looked = time.process_time() - started
    scores = scored(vocabulary, found)
    return {
        "concepts": CONCEPTS,
        "notices": sum(len(held) for rules in found.values() for held in rules.values()),
        "cpu_seconds": round(looked, 2),
        "scores": [one.score for one in scores],
    }


def synthetic(count: int) -> Vocabulary:
    """So many concepts, the same on every machine: 30 % with two broader ones, 40 % with related ones, 60 % mapped."""
    chance = random.Random(5)
    concepts = sorted((_concept(number, count, chance) for number in range(count)), key=lambda concept: concept.iri)
    schemes = tuple(ConceptScheme(f"{_ROOT}s{n}", (), (f"{_ROOT}c/{n}",)) for n in range(_SCHEMES))
    return Vocabulary("large", schemes, tuple(concepts))


def _concept(number: int, count: int, chance: random.Random) -> Concept:
    iri = f"{_ROOT}c/{number}"
    above = {_above(number, chance) for _ in range(1 + (chance.random() < 0.3))} if number else set()
    beside = {f"{_ROOT}c/{chance.randrange(count)}" for _ in range(2)} if chance.random() < 0.4 else set()
    mapped = (Match(MappingRelation.EXACT, f"https://other.example/{number}"),) if chance.random() < 0.6 else ()
    return Concept(
        iri,
        (f"{_ROOT}s{number % _SCHEMES}",),
        tuple(Label(f"term {number} {code}", code) for code in ("de", "en", "fr") if chance.random() < 0.95),
        tuple(sorted({Label(f"alias {chance.randrange(4 * count)}", "en") for _ in range(3)})),
        broader=tuple(sorted(above - {iri})),
        related=tuple(sorted(beside - {iri})),
        matches=mapped,
    )


def _above(number: int, chance: random.Random) -> str:
    return f"{_ROOT}c/{chance.randrange(max(0, number // 8 - 20), number // 8 + 1)}"
