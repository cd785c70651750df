"""What a workspace has learned from its assets, independent of the version of its vocabulary."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from thesaury.enrichment.learning.arrays import Floats, Sparse
from thesaury.enrichment.learning.candidates import Learned
from thesaury.enrichment.learning.concept_table import ConceptTable
from thesaury.enrichment.learning.memory import remember
from thesaury.enrichment.learning.trust import Trust
from thesaury.enrichment.learning.words import WordSpace


@dataclass(frozen=True, eq=False)
class Experience:
    """Labelled assets by id, their vectors, and what was found in them and held, over the concepts `iris`.

    `carried` and `found` are assets × iris, `rates` iris × 4 (see `trust.Trust`).
    """

    space: WordSpace
    assets: tuple[str, ...]
    iris: tuple[str, ...]
    vectors: Sparse
    carried: Sparse
    found: Sparse
    rates: Floats

    @cached_property
    def latent(self) -> Floats:
        """The latent vectors of the assets."""
        return self.space.latent(self.vectors)

    @cached_property
    def row(self) -> dict[str, int]:
        """The row of each asset, by its id."""
        return {asset: row for row, asset in enumerate(self.assets)}

    def over(self, table: ConceptTable) -> Learned:
        """The same over another version of the vocabulary: concepts that are gone are forgotten, new ones are trusted as usual."""
        places = [(old, table.number[iri]) for old, iri in enumerate(self.iris) if iri in table.number]
        old, new = np.array(places, np.int64).reshape(-1, 2).T
        moved = sparse.csr_array((np.ones(len(old), np.float32), (old, new)), shape=(len(self.iris), len(table)))
        rates = np.tile(np.median(self.rates, axis=0) if len(self.rates) else np.zeros(4), (len(table), 1))
        rates[:, -1] = 0
        rates[new] = self.rates[old]
        memory = remember(
            self.vectors, self.latent, sparse.csr_array(self.carried @ moved), sparse.csr_array(self.found @ moved)
        )
        return Learned(memory, Trust(rates.astype(np.float32)))
