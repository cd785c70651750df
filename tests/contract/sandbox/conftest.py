"""A sandbox of either system for each module, as new before each test, and PoolParty in its old dialect."""

from collections.abc import Iterator

import httpx
import pytest

from tests.contract.sandbox.brandfolder_caller import Caller as BrandfolderCaller
from tests.contract.sandbox.bynder_caller import Caller as BynderCaller
from tests.contract.sandbox.poolparty_server import House, house
from tests.contract.sandbox.smintio_caller import Caller
from thesaury.sandbox.brandfolder.server import create as brandfolder
from thesaury.sandbox.bynder.server import create as create_bynder
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


@pytest.fixture(scope="module")
def house_of_brands() -> Iterator[httpx.Client]:
    made = brandfolder()
    with running(made) as server, httpx.Client(base_url=server.url, timeout=10) as http:
        yield http
    made.store.close()


@pytest.fixture
def bf(house_of_brands: httpx.Client) -> BrandfolderCaller:
    house_of_brands.post("/__sandbox__/reset")
    return BrandfolderCaller(house_of_brands)


@pytest.fixture(scope="module")
def bynder_http() -> Iterator[httpx.Client]:
    made = create_bynder()
    with running(made) as server, httpx.Client(base_url=server.url, timeout=10) as asked:
        yield asked
    made.store.close()


@pytest.fixture
def bynder(bynder_http: httpx.Client) -> BynderCaller:
    bynder_http.post("/__sandbox__/reset")
    return BynderCaller(bynder_http)
