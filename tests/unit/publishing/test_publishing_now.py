"""Publishing at once, as people ask for it: a run in the log that says what was done, and sentences where nothing can be."""

import pytest

from tests.unit.publishing.house import House
from thesaury.dispatch.publishing_now import begin, plans, publish_now
from thesaury.model.connection import RunState
from thesaury.model.errors import Usage, WorkspaceBusy
from thesaury.sync.leasing import connection_lease, holding


@pytest.fixture
def house() -> House:
    made = House()
    made.site("web")
    return made


def test_a_run_says_what_was_done_and_the_next_that_nothing_was(house: House):
    house.add("a")
    run = publish_now(house.workspace)
    assert (run.state, dict(run.counts)) == (RunState.FINISHED, {"qualified": 1, "published": 1})
    assert dict(publish_now(house.workspace).counts) == {}
    assert [kept.deed.action for kept in house.workspace.catalogue.audit.every()] == ["publish.start"] * 2


def test_one_that_is_down_fails_in_the_run_and_the_other_is_served(house: House):
    house.site("shop")
    house.add("a")
    house.sites["shop"].reachable = False
    run = publish_now(house.workspace)
    assert (run.state, run.message) == (RunState.FAILED, "The CMS does not answer.")
    assert dict(run.counts)["published"] == 1
    house.sites["shop"].reachable = True
    assert dict(publish_now(house.workspace, ["shop"]).counts) == {"published": 1}


def test_what_waits_for_its_turn_is_tried_at_once_when_somebody_asks(house: House):
    house.add("a")
    house.sites["web"].reachable = False
    publish_now(house.workspace)
    house.sites["web"].reachable = True
    assert dict(publish_now(house.workspace, due=True).counts) == {}
    assert dict(publish_now(house.workspace).counts) == {"published": 1}


def test_settings_that_are_wrong_fail_in_the_run_with_a_sentence(house: House):
    house.site("bad", channel="nowhere")
    house.add("a")
    run = publish_now(house.workspace)
    assert run.state is RunState.FAILED
    assert "no channel 'nowhere'" in run.message
    assert len(house.sites["web"].objects) == 1


def test_where_nothing_publishes_or_somebody_else_does(house: House):
    with pytest.raises(Usage, match="publishes nothing"):
        publish_now(house.workspace, ["dam"]) if house.add("a") else None
    with holding(house.workspace.catalogue.leases, [connection_lease("web")], "somebody"):
        with pytest.raises(WorkspaceBusy):
            publish_now(house.workspace)
        with pytest.raises(WorkspaceBusy):
            begin(house.workspace)
    empty = House()
    assert plans(empty.workspace) == []
    with pytest.raises(Usage, match="thesaury connect"):
        publish_now(empty.workspace)
