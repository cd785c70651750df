"""A vocabulary comes in through the pages: read and reported on, kept by a person's word, compared, and gone back from."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.journeys.conftest import TABLE, TERMS, prepared
from tests.journeys.pages.conftest import TestClient
from tests.journeys.pages.connected import pages_for
from tests.patience import patiently
from thesaury.bootstrap import open_workspace
from thesaury.model.access import Role
from thesaury.ports.audit import Sought
from thesaury.web.app import create_app
from thesaury.web.parts.vocabulary import drafts as drafts_of

CHANGED = TERMS.replace("refill pouch", "refill bag")


@contextmanager
def served(work: Path) -> Iterator[TestClient]:
    opened = open_workspace(work)
    try:
        client = TestClient(create_app(opened), base_url="http://127.0.0.1", follow_redirects=False)
        client.workspace = opened
        yield client
    finally:
        opened.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after its first sync, made once."""
    folder = tmp_path_factory.mktemp("words")
    (folder / "terms.ttl").write_text(TERMS)
    (folder / "assets.csv").write_text(TABLE)
    work = folder / "work"
    prepared("init", work)
    prepared("vocabulary", "import", folder / "terms.ttl", "-w", work)
    prepared("connect", "table", folder / "assets.csv", "-w", work)
    prepared("sync", "-w", work)
    return work


@pytest.fixture
def synced(made: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return shutil.copytree(made, tmp_path / "work")


@pytest.fixture
def client(synced: Path) -> Iterator[TestClient]:
    with served(synced) as client:
        yield client


def sent(client: TestClient, text: str, file: str = "terms.ttl", name: str = "") -> str:
    answer = client.post("/vocabulary/import", files={"file": (file, text.encode())}, data={"name": name})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def settled(client: TestClient, url: str) -> str:
    """The page once nothing is being done any more."""
    for _ in patiently():
        html = " ".join(client.get(url).text.split())
        if 'hx-trigger="load delay:1s"' not in html:
            return html
    raise AssertionError(html)


def kept(client: TestClient, url: str) -> str:
    html = settled(client, url)
    (current,) = re.findall(r'name="current" value="(\d+)"', html)
    assert client.post(f"{url}/keep", data={"current": current}).status_code == 303
    return settled(client, url)


def numbers(client: TestClient, name: str = "terms") -> list[int]:
    return [version.number for version in client.workspace.catalogue.vocabularies.versions(name)]


def test_nothing_is_kept_before_somebody_says_so_and_then_what_it_touches_is_annotated_again(client: TestClient):
    url = sent(client, CHANGED)
    html = settled(client, url)
    assert numbers(client) == [1]
    assert "What it changes of version 1" in html
    assert "<strong>1</strong> relabelled" in html
    assert re.search(r"[1-9]\d* assets? would be annotated again", html)
    changes = client.get(f"{url}/changes?kind=relabelled").text
    assert "refill bag" in changes
    assert "refill pouch" in changes
    done = kept(client, url)
    assert numbers(client) == [1, 2]
    assert "terms is kept as version 2." in done
    assert re.search(r"[1-9]\d* assets? (was|were) annotated again", done)
    (run,) = client.workspace.catalogue.runs.recent(1)
    assert dict(run.counts)["enriched"] >= 1
    assert "refill bag" in client.get("/vocabulary/find/part?q=refill").text
    deeds = [one.deed for one in client.workspace.catalogue.audit.deeds(Sought(action="vocabulary"), 10)]
    assert [deed.action for deed in deeds[:2]] == ["vocabulary.import", "vocabulary.upload"]
    assert {deed.who for deed in deeds[:2]} == {deeds[0].who}
    assert deeds[0].who not in ("", "thesaury")


def test_a_file_that_cannot_be_read_gives_the_sentence_of_the_checks_and_leaves_nothing(client: TestClient):
    html = settled(client, sent(client, TERMS + "\n<<< broken"))
    assert "The file cannot be imported. Nothing was kept." in html
    assert re.search(r'class="refusal">[^<]*line \d+', html), html
    assert "Choose another file" in html
    empty = settled(client, sent(client, "<urn:a> <urn:b> <urn:c> .\n", "empty.nt"))
    assert "holds no SKOS concept" in empty
    assert numbers(client) == [1]


def test_what_is_left_is_gone_with_its_file(client: TestClient, synced: Path):
    url = sent(client, CHANGED)
    settled(client, url)
    assert list((synced / "imports").glob("*/terms.ttl"))
    assert "terms.ttl" in client.get("/vocabulary/import").text
    assert client.post(f"{url}/leave").headers["location"] == "/vocabulary/import"
    assert not list((synced / "imports").glob("*/*"))
    assert client.get(url).status_code == 404
    assert numbers(client) == [1]


def test_an_upload_waits_through_a_restart_and_a_week(synced: Path, monkeypatch: pytest.MonkeyPatch):
    with served(synced) as before:
        url = sent(before, CHANGED)
        settled(before, url)
    with served(synced) as after:
        assert "relabelled" in settled(after, url)
        (path,) = (synced / "imports").glob("*/.draft.json")
        held = json.loads(path.read_text())
        path.write_text(json.dumps(held | {"at": "2020-01-01T00:00:00+00:00"}))
        assert after.get(url).status_code == 404
        assert "terms.ttl" not in after.get("/vocabulary/import").text
        assert not path.parent.exists()


def test_a_cut_off_keeping_can_be_gone_on_with(synced: Path):
    with served(synced) as client:
        url = sent(client, CHANGED)
        settled(client, url)
    (path,) = (synced / "imports").glob("*/.draft.json")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"state": "keeping"}))
    with served(synced) as client:
        html = settled(client, url)
        assert "The work was cut off" in html
        assert client.post(f"{url}/keep").status_code == 303
        assert "terms is kept as version 2." in settled(client, url)
        assert numbers(client) == [1, 2]


