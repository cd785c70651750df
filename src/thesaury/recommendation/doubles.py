"""Near duplicates, folded: of pictures that look the same the best one stays, and the others hang on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thesaury.model.asset import Asset
from thesaury.model.likeness import Likeness
from thesaury.model.likeness import likeness as likeness_of
from thesaury.ports.identities import Identities
from thesaury.search.alike.doubles import MANY, Folds, folded

_NEAR = 6
"""Bits of 64: up to so many `sync.likening` lets pass for one picture."""


@dataclass(frozen=True, slots=True)
class Look:
    """An asset and the perceptual hash of one of its pictures."""

    asset: str
    look: int


def folds(assets: Sequence[Asset], identities: Identities) -> Folds:
    """The ids of these assets, best first, folded by what the catalogue knows of their likeness and by their looks as they are now, whether
    or not somebody had them compared; what a person called different stays apart."""
    ids = [asset.id for asset in assets]
    known = identities.among(ids, MANY)
    decided = {frozenset((one.left, one.right)) for one in known}
    fresh = [one for one in _by_look(assets) if frozenset((one.left, one.right)) not in decided]
    return folded(ids, [*known, *fresh])


def _by_look(assets: Sequence[Asset]) -> list[Likeness]:
    """Pairs whose pictures differ in few bits; what is alike to very many shows no picture of its own."""
    looks = [Look(asset.id, look) for asset in assets if (look := _look(asset)) is not None]
    if len(looks) < 2:
        return []
    hashes = np.array([one.look for one in looks], np.uint64)
    distances = np.bitwise_count(hashes[:, None] ^ hashes[None, :])
    near = distances <= _NEAR
    np.fill_diagonal(near, val=False)
    own = near.sum(axis=1) <= MANY
    pairs = np.argwhere(np.triu(near & own[:, None] & own[None, :]))
    return [
        likeness_of(looks[a].asset, looks[b].asset, int(distances[a, b]))
        for a, b in pairs.tolist()
        if looks[a].asset != looks[b].asset
    ]


def _look(asset: Asset) -> int | None:
    """The first hash of a picture that tells something: one colour all over has none or only one kind of bit."""
    for record in asset.records:
        if record.file and record.file.look:
            try:
                value = int(record.file.look, 16)
            except ValueError:
                continue
            if 0 < value < 2**64 - 1:
                return value
    return None
