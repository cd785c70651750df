"""Objects that editors took in by themselves: gone with their rights, whoever else publishes their assets elsewhere."""

from dataclasses import replace

import pytest

from tests.fakes.publishing_target import MemoryTarget
from tests.unit.publishing.house import House
from thesaury.model.connection import Connection
from thesaury.model.publishing import Reason
from thesaury.pipeline.publishing.publishing import withdraw_all
from thesaury.publishing.systems import system_of


@pytest.fixture
def house() -> House:
    made = House()
    made.site("web")
    made.site("shop")
    return made


def take_in(house: House, name: str) -> str:
    """An editor of the website takes a picture in that only the shop was given by a run; the feed is up to date."""
    house.add("first")
    house.publish("web")
    asset = house.add(name)
    house.publish("shop")
    cms = house.sites["web"]
    cms.objects["900"] = replace(next(iter(cms.objects.values())), asset=asset)
    return asset


@pytest.mark.parametrize("by_run", [True, False])
def test_it_leaves_though_another_cms_has_the_asset(house: House, by_run: bool):
    asset = take_in(house, "taken")
    house.approve(asset, approved=False)
    if by_run:
        house.publish("web")
    else:
        house.look()
    assert not house.sites["web"].objects["900"].live
    known = house.known(asset)
    assert (known.reason, known.live, known.external_id) == (Reason.APPROVAL_WITHDRAWN, False, "900")


def test_rounds_look_for_it_once(house: House):
    house.approve(take_in(house, "taken"), approved=False)
    house.look()
    asked = len(house.sites["web"].asked)
    house.look()
    assert house.sites["web"].asked[asked:] == []


def test_rounds_look_for_it_again_where_the_cms_did_not_answer(house: House):
    house.approve(take_in(house, "taken"), approved=False)
    house.sites["web"].reachable = False
    house.look()
    assert house.sites["web"].objects["900"].live
    house.sites["web"].reachable = True
    house.look()
    assert not house.sites["web"].objects["900"].live


def test_it_is_found_by_a_look_at_all_though_another_cms_had_the_asset(house: House):
    asset = take_in(house, "taken")
    house.approve(asset, approved=False)
    house.publish("shop")
    house.workspace.catalogue.publications.drop("web")
    house.publish("web")
    assert not house.sites["web"].objects["900"].live


def test_what_another_connection_to_the_same_system_published_is_left_to_it(house: House):
    cms = house.sites["web"]
    house.workspace.targets["both"] = MemoryTarget(cms)
    house.workspace.catalogue.channels.put(replace(house.channel, name="none", concepts=9))
    settings = (("channel", "none"), ("base_url", "HTTPS://web.example/"))
    house.workspace.catalogue.records.put_connection(Connection("both", "fake", settings))
    assert system_of(house.connection("both")) == system_of(house.connection("web"))
    house.add("a")
    house.publish("web")
    assert house.publish("both", whole=True).counts == {}
    assert [kept.live for kept in cms.objects.values()] == [True]


def test_it_is_withdrawn_when_the_cms_is_disconnected(house: House):
    take_in(house, "taken")
    cms = house.sites["web"]
    cms.objects["901"] = replace(cms.objects["900"], asset="of another workspace")
    done = withdraw_all(house.workspace, house.connection("web"), house.clock)
    assert (done.counts, done.failures) == ({"withdrawn": 2}, ())
    assert {id: kept.live for id, kept in cms.objects.items()} == {"1": False, "900": False, "901": True}


def test_a_disconnection_says_where_the_cms_could_not_be_asked(house: House):
    asset = take_in(house, "taken")
    house.sites["web"].reachable = False
    done = withdraw_all(house.workspace, house.connection("web"), house.clock)
    assert done.failures
    assert house.sites["web"].of(asset)
