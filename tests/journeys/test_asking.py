"""Named questions asked of a real workspace by command and over the interface: figures, labels, nothing there, and what cannot be asked."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph
import pytest

from tests.journeys.api.conftest import TestClient
from tests.journeys.conftest import Command, prepared
from thesaury.analytics.answers import behind
from thesaury.analytics.definitions import definitions
from thesaury.analytics.naming import SEARCHES_GRAPH
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.engines.oxigraph.terms import statement
from thesaury.pipeline.measuring.answering import MEASURED, Answering
from thesaury.pipeline.measuring.running import AT
from thesaury.web.api.models.analytics import Asked
from thesaury.web.app import create_app

GRAPH = Path(__file__).parents[1] / "data" / "analytics" / "graph.ttl"
DRINKS, JUICE = "https://terms.example/drinks", "https://terms.example/juice"
TERMS = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{DRINKS}> a skos:Concept ; skos:prefLabel "drinks"@en, "Getränke"@de .
<{JUICE}> a skos:Concept ; skos:broader <{DRINKS}> ; skos:prefLabel "=juice"@en .
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("asking")
    (base / "terms.ttl").write_text(TERMS)
    prepared("init", base / "work")
    prepared("vocabulary", "import", base / "terms.ttl", "-w", base / "work")
    with closing(open_workspace(base / "work")) as opened, opened.writing():
        opened.graph.load(SEARCHES_GRAPH, [statement(found) for found in pyoxigraph.parse(path=str(GRAPH))])
    return base / "work"


@pytest.fixture(scope="module")
def opened(work: Path) -> Iterator[EmbeddedWorkspace]:
    with closing(open_workspace(work)) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def api(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1/api/v1", raise_server_exceptions=False) as client:
        yield client


def test_the_command_answers_as_json_csv_and_table(thesaury: Command, work: Path):
    told = json.loads(thesaury("ask", "content-gaps", "--limit", "1", "--json", "-w", work).stdout)
    assert told["given"] == {"period": "all", "market": "all", "channel": "all"}
    assert (told["rows"][0]["concept"], told["rows"][0]["gap"]) == (JUICE, 3.2)
    assert len(told["rows"]) == 1
    assert told["labels"] == {JUICE: "=juice"}
    table = thesaury("ask", "found-nothing", "--param", "language=de", "--csv", "-w", work).stdout
    assert list(csv.reader(io.StringIO(table)))[1] == [JUICE, "'=juice", "1", "1", "1.0"]
    shown = thesaury("ask", "tag-quality", "-w", work)
    assert shown.stdout == "subject\taccepted\trejected\tacceptance\nlexical\t3\t1\t0.75\n"
    named = thesaury("ask", "content-gaps", "--limit", "1", "-w", work).stdout.splitlines()[1]
    assert named.split("\t")[0] == "=juice"
    assert "How often people accept" in shown.stderr


def test_the_command_lists_explains_and_refuses(thesaury: Command, work: Path):
    assert {one["name"] for one in json.loads(thesaury("ask", "--json").stdout)} == set(definitions())
    explained = thesaury("ask", "spend-per-use", "--explain").stdout
    assert "idle spend" in explained
    assert 'thy:cube "spend"' in explained
    for args, code, said in (
        (("weather",), 2, "There is no question 'weather'"),
        (("found-nothing", "--param", "language"), 2, "Write NAME=VALUE"),
        (("found-nothing", "--param", "period=2026", "--param", "period=2025"), 2, "given twice"),
        (("found-nothing", "--param", "period=soon"), 5, "period cannot be 'soon'"),
        (("found-nothing", "--csv", "--json"), 2, "not both"),
    ):
        refused = thesaury("ask", *args, "-w", work, ok=False)
        assert refused.returncode == code
        assert said in refused.stderr


def test_an_empty_workspace_says_what_to_do(thesaury: Command, tmp_path: Path):
    prepared("init", tmp_path / "new")
    shown = thesaury("ask", "most-reused-concepts", "-w", tmp_path / "new")
    assert shown.stdout == ""
    assert "thesaury analytics refresh" in shown.stderr


def test_concepts_that_are_left_out_are_told_from_nothing(thesaury: Command, work: Path, api: TestClient):
    given = ("--param", "market=DE", "--param", "period=2026-Q4")
    shown = thesaury("ask", "most-reused-concepts", *given, "-w", work)
    assert "told by year, not by quarter" in shown.stdout + shown.stderr
    told = api.get("/analytics/questions/most-reused-concepts", params={"market": "DE", "period": "2026-Q4"}).json()
    assert (told["rows"], [note["code"] for note in told["notes"]]) == ([], ["left-out"])
    gone = api.get("/analytics/questions/most-reused-concepts", params={"market": "AT", "period": "2026-Q4"}).json()
    assert (gone["rows"], gone["notes"]) == ([], [])


def test_the_interface_answers_in_both_forms(api: TestClient):
    listed = api.get("/analytics/questions").json()["questions"]
    assert [one["name"] for one in listed] == list(definitions())
    asked = api.get("/analytics/questions/licensed-dependence", params={"period": "all", "limit": 1})
    assert asked.json()["rows"][0]["share"] == 0.8
    assert api.get("/analytics/questions/licensed-dependence", headers={"If-None-Match": '"x"'}).status_code == 200
    table = api.get("/analytics/questions/spend-per-use", params={"by": "campaign", "form": "csv"})
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.splitlines()[0].startswith("subject,subject_label,licences")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("weather", 404, "no question of this name"),
        ("impact-of-withdrawal", 422, "needs a value for asset"),
        ("found-nothing?market=DE", 422, "no parameter 'market'"),
        ("found-nothing?marke=DE", 422, "no parameter 'marke'"),
        ("found-nothing?period=%24period", 422, "period cannot be"),
        ("found-nothing?limit=0", 422, "limit"),
    ],
)
def test_the_interface_refuses_what_cannot_be_asked(api: TestClient, path: str, status: int, said: str):
    refused = api.get(f"/analytics/questions/{path}")
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert said in refused.json()["detail"]


def test_the_interface_takes_what_the_questions_take():
    taken = {parameter.name for one in definitions().values() for parameter in one.question.parameters}
    assert set(Asked.model_fields) == taken


def test_answers_tell_when_the_graph_was_brought_up_to_date(opened: EmbeddedWorkspace):
    assert MEASURED == AT
    opened.catalogue.measuring.note({AT: "2026-11-30T06:00:00Z"})
    assert Answering(opened).answer("tag-quality", {}).as_of == "2026-11-30T06:00:00Z"


def test_rows_lead_to_the_rows_behind_them(opened: EmbeddedWorkspace):
    answering = Answering(opened)
    gaps = answering.answer("blocked-by-rights", {"axis": "region"})
    name, given = behind(gaps, gaps.rows[0]) or ("", {})
    assert given == {
        "period": "all",
        "axis": "region",
        "outcome": "blocked",
        "concept": "https://terms.example/water",
    }
    assert [row["search"] for row in answering.answer(name, given).rows] == ["urn:thesaury:search:s2"]
    spent = answering.answer("spend-per-use", {"by": "campaign"})
    name, given = behind(spent, spent.rows[0]) or ("", {})
    assert given == {"by": "campaign", "period": "all", "subject": "launch 2"}
    assert [row["number"] for row in answering.answer(name, given).rows] == ["T-1"]


def test_answers_are_kept_until_the_graph_is_written(opened: EmbeddedWorkspace):
    answering = Answering(opened)
    before = answering.answer("tag-quality", {})
    assert answering.answer("tag-quality", {"by": "source"}).rows is before.rows
    with opened.writing():
        found = list(opened.graph.match(SEARCHES_GRAPH, "urn:thesaury:slice:tag-quality:source:all#1"))
        opened.graph.replace(SEARCHES_GRAPH, {"urn:thesaury:slice:tag-quality:source:all": []})
        assert answering.answer("tag-quality", {}).rows == ()
        opened.graph.extend(SEARCHES_GRAPH, found)
