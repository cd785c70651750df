"""Documents and questions made of Tate records, as many as are wanted; vectors are random ones around 500 centres, for want of a model."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import needs_shared
from thesaury.model.asset import Text
from thesaury.ports.index import Document, IndexQuery

SIZE, CENTRES = 384, 500
MODEL = "random"
FACETS = ("source", "type", "campaign", "market", "brand", "product", "year", "rights", "licensed")

Records = list[dict[str, Any]]
Vector = NDArray[np.float32]


def synthetic(count: int, with_vectors: bool, centres: Vector | None = None) -> Iterator[Document]:
    """Records with the words of two, their concepts and all above them, and 15 facet values; vectors lie around these centres."""
    records, broader, chance = tate_records(), _broader(), random.Random(1)
    centres, noise = _centres() if centres is None else centres, np.random.default_rng(2)
    for number in range(count):
        one, other = records[number % len(records)], chance.choice(records)
        own = dict.fromkeys([*one["metadata"]["concepts"], *other["metadata"]["concepts"]][:8], 1.0)
        above = {iri: 0.9 for concept in own for iri in broader.get(concept, ())}
        title = " ".join(one["title"].split()[:6] + other["title"].split()[:4])
        text = " ".join(f"{one['text']} {other['text']}".split()[:40])
        vector = _near(centres[chance.randrange(len(centres))], noise) if with_vectors else None
        texts = (Text("title", title, "en"), Text("description", text, "en"))
        tags = tuple(one["metadata"]["tags"][:3])
        weights = tuple((above | own).items())
        facets = tuple(_facets(number, one, chance, rights_keys(count)))
        yield Document(f"asset-{number:07}", texts, tags, weights, facets, vector, MODEL)


def rights_keys(documents: int) -> int:
    """How many different values the facet `rights_key` has among so many documents."""
    return max(1, min(100_000, documents // 10))


def _facets(
    number: int, record: dict[str, Any], chance: random.Random, keys: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, values in {"campaign": 300, "market": 30, "product": 2000, "rights_key": keys}.items():
        yield name, (str(chance.randrange(values)),)
    yield from (
        ("source", (str(number % 4),)),
        ("type", ("image" if number % 5 else "video",)),
        ("brand", (str(number % 7),)),
    )
    yield from (("year", (str(record["metadata"].get("year")),)), ("rights", (str(number % 3),)))
    yield "licensed", tuple({str(chance.randrange(60)) for _ in range(6)})


def queries(count: int) -> Iterator[IndexQuery]:
    """Five words and eight concepts of a record, and a vector."""
    records, broader, chance = tate_records(), _broader(), random.Random(3)
    centres, noise = _centres(), np.random.default_rng(4)
    for _ in range(count):
        one = chance.choice(records)
        words = " ".join(chance.sample(f"{one['title']} {one['text']}".split(), k=min(5, len(one["text"].split()))))
        own = one["metadata"]["concepts"]
        concepts = dict.fromkeys([*own, *(iri for concept in own for iri in broader.get(concept, ()))][:8], 0.8)
        yield IndexQuery(
            words, tuple(concepts.items()), _near(centres[chance.randrange(CENTRES)], noise), share=0.3, bar=0.55
        )


def _near(centre: Vector, noise: np.random.Generator) -> Vector:
    made = centre + noise.standard_normal(SIZE, np.float32) * np.float32(0.8 / SIZE**0.5)
    return np.asarray(made / np.linalg.norm(made), np.float32)


def _centres() -> Vector:
    made = np.random.default_rng(5).standard_normal((CENTRES, SIZE), np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


def tate_records() -> Records:
    """The works of the Tate as the gold set has them: title, text, and metadata with concepts and tags."""
    with gzip.open(needs_shared() / "data" / "search" / "tate" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _broader() -> dict[str, list[str]]:
    """Every concept above each one."""
    with gzip.open(needs_shared() / "data" / "search" / "tate" / "taxonomy.ttl.gz", "rt", encoding="utf-8") as file:
        blocks = file.read().split(" .\n")
    above = {
        found[1]: re.findall(r"<([^>]*)>", block.partition("skos:broader")[2])
        for block in blocks
        if (found := re.search(r"<([^>]*)> a skos:Concept ", block))
    }
    return {iri: _up(iri, above) for iri in above}


def _up(iri: str, above: dict[str, list[str]]) -> list[str]:
    found: dict[str, None] = {}
    todo = list(above[iri])
    while todo:
        if (one := todo.pop()) not in found:
            found[one] = None
            todo += above.get(one, [])
    return list(found)
