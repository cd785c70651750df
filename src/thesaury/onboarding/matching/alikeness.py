"""How alike two terms are, and how much each of them says."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy import sparse

from thesaury.onboarding.matching.side import Side
from thesaury.onboarding.matching.synonyms import Synonyms
from thesaury.onboarding.matching.terms import Terms as Sequence

_SHORTEST = 4
"""Shorter words are the same or they are not."""
_BEGINNING = 5
"""Two words are of one root when one of so many letters is the beginning of the other."""
_OF_ONE_ROOT = 0.8
_MISSPELT = 0.65
"""Dice's coefficient over the letters, pairs and triples of two words of which each is foreign to the other side."""
_INITIAL = 0.5
_AT_ONCE = 256
"""Words that are compared with all of the other side at a time."""


class Weighed(NamedTuple):
    """How much each term of a label says, and all of them together."""

    each: tuple[float, ...]
    whole: float


class Terms:
    """All terms of both sides by number, their weight and their likeness.

    The weight is the logarithm of how rare a term is among the concepts of both sides (inverse document frequency): never below 0.
    """

    def __init__(self, source: Side, target: Side, told: Synonyms) -> None:
        self._told = told
        self._mine, self._theirs = (_vocabulary(side) for side in (source, target))
        self.numbers = {term: at for at, term in enumerate(sorted(self._mine.keys() | self._theirs.keys()))}
        total = len(source) + len(target)
        counts = [self._mine.get(term, 0) + self._theirs.get(term, 0) for term in self.numbers]
        rare = np.log1p(total / np.maximum(counts, 1))
        # A number says which of several alike is meant, however common it is itself.
        numeric = np.fromiter((bare(term).isdigit() for term in self.numbers), bool, len(self.numbers))
        self.weights = np.where(numeric, rare.max(initial=1.0), rare)
        self._weight: dict[str, float] = dict(zip(self.numbers, self.weights.tolist(), strict=True))
        self._weighed: dict[Sequence, Weighed] = {}

    def weighed(self, terms: Sequence) -> Weighed:
        """How much the terms of a label of either side say."""
        if (found := self._weighed.get(terms)) is None:
            each = tuple(self._weight[term] for term in terms)
            found = self._weighed[terms] = Weighed(each, sum(each))
        return found

    def near(self, term: str) -> Mapping[str, float]:
        """The terms that are alike to this one, itself among them: from 0 to 1, symmetric; 1 for the same term."""
        return self._near[term]

    @cached_property
    def likeness(self) -> sparse.csr_array:
        """How alike all terms are, as a matrix."""
        rows, columns = ([self.numbers[pair[side]] for pair in self._pairs] for side in (0, 1))
        size = len(self.numbers)
        apart = sparse.csr_array((list(self._pairs.values()), (rows, columns)), shape=(size, size))
        return sparse.csr_array(apart + sparse.eye_array(size))

    @cached_property
    def _near(self) -> Mapping[str, Mapping[str, float]]:
        found: dict[str, dict[str, float]] = {term: {} for term in self.numbers}
        for (one, other), value in self._pairs.items():
            if value:
                found[one][other] = value
        for term, near in found.items():
            near[term] = 1.0
        return found

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], float]:
        found = {pair: value for pair, value in self._told.words.items() if all(term in self.numbers for term in pair)}
        for one, other, value in [*self._of_one_root(), *self._misspelt(), *self._initials()]:
            for pair in ((one, other), (other, one)):
                found[pair] = max(found.get(pair, 0.0), value)
        return found

    def _of_one_root(self) -> Iterable[tuple[str, str, float]]:
        """A word that another one begins with; sorted, the longer ones lie behind it."""
        roots: list[str] = []
        for term in self.numbers:
            while roots and not term.startswith(roots[-1]):
                roots.pop()
            yield from ((root, term, _OF_ONE_ROOT) for root in roots)
            if len(bare(term)) >= _BEGINNING:
                roots.append(term)

    def _misspelt(self) -> Iterable[tuple[str, str, float]]:
        """Words that only one side has beside words that only the other has: where both know a word, it is no other one misspelt."""
        mine = [t for t in self._mine if t not in self._theirs and _is_word(t)]
        theirs = [t for t in self._theirs if t not in self._mine and _is_word(t)]
        if not mine or not theirs:
            return
        pieces = _pieces([*mine, *theirs])
        one, other = pieces[: len(mine)], pieces[len(mine) :]
        turned = sparse.csr_array(other.T)
        sizes = [np.diff(m.indptr).astype(np.float32) for m in (one, other)]
        for start in range(0, len(mine), _AT_ONCE):
            shared = (one[start : start + _AT_ONCE] @ turned).tocoo()
            rows = shared.row + start
            dice = 2 * shared.data / (sizes[0][rows] + sizes[1][shared.col])
            for at in np.flatnonzero(dice >= _MISSPELT):
                pair = mine[rows[at]], theirs[shared.col[at]]
                if _language(pair[0]) == _language(pair[1]):
                    yield *pair, float(dice[at])

    def _initials(self) -> Iterable[tuple[str, str, float]]:
        """A letter by itself may stand for a word that begins with it, as in `T1 vertebra`."""
        letters = {t for t in self.numbers if len(bare(t)) == 1 and bare(t).isalpha()}
        for term in self.numbers:
            letter = term[: len(term) - len(bare(term)) + 1]
            if len(bare(term)) > _SHORTEST and letter in letters:
                yield letter, term, _INITIAL


def bare(term: str) -> str:
    """The term without the language it is marked with."""
    return term.rpartition(":")[2]


def _language(term: str) -> str:
    return term.rpartition(":")[0]


def _is_word(term: str) -> bool:
    return len(bare(term)) >= _SHORTEST and not any(c.isdigit() for c in term)


def _vocabulary(side: Side) -> dict[str, int]:
    """Each term with how many concepts have it."""
    found: dict[str, int] = {}
    for group in side.wordings:
        for term in {term for wording in group for term in wording.terms}:
            found[term] = found.get(term, 0) + 1
    return found


def _pieces(terms: list[str]) -> sparse.csr_array:
    """Terms × the pairs and triples of letters in them, with their ends marked."""
    numbers: dict[str, int] = {}
    rows, columns = [], []
    for row, term in enumerate(terms):
        marked = f"^{bare(term)}$"
        for piece in {marked[at : at + n] for n in (2, 3) for at in range(len(marked) - n + 1)}:
            rows.append(row)
            columns.append(numbers.setdefault(piece, len(numbers)))
    return sparse.csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(terms), len(numbers)))
