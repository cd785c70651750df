"""Two looks at every candidate: the first at what speaks for it, the second also at the company it keeps."""

from dataclasses import dataclass

import numpy as np

from thesaury.enrichment.learning.arrays import Floats, Ints
from thesaury.enrichment.learning.calibration import Calibration
from thesaury.enrichment.learning.candidates import Candidates
from thesaury.enrichment.learning.company import Company, likeliest
from thesaury.enrichment.learning.forest import Forest

# The first of each asset are proposed whatever their score, for people want a choice; further ones if one in twenty is right.
_CHOICE = 3
_WORTH_READING = 0.05


@dataclass(frozen=True, eq=False)
class Ranked:
    """The likeliest candidates by asset, then falling score: their assets, concepts and scores."""

    assets: Ints
    concepts: Ints
    scores: Floats

    def worth_reading(self) -> "Ranked":
        """Without those that hardly anybody would accept."""
        rank = np.arange(len(self.assets)) - np.searchsorted(self.assets, self.assets)
        kept = (rank < _CHOICE) | (self.scores >= _WORTH_READING)
        return Ranked(self.assets[kept], self.concepts[kept], self.scores[kept])


@dataclass(frozen=True, eq=False)
class Ranker:
    """A forest for each look, and what the second one's words are worth."""

    first: Forest
    second: Forest
    calibration: Calibration

    def rank(self, candidates: Candidates, company: Company) -> Ranked:
        """Score the candidates; only the `company.MOST` likeliest of each asset are kept."""
        likelihoods = self.first.likelihoods(candidates.rows)
        kept, rows = second_look(candidates, likelihoods, company)
        scores = self.calibration.scores(self.second.likelihoods(rows))
        assets, concepts = candidates.assets[kept], candidates.concepts[kept]
        order = np.lexsort((concepts, -scores, assets))
        return Ranked(assets[order], concepts[order], scores[order])


def second_look(candidates: Candidates, likelihoods: Floats, company: Company) -> tuple[Ints, Floats]:
    """The places of the likeliest candidates, and their rows with the columns of their company."""
    kept = likeliest(candidates.assets, likelihoods)
    columns = company.columns(candidates.assets[kept], candidates.concepts[kept], likelihoods[kept])
    return kept, np.concatenate([candidates.rows[kept], columns], axis=1)
