"""PoolParty's tag expansion over the sandbox: near concepts with their share, and answers within seconds or none at all."""

from collections.abc import Iterator

import pytest

from tests.contract.connectors.poolparty_server import Bench, served
from thesaury.connectors.poolparty.expander import PoolPartyExpander
from thesaury.model.errors import NeedsLogin, Unreachable

FM = "https://vocabulary.fennmoor.example/concept/"


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served("10") as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    server.fresh()
    return server


def expander(bench: Bench, **settings: str) -> PoolPartyExpander:
    return bench.opened("expander", **settings)  # type: ignore[no-any-return]


def test_neighbours_come_with_a_share_of_the_score_and_without_the_concept_itself(bench: Bench) -> None:
    found = {one.concept: one.score for one in expander(bench).expand(FM + "soap")}
    assert found == {FM + "care": 0.5, FM + "green": 0.5, FM + "hand-cream": 0.25}


def test_no_more_come_than_were_asked_for_the_best_first(bench: Bench) -> None:
    assert [one.concept for one in expander(bench).expand(FM + "soap", most=2)] == [FM + "care", FM + "green"]


def test_a_concept_the_server_does_not_know_has_no_neighbours(bench: Bench) -> None:
    assert expander(bench).expand("urn:nobody:knows") == ()


def test_a_server_that_does_not_answer_is_asked_once(bench: Bench) -> None:
    bench.fault("reset", "/expand$", times=None)
    with pytest.raises(Unreachable):
        expander(bench).expand(FM + "soap")
    assert len([one for one in bench.asked() if "expand" in str(one)]) == 1


def test_a_refused_password_asks_for_a_person(bench: Bench) -> None:
    with pytest.raises(NeedsLogin):
        expander(bench, password="wrong").expand(FM + "soap")
