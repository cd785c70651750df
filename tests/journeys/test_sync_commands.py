"""The commands of durable sync: each works, is empty, and fails with a sentence that says what to do; no secret is ever shown."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.journeys.systems import CONCEPT, Systems, served
from thesaury.cli.app import run
from thesaury.connectors.pacing import forget_circuits

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def systems() -> Iterator[Systems]:
    with served("tiny") as both:
        yield both


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """Runs a command in this process; gives exit code, output and messages."""
    forget_circuits()

    def command(*args: object, **secrets: str) -> tuple[int, str, str]:
        for name, value in secrets.items():
            monkeypatch.setenv(f"THESAURY_SECRET_{name.upper()}", value)
        code = run([*map(str, args)])
        for name in secrets:
            monkeypatch.delenv(f"THESAURY_SECRET_{name.upper()}")
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    yield command
    logging.getLogger("thesaury").handlers = []
    logging.getLogger("thesaury").setLevel(logging.NOTSET)


@pytest.fixture
def work(tmp_path: Path, told: Told) -> Path:
    told("init", tmp_path / "work")
    return tmp_path / "work"


def words_connected(told: Told, work: Path, systems: Systems, password: str = "", **more: str) -> tuple[int, str, str]:
    there = systems.poolparty.where
    settings = {"project": there["project"], "user": there["username"], "first_wait": "0.01", **more}
    given = [part for name, value in settings.items() for part in ("--set", f"{name}={value}")]
    asked = ("--name", "words", *given, "--secret", "password", "-w", work)
    return told("connect", "poolparty", systems.poolparty.url, *asked, password=password or there["password"])


def smintio_connected(
    told: Told, work: Path, systems: Systems, name: str, token: str = "", **more: str
) -> tuple[int, str, str]:
    there = systems.smintio.where
    kind = "portals" if name == "portal" else "licensing"
    settings = {
        "authority_url": there["portal"] if name == "portal" else there["authority"],
        "licensed_url": there["licensing"],
        "client_id": there["client_id"],
        "backend_url": there["backend"],
        "poll_seconds": "1",
        "retry_first_seconds": "0.01",
        **more,
    }
    secrets = {"client_secret": there["client_secret"], "refresh_token": token or there["refresh_tokens"][kind]}
    given = [part for name_, value in settings.items() for part in ("--set", f"{name_}={value}")]
    asked = [part for secret in secrets for part in ("--secret", secret)]
    return told("connect", "smintio", there["tenant"], "--name", name, *given, *asked, "-w", work, **secrets)


def portal_connected(told: Told, work: Path, systems: Systems) -> tuple[int, str, str]:
    portal = systems.smintio.where["portal"]
    more = {"content": "portal", "portal_url": portal, "write": "adapter", "roles": "source,sink"}
    return smintio_connected(told, work, systems, "portal", **more)


def test_connecting_looks_first_and_keeps_secrets_out_of_sight(told: Told, work: Path, systems: Systems):
    code, shown, messages = words_connected(told, work, systems)
    assert code == 0, messages
    assert "Products" in shown
    assert "This is a sandbox server" in messages
    assert "(sandbox)" in told("connections", "-w", work)[1]
    everything = shown + messages + told("connections", "--json", "-w", work)[1] + told("secret", "list", "-w", work)[1]
    assert systems.poolparty.where["password"] not in everything
    assert "password" in told("secret", "list", "-w", work)[1]
    for file in work.iterdir():
        if file.is_file():
            assert systems.poolparty.where["password"].encode() not in file.read_bytes(), file


def test_a_connection_is_checked_on_request(told: Told, work: Path, systems: Systems, tmp_path: Path):
    words_connected(told, work, systems)
    said = json.loads(told("check", "words", "--json", "-w", work)[1])
    assert any(sentence.startswith("PoolParty") and "answers" in sentence for sentence in said)
    assert any("SPARQL endpoint" in sentence for sentence in said)
    (tmp_path / "a.csv").write_text("id,title\n1,x\n")
    told("connect", "table", tmp_path / "a.csv", "--name", "a", "-w", work)
    assert told("check", "a", "-w", work)[1].startswith("1 records.")
    systems.poolparty.fault("status:401", times=None)
    code, _, messages = told("check", "words", "-w", work)
    systems.poolparty.calm()
    assert (code, "thesaury secret set words" in messages) == (9, True)


def test_a_wrong_password_keeps_nothing_and_says_what_to_do(told: Told, work: Path, systems: Systems):
    code, _, messages = words_connected(told, work, systems, password="wrong-one")
    assert (code, "wrong-one" in messages) == (9, False)
    assert messages.strip().endswith(".") or "thesaury" in messages
    assert told("connections", "-w", work)[1] == ""
    assert json.loads(told("secret", "list", "--json", "-w", work)[1]) == {}


def test_a_secret_among_the_settings_or_not_given_is_refused(told: Told, work: Path, systems: Systems):
    code, _, messages = told(
        "connect", "poolparty", systems.poolparty.url, "--set", "project=x", "--set", "password=y", "-w", work
    )
    assert (code, "--secret password" in messages) == (2, True)
    code, _, messages = told(
        "connect", "poolparty", systems.poolparty.url, "--set", "project=x", "--secret", "password", "-w", work
    )
    assert (code, "THESAURY_SECRET_PASSWORD" in messages) == (2, True)


def test_words_are_pulled_their_age_is_shown_and_they_outlive_the_server(told: Told, work: Path, systems: Systems):
    words_connected(told, work, systems)
    first = json.loads(told("vocabulary", "pull", "words", "--json", "-w", work)[1])
    assert (first["read"], first["new"], first["whole"]) == (304, True, True)
    again = json.loads(told("vocabulary", "pull", "words", "--json", "-w", work)[1])
    assert (again["read"], again["new"], again["whole"]) == (0, False, False)
    systems.poolparty.fault("status:500", times=None)
    code, _, messages = told("vocabulary", "pull", "words", "-w", work)
    assert (code, "500" in messages) == (6, True)
    systems.poolparty.calm()
    (server,) = json.loads(told("status", "--json", "-w", work)[1])["servers"]
    assert (server["age_hours"] < 1, "500" in server["message"]) == (True, True)
    assert "last try failed" in told("status", "-w", work)[1]
    assert "wind-power" in told("vocabulary", "show", f"{CONCEPT}wind-power", "-w", work)[1]


def test_the_extraction_model_is_looked_at_and_refreshed(told: Told, work: Path, systems: Systems):
    words_connected(told, work, systems)
    systems.poolparty.edit(do="label", concept=f"{CONCEPT}wind-power", label="power of moving air", language="en")
    assert "stale" in told("vocabulary", "refresh", "words", "--look", "-w", work)[2]
    assert json.loads(told("vocabulary", "refresh", "words", "--json", "-w", work)[1])["up_to_date"] is True


def test_unknown_tags_are_proposed_once_and_never_created(told: Told, work: Path, systems: Systems, tmp_path: Path):
    words_connected(told, work, systems)
    (tmp_path / "a.csv").write_text("id,title,tags\n" + "".join(f"{n},x,Quibblewort\n" for n in range(4)))
    told("connect", "table", tmp_path / "a.csv", "--name", "a", "-w", work)
    assert "No unknown tag" in told("vocabulary", "propose", "words", "-w", work)[2]
    told("vocabulary", "pull", "words", "-w", work)
    told("sync", "a", "-w", work)
    planned = json.loads(told("vocabulary", "propose", "words", "--dry-run", "--json", "-w", work)[1])
    assert [(one["label"], one["end"]) for one in planned] == [("Quibblewort", "would be proposed")]
    ends = [json.loads(told("vocabulary", "propose", "words", "--json", "-w", work)[1])[0]["end"] for _ in range(2)]
    assert ends == ["proposed", "is there already"]
    assert json.loads(told("vocabulary", "pull", "words", "--json", "-w", work)[1])["new"] is False


def test_flows_are_kept_run_listed_and_removed(told: Told, work: Path, systems: Systems):
    assert "No flow yet" in told("flow", "list", "-w", work)[2]
    words_connected(told, work, systems)
    assert portal_connected(told, work, systems)[0] == 0
    added = told(
        "flow",
        "add",
        "all",
        "words",
        "portal",
        "--accept-above",
        "0.2",
        "--schedule",
        "cron 0 3 * * *",
        "--json",
        "-w",
        work,
    )
    assert json.loads(added[1])["schedule"] == "cron 0 3 * * *"
    assert json.loads(added[1])["due"]
    ran = json.loads(told("flow", "run", "all", "--json", "-w", work)[1])
    assert (ran["state"], ran["counts"]["new"]) == ("finished", 6)
    assert json.loads(told("runs", "show", ran["run"], "--json", "-w", work)[1])["counts"] == ran["counts"]
    assert told("runs", "list", "-w", work)[1].startswith(str(ran["run"]))
    assert "every write is done" in told("outbox", "list", "-w", work)[2]
    assert told("push", "--dry-run", "-w", work)[2].strip() == "Nothing would be written."
    assert told("flow", "off", "all", "-w", work)[0] == 0
    assert json.loads(told("flow", "list", "--json", "-w", work)[1])[0]["enabled"] is False
    assert told("flow", "on", "all", "-w", work)[0] == 0
    assert told("flow", "remove", "all", "-w", work)[0] == 0
    assert told("runs", "list", "-w", work)[1] != ""


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (("flow", "add", "f", "nowhere"), 2, "no connection 'nowhere'"),
        (("flow", "run", "f"), 2, "no flow 'f'"),
        (("flow", "hook", "f"), 2, "no flow 'f'"),
        (("flow", "remove", "f"), 2, "f"),
        (("runs", "show", "7"), 2, "no run 7"),
        (("runs", "retry", "7"), 2, "no run 7"),
        (("outbox", "list", "--state", "lost"), 2, "The states are"),
        (("outbox", "settle", "abc", "--as", "done"), 2, "No open writes"),
        (("push", "nowhere"), 2, "no connection"),
        (("vocabulary", "pull", "nowhere"), 2, "no connection"),
        (("login", "nowhere"), 2, "no connection"),
        (("secret", "set", "nowhere", "x"), 2, "no connection"),
        (("graph", "put", "nowhere"), 2, "no connection"),
        (("sandbox", "smintio", "--size", "huge"), 2, "The sizes are"),
    ],
)
def test_wrong_use_says_what_to_do(told: Told, work: Path, command: tuple[str, ...], code: int, words: str):
    options = () if command[0] == "sandbox" else ("-w", work)
    found, _, messages = told(*command, *options)
    assert (found, words in messages) == (code, True), messages


def test_a_hook_is_shown_once_and_only_for_flows_that_have_one(told: Told, work: Path, tmp_path: Path):
    (tmp_path / "a.csv").write_text("id,title\n1,x\n")
    told("connect", "table", tmp_path / "a.csv", "--name", "a", "-w", work)
    told("flow", "add", "f", "a", "-w", work)
    assert "--schedule webhook" in told("flow", "hook", "f", "-w", work)[2]
    told("flow", "add", "f", "a", "--schedule", "webhook", "-w", work)
    code, shown, _ = told("flow", "hook", "f", "-w", work)
    assert (code, shown.startswith("/hooks/"), len(shown) > 40) == (0, True, True)
    assert shown.strip() not in told("flow", "show", "f", "--json", "-w", work)[1]
    assert told("flow", "hook", "f", "--remove", "-w", work)[0] == 0


def test_the_graph_is_put_into_a_store_elsewhere_and_kept_current_there(told: Told, work: Path, systems: Systems):
    there = systems.poolparty.where
    store = {
        "graph_url": f"{there['graphstore']}/data",
        "graph_update_url": f"{there['graphstore']}/update",
        "graph_query_url": f"{there['graphstore']}/query",
        "graph_user": there["graphstore_username"],
    }

    def state() -> Any:
        return json.loads(told("graph", "state", "words", "--json", "-w", work)[1])

    words_connected(told, work, systems)
    code, _, messages = told("graph", "keep", "words", "-w", work)
    assert (code, "no graph store" in messages) == (2, True)
    words_connected(told, work, systems, **store)
    told("secret", "set", "words", "graph_password", "-w", work, graph_password=there["graphstore_password"])
    told("vocabulary", "pull", "words", "-w", work)
    assert told("analytics", "refresh", "-w", work)[0] == 0
    assert (state()["keeps"], state()["whole"], state()["graphs"]) == (False, "", [])

    assert told("graph", "keep", "words", "-w", work)[0] == 0
    assert "were put into the store of words" in told("analytics", "refresh", "-w", work)[2]
    kept = state()
    assert (kept["keeps"], kept["whole"] != "", kept["failed"], kept["statements"] > 3000) == (True, True, "", True)
    graphs = json.loads(told("graph", "put", "words", "--json", "-w", work)[1])["graphs"]
    assert graphs == {one["graph"]: one["statements"] for one in kept["graphs"]}

    told("secret", "set", "words", "graph_password", "-w", work, graph_password="wrong")
    assert told("graph", "put", "words", "-w", work)[0] == 9
    assert (state()["failed"] != "", state()["statements"], state()["whole"] >= kept["whole"]) == (
        True,
        kept["statements"],
        True,
    )
    assert told("graph", "keep", "words", "--off", "-w", work)[0] == 0
    assert state()["keeps"] is False


def test_a_scheme_is_published_to_a_form_and_other_peoples_values_stay(told: Told, work: Path, systems: Systems):
    words_connected(told, work, systems)
    smintio_connected(told, work, systems, "bought", roles="source", attach_to="resource_custom_form_uuids",
                      tenant_uuid=systems.smintio.where["tenant_uuid"])  # fmt: skip
    told("vocabulary", "pull", "words", "-w", work)
    command = ("vocabulary", "publish", "bought", "https://vocabulary.fennmoor.example/scheme/regions")
    planned = json.loads(told(*command, "--dry-run", "--json", "-w", work)[1])
    assert systems.smintio.effects("customForms")["effects"] == []
    code, shown, messages = told(*command, "--json", "-w", work)
    assert code == 0, messages
    done = json.loads(shown)
    assert done["values"] == planned["values"] > 5
    assert done["notes"] == []
    assert told("vocabulary", "publish", "bought", "urn:none", "-w", work)[0] == 2


def test_poolpartys_extractor_reads_beside_our_own_and_our_own_alone_while_it_is_away(
    told: Told, work: Path, systems: Systems, tmp_path: Path, monkeypatch
):
    words_connected(told, work, systems)
    told("vocabulary", "pull", "words", "-w", work)
    (tmp_path / "a.csv").write_text(
        "id,title,language\n1,Wind turbines above a field,en\n2,Windräder über dem Feld,de\n"
    )
    told("connect", "table", tmp_path / "a.csv", "--name", "a", "-w", work)
    monkeypatch.setenv("THESAURY_ANNOTATORS", '["own", "words"]')
    systems.poolparty.fault("status:503:1", "/extractor", times=None)
    code, shown, messages = told("sync", "a", "--json", "-w", work)
    assert code == 0, messages
    assert "our own annotator" in json.loads(shown)["unread"][0]["reason"]
    alone = json.loads(told("review", "--list", "--json", "-w", work)[1])
    assert alone
    systems.poolparty.calm()
    forget_circuits()
    assert json.loads(told("sync", "a", "--json", "-w", work)[1])["enriched"] == 2
    asset = told("show", "a/1", "--json", "-w", work)[1]
    annotators = {suggestion["annotator"] for suggestion in json.loads(asset)["suggestions"]}
    assert len(annotators) == 1
    assert annotators.pop().startswith("fused/1(learned/1#")


def test_a_person_logs_in_with_a_browser_and_a_dead_login_says_so(
    told: Told, work: Path, systems: Systems, monkeypatch
):
    code, _, messages = smintio_connected(
        told, work, systems, "bought", token="pasted wrong", redirect_uri="http://127.0.0.1:9/back"
    )
    assert (code, "thesaury login bought" in messages) == (9, True)
    smintio_connected(told, work, systems, "bought", redirect_uri="http://127.0.0.1:9/back")
    told("secret", "forget", "bought", "refresh_token", "-w", work)
    assert told("sync", "bought", "-w", work)[0] == 9

    def browser(prompt: str, err: bool) -> str:
        return httpx.get(shown[-1]).headers["location"]

    shown: list[str] = []
    monkeypatch.setattr("builtins.print", lambda text, **_: shown.append(text) if "http" in str(text) else None)
    monkeypatch.setattr("typer.prompt", browser)
    assert told("login", "bought", "-w", work)[0] == 0
    monkeypatch.undo()
    assert told("sync", "bought", "--quiet", "-w", work)[0] == 0


def test_licence_vocabularies_are_kept_apart_from_the_words_pictures_are_tagged_with(
    told: Told, work: Path, systems: Systems
):
    smintio_connected(told, work, systems, "bought")
    assert told("sync", "--quiet", "-w", work)[0] == 0
    (version,) = json.loads(told("vocabulary", "list", "--json", "-w", work)[1])
    assert version["name"].startswith("rights.")
    assert version["concepts"] > 300
    assert json.loads(told("status", "--json", "-w", work)[1])["suggestions"] == 0


def any_secret(systems: Systems) -> list[Any]:
    there = systems.smintio.where
    return [there["client_secret"], systems.poolparty.where["password"]]


def test_logs_at_their_loudest_show_no_secret(told: Told, work: Path, systems: Systems, monkeypatch, caplog):
    monkeypatch.setenv("THESAURY_LOG", "debug")
    words_connected(told, work, systems)
    code, shown, messages = portal_connected(told, work, systems)
    assert code == 0
    told("flow", "add", "all", "words", "portal", "-w", work)
    _, more, further = told("flow", "run", "all", "-w", work)
    said = shown + messages + more + further + caplog.text
    assert "GET" in said or "POST" in said
    for secret in any_secret(systems):
        assert secret not in said
    assert "Bearer" not in said
