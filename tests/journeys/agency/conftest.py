"""The agency of two clients that the tests of isolation share."""

from collections.abc import Mapping

import pytest

from tests.journeys.agency.things import made_things
from tests.journeys.agency.two_clients import THEIRS, two_clients
from thesaury.bootstrap.agency import Agency


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Agency, Mapping[str, str]]:
    """The agency, and the things of its second client, by the gaps of addresses in which they stand."""
    agency = two_clients(tmp_path_factory.mktemp("isolation"))
    theirs = agency.open(THEIRS)
    things = made_things(theirs)
    theirs.close()
    return agency, things
