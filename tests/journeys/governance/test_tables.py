"""Spreadsheets of tags in every form, by command and over the interface, under profiles, and what is refused."""

import csv
import gzip
import json
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.journeys.conftest import TERMS, prepared
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.cli.app import run
from thesaury.model.profile import Profile, SchemeRule, Unknowns
from thesaury.pipeline.correcting import Wanted, correct_table
from thesaury.pipeline.correcting_answers import approved
from thesaury.pipeline.words import thesaurus_of
from thesaury.web.api.routes import tables
from thesaury.web.app import create_app
from thesaury.web.parts.checking.turns import AT_ONCE, TURNS
from thesaury.web.parts.checking.uploads import State, Uploads
from thesaury.web.parts.checking.working import Progress, Working

with warnings.catch_warnings():
    # Starlette would rather have httpx2 beneath its test client; httpx does all that is asked of it here.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

SCHEME = "https://terms.example/scheme"
HEAD = ("ID", "Title", "Keywords", "Market")
ROWS = [
    ("1", "Box", "Refill_Pack; =1+1; sustainble packaging", "DE"),
    ("2", "Bottle", "Nachfüllbeutel, winter", "FR"),
    ("3", "=2+2", "", "DE"),
]
WANTED = ["refill pouch; =1+1; sustainble packaging", "Nachfüllbeutel, winter", ""]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    base = tmp_path_factory.mktemp("tables")
    (base / "terms.ttl").write_text(TERMS)
    prepared("init", base / "work")
    prepared("vocabulary", "import", base / "terms.ttl", "-w", base / "work")
    with closing(open_workspace(base / "work")) as workspace:
        yield workspace


@pytest.fixture
def strict(opened: EmbeddedWorkspace) -> Iterator[None]:
    """A profile for the German market: one topic, in German, and no unknown tags."""
    rules = (SchemeRule(SCHEME, 1, 1),)
    opened.catalogue.profiles.put(Profile("strict", (("market", ("DE",)),), rules, True, ("de",), Unknowns.REFUSED))
    yield
    opened.catalogue.profiles.drop("strict")


@pytest.fixture(scope="module")
def api(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1/api/v1", raise_server_exceptions=False) as asking:
        yield asking


def written(path: Path) -> Path:
    """The table in the form that the name ends in."""
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in (HEAD, *ROWS):
            book.active.append(row)
        for cell in ("C2", "B4"):
            book.active[cell].data_type = "s"
        book.save(path)
    elif path.suffix == ".jsonl":
        objects = [dict(zip(HEAD, row, strict=True)) for row in ROWS]
        objects[0]["Keywords"] = ROWS[0][2].split("; ")
        path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in objects))
    else:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows((HEAD, *ROWS))
    return path


def keywords(path: Path, opened: EmbeddedWorkspace) -> list[str]:
    cells = [row.cells["Keywords"] for row in opened.tables.read(path)]
    return ["; ".join(one) if isinstance(one, list) else one for one in cells]


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx", ".jsonl"])
@pytest.mark.parametrize("into", [".csv", ".xlsx", ".jsonl"])
def test_every_form_is_read_and_written(opened: EmbeddedWorkspace, tmp_path: Path, ending: str, into: str):
    source, target = written(tmp_path / f"upload{ending}"), tmp_path / f"corrected{into}"
    handed = correct_table(opened, approved(opened, thesaurus_of(opened)), source, target)
    assert (handed.columns.tags, handed.columns.id) == (("Keywords",), "ID")
    assert keywords(target, opened) == WANTED
    rows = [row.cells for row in opened.tables.read(target)]
    assert [row["check: standing"] for row in rows] == ["unknown", "approved", ""]
    assert rows[0]["check: suggestions"].startswith("sustainble packaging: sustainable packaging")
    assert rows[2]["Title"] == ("'=2+2" if into == ".csv" else "=2+2")


def test_each_row_is_checked_under_the_profile_that_fits_it(opened: EmbeddedWorkspace, strict: None, tmp_path: Path):
    source, target = written(tmp_path / "upload.csv"), tmp_path / "corrected.csv"
    handed = correct_table(opened, approved(opened, thesaurus_of(opened)), source, target)
    rows = [row.cells for row in opened.tables.read(target)]
    assert rows[0]["Keywords"].startswith("Nachfüllbeutel; ")
    assert [row["check: complete"] for row in rows] == ["no", "yes", "no"]
    assert rows[2]["check: missing"] == "Topics: 0 of at least 1"
    assert dict(handed.tally.missing) == {SCHEME: 1}
    named = correct_table(opened, approved(opened, thesaurus_of(opened), "strict"), source, None)
    assert dict(named.tally.missing) == {SCHEME: 2}


def test_a_column_may_be_called_as_profiles_have_it(opened: EmbeddedWorkspace, strict: None, tmp_path: Path):
    source = tmp_path / "upload.csv"
    source.write_text("words,Country\nwinter,DE\n")
    wanted = Wanted(("words",), properties={"market": "Country"})
    answering = approved(opened, thesaurus_of(opened))
    with_market = correct_table(opened, answering, source, tmp_path / "out.csv", wanted)
    [row] = [row.cells for row in opened.tables.read(tmp_path / "out.csv")]
    assert (row["words"], with_market.tally.complete) == ("Winter", 1)


