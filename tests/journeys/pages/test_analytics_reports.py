"""Advice and reports on pages: what is advised leads to the rows behind it, and a report is added, tried, sent again and removed."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyoxigraph
import pytest
from starlette.testclient import TestClient

from tests.fakes.inbox import Inbox, receiving_mail
from tests.journeys.pages.connected import pages_for, pages_of, text, workspace
from thesaury.analytics.naming import SEARCHES_GRAPH
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.engines.oxigraph.terms import statement
from thesaury.model.access import Role
from thesaury.model.report import Frequency, Sending, SendingState, Way
from thesaury.model.webhook import Endpoint
from thesaury.pipeline.measuring.running import AT
from thesaury.pipeline.reporting import schedules
from thesaury.pipeline.reporting.rounds import turn_now
from thesaury.web.pages.analytics import advice_routes

GRAPH = Path(__file__).parents[2] / "data" / "analytics" / "graph.ttl"
HOSTILE = "<img src=x onerror=alert(1)>"
REPORTS = "/analytics/reports"
FORM = {"name": HOSTILE, "frequency": "weekly", "way": "email", "to": "ana@fennmoor.example, ben@fennmoor.example"}
FORM |= {"span": "quarter", "market": "DE", "language": "de"}
HOSTILE_PAGE = f"{REPORTS}/%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    with workspace(tmp_path / "work") as made:
        with made.writing():
            made.graph.load(SEARCHES_GRAPH, [statement(found) for found in pyoxigraph.parse(path=str(GRAPH))])
        made.catalogue.measuring.note({AT: "2026-11-30T06:00:00Z"})
        yield made


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with pages_of(opened) as client:
        yield client


@pytest.fixture
def inbox(opened: EmbeddedWorkspace) -> Iterator[Inbox]:
    with receiving_mail() as made:
        told = {
            "notices_smtp": made.server,
            "notices_smtp_security": "none",
            "notices_from": "reports@fennmoor.example",
        }
        opened.__dict__["settings"] = opened.settings.model_copy(update=told)
        yield made


def test_each_figure_of_advice_leads_to_the_rows_behind_it(pages: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(advice_routes, "today", lambda: date(2026, 11, 30))
    page = pages.get("/analytics/advice").text
    assert "Renew for the campaign “summer”, which goes on until 31 January 2027" in text(page)
    assert "Advice on what to produce begins with 30" in text(page)
    assert "1 licence until 31 December 2027. Renewed at the same price they cost €100.00." in text(page)
    assert "it needs 8 whole quarters, and 1 are known" in text(page)
    behind = re.findall(r'href="(/analytics/questions/[^"]+)"', page)
    assert behind
    assert {pages.get(address.replace("&amp;", "&")).status_code for address in behind} == {200}
    german = pages.get("/analytics/advice?market=DE", headers={"Accept-Language": "de"}).text
    assert "Für die Kampagne „summer“ verlängern" in text(german)
    strange = pages.get("/analytics/advice", params={"period": HOSTILE, "market": HOSTILE})
    assert (strange.status_code, HOSTILE in strange.text) == (400, False)


def test_a_report_from_adding_to_removing(opened: EmbeddedWorkspace, pages: TestClient, inbox: Inbox):
    assert "No report goes out yet" in text(pages.get(REPORTS).text)
    added = pages.post(REPORTS, data=FORM)
    assert (added.status_code, added.headers["location"]) == (303, f"{REPORTS}?said=added")
    [made] = opened.catalogue.reports.all()
    assert (made.recipients, made.language) == (("ana@fennmoor.example", "ben@fennmoor.example"), "de")
    page = pages.get(REPORTS).text
    assert HOSTILE not in page
    assert "None went out yet" in text(page)
    assert pages.post(f"{HOSTILE_PAGE}/try").headers["location"] == f"{REPORTS}?said=tried"
    [mail] = inbox.mails
    assert mail["To"] == "ana@fennmoor.example, ben@fennmoor.example"
    assert HOSTILE not in mail.get_body(("html",)).get_content()
    unsure = Sending(
        made.id,
        turn_now(made, datetime.now(UTC)),
        SendingState.UNCERTAIN,
        "2026-11-30T05:00:00+00:00",
        1,
        "",
        "See whether it came.",
    )
    opened.catalogue.reports.note(unsure)
    assert "uncertain" in text(pages.get(REPORTS).text)
    assert "See whether it came." in text(pages.get(REPORTS).text)
    assert pages.post(f"{HOSTILE_PAGE}/again").headers["location"] == f"{REPORTS}?said=again"
    assert pages.post(f"{HOSTILE_PAGE}/again").status_code == 422
    assert pages.post(f"{HOSTILE_PAGE}/drop").status_code == 303
    assert pages.post(f"{HOSTILE_PAGE}/drop").status_code == 404
    assert opened.catalogue.reports.all() == []


def test_what_cannot_be_sent_is_told_and_what_was_typed_stays(pages: TestClient):
    refused = pages.post(REPORTS, data=FORM | {"to": "nobody"})
    assert refused.status_code == 422
    assert "is no address of e-mail" in text(refused.text)
    assert 'value="nobody"' in refused.text
    assert pages.post(REPORTS, data={"name": "a"}).status_code == 422
    pages.post(REPORTS, data=FORM)
    tried = pages.post(f"{HOSTILE_PAGE}/try")
    assert (tried.status_code, "set notices_smtp" in text(tried.text)) == (422, True)
    assert pages.get(f"{REPORTS}/made.pdf?period=yesterday").status_code == 400
    assert pages.get(f"{REPORTS}/made.pdf").content[:5] == b"%PDF-"


def test_who_only_reads_makes_a_report_now_and_lets_none_go_out(opened: EmbeddedWorkspace):
    now = datetime.now(UTC)
    opened.catalogue.webhooks.put(
        Endpoint("hook", "https://hooks.fennmoor.example/SECRETPATH", made_at=now.isoformat())
    )
    schedules.make(opened, "brand", Frequency.WEEKLY, Way.EMAIL, ["ana@fennmoor.example"], now)
    schedules.make(opened, "market", Frequency.WEEKLY, Way.WEBHOOK, ["hook"], now)
    for made in opened.catalogue.reports.all():
        opened.catalogue.reports.note(
            Sending(made.id, turn_now(made, now), SendingState.FAILED, now.isoformat(), 1, "", "SECRETPATH is gone.")
        )
    with pages_for(opened, Role.EDITOR) as pages:
        page = pages.get(REPORTS).text
        assert "A report now" in text(page)
        assert "How by e-mail" in text(page)
        assert [word for word in ("SECRETPATH", "ana@fennmoor.example") if word in page] == []
        assert 'method="post" action="/analytics/reports"' not in page
        assert pages.post(REPORTS, data=FORM).status_code == 403
        assert pages.get(f"{REPORTS}/made.pdf").status_code == 200
