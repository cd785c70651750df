"""A Smint.io sandbox over real HTTP, and connections to it: what the tests of the connector share."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.request import Request, urlopen

from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.manifest import manifests
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.connection import Connection
from thesaury.ports.sink import AssetSink
from thesaury.ports.source import AssetSource, Tools
from thesaury.sandbox.serving.server import Running, running
from thesaury.sandbox.smintio.server import Dialect, Setup, create

QUICK = {
    "requests_per_second": "5000",
    "retry_attempts": "3",
    "retry_first_seconds": "0.01",
    "retry_longest_seconds": "0.02",
    "request_seconds": "5",
    "poll_seconds": "1",
    "circuit_failures": "50",
}


class Bench:
    """One sandbox with its control plane, and connections to one of its tenants."""

    def __init__(self, server: Running, tenant: str = "fennmoor") -> None:
        self.server, self.url = server, server.url
        self.where: dict[str, Any] = self.control("where")["tenants"][tenant]
        self.secrets = FakeSecrets()
        self.tools = lent(self.secrets)
        for name, scope in (("licensed", "licensing"), ("portal", "portals")):
            told = {"client_secret": self.where["client_secret"], "refresh_token": self.where["refresh_tokens"][scope]}
            self.secrets.put(name, told)
        forget_circuits()

    def control(self, call: str, body: Any = None, method: str = "") -> Any:
        """A call of the control plane."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/__sandbox__/{call}", data, method=method or ("GET" if data is None else "POST"))
        with urlopen(request, timeout=30) as reply:
            return json.load(reply)

    def do(self, **edits: Any) -> Any:
        """Edits behind the interface's back."""
        return self.control("data", {"tenant": self.where["tenant"], **edits})["done"]

    def fault(self, fault: str, route: str = "", times: int | None = 1, **further: Any) -> None:
        """Let requests go wrong."""
        self.control("faults", {"fault": fault, "route": route, "times": times, **further})

    def asked(self, part: str = "") -> list[dict[str, Any]]:
        """Every request so far whose path holds this, in order."""
        return [entry for entry in self.control("log?newest=100000")["requests"] if part in entry["path"]]

    def violations(self) -> list[dict[str, Any]]:
        return list(self.control("violations")["violations"])

    def connection(self, content: str = "licensed", **settings: str) -> Connection:
        """A connection named as its content is."""
        base = {
            "tenant": self.where["tenant"],
            "content": content,
            "authority_url": self.where["authority"],
            "licensed_url": self.where["licensing"],
            "backend_url": self.where["backend"],
            "portal_url": self.where["portal"],
            "client_id": self.where["client_id"],
            "redirect_uri": "http://127.0.0.1:9/callback",
            **QUICK,
        }
        return Connection(content, "smintio", tuple({**base, **settings}.items()))

    def opened(self, role: str, content: str = "licensed", tools: Tools | None = None, **settings: str) -> Any:
        return manifests()["smintio"].factory(role)(self.connection(content, **settings), tools or self.tools)

    def source(self, content: str = "licensed", page_limit: int = 3, **settings: str) -> AssetSource:
        source = self.opened("source", content, **settings)
        return replace(source, capabilities=replace(source.capabilities, page_limit=page_limit))

    def sink(self, sinks: Mapping[str, AssetSink] | None = None, **settings: str) -> AssetSink:
        sink: AssetSink = self.opened("sink", "portal", lent(self.secrets, sinks=sinks), **settings)
        return sink


@contextmanager
def served(setup: Setup | None = None, **dialect: Any) -> Iterator[Bench]:
    """A sandbox for the time of the block; long-running calls are done at the first look unless the dialect says otherwise."""
    made = replace(setup or Setup(), dialect=Dialect(**{"polls": 0, **dialect}))
    sandbox = create(made)
    sandbox.clock.freeze()
    with running(sandbox) as server:
        yield Bench(server)


def fresh(bench: Bench) -> Bench:
    """The same server with everything as at first: data, logins, faults, log; and nothing kept on our side."""
    bench.control("reset", {})
    bench.control("clock", {"freeze": True})
    return Bench(bench.server)


@contextmanager
def holding(count: int, **dialect: Any) -> Iterator[Bench]:
    """A sandbox with so many purchases and portal assets."""
    with served(Setup(size="large", assets=count), **dialect) as bench:
        yield bench