def test_the_command_writes_the_table_and_tells_what_was_found(
    opened: EmbeddedWorkspace, thesaury: Any, tmp_path: Path
):
    source, target = written(tmp_path / "upload.xlsx"), tmp_path / "corrected.xlsx"
    done = thesaury("validate", "--table", source, "--out", target, "--json", "-w", opened.root, ok=False)
    told = json.loads(done.stdout)
    assert (done.returncode, told["rows"], told["tags"], told["changed"], told["out"]) == (1, 3, 5, 1, str(target))
    assert told["listed"][0] == {
        "tag": "=1+1",
        "times": 1,
        "standing": "unknown",
        "write": "",
        "concept": "",
        "suggestions": [],
        "suggested": [],
    }
    assert told["words"][0]["stale"] is False
    assert [(one["id"], one["standing"]) for one in told["incomplete"]] == [("1", "unknown")]
    book = load_workbook(target)
    assert book.sheetnames == ["Rows", "Summary", "Tags"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_interface_answers_in_the_form_that_was_sent_or_asked_for(api: TestClient, tmp_path: Path):
    content = written(tmp_path / "upload.xlsx").read_bytes()
    answer = api.post("/validate/table", files={"file": ("upload.xlsx", content)})
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert load_workbook(BytesIO(answer.content))["Rows"]["C2"].value == WANTED[0]
    packed = gzip.compress(written(tmp_path / "upload.csv").read_bytes())
    answer = api.post("/validate/table?file=a.csv.gz&form=jsonl", content=packed)
    assert [json.loads(line)["Keywords"] for line in answer.text.splitlines()] == WANTED
    assert answer.headers["content-disposition"] == 'attachment; filename="a-corrected.jsonl"'
    sums = api.post("/validate/table?file=a.csv&form=sums", content=(tmp_path / "upload.csv").read_bytes()).json()
    assert (sums["rows"], sums["columns"], sums["standings"]["near-miss"]) == (3, ["Keywords"], 1)


@pytest.mark.parametrize(
    ("query", "content", "kind", "status"),
    [
        ("file=a.csv", b"", "text/csv", 422),
        ("", b"x,y\n1,2\n", "application/octet-stream", 400),
        ("file=a.csv", b"x,y\n1,2\n", "image/png", 415),
        ("file=a.csv", b"x,y\n1,2\n", "text/csv", 400),
        ("file=a.csv&tags=z", b"tags\nwinter\n", "text/csv", 400),
        ("file=a.csv&profile=nobody", b"tags\nwinter\n", "text/csv", 400),
        ("file=a.csv&property=market", b"tags\nwinter\n", "text/csv", 400),
        ("file=a.xlsx", b"PK\x03\x04nothing", "application/octet-stream", 422),
    ],
)
def test_what_cannot_be_checked_is_told(
    api: TestClient, opened: EmbeddedWorkspace, query: str, content: bytes, kind: str, status: int
):
    answer = api.post(f"/validate/table?{query}", content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert answer.json()["detail"]
    assert not list((opened.root / "checks").iterdir())


def test_a_form_without_a_file_is_told(api: TestClient):
    answer = api.post("/validate/table", files={"other": ("a.csv", b"tags\n")})
    assert (answer.status_code, "file" in answer.json()["detail"]) == (422, True)


@pytest.fixture
def busy() -> Iterator[ExitStack]:
    """As many tables as are checked at the same time; closing it ends them."""
    with ExitStack() as working:
        for _ in range(AT_ONCE):
            working.enter_context(TURNS)
        yield working


def test_while_others_are_checked_a_table_is_sent_again_later(
    api: TestClient, opened: EmbeddedWorkspace, busy: ExitStack, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tables, "_PATIENCE", 0)
    answer = api.post("/validate/table?file=a.csv", content=b"tags\nwinter\n")
    assert (answer.status_code, answer.json()["detail"][:22]) == (503, "2 other tables are bei"), answer.text
    assert int(answer.headers["retry-after"]) > 0
    assert not list((opened.root / "checks").glob("api-*"))
    busy.close()
    assert api.post("/validate/table?file=a.csv", content=b"tags\nwinter\n").status_code == 200


def test_while_others_are_checked_a_table_of_the_pages_waits(opened: EmbeddedWorkspace, busy: ExitStack):
    uploads = Uploads(opened.root)
    working = Working(opened, uploads, lambda profile: approved(opened, thesaurus_of(opened), profile))
    upload = uploads.begin("a.csv", "somebody", "", ())
    uploads.sent(upload).parent.mkdir()
    uploads.sent(upload).write_text("tags\nwinter\n")
    working.begin(upload)
    time.sleep(0.3)
    assert working.progress(upload) == Progress()
    busy.close()
    while working.progress(upload):
        time.sleep(0.02)
    assert uploads.get(upload.id, "somebody").state is State.READY
    uploads.remove(upload)


def test_without_a_vocabulary_the_way_to_one_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    prepared("init", tmp_path / "bare")
    asked = ("validate", "--table", written(tmp_path / "upload.csv"), "-w", tmp_path / "bare")
    assert run([str(one) for one in asked]) == 2
    assert "Import a vocabulary" in capsys.readouterr().err
