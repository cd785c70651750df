"""HTTP to customers' systems against a real server that misbehaves on purpose."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from thesaury.connectors import reaching
from thesaury.connectors.http import Ask, HttpClient, Reply, Said
from thesaury.connectors.pacing import Pace, Traffic, circuit, counted_in, forget_circuits
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable

QUICK = Pace(
    per_second=1000,
    burst=1000,
    attempts=3,
    first_wait=0.01,
    longest_wait=0.02,
    failures=3,
    rest=60,
    seconds=0.5,
    most_bytes=10_000,
)
Answer = Callable[[BaseHTTPRequestHandler], None]


def send(
    handler: BaseHTTPRequestHandler, status: int, body: bytes, declared: int | None = None, **headers: str
) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body) if declared is None else declared))
    handler.end_headers()
    handler.wfile.write(body)


def says(status: int, body: bytes = b'{"ok": true}', **headers: str) -> Answer:
    return lambda handler: send(handler, status, body, **headers)


def cut(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 200, b'{"ok"', declared=500)
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        threading.Event().wait(0.05)


class Server:
    """Gives its answers in turn, the last one for ever, and remembers what was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer] = [says(200)]
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.seen.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                answer = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                try:
                    answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            do_GET = do_POST = do_PUT = any  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()


@pytest.fixture
def server() -> Iterator[Server]:
    forget_circuits()
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def client(server: Server) -> Iterator[HttpClient]:
    made = HttpClient(server.url, "dam", QUICK)
    yield made
    made.close()


GET, POST = Ask("GET", "things", (("q", "ä"),)), Ask("POST", "things", body={"a": 1}, write=True)


def test_a_read_gives_its_json(client: HttpClient, server: Server):
    assert client.json(GET) == {"ok": True}
    assert server.seen[0][:2] == ("GET", "/things?q=%C3%A4")


@pytest.mark.parametrize(
    "bad",
    [
        says(500, b""),
        says(502, b"<html><title>Bad gateway</title></html>"),
        says(503),
        says(429, Retry_After="0"),
        says(200, b"<html>maintenance</html>"),
        says(200, b""),
        says(200, b'{"ok": tr'),
        cut,
        drip,
    ],
)
def test_a_read_is_asked_again_until_it_is_good(client: HttpClient, server: Server, bad: Answer):
    server.answers = [bad, bad, says(200)]
    assert client.json(GET) == {"ok": True}
    assert len(server.seen) == 3


@pytest.mark.parametrize(
    ("bad", "words"),
    [(says(200, b"<p>closed for maintenance</p>"), "closed for maintenance"), (says(500, b""), "500"), (drip, "0.5 s")],
)
def test_after_the_last_try_it_says_what_came(client: HttpClient, server: Server, bad: Answer, words: str):
    server.answers = [bad]
    with pytest.raises(Unreachable, match=words) as error:
        client.json(GET)
    assert error.value.message.endswith(".")
    assert len(server.seen) == 3


@pytest.mark.parametrize("ask", [GET, POST])
def test_a_system_that_wants_to_be_left_alone_longer_than_a_call_waits_is_left_alone(
    client: HttpClient, server: Server, ask: Ask
):
    server.answers = [says(429, Retry_After="299")]
    with pytest.raises(Unreachable, match="left alone for 299 seconds"):
        client.json(ask)
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "bad", [says(500), says(502, b"<html>"), says(503), says(504), says(200, b"<html>"), says(200, b'{"'), cut, drip]
)
def test_a_write_with_an_untrusted_reply_is_never_sent_again(client: HttpClient, server: Server, bad: Answer):
    server.answers = [bad]
    with pytest.raises(LostReply):
        client.json(POST)
    assert len(server.seen) == 1


def test_a_write_that_was_certainly_not_done_is_sent_again(client: HttpClient, server: Server):
    server.answers = [says(429, Retry_After="0"), says(200)]
    assert client.json(POST) == {"ok": True}
    assert len(server.seen) == 2


def test_nobody_listening_is_unreachable_even_for_a_write(server: Server):
    away = HttpClient("http://127.0.0.1:1", "dam", QUICK)
    with pytest.raises(Unreachable, match="did not answer"):
        away.json(POST)
    away.close()


