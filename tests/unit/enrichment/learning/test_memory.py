"""Memory: each channel against a plain computation on a few assets."""

import numpy as np
import pytest
from scipy import sparse

from thesaury.enrichment.learning import memory as memories
from thesaury.enrichment.learning.memory import CHANNELS, NEIGHBOURS, Memory, remember

DRAW = np.random.default_rng(5)
ASSETS, WORDS, CONCEPTS, DIMENSIONS = 40, 12, 6, 4


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


VECTORS = unit(DRAW.random((ASSETS, WORDS)) * (DRAW.random((ASSETS, WORDS)) < 0.4))
LATENT = unit(DRAW.standard_normal((ASSETS, DIMENSIONS)))
CARRIED = (DRAW.random((ASSETS, CONCEPTS)) < 0.3).astype(np.float32)
CARRIED[:, 2] = 0  # nobody carries it
FOUND = (DRAW.random((ASSETS, CONCEPTS)) < 0.4).astype(np.float32)
FOUND[:, 5] = 0
FOUND[0, 5] = 1  # found only once
LEARNED = [0, 1, 3, 4, 5]
ASKED, ASKED_LATENT = unit(DRAW.random((3, WORDS))), unit(DRAW.standard_normal((3, DIMENSIONS)))
ASKED_FOUND = np.array([[1, 0, 1, 0, 0, 1], [0, 0, 0, 0, 0, 0], [0, 1, 1, 1, 0, 0]], np.float32)


def memory() -> Memory:
    return remember(sparse.csr_array(VECTORS), LATENT, sparse.csr_array(CARRIED), sparse.csr_array(FOUND))


def channel(name: str) -> np.ndarray:
    told = memory()
    asked = sparse.csr_array(ASKED)
    near, likeness = told.neighbours(asked)
    recalled = told.recall(asked, ASKED_LATENT, sparse.csr_array(ASKED_FOUND), near, likeness)
    return dict(zip(CHANNELS, recalled, strict=True))[name]


def votes(likeness: np.ndarray, power: int) -> np.ndarray:
    """The share of all likeness to the power that comes from neighbours with a concept."""
    shares = []
    for row in likeness:
        near = np.argsort(-row)[:NEIGHBOURS]
        weights = np.maximum(row[near], 0) ** power
        shares.append(weights @ CARRIED[near][:, LEARNED] / weights.sum())
    return np.array(shares)


@pytest.mark.parametrize(("name", "power"), [("neighbours", 1), ("nearest", 3)])
def test_neighbours_vote(name: str, power: int):
    assert np.allclose(channel(name), votes(ASKED @ VECTORS.T, power), atol=1e-5)


def test_an_asset_that_was_learned_from_is_no_neighbour_of_itself():
    told, asked, own = memory(), sparse.csr_array(VECTORS[[2, 5]]), np.array([2, -1])
    near, likeness = told.neighbours(asked, own)
    with_itself, alike = told.neighbours(asked)
    assert near[0, 0] != 2
    assert with_itself[0, 0] == 2
    assert near[1].tolist() == with_itself[1].tolist()
    assert likeness[0, :-1].tolist() == pytest.approx(alike[0, 1:].tolist())
    found = sparse.csr_array(FOUND[[2, 5]])
    ours, plain = (
        dict(zip(CHANNELS, told.recall(asked, LATENT[[2, 5]], found, near, likeness, rows), strict=True))
        for rows in (own, None)
    )
    assert not np.allclose(ours["latent neighbours"][0], plain["latent neighbours"][0])
    assert np.allclose(ours["latent neighbours"][1], plain["latent neighbours"][1])


def test_latent_neighbours_vote():
    assert np.allclose(channel("latent neighbours"), votes(ASKED_LATENT @ LATENT.T, 4), atol=1e-5)


