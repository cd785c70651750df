"""Settings that lead to another system: while something of ours stands in the old one they are refused, for nobody would withdraw it."""

import pytest

from tests.unit.publishing.house import House
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.pipeline.keeping import keep_connection

OLD, NEW = "http://cms.example", "https://other.example"


@pytest.fixture
def house() -> House:
    made = House()
    made.site("web", base_url=OLD)
    return made


def lead(house: House, **settings: str) -> None:
    pairs = {"channel": "main", "base_url": OLD} | settings
    keep_connection(house.workspace.catalogue, Connection("web", "fake", tuple(pairs.items())))


@pytest.mark.parametrize("settings", [{"base_url": NEW}, {"space": "two"}])
def test_what_stands_somewhere_is_not_left_there(house: House, settings: dict[str, str]):
    asset = house.add("a")
    house.publish()
    with pytest.raises(Usage, match="1 published assets still"):
        lead(house, **settings)
    house.sites["web"].reachable = False
    house.approve(asset, False)
    house.publish()
    with pytest.raises(Usage, match="1 published assets still"):
        lead(house, **settings)
    assert house.connection("web").setting("base_url") == OLD


def test_the_same_system_may_get_other_settings_and_speak_tls(house: House):
    house.add("a")
    house.publish()
    lead(house, base_url="https://CMS.example/", withdrawal="delete")
    assert house.connection("web").setting("withdrawal") == "delete"
    assert house.publish().counts == {}


def test_once_all_is_withdrawn_the_other_system_is_published_to_from_the_start(house: House):
    asset = house.add("a")
    house.publish()
    house.approve(asset, False)
    house.publish()
    lead(house, base_url=NEW)
    house.approve(asset)
    house.sites["web"].objects.clear()
    assert house.publish().counts["created"] == 1
