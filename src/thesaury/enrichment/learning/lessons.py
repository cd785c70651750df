"""Examples as arrays, and what some of them teach."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from thesaury.enrichment.learning.arrays import Flags, Floats, Ints, Sparse, at
from thesaury.enrichment.learning.batch import Batch, Lookout, partly_unmeant
from thesaury.enrichment.learning.candidates import Learned
from thesaury.enrichment.learning.examples import Example
from thesaury.enrichment.learning.folds import folds
from thesaury.enrichment.learning.memory import remember
from thesaury.enrichment.learning.trust import trust


@dataclass(frozen=True, eq=False)
class Lessons:
    """What was read in examples, the fold of each, and its answers: `right` and `open` are examples × concepts."""

    batch: Batch
    fold: Ints
    right: Sparse
    open: Sparse

    def answers(self, examples: Ints, concepts: Ints) -> tuple[Flags, Flags]:
        """For pairs of example and concept: whether it held, and whether that is known."""
        right = at(self.right, examples, concepts) > 0
        return right, right | (at(self.open, examples, concepts) == 0)

    def learned(self, vectors: Sparse, latent: Floats, inside: Ints) -> Learned:
        """Memory and trust from these of the examples; vectors and latent vectors are those of all."""
        concepts = self.right.shape[1]
        taught = np.zeros(len(self.fold), bool)
        taught[inside] = True
        example, concept = self.batch.key // concepts, self.batch.key % concepts
        right, known = self.answers(example, concept)
        known &= taught[example]
        return Learned(
            remember(vectors[inside], latent[inside], self.right[inside], self.batch.found[inside]),
            trust(concept[known], self.batch.columns[known], right[known], concepts),
        )


def lessons(examples: Sequence[Example], lookout: Lookout) -> Lessons:
    """Read the examples."""
    return Lessons(
        partly_unmeant(lookout.read([example.asset for example in examples], places=False)),
        folds([example.asset for example in examples]),
        _marks([example.right for example in examples], lookout),
        _marks([example.open for example in examples], lookout),
    )


def _marks(concepts: Sequence[frozenset[str]], lookout: Lookout) -> Sparse:
    numbers = [sorted(lookout.table.numbers(iris)) for iris in concepts]
    pointers = np.cumsum([0, *map(len, numbers)])
    columns = np.array([number for row in numbers for number in row], np.int64)
    ones = np.ones(len(columns), np.float32)
    return sparse.csr_array((ones, columns, pointers), shape=(len(concepts), len(lookout.table)))
