"""Which targets are worth a closer look for each source: those whose labels, letters, paths or vectors are nearest."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from thesaury.onboarding.matching.alikeness import Terms
from thesaury.onboarding.matching.nearest import Looked, Matrix, nearest
from thesaury.onboarding.matching.side import Side
from thesaury.onboarding.matching.synonyms import Group

Weighted = Mapping[str, float]
Groups = Sequence[Group]

_HALF = 0.5
"""What a term says of a concept one step below the one that has it."""


def by_labels(source: Groups, target: Groups, terms: Terms, looked: Looked) -> Matrix:
    """Sources × targets: the cosine of their nearest labels by terms, alike terms included, where it is among the highest."""
    one, other = (_rows([Counter(w.terms) for group in side for w in group], terms) for side in (source, target))
    return nearest(one @ terms.likeness, other, _sizes(source), _sizes(target), looked)


def by_letters(source: Groups, target: Groups, looked: Looked) -> Matrix:
    """As `by_labels`, by triples of letters, each weighted by its rarity."""
    texts = [Counter(_triples(" ".join(w.terms))) for side in (source, target) for group in side for w in group]
    numbers = {piece: at for at, piece in enumerate(sorted({piece for text in texts for piece in text}))}
    counted = _counted(texts, numbers)
    seen = np.bincount(counted.indices, minlength=len(numbers))
    weighted = _unit(counted @ sparse.diags_array(np.log1p(len(texts) / np.maximum(seen, 1))))
    cut = sum(map(len, source))
    return nearest(weighted[:cut], weighted[cut:], _sizes(source), _sizes(target), looked)


def paths(source: Side, target: Side, terms: Terms, own: bool) -> tuple[Matrix, Matrix]:
    """Concepts × terms of both sides, so that their product is the cosine of what they, with `own`, and all above them are called."""
    one, other = (_rows(_paths(side, own), terms) for side in (source, target))
    return sparse.csr_array(one @ terms.likeness), other


def _rows(texts: Sequence[Weighted], terms: Terms) -> Matrix:
    return _unit(_counted(texts, terms.numbers) @ sparse.diags_array(terms.weights))


def _counted(texts: Sequence[Weighted], numbers: Mapping[str, int]) -> Matrix:
    rows = [row for row, text in enumerate(texts) for _ in text]
    columns = [numbers[piece] for text in texts for piece in text]
    values = [value for text in texts for value in text.values()]
    return sparse.csr_array((np.array(values, np.float64), (rows, columns)), shape=(len(texts), len(numbers)))


def _unit(matrix: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1 / np.where(lengths, lengths, 1)) @ matrix)


def _sizes(groups: Groups) -> list[int]:
    return [len(group) for group in groups]


def _triples(text: str) -> list[str]:
    marked = f" {text} "
    return [marked[at : at + 3] for at in range(len(marked) - 2)]


def _paths(side: Side, own: bool) -> list[Weighted]:
    """What a concept is called first, and with half the say at each step what is above it."""
    names = [Counter(group[0].terms if group else ()) for group in side.wordings]
    found: list[Weighted] = []
    for at in range(len(side)):
        path: dict[str, float] = dict(names[at]) if own else {}
        for over, far in side.above[at].items():
            for term in names[over]:
                path[term] = path.get(term, 0.0) + _HALF**far
        found.append(path)
    return found
