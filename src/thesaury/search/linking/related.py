"""Related concepts on demand: what stands beside the concepts a query means, asked for with less weight."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from thesaury.search.linking.linker import By, Link
from thesaury.vocabulary.thesaurus import Thesaurus

Floats = NDArray[np.float32]

RELATED = 0.5
"""What a related concept weighs of the one it stands beside."""
_SURELY = 0.5
"""Links of less weight are guesses, and what is related to a guess is noise."""
_BELOW = 0.999


def beside(links: Sequence[Link], thesaurus: Thesaurus) -> tuple[Link, ...]:
    """Links to what is related to the concepts a query surely means; each names the concept it stands beside.

    What the query is linked to by itself at least as much, and what is deprecated, is left out; of several concepts the surest counts.
    """
    known = {link.concept: link.weight for link in links}
    found: dict[str, Link] = {}
    for link in links:
        if link.weight < _SURELY or link.by is By.COMPANY:
            continue
        weight = link.weight * RELATED
        for iri in thesaurus.related(link.concept):
            concept = thesaurus.concept(iri)
            if concept and not concept.deprecated and iri not in found and known.get(iri, 0.0) < weight:
                found[iri] = Link(iri, weight, By.RELATED, link.concept)
    return tuple(found.values())


def shared(concepts: Floats, own: Floats, least: float) -> Floats:
    """What the concept channel says: an asset that holds what is meant has its own sum, and another one at most half of the best of these.

    `concepts` are the sums with related concepts, `own` those without; from `least` on an asset holds what is meant.
    """
    most = np.float32(RELATED) * np.float32(max(float(own.max(initial=0)), 1.0))
    return np.asarray(np.where(own >= np.float32(least), own, np.maximum(own, np.minimum(concepts, most))), np.float32)


def below(scores: Floats, concepts: Floats, own: Floats, least: float) -> Floats:
    """The same scores, but none of an asset that is there for related concepts is as high as one of those that hold what is meant."""
    holds = own >= np.float32(least)
    only = ~holds & (concepts > own)
    if not holds.any() or not only.any():
        return scores
    top, highest = float(scores[holds].min()) * _BELOW, float(scores[only].max())
    if highest <= top:
        return scores
    return np.asarray(np.where(only, scores * np.float32(top / highest), scores), np.float32)
