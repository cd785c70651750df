"""A connection whose settings nobody can read keeps nothing on a website that has to leave it."""

from datetime import date

import pytest

from tests.fakes.workspace import FakeWorkspace
from tests.unit.publishing.house import House
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.pipeline.publishing.targets import publishing


class Muddled(FakeWorkspace):
    """A workspace in which one connection lacks a setting."""

    def roles(self, connection: Connection) -> tuple[str, ...]:
        if connection.name == "half-made":
            raise Usage("The connection half-made needs the setting 'portal'.")
        return super().roles(connection)


def test_a_half_made_connection_keeps_no_withdrawal_waiting():
    house = House(Muddled())
    site = house.site("web")
    asset = house.add("a", until=date(2026, 12, 1))
    house.publish()
    kept = site.of(asset)
    assert kept.live
    house.workspace.catalogue.records.put_connection(Connection("half-made", "fake"))
    assert [one.name for one in publishing(house.workspace)] == ["web"]
    house.wait(days=2)
    house.look()
    assert not site.of(asset).live
    with pytest.raises(Usage, match="needs the setting"):
        publishing(house.workspace, ["half-made"])
