"""Folds that keep together what belongs together: a campaign, a shoot, an artist."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from thesaury.enrichment.learning.arrays import Ints
from thesaury.model.asset import Asset

FOLDS = 5
PROVENANCE = ("campaign", "shoot", "artist", "creator", "photographer", "group", "collection")
"""Properties that say where an asset comes from, the first that it has counts; assets of one origin resemble each other more than
the next asset will, so none may be judged by what its own kind taught."""

_SEED = 20_260


def folds(assets: Sequence[Asset]) -> Ints:
    """The fold of each asset, 0 to `FOLDS` - 1, all of one origin in one fold and the folds about equally large.

    An origin with more than a tenth of all assets is split by the next property, as often as it takes. The same assets always get
    the same folds.
    """
    origins = _origins(assets)
    sizes = Counter(origins)
    order = sorted(sizes, key=lambda origin: (-sizes[origin], origin))
    shuffled = np.random.default_rng(_SEED).permutation(len(order))
    filled = [0] * FOLDS
    fold: dict[tuple[str, ...], int] = {}
    for place in sorted(range(len(order)), key=lambda place: (-sizes[order[place]], shuffled[place])):
        emptiest = filled.index(min(filled))
        fold[order[place]] = emptiest
        filled[emptiest] += sizes[order[place]]
    return np.array([fold[origin] for origin in origins], np.int64)


def _origins(assets: Sequence[Asset]) -> list[tuple[str, ...]]:
    """The origin of each asset, by as many properties as it takes for none to be too large; in the end each stands for itself."""
    names = [[*_known(asset), asset.id] for asset in assets]
    most = len(assets) / (2 * FOLDS)
    depth = [1] * len(assets)
    while True:
        origins = [tuple(known[:deep]) for known, deep in zip(names, depth, strict=True)]
        sizes = Counter(origins)
        large = [
            number
            for number, origin in enumerate(origins)
            if sizes[origin] > most and depth[number] < len(names[number])
        ]
        if not large:
            return origins
        for number in large:
            depth[number] += 1


def _known(asset: Asset) -> list[str]:
    """What is known of an asset's origin, in the order of `PROVENANCE`."""
    said = [
        (name, value) for name in PROVENANCE for r in asset.records for value in r.property_values(name)[:1] if value
    ]
    return [f"{name}={value}" for name, value in dict(reversed(said)).items()][::-1]
