"""Which targets are worth a closer look for each source: those whose labels, letters, paths or vectors are nearest."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from thesaury.onboarding.matching.alikeness import Terms
from thesaury.onboarding.matching.side import Side
from thesaury.onboarding.matching.synonyms import Group

Matrix = sparse.csr_array
Weighted = Mapping[str, float]
Groups = Sequence[Group]

_DEEP = 20
"""How many targets of each kind are looked at for a source; of a thousand right ones hardly any lies deeper."""
_DEEP_BACK = 3
"""And how many sources for a target: those it would choose itself."""
_HALF = 0.5
"""What a term says of a concept one step below the one that has it."""


def by_labels(source: Groups, target: Groups, terms: Terms) -> Matrix:
    """Sources × targets: the cosine of their nearest labels by terms, alike terms included."""
    one, other = (_rows([Counter(w.terms) for group in side for w in group], terms) for side in (source, target))
    return _nearest(one @ terms.likeness @ other.T, source, target)


def by_letters(source: Groups, target: Groups) -> Matrix:
    """Sources × targets: the cosine of their nearest labels by triples of letters, each weighted by its rarity."""
    texts = [Counter(_triples(" ".join(w.terms))) for side in (source, target) for group in side for w in group]
    numbers = {piece: at for at, piece in enumerate(sorted({piece for text in texts for piece in text}))}
    counted = _counted(texts, numbers)
    seen = np.bincount(counted.indices, minlength=len(numbers))
    weighted = _unit(counted @ sparse.diags_array(np.log1p(len(texts) / np.maximum(seen, 1))))
    cut = sum(map(len, source))
    return _nearest(weighted[:cut] @ weighted[cut:].T, source, target)


def by_paths(source: Side, target: Side, terms: Terms, own: bool = True) -> Matrix:
    """Sources × targets: the cosine of what they and all above them are called; without `own`, of what is above them alone."""
    one, other = (_rows(_paths(side, own), terms) for side in (source, target))
    return sparse.csr_array(one @ terms.likeness @ other.T)


def chosen(ways: Iterable[Matrix]) -> list[list[int]]:
    """For each source the targets among the nearest of any way, in their order."""
    ways = list(ways)
    found: list[set[int]] = [set() for _ in range(ways[0].shape[0])]
    for way in ways:
        for at, targets in enumerate(_top(way, _DEEP)):
            found[at].update(targets)
        for target, sources in enumerate(_top(sparse.csr_array(way.T), _DEEP_BACK)):
            for at in sources:
                found[at].add(target)
    return [sorted(targets) for targets in found]


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


def _nearest(labels: Matrix, source: Groups, target: Groups) -> Matrix:
    """From labels × labels to concepts × concepts, by the nearest pair of labels."""
    mine, theirs = (np.repeat(np.arange(len(side)), [len(group) for group in side]) for side in (source, target))
    cells = labels.tocoo()
    keys = mine[cells.row].astype(np.int64) * len(target) + theirs[cells.col]
    order = np.lexsort((-cells.data, keys))
    kept = order[_first(keys[order])]
    rows, columns = np.divmod(keys[kept], max(1, len(target)))
    return sparse.csr_array((cells.data[kept], (rows, columns)), shape=(len(source), len(target)))


def _first(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.concatenate((np.ones(min(1, len(keys)), bool), keys[1:] != keys[:-1]))


def _top(matrix: Matrix, most: int) -> Iterable[list[int]]:
    """The columns of the greatest values of each row, first those of the lower number where they are equal."""
    for row in range(matrix.shape[0]):
        inside = slice(matrix.indptr[row], matrix.indptr[row + 1])
        order = np.lexsort((matrix.indices[inside], -matrix.data[inside]))[:most]
        yield matrix.indices[inside][order].tolist()
