"""A sandbox of either system for each module, as new before each test, and PoolParty in its old dialect."""

from collections.abc import Iterator

import httpx
import pytest

from tests.contract.sandbox.poolparty_server import House, house
from tests.contract.sandbox.smintio_caller import Caller
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.server import running
from thesaury.sandbox.smintio.server import Setup, create


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


@pytest.fixture(scope="module")
def shop() -> Iterator[Sandbox]:
    made = create(Setup(edges=True))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def asked(shop: Sandbox) -> Iterator[httpx.Client]:
    with running(shop) as server, httpx.Client(base_url=server.url, timeout=10) as made:
        yield made


@pytest.fixture
def caller(asked: httpx.Client) -> Caller:
    asked.post("/__sandbox__/reset")
    return Caller(asked)
