"""A Brandfolder sandbox over real HTTP, and connections to it: what the tests of the connector share."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.settings import settings_of
from thesaury.connectors.manifest import manifests
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.connection import Connection
from thesaury.ports.sink import AssetSink
from thesaury.ports.source import AssetSource
from thesaury.sandbox.brandfolder.server import Setup, create
from thesaury.sandbox.brandfolder.switches import Switches
from thesaury.sandbox.serving.server import Running, running

QUICK = {
    "requests_per_second": "5000",
    "retry_attempts": "3",
    "retry_first_seconds": "0.01",
    "retry_longest_seconds": "0.02",
    "request_seconds": "5",
    "circuit_failures": "50",
}
START = "2026-08-03T09:00:00Z"


class Bench:
    """One sandbox with its control plane, and connections to the first brandfolder of one of its organisations."""

    def __init__(self, server: Running, organisation: str = "fennmoor") -> None:
        self.server, self.url, self.organisation = server, server.url, organisation
        self.where: dict[str, Any] = self.control("where")["organisations"][organisation]
        self.secrets = FakeSecrets()
        self.secrets.put("c", {"api_key": self.where["api_key"]})
        self.tools = lent(self.secrets)
        forget_circuits()

    def control(self, call: str, body: Any = None, method: str = "") -> Any:
        """A call of the control plane."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/__sandbox__/{call}", data, method=method or ("GET" if data is None else "POST"))
        with urlopen(request, timeout=30) as reply:
            return json.load(reply)

    def do(self, **edits: Any) -> dict[str, Any]:
        """Edits behind the interface's back."""
        done: dict[str, Any] = self.control("data", {"organisation": self.organisation, **edits})["done"]
        return done

    def later(self, seconds: float) -> None:
        """Let time go by on the server."""
        self.control("clock", {"advance": seconds})

    def fault(self, fault: str, route: str = "", times: int | None = 1, **further: Any) -> None:
        """Let requests go wrong."""
        self.control("faults", {"fault": fault, "route": route, "times": times, **further})

    def asked(self, part: str = "") -> list[dict[str, Any]]:
        """Every request so far whose path holds this, in order."""
        return [entry for entry in self.control("log?newest=100000")["requests"] if part in entry["path"]]

    def violations(self) -> list[dict[str, Any]]:
        return list(self.control("violations")["violations"])

    def status(self, path: str, method: str = "GET", body: Any = None, **headers: str) -> int:
        """The status of a request that our client would never send."""
        data = None if body is None else json.dumps(body).encode()
        told = {"Authorization": f"Bearer {self.where['api_key']}", **headers}
        try:
            with urlopen(Request(f"{self.where['api']}/{path}", data, told, method=method), timeout=30) as reply:
                return int(reply.status)
        except HTTPError as error:
            error.close()
            return error.code

    def connection(self, **settings: str) -> Connection:
        base = {"brandfolder": self.where["brandfolder"], "base_url": self.where["api"], **QUICK}
        return Connection("c", "brandfolder", tuple({**base, **settings}.items()))

    def api(self, **settings: str) -> Api:
        return Api(settings_of(self.connection(**settings)), self.secrets)

    def opened(self, role: str, **settings: str) -> Any:
        return manifests()["brandfolder"].factory(role)(self.connection(**settings), self.tools)

    def source(self, page_limit: int = 3, **settings: str) -> AssetSource:
        source = self.opened("source", **settings)
        return replace(source, capabilities=replace(source.capabilities, page_limit=page_limit))

    def sink(self, **settings: str) -> AssetSink:
        sink: AssetSink = self.opened("sink", **settings)
        return sink

    def fill(self, count: int) -> list[str]:
        """So many assets as the whole content, one every minute; their keys, the oldest first."""
        for key in list(self.source(50, dates="no").keys()):
            self.do(remove_asset=key)
        made = []
        for number in range(count):
            self.later(60)
            made.append(
                self.do(add_asset={"name": f"Picture {number}", "description": f"Number {number}."})["add_asset"]
            )
        return made


def fresh(bench: Bench, **switches: Any) -> Bench:
    """The same server with everything as at first; only data, faults, clock and log are put back, nothing is kept on our side."""
    bench.control("reset", {})
    bench.control("clock", {"set": START})
    bench.control("clock", {"freeze": True})
    bench.control("data", {"organisation": bench.organisation, "switches": {**asdict(Switches()), **switches}})
    return Bench(bench.server, bench.organisation)


@contextmanager
def served(size: str = "tiny", **switches: Any) -> Iterator[Bench]:
    """A sandbox for the time of the block, its clock standing still."""
    sandbox = create(Setup(size=size, switches=Switches().changed(switches)))
    sandbox.clock.freeze()
    with running(sandbox) as server:
        yield Bench(server)
