"""The kernel of the sandbox servers over real sockets: control plane, faults, log, store, loopback only."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.serving.certificate import self_signed
from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.kernel import Sandbox, flagged, loopback
from thesaury.sandbox.serving.server import NotLoopback, Running, running
from thesaury.sandbox.serving.store import Store

WORDS = ["cup", "box"]


def words_sandbox(path: Path | None = None) -> Sandbox:
    sandbox = Sandbox("words", Store(path), error=lambda status: {"code": status})

    async def words(request: Request) -> Response:
        sandbox.accept(request, "language", harmless=("_",))
        if request.method == "POST":
            word = (await request.json())["word"]
            sandbox.store.put("word", word, word)
            sandbox.applied("words", request.headers.get("idempotency-key", ""), word)
        shown = WORDS if flagged(request, "stale") else [word for _, word in sandbox.store.all("word")]
        return JSONResponse(shown)

    def fill() -> None:
        for word in WORDS:
            sandbox.store.put("word", word, word)

    def edit(payload: dict[str, str]) -> str:
        sandbox.store.put("word", payload["word"], payload["word"])
        return payload["word"]

    if not sandbox.store.count("word"):
        fill()
    hooks = Hooks(fill, edit, lambda: {"words": sandbox.store.count("word")})
    return sandbox.serves([Route("/words/{shelf}", words, methods=["GET", "POST"])], hooks)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = words_sandbox()
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def served(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with running(sandbox) as server, httpx.Client(base_url=server.url, timeout=10) as made:
        yield made


@pytest.fixture
def client(served: httpx.Client) -> httpx.Client:
    served.post("/__sandbox__/reset")
    return served


def fault(text: str) -> dict[str, str]:
    return {"X-Sandbox-Fault": text}


def test_answers_carry_the_mark_and_unknown_paths_are_404_in_the_vendors_shape(client: httpx.Client) -> None:
    assert client.get("/words/a").json() == WORDS
    missing = client.get("/nothing")
    assert (missing.status_code, missing.json()) == (404, {"code": 404})
    assert missing.headers["x-thesaury-sandbox"] == "words"


def test_only_loopback(client: httpx.Client, sandbox: Sandbox) -> None:
    with pytest.raises(NotLoopback):
        Running(sandbox, host="0.0.0.0")
    assert client.get("/words/a", headers={"Host": "evil.example"}).status_code == 421
    assert loopback("[::1]:80")
    assert loopback("one.localhost:80")
    assert not loopback("localhost.example:80")


def test_log_counts_by_route_and_keeps_the_idempotency_key(client: httpx.Client) -> None:
    client.post("/words/a", json={"word": "jar"}, headers={"Idempotency-Key": "k1"})
    client.get("/words/b?language=en")
    told = client.get("/__sandbox__/log?newest=2").json()
    assert told["counts"] == {"POST /words/{shelf}": 1, "GET /words/{shelf}": 1}
    first, second = told["requests"]
    assert first["headers"]["idempotency-key"] == "k1"
    assert (second["path"], second["query"], second["status"]) == ("/words/b", "language=en", 200)
    assert second["size"] > 0


def test_unknown_parameters_are_violations_harmless_ones_are_not(client: httpx.Client) -> None:
    client.get("/words/a?language=en&_=1&page=2")
    (violation,) = client.get("/__sandbox__/violations").json()["violations"]
    assert (violation["rule"], violation["detail"]) == ("unknown-parameter", "GET /words/a: page")
    assert client.delete("/__sandbox__/violations").json() == {"violations": []}


def test_effects_show_a_key_that_was_applied_twice(client: httpx.Client) -> None:
    for key in ("k1", "k1", "k2"):
        client.post("/words/a", json={"word": "jar"}, headers={"Idempotency-Key": key})
    told = client.get("/__sandbox__/effects").json()
    assert (told["count"], told["repeated"]) == (3, {"k1": 2})


def test_clock_is_set_moved_and_stopped(client: httpx.Client, sandbox: Sandbox) -> None:
    client.post("/__sandbox__/clock", json={"freeze": True})
    client.post("/__sandbox__/clock", json={"set": "2026-08-01T00:00:00Z"})
    told = client.post("/__sandbox__/clock", json={"advance": 3600})
    assert told.json() == {"now": "2026-08-01T01:00:00+00:00"}
    assert sandbox.clock.now() == datetime(2026, 8, 1, 1, tzinfo=UTC)
    assert client.post("/__sandbox__/clock", json={"set": "yesterday"}).status_code == 400


def test_reset_brings_everything_back(client: httpx.Client) -> None:
    client.post("/words/a", json={"word": "jar"})
    client.post("/__sandbox__/faults", json={"fault": "empty", "times": None})
    client.post("/__sandbox__/reset")
    assert client.get("/words/a").json() == WORDS
    state = client.get("/__sandbox__/state").json()
    assert (state["effects"], state["words"]) == (0, 2)


def test_data_is_edited_behind_the_apis_back(client: httpx.Client) -> None:
    assert client.post("/__sandbox__/data", json={"word": "jar"}).json() == {"done": "jar"}
    assert "jar" in client.get("/words/a").json()
    assert client.post("/__sandbox__/data", json={}).status_code == 400
    assert client.get("/__sandbox__/effects").json()["count"] == 0


def test_faults_by_rule_fit_route_and_method_skip_and_count_down(client: httpx.Client) -> None:
    rule = {"fault": "status:503", "route": "^/words/a", "method": "GET", "times": 2, "skip": 1}
    assert client.post("/__sandbox__/faults", json=rule).json()["faults"][0]["times"] == 2
    assert client.get("/words/b").status_code == 200
    assert [client.get("/words/a").status_code for _ in range(4)] == [200, 503, 503, 200]
    assert client.delete("/__sandbox__/faults").json() == {"faults": []}


def test_faults_by_chance_are_the_same_for_a_seed(client: httpx.Client) -> None:
    def seen() -> list[int]:
        client.delete("/__sandbox__/faults")
        client.post("/__sandbox__/faults", json={"fault": "status:500", "times": None, "probability": 0.5, "seed": 7})
        return [client.get("/words/a").status_code for _ in range(12)]

    first = seen()
    assert set(first) == {200, 500}
    assert seen() == first


@pytest.mark.parametrize("text", ["nonsense", "slow:soon", "status:x"])
def test_wrong_faults_are_refused(client: httpx.Client, text: str) -> None:
    assert client.get("/words/a", headers=fault(text)).status_code == 400
    assert client.post("/__sandbox__/faults", json={"fault": text}).status_code == 400


@pytest.mark.parametrize("status", [401, 403, 404, 409, 429, 500, 503])
def test_status_faults_speak_in_the_vendors_shape(client: httpx.Client, status: int) -> None:
    answer = client.get("/words/a", headers=fault(f"status:{status}"))
    assert (answer.status_code, answer.json()) == (status, {"code": status})
    assert ("retry-after" in answer.headers) == (status == 429)
    assert answer.headers["x-thesaury-sandbox"] == "words"


def test_wrong_bodies(client: httpx.Client) -> None:
    assert client.get("/words/a", headers=fault("status:429:7")).headers["retry-after"] == "7"
    gateway = client.get("/words/a", headers=fault("status:502"))
    assert (gateway.status_code, gateway.headers["content-type"]) == (502, "text/html; charset=utf-8")
    page = client.get("/words/a", headers=fault("html200"))
    assert (page.status_code, page.text[:9]) == (200, "<!DOCTYPE")
    assert client.get("/words/a", headers=fault("empty")).content == b""
    with pytest.raises(UnicodeDecodeError):
        client.get("/words/a", headers=fault("garbage")).json()
    assert client.get("/words/a", headers=fault("content_type:image/png")).headers["content-type"] == "image/png"
    assert client.get("/words/a", headers=fault("cut")).text == '["cup"'
    assert client.get("/words/a", headers=fault("drip:200")).json() == WORDS
    assert client.get("/words/a", headers=fault("slow:0.01")).json() == WORDS


def test_oversized_bodies_look_like_json_to_the_end(client: httpx.Client) -> None:
    with client.stream("GET", "/words/a", headers=fault("oversized:2")) as answer:
        read = b"".join(answer.iter_bytes())
    assert len(read) > 2_000_000
    assert (read[:9], read[-2:]) == (b'{"count":', b"]}")


def test_redirects_go_round(client: httpx.Client) -> None:
    client.post("/__sandbox__/faults", json={"fault": "redirect_loop", "times": None})
    with pytest.raises(httpx.TooManyRedirects):
        client.get("/words/a", follow_redirects=True)


def test_a_connection_breaks_before_or_after_the_work(client: httpx.Client) -> None:
    with pytest.raises(httpx.TransportError):
        client.post("/words/a", json={"word": "jar"}, headers=fault("reset"))
    assert client.get("/words/a").json() == WORDS
    with pytest.raises(httpx.TransportError):
        client.post("/words/a", json={"word": "jar"}, headers=fault("reset_after"))
    assert client.get("/words/a").json() == [*WORDS, "jar"]
    log = client.get("/__sandbox__/log").json()["requests"]
    assert [(entry["fault"], entry["status"]) for entry in log if entry["fault"]] == [("reset", 0), ("reset_after", 0)]


def test_a_body_ends_too_early(client: httpx.Client) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/words/a", headers=fault("truncate"))


def test_a_reply_hangs_though_the_work_is_done(client: httpx.Client) -> None:
    with pytest.raises(httpx.ReadTimeout):
        client.post("/words/a", json={"word": "jar"}, headers=fault("hang_after:30"), timeout=0.3)
    assert client.get("/words/a").json() == [*WORDS, "jar"]


def test_handlers_see_the_flags(client: httpx.Client) -> None:
    client.post("/words/a", json={"word": "jar"})
    assert client.get("/words/a", headers=fault("stale")).json() == WORDS


def test_state_survives_a_restart_when_a_file_is_given(tmp_path: Path) -> None:
    for expected in (WORDS, [*WORDS, "jar"]):
        sandbox = words_sandbox(tmp_path / "state.sqlite")
        with running(sandbox) as server:
            assert httpx.get(f"{server.url}/words/a").json() == expected
            httpx.post(f"{server.url}/words/a", json={"word": "jar"})
        sandbox.store.close()


def test_the_port_is_free_after_the_end(sandbox: Sandbox) -> None:
    with running(sandbox) as server:
        port = server.port
    with running(sandbox, port=port) as again:
        assert httpx.get(f"{again.url}/words/a").status_code == 200


def test_tls_with_a_generated_certificate(sandbox: Sandbox, tmp_path: Path) -> None:
    tls = self_signed(tmp_path)
    with running(sandbox, tls=tls) as server:
        trusted = ssl.create_default_context(cafile=str(tls.certificate))
        assert httpx.get(f"https://localhost:{server.port}/words/a", verify=trusted).json()[:2] == WORDS


def test_a_transaction_is_kept_whole_or_not_at_all() -> None:
    store = Store()

    def broken() -> None:
        with store.transaction():
            store.put("word", "a", 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    with store.transaction(), store.transaction():
        store.put("word", "b", 2)
        store.put("word", "c", 3)
    assert store.get("word", "a") is None
    assert [key for _, key, _ in store.page("word", 0, 1)] == ["b"]
    assert store.all("word") == [("b", 2), ("c", 3)]
    store.trim("word", 2)
    assert store.count("word") == 2
    assert (store.delete("word", "b"), store.delete("word", "b"), store.count("word")) == (True, False, 1)
    store.put("word", "d", 4)
    store.trim("word", 1)
    assert store.all("word") == [("d", 4)]
    store.close()
