"""A PoolParty sandbox for each module, as new before each test, and one of the old dialect."""

from collections.abc import Iterator

import pytest

from tests.contract.sandbox.poolparty_server import House, house


@pytest.fixture(scope="module")
def server() -> Iterator[House]:
    with house() as found:
        yield found


@pytest.fixture
def pp(server: House) -> House:
    server.reset()
    return server


@pytest.fixture(scope="module")
def old() -> Iterator[House]:
    with house("6") as found:
        yield found