@pytest.mark.parametrize("status", [400, 403, 404, 406, 409, 422])
def test_a_refusal_is_final_and_carries_the_systems_words(server: Server, status: int):
    def said(reply: Reply) -> Said:
        return Said(reply.json()["code"], reply.json()["why"])

    server.answers = [says(status, b'{"code": "no_such", "why": "There is none"}')]
    client = HttpClient(server.url, "dam", QUICK, said=said)
    with pytest.raises(Refused, match="There is none") as error:
        client.json(GET)
    assert (error.value.status, error.value.code, len(server.seen)) == (status, "no_such", 1)
    client.close()


def test_a_busy_answer_that_is_final_is_not_repeated(server: Server):
    client = HttpClient(server.url, "dam", QUICK, said=lambda reply: Said("", "not licensed", final=True))
    server.answers = [says(503)]
    with pytest.raises(Refused, match="not licensed"):
        client.json(GET)
    assert len(server.seen) == 1
    client.close()


class Token:
    def __init__(self) -> None:
        self.value = 1

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.value}"}

    def renew(self, refused: object) -> bool:
        self.value += 1
        return True


@pytest.mark.parametrize(("status", "kind"), [(401, NeedsLogin), (403, Refused)])
def test_a_refused_credential_is_renewed_once(server: Server, status: int, kind: type[Exception]):
    client = HttpClient(server.url, "dam", QUICK, auth=Token())
    server.answers = [says(status), says(200)]
    assert client.json(GET) == {"ok": True}
    assert [seen[2]["authorization"] for seen in server.seen] == ["Bearer 1", "Bearer 2"]
    server.answers = [says(status)]
    with pytest.raises(kind):
        client.json(GET)
    assert len(server.seen) == 4
    client.close()


def test_a_redirect_loop_ends_and_a_foreign_host_gets_no_credential(server: Server):
    client = HttpClient(server.url, "dam", QUICK, auth=Token())
    other = Server()
    server.answers = [says(302, b"", Location=f"{other.url}/there")]
    assert client.json(GET) == {"ok": True}
    assert "authorization" not in other.seen[0][2]
    server.answers = [says(302, b"", Location="/things")]
    with pytest.raises(Unreachable, match="redirected"):
        client.json(GET)
    client.close()
    other.http.shutdown()
    other.http.server_close()


def test_an_oversized_body_is_not_read_to_its_end(client: HttpClient, server: Server):
    server.answers = [says(200, json.dumps("x" * 50_000).encode())]
    with pytest.raises(Unreachable, match="sent more"):
        client.json(GET)
    assert len(server.seen) == 1


def test_the_circuit_opens_says_so_and_sends_nothing(client: HttpClient, server: Server):
    server.answers = [says(500)]
    for _ in range(3):
        with pytest.raises(Unreachable):
            client.json(GET)
    asked = len(server.seen)
    with pytest.raises(Unreachable, match=r"circuit .* is open after 3 failures"):
        client.json(GET)
    assert len(server.seen) == asked
    assert circuit("dam", server.url.removeprefix("http://")) == "open"


def test_two_workspaces_whose_connections_are_called_alike_share_no_circuit_and_no_sandbox(server: Server):
    """Also a client that is made later, by settings that were read for its workspace."""
    one, other = Traffic(), Traffic()
    with counted_in(one):
        failing = HttpClient(server.url, "dam", replace(QUICK, attempts=1, traffic=one))
    with counted_in(other):
        pace = Pace(per_second=1000, burst=1000, attempts=1)
    later = HttpClient(server.url, "dam", pace)
    server.answers = [says(500)]
    for _ in range(3):
        with pytest.raises(Unreachable):
            failing.json(GET)
    host = server.url.removeprefix("http://")
    server.answers = [says(200, x_thesaury_sandbox="yes")]
    later.json(GET)
    assert (circuit("dam", host, one), circuit("dam", host, other), circuit("dam", host)) == (
        "open",
        "closed",
        "closed",
    )
    assert (one.sandboxed, other.sandboxed) == (set(), {"dam"})
    failing.close()
    later.close()


def test_refusals_do_not_open_the_circuit(client: HttpClient, server: Server):
    server.answers = [says(404)]
    for _ in range(5):
        with pytest.raises(Refused):
            client.json(GET)
    assert circuit("dam", server.url.removeprefix("http://")) == "closed"


