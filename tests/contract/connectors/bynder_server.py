"""A Bynder sandbox over real HTTP, and connections to it: what the tests of the connector share."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.budget import VARIABLE
from thesaury.connectors.bynder.source import BynderSource
from thesaury.connectors.manifest import manifests
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.connection import Connection
from thesaury.sandbox.bynder.portals import PORTALS
from thesaury.sandbox.bynder.server import Setup, create, front
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.server import Running, running

QUICK = {
    "requests_per_second": "5000",
    "retry_attempts": "3",
    "retry_first_seconds": "0.01",
    "retry_longest_seconds": "0.02",
    "request_seconds": "5",
    "patience_seconds": "5",
    "circuit_failures": "50",
}


class Bench:
    """One sandbox with its control plane, and connections to one of its portals."""

    def __init__(self, server: Running, sandbox: Sandbox, portal: str = "fennmoor", address: str = "") -> None:
        self.sandbox = sandbox
        self.server, self.url, self.portal = server, server.url, portal
        self.address = address or server.url
        self.where: dict[str, Any] = self.control("where")["portals"][portal]
        self.secrets = FakeSecrets()
        self.secrets.put(portal, {"token": self.where["permanent_token"], "client_secret": self.where["client_secret"]})
        self.tools = lent(self.secrets)
        forget_circuits()

    def control(self, call: str, body: Any = None, method: str = "") -> Any:
        """A call of the control plane."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/__sandbox__/{call}", data, method=method or ("GET" if data is None else "POST"))
        with urlopen(request, timeout=30) as reply:
            return json.load(reply)

    def do(self, **edits: Any) -> Any:
        """Edits behind the interface's back."""
        return self.control("data", {"portal": self.portal, **edits})["done"]

    def fault(self, fault: str, route: str = "", times: int | None = 1, **further: Any) -> None:
        """Let requests go wrong."""
        self.control("faults", {"fault": fault, "route": route, "times": times, **further})

    def asked(self, part: str = "/api") -> list[dict[str, Any]]:
        """Every request so far whose path holds this, in order."""
        return [entry for entry in self.control("log?newest=100000")["requests"] if part in entry["path"]]

    def violations(self) -> list[dict[str, Any]]:
        return list(self.control("violations")["violations"])

    def get(self, path: str) -> Any:
        """What the portal itself answers, asked without the connector."""
        token = {"Authorization": f"Bearer {self.where['permanent_token']}"}
        with urlopen(Request(f"{self.address}{path}", headers=token), timeout=30) as reply:
            return json.load(reply)

    def connection(self, **settings: str) -> Connection:
        """A connection named as its portal is."""
        return Connection(self.portal, "bynder", tuple({"portal": self.address, **QUICK, **settings}.items()))

    def opened(self, role: str, **settings: str) -> Any:
        return manifests()["bynder"].factory(role)(self.connection(**settings), self.tools)

    def source(self, page_limit: int = 3, **settings: str) -> BynderSource:
        source: BynderSource = self.opened("source", **settings)
        return replace(source, capabilities=replace(source.capabilities, page_limit=page_limit))

    def asset(self, **members: Any) -> str:
        """A new asset; its id."""
        return str(self.do(add_asset=members)["add_asset"])


@pytest.fixture
def own_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A budget of requests for one test alone; the folder of its state."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "state"))
    return tmp_path / "state"


@contextmanager
def served(setup: Setup | None = None) -> Iterator[Bench]:
    """A sandbox for the time of the block, whose clock stands still."""
    sandbox = create(setup or Setup())
    sandbox.clock.freeze()
    with running(sandbox) as server:
        yield Bench(server, sandbox)


@contextmanager
def both() -> Iterator[tuple[Bench, Bench]]:
    """The two portals of one sandbox, each at an address of its own."""
    sandbox = create(Setup())
    sandbox.clock.freeze()
    other = next(portal.name for portal in PORTALS if portal.name != "fennmoor")
    with running(sandbox) as server, running(front(sandbox, other)) as second:
        yield Bench(server, sandbox), Bench(server, sandbox, other, second.url)


def holding(count: int) -> Any:
    """A sandbox with so many assets."""
    return served(Setup(size="large", assets=count))