def test_what_was_shown_is_what_is_kept_or_somebody_is_asked_again(client: TestClient):
    first, second = sent(client, CHANGED), sent(client, TERMS.replace("refill pouch", "refill sack"))
    settled(client, first)
    settled(client, second)
    kept(client, second)
    late = client.post(f"{first}/keep", data={"current": "1"})
    assert late.status_code == 409
    assert "Somebody imported another version meanwhile." in late.text
    assert numbers(client) == [1, 2]
    assert "What it changes of version 2" in settled(client, first)


def test_equal_content_is_no_new_version(client: TestClient):
    html = settled(client, sent(client, TERMS))
    assert "It says what the current version says already." in html
    assert "Keep it" not in html


def test_a_table_says_what_its_columns_were_taken_for_and_is_read_again_otherwise(client: TestClient):
    url = sent(client, "id,label_en,Gruppe\n1,Lake,\n2,Pond,Lake\n", "waters.csv")
    html = settled(client, url)
    assert "What the columns were taken for" in html
    assert "broader relations" not in html
    assert client.post(f"{url}/columns", data={"column:Gruppe": "broader", "column:id": ""}).status_code == 303
    assert "broader relations" in settled(client, url)
    kept(client, url)
    assert numbers(client, "waters") == [1]


def test_versions_are_listed_with_who_and_compared_and_gone_back_to(client: TestClient):
    kept(client, sent(client, CHANGED))
    page = " ".join(client.get("/vocabulary/terms/versions").text.split())
    assert page.index("terms.ttl") > 0
    assert "current" in page
    difference = client.get("/vocabulary/terms/diff?old=1&new=2").text
    assert "1 concept differs." in " ".join(difference.split())
    back = client.get("/vocabulary/terms/diff?old=2&new=2")
    assert "Nothing changed" in back.text
    assert client.get("/vocabulary/terms/diff?old=1&new=9").status_code == 404
    url = client.post("/vocabulary/terms/versions/1/back").headers["location"]
    html = settled(client, url)
    assert numbers(client) == [1, 2]
    assert "Make version 1 of terms the current one again, as version 3?" in html
    kept(client, url)
    assert numbers(client) == [1, 2, 3]
    get = client.workspace.catalogue.vocabularies.get
    assert get("terms", 3) == get("terms", 1)
    assert "refill pouch" in client.get("/vocabulary/find/part?q=refill").text


def test_the_history_of_a_concept_names_the_versions_that_changed_it(client: TestClient):
    kept(client, sent(client, CHANGED))
    iri = "https://terms.example/refill"
    html = " ".join(client.get("/concepts", params={"iri": iri}).text.split())
    history = html[html.index('class="version-line"') :]
    assert history.index("version 2") < history.index("relabelled") < history.index("version 1")
    assert "refill bag" in history


@pytest.mark.parametrize(
    ("files", "data", "status", "says"),
    [
        ({}, {"name": "x"}, 422, "No file was chosen."),
        ({"file": ("a.ttl", b"x")}, {"name": "a/b"}, 422, "readable signs"),
        ({"file": ("a.ttl", b"x")}, {"name": "n" * 101}, 422, "readable signs"),
    ],
)
def test_a_form_that_is_amiss_is_shown_again(client: TestClient, files, data, status, says):
    answer = client.post("/vocabulary/import", files=files or {"other": b""}, data=data)
    assert (answer.status_code, says in answer.text) == (status, True)


def test_an_upload_that_is_too_large_is_refused_before_it_is_read(client: TestClient):
    answer = client.post("/vocabulary/import", content=b"", headers={"content-length": str(1 << 40)})
    assert answer.status_code == 413
    assert "256 MiB at most" in answer.text


def test_who_may_only_read_sees_versions_and_can_import_nothing(synced: Path):
    with closing(open_workspace(synced)) as opened, pages_for(opened, Role.VIEWER) as client:
        for path in ("/vocabulary", "/vocabulary/tree", "/vocabulary/terms/versions"):
            html = client.get(path).text
            assert "/vocabulary/import" not in html, path
            assert "Go back to it" not in html, path
        assert client.get("/vocabulary/import").status_code == 403
        assert client.post("/vocabulary/terms/versions/1/back").status_code == 403
        for deed in ("keep", "leave", "columns"):
            assert client.post(f"/vocabulary/import/0123456789abcdef/{deed}").status_code == 403
        answer = client.post("/vocabulary/import", files={"file": ("a.ttl", b"x")})
        assert answer.status_code == 403
        assert not (synced / "imports").exists()


def test_names_of_files_lead_nowhere_else(client: TestClient, synced: Path):
    url = sent(client, CHANGED, "../../../evil.ttl")
    settled(client, url)
    assert [path.name for path in (synced / "imports").glob("*/*.ttl")] == ["evil.ttl"]
    for bad in ("%2e%2e%2fthesaury.toml", "draft", "zzzzzzzzzzzzzzzz"):
        assert client.get(f"/vocabulary/import/{bad}").status_code == 404


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("C:\\words\\a b.ttl", "a b.ttl"),
        ("../x.csv", "x.csv"),
        ("", "vocabulary"),
        ("...", "vocabulary"),
        ("ä\n.ttl", "ä_.ttl"),
    ],
)
def test_a_file_is_called_safely(given: str, safe: str):
    assert drafts_of.safe_name(given) == safe
