"""The review queue over SQLite and over memory: whatever waits and whatever was decided, both ask in the same order."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.catalogue_values import AT, enrich, fill, record, suggested
from tests.contract.test_catalogue import empty_database
from tests.fakes.catalogue import FakeCatalogue
from thesaury.engines.sql import open_catalogue
from thesaury.model.annotation import Decision, QueueOrder, Review
from thesaury.ports.catalogue import Catalogue

SCORES = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5000001, 0.75, 0.9, 1.0]) | st.floats(0, 1)
WAITING = st.lists(st.dictionaries(st.sampled_from("abcd"), SCORES, min_size=1), min_size=4, max_size=4)
DECIDED = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["ana", "rule:s@0.9"])), max_size=6)
EVERYTHING = 100


def filled(catalogue: Catalogue, waiting: list[dict[str, float]], decided: list[tuple[str, str]]) -> Catalogue:
    *ids, last = sorted(fill(catalogue, *(record(str(number)) for number in range(5))))
    for id, scores in zip(ids, waiting, strict=True):
        enrich(catalogue, id, *(suggested(concept, score) for concept, score in scores.items()))
    catalogue.enrichments.review([Review(last, concept, Decision.REJECTED, who, AT) for concept, who in decided])
    return catalogue


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("queue") / "catalogue.db"


@given(waiting=WAITING, decided=DECIDED, minimum=SCORES, limit=st.integers(1, 9), order=st.sampled_from(QueueOrder))
@settings(max_examples=60, deadline=None)
def test_memory_and_sqlite_agree_and_nothing_is_lost(
    path: Path,
    waiting: list[dict[str, float]],
    decided: list[tuple[str, str]],
    minimum: float,
    limit: int,
    order: QueueOrder,
):
    path.write_bytes(empty_database())
    sql = filled(open_catalogue(path), waiting, decided)
    fake = filled(FakeCatalogue(), waiting, decided)
    try:
        whole = sql.enrichments.queue(EVERYTHING, minimum, order)
        assert whole == fake.enrichments.queue(EVERYTHING, minimum, order)
        assert sql.enrichments.queue(limit, minimum, order) == whole[:limit]
        surest = sql.enrichments.queue(EVERYTHING, minimum)
        assert sorted(whole, key=lambda one: (-one[1].score, one[0], one[1].concept)) == surest
        assert len(whole) == sum(score >= minimum for scores in waiting for score in scores.values())
        assert sql.enrichments.scored("labels/1") == fake.enrichments.scored("labels/1")
    finally:
        sql.close()
