"""What may be asked beside the two vocabularies: a model of language, a dictionary, and the assets that carry their concepts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from thesaury.onboarding.matching.side import Side
from thesaury.ports.embedder import Embedder
from thesaury.ports.progress import Progress
from thesaury.ports.word_senses import WordSenses

Company = Mapping[tuple[str, str], int]
"""On how many assets a source value and a target concept stand together, by their IRIs; each with itself: on how many it stands."""

Vectors = NDArray[np.float32]

_AT_ONCE = 64
_FEW_ASSETS = 3
"""Added to the assets that two share a place among, so that one or two say little."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Each of these may be missing, and everything works without."""

    embedder: Embedder | None = None
    senses: WordSenses | None = None
    company: Company = field(default_factory=dict)


def vectors(side: Side, embedder: Embedder, name: str, progress: Progress) -> Vectors:
    """The names of all concepts as vectors of length 1. Raises BadInput as the embedder does."""
    names = [side.name(at) for at in range(len(side))]
    parts = [np.zeros((0, embedder.dimensions), np.float32)]
    for start in range(0, len(names), _AT_ONCE):
        parts.append(embedder.embed(names[start : start + _AT_ONCE]))
        progress(f"embed {name}", min(start + _AT_ONCE, len(names)), len(names))
    return np.concatenate(parts)


def together(source: Side, target: Side, company: Company) -> sparse.csr_array:
    """Sources × targets: the assets that both stand on, as a share of those that either does."""
    numbers = [{concept.iri: at for at, concept in enumerate(side.concepts)} for side in (source, target)]
    cells = {
        (numbers[0][one], numbers[1][other]): both / (_either(one, other, both, company) + _FEW_ASSETS)
        for (one, other), both in company.items()
        if one != other and one in numbers[0] and other in numbers[1]
    }
    rows, columns = ([cell[side] for cell in cells] for side in (0, 1))
    return sparse.csr_array((list(cells.values()), (rows, columns)), shape=(len(source), len(target)))


def _either(one: str, other: str, both: int, company: Company) -> int:
    return company.get((one, one), both) + company.get((other, other), both) - both