def test_a_stream_gives_the_pieces(client: HttpClient, server: Server):
    server.answers = [says(200, b"x" * 500_000)]
    with client.stream(GET) as pieces:
        assert sum(map(len, pieces)) == 500_000


def test_a_reply_does_not_show_its_body(client: HttpClient):
    assert "ok" not in repr(client.reply(GET))


def test_an_address_that_an_answer_gave_leads_to_nothing_inside(server: Server, monkeypatch: pytest.MonkeyPatch):
    other = Server()
    elsewhere = {"dam.example": "93.184.216.34", "files.example": "93.184.216.34", "inside.example": "10.0.0.7"}
    asked: list[str] = []

    def known(host: str, port: int) -> list[str]:
        asked.append(host)
        return [elsewhere.get(host, host)]

    monkeypatch.setattr(reaching, "resolved", known)
    client = HttpClient("https://dam.example", "dam", QUICK)
    for address in (
        other.url,
        "http://inside.example/x",
        "http://169.254.169.254/x",
        "http://[::1]/",
        "http://[::ffff:7f00:1]/",
    ):
        with pytest.raises(Refused, match="leads inside"):
            client.reply(Ask("GET", address, anonymous=True, led=True))
    assert other.seen == []
    client.close()
    here = HttpClient(server.url, "dam", QUICK)
    server.answers = [says(302, b"", Location=other.url.replace("127.0.0.1", "localhost"))]
    elsewhere["localhost"] = "127.0.0.1"
    assert here.reply(Ask("GET", "/x", led=True)).status == 200, "a machine that talks to itself"
    assert other.seen[0][2]["host"] == f"localhost:{other.http.server_port}"
    server.answers = [says(302, b"", Location="http://inside.example/x")]
    with pytest.raises(Refused, match=r"inside\.example is 10\.0\.0\.7"), here.stream(Ask("GET", "/x", led=True)):
        pass
    here.close()
    other.http.shutdown()
    other.http.server_close()


def test_what_was_looked_at_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch):
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.host == "93.184.216.34":
            raise httpx.ConnectError("away")
        return httpx.Response(200, json=1)

    monkeypatch.setattr(reaching, "resolved", lambda host, port: ["93.184.216.34", "93.184.216.35"])
    client = HttpClient("https://dam.example/", "dam", QUICK)
    client._client = httpx.Client(transport=httpx.MockTransport(answer))
    assert client.json(Ask("GET", "https://files.example:8443/a", anonymous=True, led=True)) == 1
    assert [str(one.url) for one in seen] == ["https://93.184.216.34:8443/a", "https://93.184.216.35:8443/a"]
    assert {(one.headers["host"], one.extensions["sni_hostname"]) for one in seen} == {
        ("files.example:8443", "files.example")
    }
    seen.clear()
    client.json(Ask("GET", "https://dam.example/a", led=True))
    assert [one.url.host for one in seen] == ["dam.example"]
    client.close()


class Bearer:
    def headers(self) -> dict[str, str]:
        return {"authorization": "Bearer heron"}

    def renew(self, refused: object) -> bool:
        return False


def redirected(location: str, ask: Ask) -> list[httpx.Request]:
    """What is sent, until it fails or is answered, when the host redirects there."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(307, headers={"location": location}) if len(seen) == 1 else httpx.Response(200, json=1)

    client = HttpClient("https://host.example/", "c", auth=Bearer())
    client._client = httpx.Client(transport=httpx.MockTransport(answer))
    with suppress(Unreachable):
        client.json(ask)
    client.close()
    return seen


def test_a_credential_does_not_follow_a_redirect_out_of_tls():
    seen = redirected("http://host.example/x", GET)
    assert ["authorization" in request.headers for request in seen] == [True, False]


def test_a_body_does_not_follow_a_redirect_to_another_host():
    seen = redirected("https://other.example/x", Ask("POST", "token", form=(("client_secret", "heron"),)))
    assert [request.url.host for request in seen] == ["host.example"]


def test_a_password_in_an_address_is_in_no_message():
    client = HttpClient("http://api:heron@127.0.0.1:1/", "c", Pace(attempts=1))
    with pytest.raises(Unreachable) as failed:
        client.json(GET)
    client.close()
    assert "heron" not in failed.value.message
