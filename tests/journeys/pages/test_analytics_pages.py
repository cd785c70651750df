"""Pages of analytics where there is nothing yet, where the graph cannot be read, and where somebody asks what cannot be asked."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.journeys.pages.conftest import TestClient
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline import own_questions
from thesaury.pipeline.measuring.answering import Answering
from thesaury.pipeline.measuring.running import measure
from thesaury.web.app import create_app


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    held = init_workspace(tmp_path_factory.mktemp("analytics") / "workspace")
    yield held
    held.close()


@pytest.fixture(scope="module")
def client(workspace: EmbeddedWorkspace) -> TestClient:
    return TestClient(create_app(workspace), raise_server_exceptions=False)


def text(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return " ".join(answer.text.split())


def test_before_anything_was_reported_the_pages_say_how_it_comes_in(client: TestClient, workspace: EmbeddedWorkspace):
    assert "has not been brought up to date yet" in text(client, "/analytics")
    measure(workspace)
    page = text(client, "/analytics")
    assert "Nothing to analyse yet" in page
    assert "thesaury usage import FILE" in page
    assert "Nothing fits" in text(client, "/analytics/questions/uses-by-month")
    workspace.campaigns_file.write_text("name\nSpring\n")
    measure(workspace)
    assert "are those of before.</strong> <span lang=" in text(client, "/analytics")
    workspace.campaigns_file.unlink()
    measure(workspace)
    assert "are those of before" not in text(client, "/analytics")


def test_a_graph_that_cannot_be_read_is_told_with_what_to_do(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    def away(*asked: object, **more: object) -> None:
        raise Unreachable("The graph store does not answer. Start it, or correct its address.")

    monkeypatch.setattr(Answering, "answer", away)
    for address in ("/analytics", "/analytics/questions/uses-by-month"):
        page = text(client, address, 503)
        assert "The graph store does not answer. Start it" in page
        assert "chart-place" not in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("uses-by-market?period=soon", "period cannot be"),
        ("content-gaps?market=DE&channel=website", "not for both"),
        ("content-gaps?market=DE&period=2026-02", "instead of February 2026, ask for Quarter 1, 2026"),
        ("uses-by-market?period=%3Cscript%3E", "period cannot be"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(client: TestClient, asked: str, said: str):
    page = text(client, f"/analytics/questions/{asked}", 400)
    assert said in page
    assert "<script>" not in page
    assert client.get(f"/analytics/questions/{asked.replace('?', '.csv?')}").status_code == 422


def test_a_question_that_needs_something_asks_for_it(client: TestClient):
    assert "Say what is asked about" in text(client, "/analytics/questions/uses-of-concept")
    text(client, "/analytics/questions/who-knows", 404)
    for address in ("thing=who+knows", "about=zzz", "about=urn:x%3Ey"):
        assert "No concept or campaign is called" in text(client, f"/analytics/graph?{address}", 404)
    assert "The graph knows nothing of this" in text(client, "/analytics/graph?about=urn:who:knows", 404)


def test_another_persons_question_is_neither_seen_nor_changed_and_bad_names_are_refused(client: TestClient):
    kept = client.post("/analytics/own", data={"name": "Mine", "query": "ASK { ?s ?p ?o }"})
    assert "The question is saved." in kept.text
    again = client.post("/analytics/own", data={"name": "Mine", "query": "ASK {}"})
    assert (again.status_code, "already" in again.text, "ASK {}" in again.text) == (400, True, True)
    for name, query in (
        ("", "ASK {}"),
        ("x" * 101, "ASK {}"),
        ("Empty", " "),
        ("Broken", "SELECT ?s WHERE {"),
        ("Update", "CLEAR ALL"),
    ):
        assert client.post("/analytics/own", data={"name": name, "query": query}).status_code == 400
    with pytest.MonkeyPatch.context() as few:
        few.setattr(own_questions, "MOST", 1)
        assert (
            "You have 1 questions already" in client.post("/analytics/own", data={"name": "b", "query": "ASK {}"}).text
        )
    assert client.get("/analytics/own?id=none").status_code == 404
    assert client.post("/analytics/own/remove?id=none").status_code == 404


def test_uses_in_two_markets_are_shown_in_each(client: TestClient, workspace: EmbeddedWorkspace):
    workspace.catalogue.records.put_connection(Connection("dam", "folder", ()))
    events = [
        UsageEvent(
            str(number), UsageKind.USE, f"2026-0{number}-03T10:00:00+00:00", "none", properties=(("regions", "DE AT"),)
        )
        for number in (1, 2, 3)
    ]
    workspace.catalogue.usage.add("dam", events)
    measure(workspace)
    page = text(client, "/analytics/questions/uses-by-market")
    assert "Uses: Austria (AT) comes first with 3, then Germany (DE) with 3; 2 rows in all." in page
    assert client.get("/analytics/questions/uses-by-market.csv").text.splitlines()[1:] == ["AT,3,0", "DE,3,0"]
    months = text(client, "/analytics/questions/uses-by-month?market=DE")
    assert "January 2026" in months
    offered = [part.partition('"')[0] for part in months.partition('id="p-market"')[2].split('<option value="')[1:]]
    assert offered[:3] == ["all", "AT", "DE"]


def test_what_is_not_narrowed_says_so_and_what_cannot_be_is_no_filter(client: TestClient):
    """On the uses of the test before, which are of DE and AT in 2026."""
    page = text(client, "/analytics?period=2026-Q1&market=DE")
    assert page.count(">All markets</span>") > 2
    months = page.partition('id="uses-by-month"')[2].partition("</h2>")[0]
    assert ">All months</span>" in months
    assert 'href="/analytics/questions/overview?period=2026-Q1&amp;market=DE"' in page
    assert ">All markets</span>" not in text(client, "/analytics?period=2026")
    assert "nothing of this in this period" in text(client, "/analytics?period=2020")
    for address in ("/analytics", "/analytics/advice"):
        wrong = text(client, f"{address}?period=20x&market=QQ", 400)
        assert "“20x” is no period" in wrong
        assert "“QQ” is no market" in wrong


def test_another_period_is_shown_where_that_one_has_nothing_or_is_not_told_and_the_page_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
):
    """On the uses of the test before, which are of 2026."""
    monkeypatch.setattr("thesaury.web.pages.analytics.dashboard_routes.today", lambda: date(2028, 2, 1))
    page = text(client, "/analytics")
    assert "Nothing was used in 2028 yet: this is 2026" in page
    assert '<option value="2026" selected>' in page
    assert '<option value="2026-12">' in page
    asked = text(client, "/analytics?period=2028")
    assert ('<option value="2028" selected>' in asked, "Nothing was used in 2028" in asked) == (True, False)
    for address in ("/analytics", "/analytics/advice"):
        narrowed = text(client, f"{address}?period=2026-02&market=DE")
        assert "instead of February 2026, this is" in narrowed
        assert '<option value="2026-Q1" selected>' in narrowed
        assert '<option value="2026-02"' not in narrowed