def test_the_closest_that_carries_a_concept():
    likeness = ASKED @ VECTORS.T
    for row, found in zip(likeness, channel("closest"), strict=True):
        near = np.argsort(-row)[:NEIGHBOURS]
        expected = [max([row[asset] for asset in near if CARRIED[asset, concept]], default=0) for concept in LEARNED]
        assert np.allclose(found, expected, atol=1e-6)


def test_centroids():
    centroids = unit((CARRIED.T @ VECTORS)[LEARNED])
    assert np.allclose(channel("centroid"), ASKED @ centroids.T, atol=1e-5)


def together() -> np.ndarray:
    """How often a concept held where another was found, of all times that was found and three more."""
    times = FOUND.T @ CARRIED[:, LEARNED]
    return np.where(times >= 2, times / (FOUND.sum(axis=0)[:, None] + 3), 0)


def test_company_of_what_was_found():
    assert np.allclose(channel("company"), ASKED_FOUND @ together(), atol=1e-6)
    best = [(row[:, None] * together()).max(axis=0) for row in ASKED_FOUND]
    assert np.allclose(channel("best company"), best, atol=1e-6)
    assert not together()[5].any()


def test_regression_is_ridge():
    square = LATENT.T @ LATENT + np.eye(DIMENSIONS)
    expected = ASKED_LATENT @ np.linalg.solve(square, LATENT.T @ CARRIED[:, LEARNED])
    assert np.allclose(channel("regression"), expected, atol=1e-5)


def test_who_is_learned_and_where():
    told = memory()
    assert told.learned.tolist() == LEARNED
    assert told.carriers.tolist() == CARRIED.sum(axis=0)[LEARNED].tolist()
    assert told.place_of(np.arange(CONCEPTS), CONCEPTS).tolist() == [0, 1, -1, 2, 3, 4]


def test_fewer_assets_than_neighbours_and_no_latent_dimensions():
    few = remember(
        sparse.csr_array(VECTORS[:3]),
        np.zeros((3, 0), np.float32),
        sparse.csr_array(CARRIED[:3]),
        sparse.csr_array(FOUND[:3]),
    )
    asked = sparse.csr_array(ASKED)
    near, likeness = few.neighbours(asked)
    assert near.shape == (3, NEIGHBOURS)
    assert not likeness[:, 3:].any()
    recalled = few.recall(asked, np.zeros((3, 0), np.float32), sparse.csr_array(ASKED_FOUND), near, likeness)
    assert all(part.shape == (3, len(few.learned)) and np.isfinite(part).all() for part in recalled)
    assert not recalled[CHANNELS.index("regression")].any()


def test_where_nobody_carried_anything_nothing_is_recalled():
    nothing = sparse.csr_array((ASSETS, CONCEPTS), dtype=np.float32)
    told = remember(sparse.csr_array(VECTORS), LATENT, nothing, nothing)
    asked = sparse.csr_array(ASKED)
    recalled = told.recall(asked, ASKED_LATENT, sparse.csr_array(ASKED_FOUND), *told.neighbours(asked))
    assert all(part.shape == (3, len(told.learned)) and not part.any() for part in recalled)


def test_an_asset_alone_recalls_what_it_recalls_among_others():
    told, asked = memory(), sparse.csr_array(ASKED)
    latent = np.round(ASKED_LATENT * 2048) / np.float32(2048)
    found = sparse.csr_array(ASKED_FOUND)
    together = told.recall(asked, latent, found, *told.neighbours(asked))
    for row in range(3):
        own = slice(row, row + 1)
        alone = told.recall(asked[own], latent[own], found[own], *told.neighbours(asked[own]))
        for name, one, all_ in zip(CHANNELS, alone, together, strict=True):
            assert np.allclose(one[0], all_[row], atol=1e-6), name


def test_sums_of_regression_fit_into_64_bits():
    """Multiples of 1/2,048 times multiples of `_FINE`'s parts need 41 bits below the point; 12 are left above it."""
    assert memories._FINE * 2048 * 4096 <= 2**53
