"""Concepts by the company they keep: what the best hits hold more often than assets do."""

from collections.abc import Mapping, Sequence
from math import log

from thesaury.search.linking.linker import By, Link

FROM = 30
"""So many hits are looked at."""

_FEWEST, _SHARE = 3, 0.1
"""A concept that fewer of them hold is chance, in number or as a share."""
_WEIGHT = 0.6
"""What the most telling concept weighs beside the best link."""
_MOST = 20


def company(near: Mapping[str, int], looked_at: int, everywhere: Mapping[str, int], total: int) -> tuple[Link, ...]:
    """Links to what is held by so many of the hits looked at, beside all assets: the share, times the logarithm of how much more often.

    (The terms of the divergence of Kullback and Leibler, as in Carpineto et al. 2001, "An information-theoretic approach to automatic
    query expansion".)
    """
    telling = {
        concept: share * log(share * total / everywhere.get(concept, count))
        for concept, count in near.items()
        if count >= _FEWEST
        and (share := count / looked_at) >= _SHARE
        and share * total > everywhere.get(concept, count)
    }
    best = sorted(telling, key=lambda iri: (-telling[iri], iri))[:_MOST]
    return tuple(Link(iri, _WEIGHT * telling[iri] / telling[best[0]], By.COMPANY) for iri in best)


def joined(links: Sequence[Link], more: Sequence[Link]) -> tuple[Link, ...]:
    """Each concept once, with the sum of its weights, at most 1, by what it was linked first; best first."""
    found = {link.concept: link for link in links}
    for link in more:
        own = found.get(link.concept)
        found[link.concept] = Link(link.concept, min(1.0, own.weight + link.weight), own.by) if own else link
    return tuple(sorted(found.values(), key=lambda link: (-link.weight, link.concept)))
