"""The demo agency, by its one command: two clients side by side in which words mean different things, and people who see what is theirs."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.journeys.clients.keeping import client
from thesaury.bootstrap.agency import Agency
from thesaury.cli.app import run
from thesaury.web.agency.app import agency_server
from thesaury.web.app import create_app

ADDRESS = "http://localhost"
FIRST, SECOND = "brackwater", "ormevaux"
OWN, SHARED = "https://words.brackwater.example/concept/", "https://words.northlight.example/concept/"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, thesaury) -> tuple[Path, dict[str, Any]]:
    """The agency with both clients on board, and what was printed. Without pictures, which take a minute to draw."""
    root = tmp_path_factory.mktemp("demo") / "studio"
    told = thesaury("agency", "demo", root, "--headless", "--no-pictures", "--quiet").stdout
    return root, json.loads(told)


def test_the_summary_says_how_both_clients_stand_and_how_much_was_proposed_right(demo: tuple[Path, dict[str, Any]]):
    _, told = demo
    assert told["clients"][FIRST] == told["clients"][FIRST] | {"assets": 18, "brand_terms": 4}
    assert min(told["clients"][FIRST]["accepted"], told["clients"][FIRST]["suggestions"]) > 10
    assert [told["onboarding"][kind]["decided"] for kind in ("fields", "values")] == [28, 200]
    assert told["onboarding"]["first_run"] == "finished"
    assert (told["clients"][SECOND]["assets"], told["clients"][SECOND]["accepted"] > 100) == (66, True)
    assert min(told["onboarding"][kind]["first_proposal_right"] for kind in ("fields", "values")) >= 0.9


def test_a_second_call_makes_nothing_twice(demo: tuple[Path, dict[str, Any]], thesaury, answer):
    root, first = demo
    told = json.loads(thesaury("agency", "demo", root, "--headless", "--no-pictures", "--quiet").stdout)
    assert {**told, "seconds": 0} == {**first, "seconds": 0}
    runs = answer("runs", "list", "--flow", "archive-nightly", cwd=client(root, FIRST))
    assert [run["state"] for run in runs] == ["failed"]
    decided = answer("onboard", "history", "--limit", 500, cwd=client(root, SECOND))["steps"]
    assert {step["by"] for step in decided} == {"ines@northlight.example"}


@pytest.mark.parametrize(
    ("word", "at_first", "at_second"),
    [
        ("spring", ("approved", f"{OWN}water-source"), ("approved", f"{SHARED}spring")),
        ("fall", ("forbidden", f"{SHARED}autumn"), ("synonym", f"{SHARED}autumn")),
    ],
)
def test_a_word_means_to_each_client_what_it_means_there_and_one_forbids_it(
    demo: tuple[Path, dict[str, Any]],
    answer,
    thesaury,
    word: str,
    at_first: tuple[str, str],
    at_second: tuple[str, str],
):
    root, _ = demo
    for name, (standing, concept) in ((FIRST, at_first), (SECOND, at_second)):
        fine = standing == "approved"  # else the command says by its exit code that tags are to be changed
        (tag,) = json.loads(thesaury("validate", word, "--json", cwd=client(root, name), ok=fine).stdout)["tags"]
        assert (tag["standing"], tag["use"][0]["concept"]) == (standing, concept)
        found = answer("search", word, cwd=client(root, name))
        assert [one["iri"] for one in found["concepts"] if one["by"] == "label"] == [concept]
        assert found["total"] > 0
        assert [note["code"] for note in found["notes"]] == ["forbidden-word"] * (standing == "forbidden")


def test_who_comes_by_a_link_sees_the_clients_that_are_his(
    demo: tuple[Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
):
    root, _ = demo
    shown: list[list[str]] = []

    def serve(opened: Any, port: int, ready: Callable[[str], None]) -> None:
        ready(ADDRESS)
        ways = [line.split()[-1] for line in capsys.readouterr().out.splitlines()[1:]]
        shown.extend(clients_by(opened, way) for way in ways)

    assert run(["agency", "demo", str(root), "--no-pictures", "--quiet", "--no-open"], serve) == 0
    assert shown == [[FIRST, SECOND], [FIRST, SECOND], [FIRST]]


def clients_by(agency: Agency, way: str) -> list[str]:
    """The clients that somebody may open who comes in by this link."""
    with closing(agency.open_own()) as own:
        server = agency_server(agency, own, lambda one: create_app(one, access=one.access))
        headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
        with TestClient(server, ADDRESS, headers=headers, follow_redirects=False) as browser:
            assert "The demo is ready" in browser.get(way).text
            assert browser.post(way).headers["location"] == "/"
            page = browser.get("/").text
    return [name for name in (FIRST, SECOND) if f"//{name}.localhost/sign-in/agency" in page]


def test_where_something_else_is_nothing_is_made(thesaury, tmp_path: Path):
    thesaury("init", tmp_path / "work")
    failed = thesaury("agency", "demo", tmp_path / "work", "--headless", ok=False)
    assert (failed.returncode, failed.stdout) == (2, "")
    assert "already holds an agency or a workspace" in failed.stderr
    assert not (tmp_path / "work" / "clients").exists()
