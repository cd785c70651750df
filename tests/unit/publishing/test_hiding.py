"""What an editor hid stays hidden, and what was withdrawn comes back: the one is never taken for the other."""

from datetime import date

import pytest

from tests.fakes.publishing_target import Kept, MemoryTarget
from tests.unit.publishing.house import House
from thesaury.model.errors import Refused
from thesaury.model.publication import Held
from thesaury.model.publishing import Withdrawal
from thesaury.ports.publishing_target import Package


@pytest.fixture
def house() -> House:
    made = House()
    made.site("web")
    return made


def published(house: House, until: date | None = None) -> tuple[str, Kept]:
    asset = house.add("a", until=until)
    house.publish()
    kept = house.sites["web"].of(asset)
    assert kept
    return asset, kept


def test_what_an_editor_hid_stays_hidden_however_often_its_asset_changes(house: House):
    asset, kept = published(house)
    kept.live = False
    for title in ("Second", "Third", "Fourth"):
        house.add("a", title=title)
        assert house.publish().counts == {"changed": 1}
        assert (kept.texts["title"], kept.live) == (title, False)
        known = house.known(asset)
        assert (known.kept, known.hidden) == (("live",), True)
    for _ in range(2):
        assert house.publish(whole=True).counts == {}
    assert (kept.live, house.known(asset).kept) == (False, ("live",))


def test_what_an_editor_shows_again_is_shown_again(house: House):
    asset, kept = published(house)
    kept.live = False
    house.publish(whole=True)
    assert house.known(asset).hidden
    kept.live = True
    house.add("a", title="Second")
    house.publish()
    known = house.known(asset)
    assert (kept.live, known.live, known.kept, known.hidden) == (True, True, (), False)


@pytest.mark.parametrize("knows", [True, False])
def test_a_withdrawal_that_took_effect_and_was_answered_by_an_error_is_no_hiding(house: House, knows: bool):
    asset, kept = published(house, date(2026, 12, 3))
    house.sites["web"].knows_withdrawn = knows
    house.workspace.targets["web"] = AnswersWrong(house.sites["web"])
    house.wait(days=3)
    assert house.publish().counts == {"refused": 1}
    assert not kept.live
    house.license("a")
    assert house.publish().counts == {"changed": 1}
    assert (kept.live, house.known(asset).kept) == (True, ())


def test_what_the_site_withdrew_by_itself_on_the_last_day_comes_back_with_its_licence(house: House):
    asset, kept = published(house, date(2026, 12, 3))
    house.wait(days=3)
    kept.live, kept.withdrawn = False, True
    house.license("a")
    assert house.publish().counts == {"changed": 1}
    assert (kept.live, house.known(asset).kept, house.known(asset).hidden) == (True, (), False)


def test_after_a_withdrawal_nothing_counts_as_hidden(house: House):
    asset, kept = published(house, date(2026, 12, 3))
    kept.live = False
    house.publish(whole=True)
    house.wait(days=3)
    house.publish()
    assert not house.known(asset).hidden
    house.license("a")
    house.publish()
    assert kept.live


class AnswersWrong(MemoryTarget):
    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        super().withdraw(held, how, placeholder)
        raise Refused("Not every file could be taken away.", 500)
