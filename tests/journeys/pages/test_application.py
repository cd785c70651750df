"""What holds for every page: failures as sentences, safe headers, texts that exist, and serving."""

import os
import re
import signal
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread
from urllib.request import Request, urlopen

import pytest
from starlette.routing import BaseRoute, Mount, Route

from thesaury.model.errors import BadInput, Denied, Stop, Unreachable, Usage
from thesaury.web.door.headers import POLICY
from thesaury.web.serve import serve
from thesaury.web.texts import ENGLISH, named, phrase

WEB = Path(__file__).parents[3] / "src" / "thesaury" / "web"
RIGHTS = ["/rights", "/rights/record?record=studio/studio-1&place=0", "/assets/a1?channel=website&region=DE"]
PAGES = ["/search", "/assets/a1", "/vocabulary", "/concepts?iri=https://terms.example/refill", "/alike", *RIGHTS]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (Unreachable("The disk is gone. Mount it."), 503),
        (Usage("No such."), 400),
        (BadInput("Bad."), 422),
        (Stop("Torn."), 500),
    ],
)
def test_a_named_failure_becomes_its_sentence(client, workspace, address, failure, status):
    workspace.broken = failure
    answer = client.get(address)
    assert answer.status_code == status
    assert failure.message in answer.text
    assert "<h1>" in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_an_unnamed_failure_says_what_to_do_and_shows_no_trace(client, workspace, address):
    workspace.broken = RuntimeError("secret detail")
    answer = client.get(address)
    assert answer.status_code == 500
    assert "thesaury status" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_the_interface_fails_as_problem_json(client, workspace):
    for failure, status in ((Denied("No."), 403), (Unreachable("Gone."), 503), (RuntimeError("x"), 500)):
        workspace.broken = failure
        answer = client.get("/api/v1/assets/a1")
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code == status


def test_addresses_and_methods_that_are_not_there(client):
    assert client.get("/nothing").status_code == 404
    assert client.get("/api/nothing").json()["title"] == "Not found"
    assert client.post("/").status_code == 405


def test_every_route_is_made_once(client):
    def parts(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
        for route in routes:
            yield route
            yield from parts(route.routes or ()) if isinstance(route, Mount) else ()

    made = list(parts(client.app.routes))
    assert len(made) > 500
    # A router that is included as it is makes each of its routes again when it is first asked.
    assert [one for one in made if not isinstance(one, Route | Mount)] == []


def test_health(client):
    health = client.get("/health").json()
    assert (health["status"], health["assets"]) == ("ok", 8)
    assert health["meaning"] == {"model": None, "state": "none", "why": ""}


@pytest.mark.parametrize("address", [*PAGES, "/nothing", "/api/v1/search", "/static/style.css", "/pictures/a1/320"])
def test_every_answer_bears_the_safe_headers(client, address):
    headers = client.get(address).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", [*PAGES, "/nothing", "/search?q=zebra"])
def test_pages_name_nothing_inline_and_nothing_from_elsewhere(client, address):
    html = client.get(address).text
    assert not re.search(r"<script(?! src=\"/static/[^>]*></script>)|<style|\sstyle=|\son\w+=", html)
    assert not re.search(r'(src|srcset|action)="(https?:)?//', html)


@pytest.mark.parametrize("address", [*PAGES, "/nothing"])
def test_pages_have_one_heading_of_first_rank_and_their_landmarks(client, address):
    html = client.get(address).text
    assert html.count("<h1") == 1
    for landmark in (
        '<main id="content"',
        "<header",
        "<nav",
        'role="search"',
        'class="skip"',
        '<html lang="en"',
    ):
        assert landmark in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_every_text_a_template_asks_for_exists():
    source = "".join(path.read_text() for path in [*WEB.rglob("*.html"), *WEB.rglob("*.py")])
    texts_apart = "".join(path.read_text() for path in WEB.rglob("*.py") if path.parent.name != "texts")
    asked = set(re.findall(r"""\b(?:t|phrase)\(["']([\w.-]+)["'][,)]""", source))
    assert asked - ENGLISH.keys() == set()
    computed = {"complete.", "sign_in.", "beneath."}
    computed |= set(re.findall(r'\b(?:t|phrase)\(f?"([\w.-]+\.)(?:\{|" ~)', source))
    computed |= {f"{group}." for group in re.findall(r'\bnamed\("([\w.-]+)"', source)}
    computed |= set(re.findall(r'f"([\w.-]+\.[\w.-]*)\{', texts_apart))
    named = set(re.findall(r'"([\w-]+\.[\w.-]+)"(?!:)', source))
    unused = [key for key in ENGLISH.keys() - asked - named if not key.startswith(tuple(computed))]
    assert unused == []


def test_a_text_chooses_its_form_and_groups_numbers():
    assert phrase("search.total", count=1) == "1 asset"
    assert phrase("search.total", count=12_345) == "12,345 assets"
    assert named("field", "usage_context") == "Usage context"
    assert named("field", "shoot.brief") == "Shoot brief"
    assert named("property", "LicenseEndDate") == "License end date"
    assert named("property", "IIM_note") == "IIM note"


def test_serving_says_when_it_is_ready_guards_its_name_and_stops_quietly(workspace, capfd):
    seen = {}

    def visit(address: str) -> None:
        try:
            seen["health"] = urlopen(f"{address}/health", timeout=5).status
            foreign = Request(f"{address}/health", headers={"Host": "evil.example"})
            try:
                urlopen(foreign, timeout=5)
            except OSError as refused:
                seen["foreign"] = refused.code
        finally:
            os.kill(os.getpid(), signal.SIGINT)

    serve(workspace, port=0, on_ready=lambda address: Thread(target=visit, args=(address,)).start())
    assert seen == {"health": 200, "foreign": 400}
    assert capfd.readouterr() == ("", "")


def test_a_port_in_use_is_a_sentence(workspace):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Unreachable, match=f"Port {port}"):
            serve(workspace, port=port)
