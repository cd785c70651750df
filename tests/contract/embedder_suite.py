"""What every embedding model promises; each one's test inherits it and gives it `embedder`."""

import pickle

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thesaury.ports.embedder import Embedder

TEXTS = (
    "A boat in the harbour",
    "Boats",
    "",
    "sustainable packaging",
    "Ein Boot im Hafen",
    "a " * 700,
    "🚢",
    "İ\u0307 ß",
)


class EmbedderSuite:
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls) -> Embedder:
        raise AssertionError("the test of an embedding model has to open it")

    def test_rows_have_length_1_and_the_dimensions_it_names(self, embedder: Embedder):
        vectors = embedder.embed(TEXTS)
        assert vectors.shape == (len(TEXTS), embedder.dimensions)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)

    def test_no_text_is_no_row(self, embedder: Embedder):
        assert embedder.embed(()).shape == (0, embedder.dimensions)

    def test_a_text_has_one_vector_whatever_is_beside_it(self, embedder: Embedder):
        together = embedder.embed(TEXTS)
        assert np.array_equal(embedder.embed(TEXTS[::-1])[::-1], together)
        assert np.array_equal(np.concatenate([embedder.embed([text]) for text in TEXTS]), together)
        assert np.array_equal(embedder.embed([TEXTS[0]] * 3), together[[0, 0, 0]])

    def test_texts_are_told_apart(self, embedder: Embedder):
        one, other = embedder.embed(("a boat in the harbour", "sustainable packaging"))
        assert float(one @ other) < 0.9

    def test_a_query_can_be_compared_with_texts(self, embedder: Embedder):
        asked = embedder.embed_query("sustainable packaging")
        assert (asked.shape, asked.dtype) == ((embedder.dimensions,), np.float32)
        assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-5)
        other, same = embedder.embed(("a boat in the harbour", "sustainable packaging"))
        assert float(asked @ same) > float(asked @ other)

    def test_it_has_a_name_that_stays(self, embedder: Embedder):
        assert embedder.name
        assert pickle.loads(pickle.dumps(embedder)).name == embedder.name

    def test_another_process_gets_one_that_says_the_same(self, embedder: Embedder):
        before = embedder.embed(TEXTS[:2])
        assert np.array_equal(pickle.loads(pickle.dumps(embedder)).embed(TEXTS[:2]), before)

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(st.text(max_size=80))
    def test_any_text_has_a_vector(self, embedder: Embedder, text: str):
        assert np.linalg.norm(embedder.embed([text])[0]) == pytest.approx(1, abs=1e-5)
