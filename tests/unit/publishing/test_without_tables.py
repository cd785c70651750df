"""Tables of rights that cannot be read: nothing comes in, and whatever has to go without asking them goes all the same."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.publishing.house import House
from thesaury.model.errors import BadInput
from thesaury.model.publishing import Reason
from thesaury.pipeline.publishing.approving import revoke

END = date(2026, 12, 3)


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House()
    made.site("web")
    made.workspace.root = tmp_path
    return made


def break_tables(house: House) -> Path:
    table = house.workspace.root / "regions.toml"  # type: ignore[operator]
    table.write_text("[BROKEN\n")
    return table


def live(house: House) -> set[str]:
    return {kept.asset for kept in house.sites["web"].objects.values() if kept.live}


def test_a_licence_that_ended_and_an_approval_that_was_taken_back_leave_the_cms(house: House):
    ends, revoked, stays = house.add("a", until=END), house.add("b"), house.add("c")
    house.publish()
    table = break_tables(house)
    house.wait(days=5)
    revoke(house.workspace, "main", [revoked], "The model withdrew.", "ana")
    house.add("d")
    house.look()
    assert live(house) == {stays}
    entries = house.workspace.catalogue.feeds.entries("main", [ends, revoked])
    assert (entries[ends].reason, entries[ends].since) == (Reason.RIGHTS_UNKNOWN, "2026-12-03T23:00:00+00:00")
    assert "regions.toml" in entries[ends].sentence
    assert entries[revoked].reason is Reason.APPROVAL_WITHDRAWN
    with pytest.raises(BadInput, match="regions"):
        house.refresh()
    table.unlink()
    house.license("a")
    assert house.publish().counts["created"] == 1
    assert ends in live(house)


def test_what_turned_by_itself_leaves_though_nothing_was_touched(house: House):
    house.add("a", until=END)
    house.publish()
    break_tables(house)
    house.wait(days=5)
    house.look()
    assert live(house) == set()
