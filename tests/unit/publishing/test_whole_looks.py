"""When a run looks at the whole feed: another channel, a look that was cut off, a long pause; and what a feed is behind with."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.publishing.house import GEAR, MAIN, TENT, House
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.publishing import Approval, Reason
from thesaury.pipeline.publishing import intending
from thesaury.pipeline.publishing.publishing import publish

OTHER = replace(MAIN, name="other", by_approval=True)


@pytest.fixture
def house() -> House:
    made = House()
    made.site("web")
    return made


def live(house: House) -> set[str]:
    return {kept.asset for kept in house.sites["web"].objects.values() if kept.live}


def busy_other_channel(house: House, asset: str) -> None:
    """Another channel, whose feed has more changes than the first one, and lets this asset go in the end."""
    house.workspace.catalogue.channels.put(OTHER)
    for approved in (True, False) * 5:
        house.wait(minutes=1)
        said = Approval("other", asset, approved, house.moment, "ana")
        house.workspace.catalogue.channels.approve([said])
        house.workspace.catalogue.feeds.touch([asset])
        house.refresh()


def test_what_another_channel_has_not_is_withdrawn_though_a_round_came_first(house: House):
    assets = sorted(house.add(name) for name in "abcd")
    house.publish()
    busy_other_channel(house, assets[0])
    house.bind("web", "other")
    house.look()
    assert live(house) == set(assets[1:])
    assert house.publish().counts["withdrawn"] == 3
    assert live(house) == set()


def test_what_another_channel_has_not_is_withdrawn_though_the_first_run_was_killed(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    assets = sorted(house.add(name) for name in "abcd")
    house.publish()
    busy_other_channel(house, assets[0])
    house.bind("web", "other")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(intending, "_standing", killed)
        with pytest.raises(KeyboardInterrupt):
            house.publish()
    house.publish()
    assert live(house) == set()


def test_after_another_channel_all_is_looked_at_once(house: House):
    gone, kept = house.add("a"), house.add("b")
    house.publish()
    house.workspace.catalogue.channels.put(OTHER)
    house.workspace.catalogue.channels.approve([Approval("other", kept, True, house.moment, "ana")])
    house.bind("web", "other")
    assert house.publish().counts == {"unchanged": 1, "withdrawn": 1}
    assert (house.known(gone).reason, live(house)) == (Reason.CHANNEL_LOST, {kept})
    asked = len(house.sites["web"].asked)
    house.publish()
    assert "every" not in [what for what, _ in house.sites["web"].asked[asked:]]


def test_what_a_feed_may_have_forgotten_is_looked_for_after_a_long_pause(house: House):
    asset = house.add("a", until=date(2026, 12, 3))
    house.add("b")
    house.publish()
    house.wait(days=5)
    house.refresh()
    house.wait(days=95)
    assert house.publish().counts == {"withdrawn": 1}
    assert asset not in live(house)


def test_a_look_noted_by_a_clock_that_was_ahead_counts_for_nothing(house: House):
    house.add("a")
    now, house.moment = house.moment, "2030-01-01T00:00:00+00:00"
    house.publish()
    house.moment = now
    house.publish()
    assert house.workspace.catalogue.publications.read_feed("web").at == now


def test_an_end_that_touched_nothing_is_found_by_a_look_at_all(house: House):
    asset = house.add("a")
    house.publish()
    house.license("a", regions=("AT",), touch=False)
    assert house.publish(whole=True).counts == {"withdrawn": 1}
    assert live(house) == set()
    assert not house.workspace.catalogue.feeds.entries("main", [asset])[asset].published


def test_what_a_run_finds_out_itself_leaves_the_feed_and_comes_back(house: House):
    asset = house.add("a")
    house.publish()
    house.add("a", title="Another title")
    house.refresh()
    house.license("a", regions=("AT",), touch=False)
    assert publish(house.workspace, house.connection("web"), clock=house.clock).counts == {"withdrawn": 1}
    entry = house.workspace.catalogue.feeds.entries("main", [asset])[asset]
    assert entry.reason is Reason.REGION_LOST
    house.license("a")
    assert house.publish().counts == {"changed": 1}
    assert live(house) == {asset}


def test_a_dry_run_settles_nothing(house: House):
    asset = house.add("a")
    house.publish()
    house.license("a", regions=("AT",), touch=False)
    assert len(house.plan(whole=True).deeds) == 1
    assert house.workspace.catalogue.feeds.entries("main", [asset])[asset].published
    assert house.known(asset).wanted


def test_a_concept_above_is_called_as_it_is_now_without_a_look_at_all(house: House):
    house.add("a")
    house.publish()
    words = Vocabulary(
        "v",
        (),
        (
            Concept(GEAR, (), (Label("Outdoor gear", "en"),)),
            Concept(TENT, (), (Label("Tent", "en"), Label("Zelt", "de")), broader=(GEAR,)),
        ),
    )
    house.workspace.catalogue.vocabularies.put(words, "", house.moment)
    assert house.publish().counts == {"concepts": 1}
    assert house.sites["web"].concepts[GEAR].labels == (Label("Outdoor gear", "en"),)
    asked = len(house.sites["web"].asked)
    assert house.publish().counts == {}
    assert house.sites["web"].asked[asked:] == []


def test_a_clock_that_was_ahead_keeps_no_withdrawal_waiting(house: House):
    asset = house.add("a")
    house.publish()
    now, house.moment = house.moment, "2030-01-01T00:00:00+00:00"
    house.sites["web"].reachable = False
    house.approve(asset, approved=False)
    house.publish()
    house.moment, house.sites["web"].reachable = now, True
    house.wait(hours=1)
    house.look()
    assert live(house) == set()
