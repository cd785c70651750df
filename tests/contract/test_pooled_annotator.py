"""The dictionary and the learned annotator over the process pool: the suite of every annotator, and the answers of one process."""

import random
from collections.abc import Iterator
from functools import cache

import pytest

from tests.contract.annotator_suite import BOAT, HARBOUR, LIGHTHOUSE, WORDS, AnnotatorSuite, asset
from tests.contract.test_annotator import default_annotator, label_annotator, trained_annotator
from thesaury.engines.pool import PooledAnnotator
from thesaury.model.asset import Asset
from thesaury.ports.annotator import Annotator, Unread

SAME = 1_900
"""Cut in parts of 190, where one process looks at 200 together."""


@cache
def pooled(name: str) -> PooledAnnotator:
    """Over two processes, for single assets too; closed after the module."""
    return PooledAnnotator(_ONE[name](), 2, start=0, many=1, idle=600.0)


_ONE = {"labels": label_annotator, "default": default_annotator, "trained": trained_annotator}


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    for name in _ONE:
        pooled(name).close()
    pooled.cache_clear()


def described(many: int) -> list[Asset]:
    """Assets with words of the vocabulary, of nobody, and none at all."""
    chance = random.Random(7)
    more = [*WORDS, "mackerel", "at dusk", "Day", "seen from the Harbour's wall", ""]
    titles = [" ".join(chance.choices(more, k=chance.randrange(8))) for _ in range(many)]
    tags = [tuple(chance.sample(WORDS, chance.randrange(3))) for _ in range(many)]
    return [
        asset(str(n), title, tag, chance.choice(["en", "de", ""]))
        for n, (title, tag) in enumerate(zip(titles, tags, strict=True))
    ]


@pytest.mark.parametrize("name", _ONE)
def test_the_answers_are_those_of_one_process(name: str):
    assets = described(SAME)
    found = pooled(name).suggest(assets)
    assert pooled(name).pids
    assert found == _ONE[name]().suggest(assets)
    said = {one.concept for answer in found if not isinstance(answer, Unread) for one in answer}
    assert said == {HARBOUR, LIGHTHOUSE, BOAT}


class TestPooledLabels(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return pooled("labels")


class TestPooledDefault(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return pooled("default")


class TestPooledTrained(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return pooled("trained")
