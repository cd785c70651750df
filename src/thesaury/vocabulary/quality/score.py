"""How good a scheme is, as one number from 0 to 100."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import floor

from thesaury.model.concept import Vocabulary
from thesaury.model.quality import SchemeScore
from thesaury.vocabulary.quality.held import Notice
from thesaury.vocabulary.quality.rules import BY_NAME

FORMULA = 1
"""Counted up when rules or weights change: scores of two formulas are not compared."""


def scored(vocabulary: Vocabulary, found: Mapping[str, Mapping[str, Sequence[Notice]]]) -> list[SchemeScore]:
    """The score of every scheme of a vocabulary by what `notices` found in it, by scheme."""
    members: dict[str, set[str]] = {scheme.iri: set() for scheme in vocabulary.schemes}
    for concept in vocabulary.concepts:
        for scheme in concept.schemes or ("",):
            members.setdefault(scheme, set()).add(concept.iri)
    return [_scored(scheme, held, found.get(scheme, {})) for scheme, held in sorted(members.items())]


def worth(concepts: set[str], found: Iterable[Notice]) -> tuple[float, int]:
    """The score of these concepts from 0 to 100, in tenths, and how many of them no notice names.

    Every concept is worth 1 and loses to each notice on it a part of what it is still worth: half to a grave one, a quarter to a plain
    one, a tenth to a light one. The score is the mean worth in per cent, rounded down, so that 100 says that there is nothing. It depends
    on nothing but concepts and notices, and to take a notice away never lowers it.
    """
    left: dict[str, float] = {}
    for notice in found:
        rule = BY_NAME[notice.rule]
        for iri in {notice.concept, *notice.others} if rule.mutual else (notice.concept,):
            if iri in concepts:
                left[iri] = left.get(iri, 1.0) * (1.0 - rule.severity.value)
    if not left:
        return 100.0, len(concepts)
    lost = sum(1.0 - one for one in sorted(left.values()))
    return min(99.9, floor(1000 * (1 - lost / len(concepts))) / 10), len(concepts) - len(left)


def _scored(scheme: str, concepts: set[str], rules: Mapping[str, Sequence[Notice]]) -> SchemeScore:
    score, clean = worth(concepts, _all(rules))
    counts = tuple((rule, len(held)) for rule, held in rules.items())
    return SchemeScore(scheme, score, len(concepts), clean, counts, FORMULA)


def _all(rules: Mapping[str, Sequence[Notice]]) -> Iterator[Notice]:
    return (notice for held in rules.values() for notice in held)
