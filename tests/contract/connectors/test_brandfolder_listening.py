"""Events of Brandfolder, really delivered by the sandbox, and the subscriptions to them."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread

import pytest

from tests.contract.connectors.brandfolder_server import Bench, fresh, served
from tests.patience import PATIENCE
from thesaury.connectors.brandfolder.client import EVENTS
from thesaury.connectors.brandfolder.shapes import text
from thesaury.model.errors import BadInput, Refused, Usage
from thesaury.ports.hints import Hint


class Hook:
    """An address that takes deliveries."""

    def __init__(self) -> None:
        self.bodies: Queue[bytes] = Queue()
        bodies = self.bodies

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                bodies.put(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hooks/quillbrook"
        self._thread = Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served() as bench:
        yield bench


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.close()


def active(bench: Bench, address: str) -> list[str]:
    found = [one for one in bench.api().subscriptions() if text(one, "callback_url") == address]
    return sorted(text(one, "event_type") for one in found if one["attributes"].get("active") is not False)


def test_what_people_do_arrives_as_hints(server: Bench, hook: Hook):
    bench = fresh(server, https_only=False)
    listener = bench.opened("listener")
    assert listener.subscribe(hook.url) == tuple(f"{event} is subscribed now." for event in EVENTS)
    made = bench.do(add_asset={"name": "Jar"})["add_asset"]
    bench.do(remove_asset=made)
    hints = {hint for _ in range(3) for hint in listener.heard({}, hook.bodies.get(timeout=PATIENCE))}
    assert hints == {Hint(made)}


def test_subscribing_again_changes_nothing_and_makes_what_is_missing(server: Bench, hook: Hook):
    bench = fresh(server, https_only=False)
    listener = bench.opened("listener")
    listener.subscribe(hook.url)
    assert listener.subscribe(hook.url) == tuple(f"{event} is subscribed." for event in EVENTS)
    api = bench.api()
    lost = next(one for one in api.subscriptions() if text(one, "event_type") == "asset.delete")
    api.unsubscribe(lost["id"])
    assert "asset.delete is subscribed now." in listener.subscribe(hook.url)
    assert active(bench, hook.url) == sorted(EVENTS)


def test_a_subscription_that_is_there_already_is_no_failure(server: Bench, hook: Hook):
    bench = fresh(server, https_only=False)
    bench.fault("status:409", "/webhooks$", 1, method="POST")
    assert "asset.create was subscribed already." in bench.opened("listener").subscribe(hook.url)
    bench.fault("reset_after", "/webhooks$", 1, method="POST")
    said = bench.opened("listener").subscribe(hook.url)
    assert any("reply was lost" in sentence for sentence in said)
    bench.opened("listener").subscribe(hook.url)
    assert active(bench, hook.url) == sorted(EVENTS)


def test_subscriptions_that_lapsed_are_made_anew(server: Bench, hook: Hook):
    bench = fresh(server, https_only=False)
    bench.opened("listener").subscribe(hook.url)
    bench.do(revoke=True)
    bench.later(3_600)
    bench.status("brandfolders")  # the server looks at its clock when it is asked
    bench.do(revoke=False)
    assert active(bench, hook.url) != sorted(EVENTS)
    bench.opened("listener").subscribe(hook.url)
    assert active(bench, hook.url) == sorted(EVENTS)


def test_a_plain_address_elsewhere_is_refused_before_anything_is_sent(server: Bench):
    bench = fresh(server)
    with pytest.raises(Usage, match="https"):
        bench.opened("listener").subscribe("http://hooks.example/x")
    assert bench.asked("/api/") == []


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"data": 1}', b'{"data": {"attributes": []}}', b"\xff", b"[" * 9_999]
)
def test_what_is_no_event_is_refused(server: Bench, body: bytes):
    with pytest.raises(BadInput):
        fresh(server).opened("listener").heard({}, body)


def test_an_unknown_kind_of_event_hints_at_nothing_and_a_foreign_one_is_refused_without_a_look(server: Bench):
    bench = fresh(server)
    own = {
        "brandfolder_key": bench.where["brandfolder"],
        "organization_key": bench.where["organization_key"],
        "key": "a",
    }

    def body(**told: object) -> bytes:
        return json.dumps({"data": {"attributes": {**own, **told}}}).encode()

    listener = bench.opened("listener")
    assert listener.heard({}, body(event_type="asset.sung")) == ()
    assert listener.heard({}, body(event_type="asset.update", key=None)) == (Hint(""),)
    before = len(bench.asked("/api/"))
    for _ in range(3):
        listener.heard({}, body(event_type="asset.update"))
        with pytest.raises(Refused):
            listener.heard({}, body(event_type="asset.update", brandfolder_key="x"))
    assert len(bench.asked("/api/")) == before  # a flood of events makes no request of ours


@pytest.mark.parametrize("key", ["../../organizations", "a" * 200_000, "a b", "schlüssel", "", 7, None])
def test_what_is_no_key_names_no_asset(server: Bench, key: object):
    bench = fresh(server)
    own = {"brandfolder_key": bench.api().brandfolder, "organization_key": bench.api().organization()}
    told = {"data": {"attributes": {"key": key, "event_type": "asset.update", **own}}}
    assert bench.opened("listener").heard({}, json.dumps(told).encode()) == (Hint(""),)
