"""Matching of vocabularies that have no language in common: what they teach each other of their words, and what it brings.

A public vocabulary in several languages is taken apart: each side keeps one language and loses three concepts of ten, others than
the other side; what was above a lost one takes its place. The same concept is right. Beside it stands what the same two come to when their
labels do not say their languages: then every label is compared with every other, and no words are learned.
"""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks import needs_shared
from thesaury.bootstrap.annotators import vocabulary_from
from thesaury.evaluation.mapping_scoring import mapping_figures
from thesaury.model.concept import Concept, Label, MappingRelation, Vocabulary
from thesaury.model.mapping import Justification, Mapping
from thesaury.onboarding.matching.matching import match

SETS = {
    "silknow": ("en-es", "fr-it"),
    "yso": ("fi-sv", "fi-en"),
    "stw": ("de-en",),
    "google-product-taxonomy": ("es-pt", "es-en"),
}
LOST = 0.3
_FILES = {"es": "es-ES.csv", "pt": "pt-BR.csv", "en": "en-US.csv"}
_FIGURES = ("gold_pairs", "hits@1", "hits@5", "best_F1", "auto_accepted", "auto_accepted_precision")

Relabelled = Callable[[Label], Label]


def run() -> dict[str, dict[str, object]]:
    """The figures of every set, as the languages are said and as they are not. Raises Skipped without ../shared."""
    folder = needs_shared() / "data" / "vocab"
    return {
        f"{name} {pair}": {
            "languages said": evaluated(whole, pair, lambda label: label),
            "not said": evaluated(whole, pair, lambda label: replace(label, language="")),
        }
        for name, pairs in SETS.items()
        for whole in [opened(folder / name)]
        for pair in pairs
    }


def evaluated(whole: Vocabulary, pair: str, relabelled: Relabelled) -> dict[str, object]:
    source, target = (
        side(whole, language, f"urn:x-{at}:", relabelled) for at, language in enumerate(pair.split("-"), start=1)
    )
    right = {concept.iri.partition(":")[2].partition(":")[2] for concept in target.concepts}
    gold = [
        Mapping(concept.iri, f"urn:x-2:{iri}", MappingRelation.EXACT, Justification.CURATION)
        for concept in source.concepts
        if (iri := concept.iri.removeprefix("urn:x-1:")) in right
    ]
    figures = mapping_figures(match(source, target), gold)
    return {name: figures[name] for name in _FIGURES}


def side(whole: Vocabulary, language: str, prefix: str, relabelled: Relabelled) -> Vocabulary:
    """What one side knows, under addresses of its own."""
    chance, by_iri = Random(prefix), {concept.iri: concept for concept in whole.concepts}
    kept = {c.iri for c in whole.concepts if chance.random() >= LOST and any(True for _ in spoken(c, language))}

    def above(iri: str, seen: set[str]) -> Iterator[str]:
        for over in by_iri[iri].broader:
            if over in by_iri and over not in seen:
                seen.add(over)
                yield from (over,) if over in kept else above(over, seen)

    def told(labels: tuple[Label, ...]) -> tuple[Label, ...]:
        return tuple(relabelled(label) for label in labels if of(label, language))

    concepts = [
        Concept(
            prefix + iri,
            preferred=told(by_iri[iri].preferred),
            alternative=told(by_iri[iri].alternative),
            hidden=told(by_iri[iri].hidden),
            broader=tuple(dict.fromkeys(prefix + over for over in above(iri, {iri}))),
        )
        for iri in by_iri
        if iri in kept
    ]
    return Vocabulary(f"{whole.name} {language}", (), tuple(concepts))


def spoken(concept: Concept, language: str) -> Iterator[Label]:
    return (label for _, label in concept.labels() if of(label, language))


def of(label: Label, language: str) -> bool:
    return label.language.partition("-")[0] == language


def opened(folder: Path) -> Vocabulary:
    """The whole vocabulary in this folder."""
    if (folder / _FILES["en"]).exists():
        return products(folder)
    return vocabulary_from(next(folder.glob("*.ttl*")))


def products(folder: Path) -> Vocabulary:
    """The product taxonomy, whose files have one language each and the numbers of the concepts in common."""
    labels: dict[str, list[Label]] = {}
    broader: dict[str, tuple[str, ...]] = {}
    for language, name in _FILES.items():
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            paths = {tuple(filter(None, path)): number for number, *path in csv.reader(file, delimiter=";")}
        for path, number in paths.items():
            labels.setdefault(number, []).append(Label(path[-1], language))
            broader.setdefault(number, (paths[path[:-1]],) if path[:-1] in paths else ())
    concepts = (Concept(number, preferred=tuple(labels[number]), broader=broader[number]) for number in labels)
    return Vocabulary(folder.name, (), tuple(concepts))


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
