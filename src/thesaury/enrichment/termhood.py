"""How much a phrase looks like a term, and which of several that lie within each other is the term."""

from collections.abc import Iterable, Iterator, Mapping
from math import log2, prod
from typing import NamedTuple

from thesaury.enrichment.phrase_tally import Seen
from thesaury.enrichment.phrases import phrase_key, telling
from thesaury.enrichment.spread import Spread

# So often a phrase has to stand by itself, and in so many sentences, for one is one use however often it was copied.
_FEWEST = 2
# Of two phrases, one within the other, the lesser is left out when they share so much of their assets.
_SAME = 2 / 3

Nesting = dict[int, tuple[int, float]]
"""For the key of a phrase: how many longer phrases hold it, and the sum of their frequencies."""


class Ranked(NamedTuple):
    """A phrase with its score."""

    score: float
    seen: Seen


def ranked(phrases: Mapping[int, Seen], spread: Spread, assets: Mapping[str, int], minimum: int) -> list[Ranked]:
    """The phrases of at least `minimum` assets with a score above 0, best first; `assets` says how many each language has.

    The score is the C-value of Frantzi, Ananiadou and Mima (2000) over weighted assets instead of occurrences, with
    log2(words + 1) so that single words count, times four factors: how much the words hold together (the root of their
    overlap), how rare the phrase is, log(N / n) / log N for n of N assets, how topical it is (see `spread`), and 1 plus the
    share of its assets that bear it as a tag.
    """
    fewest = min(minimum, _FEWEST)
    kept = {
        key: seen
        for key, seen in phrases.items()
        if seen.assets >= minimum and min(seen.alone, len(seen.sources)) >= fewest
    }
    nesting = _nesting(kept)
    scored = (
        Ranked(round(_c_value(seen, nesting) * _cohesion(seen, phrases) * _rarity(seen, assets) * factor, 4), seen)
        for key, seen in kept.items()
        if (factor := spread.topical(key, telling(seen.numbers)) * (1 + seen.tagged / seen.assets))
    )
    positive = (one for one in scored if one.score > 0)
    return sorted(positive, key=lambda one: (-one.score, one.seen.text, one.seen.language))


def distinct(ranking: Iterable[Ranked]) -> Iterator[Ranked]:
    """The ranking without phrases that a better one, longer or shorter, says already."""
    taken: list[Seen] = []
    for one in ranking:
        if not any(_same(one.seen, other) for other in taken):
            taken.append(one.seen)
            yield one


def _c_value(seen: Seen, nesting: Nesting) -> float:
    longer, weight = nesting.get(seen.key, (0, 0.0))
    return log2(len(telling(seen.numbers)) + 1) * (seen.frequency - (weight / longer if longer else 0.0))


def _cohesion(seen: Seen, phrases: Mapping[int, Seen]) -> float:
    """1 for words that hardly stand without each other, near 0 for frequent words that met."""
    single = [phrases.get(phrase_key(seen.language, (number,))) for number in telling(seen.numbers)]
    counts = [max(one.assets if one else 0, seen.assets) for one in single]
    return float((seen.assets / prod(counts) ** (1 / len(counts))) ** 0.5)


def _rarity(seen: Seen, assets: Mapping[str, int]) -> float:
    total = max(assets[seen.language], seen.assets)
    return log2((total + 1) / seen.assets) / log2(total + 1)


def _nesting(kept: Mapping[int, Seen]) -> Nesting:
    found: Nesting = {}
    for seen in kept.values():
        for inner in set(_inside(seen)) & kept.keys():
            longer, weight = found.get(inner, (0, 0.0))
            found[inner] = longer + 1, weight + seen.frequency
    return found


def _inside(seen: Seen) -> Iterator[int]:
    """The keys of the shorter phrases in one."""
    numbers, size = seen.numbers, len(seen.numbers)
    for length in range(1, size):
        yield from (phrase_key(seen.language, numbers[at : at + length]) for at in range(size - length + 1))


def _same(one: Seen, other: Seen) -> bool:
    shorter, longer = sorted((one.numbers, other.numbers), key=len)
    fewer, more = sorted((one.assets, other.assets))
    return one.language == other.language and fewer >= _SAME * more and _holds(longer, shorter)


def _holds(longer: tuple[int, ...], shorter: tuple[int, ...]) -> bool:
    size = len(shorter)
    return any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))
