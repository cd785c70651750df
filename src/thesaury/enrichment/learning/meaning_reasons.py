"""What an embedding model says for a concept: the label or definition of it that is close to the asset."""

from collections.abc import Iterator

import numpy as np

from thesaury.enrichment.learning.arrays import Floats, Sparse, at
from thesaury.enrichment.learning.likeness import MOST, Likeness
from thesaury.enrichment.learning.meaning import Meaning
from thesaury.enrichment.learning.ranker import Ranked
from thesaury.enrichment.learning.reasons import Pair
from thesaury.model.annotation import Reason, Voice

# A text less like the asset than this persuades nobody, even if no other is more like it.
_LIKE = 0.2


def close_in_meaning(
    ranked: Ranked, found: Sparse, vectors: Floats, meaning: Meaning, likeness: Likeness
) -> Iterator[tuple[Pair, Reason]]:
    """For each ranked pair among the closest of its asset the text that is closest; labels that stand in the asset speak for themselves.

    `found` says where labels stand, `vectors` are those of the assets (see `Meaning.vectors`).
    """
    near = (likeness.ranks[ranked.assets, ranked.concepts] < MOST) & (at(found, ranked.assets, ranked.concepts) == 0)
    for pair in np.flatnonzero(near).tolist():
        text, cosine = meaning.nearest(vectors[ranked.assets[pair]], int(ranked.concepts[pair]))
        if cosine >= _LIKE:
            yield pair, Reason(Voice.MEANING, text, round(min(1.0, cosine), 4))
