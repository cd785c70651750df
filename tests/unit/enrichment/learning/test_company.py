"""Company: what the other likely concepts of an asset say of one."""

import numpy as np
import pytest
from scipy import sparse

from tests.unit.enrichment.learning.collection import concept, lookout
from thesaury.enrichment.learning.company import MOST, NAMES, Company, likeliest
from thesaury.enrichment.learning.memory import remember

TABLE = lookout((concept("a", "x"), concept("b", "y", broader=("a",)), concept("c", "z"), concept("d", "w"))).table
ASSETS, CONCEPTS = np.array([0, 0, 0, 4, 4]), np.array([0, 1, 2, 1, 3])
LIKELY = np.array([0.5, 0.8, 0.1, 0.4, 0.4], np.float32)


def columns(company: Company) -> dict[str, list[float]]:
    found = company.columns(ASSETS, CONCEPTS, LIKELY)
    return {name: found[:, place].tolist() for place, name in enumerate(NAMES)}


def test_what_needs_no_memory():
    found = columns(Company(TABLE, None))
    assert found["rank"] == [1, 0, 2, 0, 1]
    assert found["of likeliest"] == pytest.approx([0.625, 1, 0.125, 1, 1])
    assert found["all"] == pytest.approx([1.4, 1.4, 1.4, 0.8, 0.8])
    assert found["first"] == pytest.approx(LIKELY.tolist())
    assert found["carried with"] == found["more than usual"] == [0] * 5
    # The column is named for what the likely concept is asked: whose broader concept is this one?
    assert found["likely broader"] == pytest.approx([0.8, 0, 0, 0, 0])
    assert found["likely narrower"] == pytest.approx([0, 0.5, 0, 0, 0])


def test_carried_together_against_counting():
    carried = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 0, 0], [1, 0, 0, 0]], np.float32)
    words = sparse.csr_array(np.eye(4, dtype=np.float32))
    nothing = sparse.csr_array((4, 4), dtype=np.float32)
    memory = remember(words, np.eye(4, dtype=np.float32), sparse.csr_array(carried), nothing)
    found = columns(Company(TABLE, memory))
    for place, (row, one) in enumerate(zip(ASSETS, CONCEPTS, strict=True)):
        lent = sum(
            likely * (carried[:, other] * carried[:, one]).sum() / (carried[:, other].sum() + 3)
            for at, other, likely in zip(ASSETS, CONCEPTS, LIKELY, strict=True)
            if at == row and other != one and carried[:, other].any()
        )
        assert found["carried with"][place] == pytest.approx(lent, abs=1e-6)


def test_the_likeliest_of_each_asset():
    assets = np.repeat([3, 7], [MOST + 5, 2])
    likelihoods = np.linspace(0, 1, len(assets), dtype=np.float32)
    kept = likeliest(assets, likelihoods)
    assert kept.tolist() == [*range(5, MOST + 5), MOST + 5, MOST + 6]


def test_nobody_is_no_company():
    none = np.zeros(0, np.int64)
    assert Company(TABLE, None).columns(none, none, np.zeros(0, np.float32)).shape == (0, len(NAMES))
    assert likeliest(none, np.zeros(0, np.float32)).tolist() == []
