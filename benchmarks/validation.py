"""How fast tags are answered as somebody types them: 50 tags in one call, over 50,000 made-up concepts with labels in three languages,
and over the words of real vocabularies (YSO, STW and GND) where they lie beside the checkout.

The tags are a mix as it occurs: a third as the label has it in other writing, the rest inflected, misspelt, cut from a path, and unknown.
Each call has other tags, so that nothing is answered from memory.
"""

import gzip
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import quantiles

from benchmarks import Skipped, needs_shared
from thesaury.model.concept import Concept, ConceptScheme, Label

CONCEPTS, CALLS, TAGS = 50_000, 300, 50
LANGUAGES = ("en", "de", "fr")


def run() -> dict[str, object]:
    """Milliseconds a call of 50 tags, seconds to build and MiB for both sets, each in a process of its own."""
    return {side: _measured(side) for side in ("made_up", "real")}


def _measured(side: str) -> object:
    done = subprocess.run([sys.executable, "-m", __name__, side], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def measure(concepts: list[Concept]) -> dict[str, float]:
    """The figures of this process over these concepts."""
    from thesaury.governance.validating import Validator

    held = _mib()
    started = time.perf_counter()
    validator = Validator(concepts, [ConceptScheme("urn:x-made:colours", (Label("Colours", "en"),))])
    validator.tags(["warm"])
    built, grown = time.perf_counter() - started, _mib() - held
    chance = random.Random(3)
    labels = [label.text for concept in concepts for _, label in concept.labels()]
    calls = [[_typed(chance.choice(labels), chance) for _ in range(TAGS)] for _ in range(CALLS)]
    times, worked, standings = [], [], dict[str, int]()
    for tags in calls:
        started, begun = time.perf_counter(), time.process_time()
        answers = validator.tags(tags)
        times.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - begun) * 1000)
        for answer in answers:
            standings[answer.standing.value] = standings.get(answer.standing.value, 0) + 1
    cuts = quantiles(times, n=100)
    return {
        "concepts": len(concepts),
        "labels": len(labels),
        "build_seconds": round(built, 2),
        "build_mib": round(grown),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "p95_ms_of_cpu": round(quantiles(worked, n=100)[94], 1),
        "max_ms": round(max(times), 1),
        **{f"share_{name}": round(count / (CALLS * TAGS), 3) for name, count in sorted(standings.items())},
    }


def _typed(label: str, chance: random.Random) -> str:
    """A label as somebody types it, or a word nobody has."""
    at = chance.randrange(max(1, len(label) - 1))
    return chance.choice(
        (
            label,
            label.upper().replace(" ", "_"),
            "#" + label.title().replace(" ", ""),
            f"{label}s",
            label[:at] + label[at + 1 :],
            label[:at] + label[at : at + 2][::-1] + label[at + 2 :],
            label[:at] + chance.choice("aeiorst") + label[at:],
            f"Subject > {label}",
            "".join(chance.choice("abcdefghiklmnoprstuw") for _ in range(chance.randrange(4, 14))),
            f"new {label} of the year",
        )
    )


def made_up(count: int) -> list[Concept]:
    """Concepts with a label in each language, of one or two words; a fifth of the words begins as compounds do, with one of forty."""
    chance = random.Random(1)
    words = {language: _words(count, language, chance) for language in LANGUAGES}
    return [
        Concept(
            f"urn:x-made:{number}",
            (f"urn:x-made:scheme-{number % 20}",),
            tuple(Label(words[language][number], language) for language in LANGUAGES),
            broader=(f"urn:x-made:{number // 10}",) if number else (),
        )
        for number in range(count)
    ]


def _words(count: int, language: str, chance: random.Random) -> list[str]:
    ends = {
        "en": ("ing", "er", "ion", "ness", ""),
        "de": ("ung", "heit", "er", "e", ""),
        "fr": ("ité", "age", "eur", "e", ""),
    }
    pieces = [a + b for a in "bcdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ei", "an", "er", "ol", "in")]
    heads = ["".join(chance.choice(pieces) for _ in range(3)) for _ in range(40)]
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(chance.choice(pieces) for _ in range(chance.randint(1, 4))) + chance.choice(ends[language])
        first = chance.choice(heads) if chance.random() < 0.2 else ""
        found[f"{first}{'' if language == 'de' else ' '}{word}".strip() if first else word] = None
    return list(found)


def real() -> list[Concept]:
    """YSO in English, Finnish and Swedish, STW in English and German, and GND in German. Raises Skipped without ../shared."""
    data = needs_shared() / "data"
    by_iri: dict[str, list[Label]] = {}
    for language in ("en", "fi", "sv"):
        packed = (data / "vocab" / "yso" / f"yso-{language}.tsv.gz").read_bytes()
        for line in gzip.decompress(packed).decode().splitlines():
            iri, _, text = line.partition("\t")
            by_iri.setdefault(iri.strip("<>"), []).append(Label(text, language))
    found = [Concept(iri, ("urn:x-yso",), tuple(labels)) for iri, labels in by_iri.items()]
    for name in ("stw-descriptors", "gnd-labels-de"):
        found += _turtle((data / "tagging" / "vocab" / f"{name}.ttl.gz").read_bytes(), name)
    return found


def _turtle(packed: bytes, name: str) -> Iterator[Concept]:
    import pyoxigraph as ox

    skos = "http://www.w3.org/2004/02/skos/core#"
    kinds: dict[str, dict[str, list[Label]]] = {}
    for triple in ox.parse(gzip.decompress(packed), ox.RdfFormat.TURTLE):
        if triple.predicate.value in (f"{skos}prefLabel", f"{skos}altLabel"):
            label = Label(triple.object.value, triple.object.language or "")
            kinds.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(label)
    for iri, labels in kinds.items():
        preferred, alternative = (tuple(labels.get(f"{skos}{kind}", ())) for kind in ("prefLabel", "altLabel"))
        yield Concept(iri, (f"urn:x-{name}",), preferred, alternative)


def _mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _told(side: str) -> dict[str, object]:
    try:
        return dict(measure(made_up(CONCEPTS) if side == "made_up" else real()))
    except Skipped as reason:
        return {"skipped": str(reason)}


if __name__ == "__main__":
    print(json.dumps(_told(sys.argv[1])))
