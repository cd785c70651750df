"""The space of words, against plain computations."""

import numpy as np

from tests.unit.enrichment.learning.collection import asset, lookout
from thesaury.enrichment.learning.reading import Readings
from thesaury.enrichment.learning.words import word_space

READER = lookout().reader


def readings(*texts: str) -> Readings:
    return READER.read([asset(str(number), text=text) for number, text in enumerate(texts)])


TOLD = readings("red boat", "red red harbour", "green boat harbour", "blue", "")


def test_words_that_two_assets_share_weigh_by_how_rare_they_are():
    space = word_space(TOLD)
    assert space.words == ("boat", "harbour", "red")
    assert np.allclose(space.weights, np.log(6 / 3) + 1)


def test_vectors_against_counting():
    space = word_space(TOLD)
    counts = np.array([[1, 0, 1], [0, 1, 2], [1, 1, 0], [0, 0, 0], [0, 0, 0]])
    expected = np.log1p(counts) * space.weights
    expected /= np.maximum(np.linalg.norm(expected, axis=1, keepdims=True), 1e-9)
    assert np.allclose(space.vectors(TOLD).toarray(), expected, atol=1e-3)


def test_latent_vectors_keep_what_is_alike():
    told = readings(*("red boat sea",) * 5, *("green meadow cow",) * 5, "red sea", "green cow", "unheard")
    space = word_space(told)
    latent = space.latent(space.vectors(told))
    assert latent[10] @ latent[0] > 0.7
    assert abs(latent[10] @ latent[5]) < 0.1
    assert not latent[12].any()


def test_numbers_are_those_that_are_kept():
    space = word_space(TOLD)
    vectors = space.vectors(TOLD)
    assert (vectors.data == vectors.data.astype(np.float16)).all()
    assert (space.basis == space.basis.astype(np.float16)).all()
    assert (space.latent(vectors) * 2048 % 1 == 0).all()


def test_assets_that_share_nothing_have_no_space():
    for told in (readings("one", "two"), readings("", ""), readings()):
        space = word_space(told)
        vectors = space.vectors(told)
        assert space.words == ()
        assert vectors.shape == (len(told), 0)
        assert space.latent(vectors).shape == (len(told), 0)
