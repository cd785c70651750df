"""Labels whose words stand in one sentence in any order: "policy on agricultural trade" for "agricultural trade policy"."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from thesaury.enrichment.terms import Path, Term
from thesaury.enrichment.variants import Form

# Words further apart than this seldom mean the label (chosen on training records).
_REACH = 10
_MOST_WORDS = 4


class Scattered:
    """Knows labels of two to four telling words by the rarest of them."""

    def __init__(self, paths: Iterable[tuple[Path, Sequence[Term]]], function_words: Collection[int]) -> None:
        bags = [(_bag(path, function_words), terms) for path, terms in paths]
        bags = [(bag, terms) for bag, terms in bags if 1 < len(bag) <= _MOST_WORDS]
        common = Counter(number for bag, _ in bags for number in bag)
        self._by_rarest: dict[int, list[tuple[Path, tuple[Term, ...]]]] = defaultdict(list)
        for bag, terms in bags:
            if full := tuple(term for term in terms if term.form is not Form.PART):
                self._by_rarest[min(bag, key=lambda number: (common[number], number))].append((bag, full))

    def spans(
        self, numbers: Sequence[int], sentence_ends: Sequence[bool]
    ) -> Iterator[tuple[int, int, tuple[Term, ...]]]:
        """First word, last word and terms of every label whose words stand close together within one sentence."""
        places: dict[int, list[int]] = defaultdict(list)
        for place, (number, ends) in enumerate(zip(numbers, sentence_ends, strict=True)):
            if number:
                places[number].append(place)
            if ends or place == len(numbers) - 1:
                yield from self._in_sentence(places)
                places.clear()

    def _in_sentence(self, places: Mapping[int, list[int]]) -> Iterator[tuple[int, int, tuple[Term, ...]]]:
        for number in places:
            for bag, terms in self._by_rarest.get(number, ()):
                if all(other in places for other in bag):
                    first, last = min((_around(place, bag, places) for place in places[number]), key=_length)
                    if last - first <= _REACH:
                        yield first, last, terms


def _bag(path: Path, function_words: Collection[int]) -> Path:
    """The different telling words of a path; a tuple, for there are many and a set is four times the size."""
    return tuple(sorted(set(path).difference(function_words)))


def _around(place: int, bag: Iterable[int], places: Mapping[int, list[int]]) -> tuple[int, int]:
    """The stretch from a place to the nearest occurrence of every word of the bag."""
    nearest = [min(places[number], key=lambda other: abs(other - place)) for number in bag]
    return min(nearest), max(nearest)


def _length(stretch: tuple[int, int]) -> int:
    return stretch[1] - stretch[0]
