"""A run takes what is due batch after batch: each asset once, and the store is asked for no more than is needed."""

import pytest

from tests.unit.publishing.house import House
from thesaury.model.publication import Publication
from thesaury.pipeline.publishing import running
from thesaury.pipeline.publishing.publishing import publish


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(running, "BATCH", 3)
    made = House()
    made.site("web")
    return made


def limits(house: House, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many publications are asked for from now on, time after time."""
    asked: list[int] = []
    publications = house.workspace.catalogue.publications
    due = publications.due

    def counted(connection: str, moment: str, limit: int = 100) -> list[Publication]:
        asked.append(limit)
        return due(connection, moment, limit)

    monkeypatch.setattr(publications, "due", counted)
    return asked


def test_a_large_run_asks_for_one_batch_at_a_time(house: House, monkeypatch: pytest.MonkeyPatch):
    for number in range(20):
        house.add(f"n{number}")
    asked = limits(house, monkeypatch)
    assert house.publish().counts["created"] == 20
    assert set(asked) == {3}


def test_what_is_due_again_already_is_tried_once_and_keeps_nothing_behind_it_waiting(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    ids = [house.add(f"n{number}") for number in range(20)]
    house.publish()
    for asset in ids:
        house.approve(asset, False)
    for asset in sorted(ids)[:10]:
        house.sites["web"].refuses[asset] = "You may not."
    new = house.add("new")
    house.refresh()
    asked = limits(house, monkeypatch)

    def hasty() -> str:
        house.wait(seconds=40)
        return house.moment

    done = publish(house.workspace, house.connection("web"), 7, clock=hasty)
    assert (done.counts["withdrawn"], done.counts["created"]) == (10, 1)
    assert {house.known(asset).attempts for asset in sorted(ids)[:10]} <= {1, 2}
    assert house.known(new).live
    assert max(asked) <= 24
