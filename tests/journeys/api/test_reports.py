"""Advice, forecast and reports over the interface and by command: what is there, what is empty, and what is refused."""

from pathlib import Path

import pytest

from tests.journeys.api.conftest import TestClient
from tests.journeys.conftest import Command
from thesaury.bootstrap import EmbeddedWorkspace

BRAND = {"name": "brand", "frequency": "monthly", "recipients": ["ana@fennmoor.example"]}


def test_of_a_workspace_without_events_it_says_that_there_is_nothing_to_go_by(read_only: TestClient):
    told = read_only.get("/analytics/advice", params={"language": "de"}).json()
    assert told["advice"] == []
    assert [one["have"] for one in told["silences"] if one["advises"] == "produce"] == [0]
    assert "beginnen bei 30" in told["silences"][0]["sentence"]
    forecast = read_only.get("/analytics/forecast").json()
    assert (len(forecast["endings"]), forecast["expected"]) == (5, [])
    assert "needs 8 whole quarters" in forecast["method"]
    assert forecast["as_of"].endswith("+00:00")
    report = read_only.get("/analytics/report", params={"period": "2026-11"}).json()
    assert {"No use has been reported yet."} <= {one["sentence"] for one in report["sections"]}
    pdf = read_only.get("/analytics/report", params={"form": "pdf", "market": "DE"})
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    page = read_only.get("/analytics/report", params={"form": "html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "style-src 'unsafe-inline'" in page.headers["content-security-policy"]
    for wrong in ({"period": "yesterday"}, {"market": "Atlantis"}):
        for path in ("/analytics/advice", "/analytics/report"):
            assert read_only.get(path, params=wrong).status_code == 422


def test_a_schedule_over_the_interface_from_adding_to_removing(api: TestClient, opened: EmbeddedWorkspace):
    assert api.get("/reports").json() == {"reports": []}
    made = api.post("/reports", json=BRAND)
    assert (made.status_code, made.json()["span"], made.json()["sendings"]) == (201, "month", [])
    assert api.post("/reports", json=BRAND).status_code == 400
    assert api.post("/reports", json=BRAND | {"name": "b", "recipients": ["ana"]}).status_code == 400
    assert api.get("/reports/brand").json() == api.get("/reports").json()["reports"][0]
    tried = api.post("/reports/brand/test")
    assert (tried.status_code, "set notices_smtp" in tried.json()["detail"]) == (400, True)
    assert api.post("/reports/brand/again").status_code == 400
    for path in ("/reports/none", "/reports/none/test", "/reports/none/again"):
        assert (api.get if path.endswith("none") else api.post)(path).status_code == 404
    assert api.delete("/reports/brand").status_code == 204
    assert api.delete("/reports/brand").status_code == 404
    deeds = [kept.deed.action for kept in opened.catalogue.audit.deeds()]
    assert deeds[:2] == ["report.drop", "report.add"]


def test_a_report_by_command(thesaury: Command, kept: Path, tmp_path: Path):
    file = tmp_path / "report.pdf"
    thesaury("report", "make", file, "--period", "2026", "-w", kept)
    assert file.read_bytes()[:5] == b"%PDF-"
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]
    refused = thesaury("report", "make", tmp_path / "none" / "report.pdf", "-w", kept, ok=False)
    assert (refused.returncode, "Name a place" in refused.stderr) == (6, True)
    assert "begins with 30" in thesaury("advise", "-w", kept).stderr
    assert thesaury("forecast", "-w", kept).stdout.count("\n") == 5


@pytest.mark.parametrize("given", [(), ("--to", "a@b.example", "--webhook", "x")])
def test_a_report_goes_one_way(thesaury: Command, kept: Path, given: tuple[str, ...]):
    assert "Say --to" in thesaury("report", "add", "brand", *given, "-w", kept, ok=False).stderr
