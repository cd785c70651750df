"""Which targets are worth a closer look for each source: those whose labels, letters, paths or vectors are nearest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
_AT_ONCE = 256
"""Sources that are compared with all targets at a time: two large vocabularies have more pairs than fit into memory."""


def by_labels(source: Groups, target: Groups, terms: Terms) -> Matrix:
    """Sources × targets: the cosine of their nearest labels by terms, alike terms included, where it is among the highest."""
    one, other = (_rows([Counter(w.terms) for group in side for w in group], terms) for side in (source, target))
    return nearest(one @ terms.likeness, other, _sizes(source), _sizes(target))


def by_letters(source: Groups, target: Groups) -> Matrix:
    """As `by_labels`, by triples of letters, each weighted by its rarity."""
    texts = [Counter(_triples(" ".join(w.terms))) for side in (source, target) for group in side for w in group]
    numbers = {piece: at for at, piece in enumerate(sorted({piece for text in texts for piece in text}))}
    counted = _counted(texts, numbers)
    seen = np.bincount(counted.indices, minlength=len(numbers))
    weighted = _unit(counted @ sparse.diags_array(np.log1p(len(texts) / np.maximum(seen, 1))))
    cut = sum(map(len, source))
    return nearest(weighted[:cut], weighted[cut:], _sizes(source), _sizes(target))


def paths(source: Side, target: Side, terms: Terms, own: bool) -> tuple[Matrix, Matrix]:
    """Concepts × terms of both sides, so that their product is the cosine of what they, with `own`, and all above them are called."""
    one, other = (_rows(_paths(side, own), terms) for side in (source, target))
    return sparse.csr_array(one @ terms.likeness), other


def nearest(
    one: "Matrix | NDArray[np.float32]",
    other: "Matrix | NDArray[np.float32]",
    sizes: Sequence[int] | None = None,
    other_sizes: Sequence[int] | None = None,
) -> Matrix:
    """Sources × targets: the products of their nearest rows, where they are among the highest of their source or target.

    `sizes` says how many rows each concept has, one after the other; None is one each.
    """
    sizes, other_sizes = sizes or [1] * one.shape[0], other_sizes or [1] * other.shape[0]
    ends = np.cumsum([0, *sizes])
    kept = []
    for start in range(0, len(sizes), _AT_ONCE):
        some = sizes[start : start + _AT_ONCE]
        product = sparse.csr_array(one[ends[start] : ends[start + len(some)]] @ other.T)
        cells = _concepts(product, some, other_sizes)
        kept.append(sparse.csr_array(_highest(cells, _DEEP).maximum(_highest(cells.T.tocsr(), _DEEP_BACK).T.tocsr())))
    return sparse.csr_array(sparse.vstack(kept)) if kept else sparse.csr_array((0, len(other_sizes)))


def chosen(ways: Iterable[Matrix]) -> list[list[int]]:
    """For each source the targets among the nearest of any way, in their order."""
    ways = list(ways)
    found: list[set[int]] = [set() for _ in range(ways[0].shape[0])]
    for way in ways:
        for at, cells in _top(way, _DEEP):
            found[at].update(way.indices[cells].tolist())
        back = sparse.csr_array(way.T)
        for target, cells in _top(back, _DEEP_BACK):
            for at in back.indices[cells].tolist():
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


def _concepts(rows: Matrix, sizes: Sequence[int], other_sizes: Sequence[int]) -> Matrix:
    """From labels × labels to concepts × concepts, by the nearest pair of labels."""
    mine, theirs = (np.repeat(np.arange(len(many)), many) for many in (sizes, other_sizes))
    cells = rows.tocoo()
    keys = mine[cells.row].astype(np.int64) * len(other_sizes) + theirs[cells.col]
    order = np.lexsort((-cells.data, keys))
    first = np.concatenate((np.ones(min(1, len(keys)), bool), np.diff(keys[order]) != 0))
    found, columns = np.divmod(keys[order[first]], max(1, len(other_sizes)))
    return sparse.csr_array((cells.data[order[first]], (found, columns)), shape=(len(sizes), len(other_sizes)))


def _highest(matrix: Matrix, most: int) -> Matrix:
    """The matrix with nothing but the greatest values of each row."""
    cells = [cell for _, found in _top(matrix, most) for cell in found]
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return sparse.csr_array((matrix.data[cells], (rows[cells], matrix.indices[cells])), shape=matrix.shape)


def _top(matrix: Matrix, most: int) -> Iterator[tuple[int, list[int]]]:
    """For each row the places of its greatest values in the matrix, first those of the lower column where they are equal."""
    for row in range(matrix.shape[0]):
        start, end = int(matrix.indptr[row]), int(matrix.indptr[row + 1])
        inside = slice(start, end)
        yield row, (start + np.lexsort((matrix.indices[inside], -matrix.data[inside]))[:most]).tolist()
