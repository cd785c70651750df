"""Scheduled reports over a real graph: by a real mail server and by a webhook, once for each turn, whatever fails in between."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pypdf import PdfReader

from tests.fakes.hook_receiver import receiving
from tests.fakes.inbox import BREAK_OFF, HOLD, Inbox, receiving_mail
from tests.journeys.conftest import prepared
from tests.patience import PATIENCE
from thesaury.analytics.naming import SEARCHES_GRAPH
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.engines.notifying.standard_webhook import StandardWebhooks
from thesaury.engines.oxigraph.terms import statement
from thesaury.model.errors import Usage
from thesaury.model.report import Frequency, ReportSchedule, SendingState, Span, Way
from thesaury.pipeline.announcing import endpoints
from thesaury.pipeline.announcing.rounds import announce
from thesaury.pipeline.measuring.running import AT
from thesaury.pipeline.reporting import schedules
from thesaury.pipeline.reporting.rounds import send_due

GRAPH = Path(__file__).parents[1] / "data" / "analytics" / "graph.ttl"
DRINKS = "https://terms.example/drinks"
TERMS = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{DRINKS}> a skos:Concept ; skos:prefLabel "drinks <b>"@en, "Getränke"@de .
"""
MADE = datetime(2026, 11, 29, 12, tzinfo=UTC)
NIGHT, MORNING = datetime(2026, 11, 30, 4, tzinfo=UTC), datetime(2026, 11, 30, 6, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("reports")
    (base / "terms.ttl").write_text(TERMS)
    prepared("init", base / "work")
    prepared("vocabulary", "import", base / "terms.ttl", "-w", base / "work")
    with closing(open_workspace(base / "work")) as opened, opened.writing():
        opened.graph.load(SEARCHES_GRAPH, [statement(found) for found in pyoxigraph.parse(path=str(GRAPH))])
        opened.catalogue.measuring.note({AT: "2026-11-30T06:00:00Z"})
    return base / "work"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with receiving_mail() as made:
        yield made


@pytest.fixture
def opened(work: Path, inbox: Inbox) -> Iterator[EmbeddedWorkspace]:
    with closing(open_workspace(work)) as workspace:
        told = {
            "notices_smtp": inbox.server,
            "notices_smtp_security": "none",
            "notices_from": "reports@fennmoor.example",
        }
        workspace.__dict__["settings"] = workspace.settings.model_copy(update=told)
        yield workspace
        for schedule in workspace.catalogue.reports.all():
            workspace.catalogue.reports.drop(schedule.name)


@pytest.fixture
def daily(opened: EmbeddedWorkspace) -> ReportSchedule:
    return schedules.make(opened, "Brand", Frequency.DAILY, Way.EMAIL, ["ana@fennmoor.example"], MADE, Span.ALL)


def sent(opened: EmbeddedWorkspace, moment: datetime) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    done = send_due(opened, moment)
    return done.sent, done.failed


def state(opened: EmbeddedWorkspace, schedule: ReportSchedule) -> list[tuple[str, SendingState, int]]:
    return [(one.turn, one.state, one.attempts) for one in opened.catalogue.reports.sendings(schedule.id)]


def test_a_report_goes_out_in_the_turn_after_it_was_made_and_once(
    opened: EmbeddedWorkspace, daily: ReportSchedule, inbox: Inbox
):
    for moment in (MADE, NIGHT):
        assert sent(opened, moment) == ((), ())
    assert sent(opened, MORNING) == (("Brand",), ())
    assert sent(opened, MORNING + timedelta(hours=3)) == ((), ())
    [mail] = inbox.mails
    assert (mail["Subject"], mail["To"]) == ("Brand, Everything so far", "ana@fennmoor.example")
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "6 uses in November 2026" in text
    assert "drinks &lt;b&gt;" in html
    assert "<b>" not in html
    [pdf] = mail.iter_attachments()
    assert pdf.get_filename() == "Brand-Everything-so-far.pdf"
    pages = PdfReader(BytesIO(pdf.get_content())).pages
    told = "".join(page.extract_text() for page in pages)
    assert "Most used concepts" in told
    assert f"Page 1 of {len(pages)}" in told
    assert sent(opened, MORNING + DAY) == (("Brand",), ())
    assert state(opened, daily) == [("2026-12-01", SendingState.SENT, 1), ("2026-11-30", SendingState.SENT, 1)]


def test_what_was_not_taken_is_told_and_tried_again_until_its_turn_is_over(
    opened: EmbeddedWorkspace, daily: ReportSchedule, inbox: Inbox
):
    inbox.answers = ["451 later", "451 later"]
    _, [(name, why)] = sent(opened, MORNING)
    assert (name, "did not take the mail" in why) == ("Brand", True)
    assert sent(opened, MORNING + timedelta(minutes=4)) == ((), ())
    assert sent(opened, MORNING + timedelta(minutes=5))[1]
    assert sent(opened, MORNING + timedelta(minutes=21)) == (("Brand",), ())
    assert state(opened, daily) == [("2026-11-30", SendingState.SENT, 3)]
    inbox.answers = ["451 later"]
    sent(opened, MORNING + DAY)
    sent(opened, MORNING + 2 * DAY)
    assert [told[:2] for told in state(opened, daily)] == [
        ("2026-12-02", SendingState.SENT),
        ("2026-12-01", SendingState.FAILED),
        ("2026-11-30", SendingState.SENT),
    ]


def test_of_what_nobody_knows_whether_it_went_out_no_second_one_goes_by_itself(
    opened: EmbeddedWorkspace, daily: ReportSchedule, inbox: Inbox
):
    inbox.answers = [BREAK_OFF]
    assert sent(opened, MORNING)[1]
    assert sent(opened, MORNING + timedelta(hours=8)) == ((), ())
    assert state(opened, daily) == [("2026-11-30", SendingState.UNCERTAIN, 1)]
    with pytest.raises(Usage, match="report try"):
        schedules.again(opened.catalogue, "Brand", MORNING + DAY)
    schedules.again(opened.catalogue, "Brand", MORNING + timedelta(hours=8))
    assert sent(opened, MORNING + timedelta(hours=9)) == (("Brand",), ())
    assert [mail["Message-ID"] for mail in inbox.mails] == [f"<report-{daily.id}-2026-11-30@thesaury>"] * 2
    with pytest.raises(Usage, match="report try"):
        schedules.again(opened.catalogue, "Brand", MORNING)


@pytest.mark.parametrize("handed", [True, False])
def test_a_process_that_dies_at_the_post_leaves_a_report_uncertain_and_one_that_dies_before_leaves_it_due(
    opened: EmbeddedWorkspace, daily: ReportSchedule, inbox: Inbox, monkeypatch: pytest.MonkeyPatch, handed: bool
):
    class Killed(BaseException):
        """As nothing in the house catches it, no more than a signal."""

    def dies(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(
            type(opened.post) if handed else type(opened.report_printer),
            *(("send",) if handed else ("print_report",)),
            dies,
        )
        with pytest.raises(Killed):
            sent(opened, MORNING)
    again = sent(opened, MORNING + timedelta(minutes=1))
    assert again == (((), ()) if handed else (("Brand",), ()))
    assert len(inbox.mails) == (0 if handed else 1)
    assert state(opened, daily)[0][1] is (SendingState.UNCERTAIN if handed else SendingState.SENT)


SENDS_AND_DIES = """
import sys
from datetime import datetime
from pathlib import Path
from thesaury.bootstrap import open_workspace
from thesaury.pipeline.reporting.rounds import send_due
opened = open_workspace(Path(sys.argv[1]))
told = {"notices_smtp": sys.argv[2], "notices_smtp_security": "none", "notices_from": "reports@fennmoor.example"}
opened.__dict__["settings"] = opened.settings.model_copy(update=told)
send_due(opened, datetime.fromisoformat(sys.argv[3]))
"""


def test_a_killed_worker_leaves_what_it_had_in_hand_uncertain_and_the_next_one_goes_on(
    opened: EmbeddedWorkspace, daily: ReportSchedule, inbox: Inbox
):
    schedules.make(opened, "Later", Frequency.DAILY, Way.EMAIL, ["ben@fennmoor.example"], MADE)
    inbox.answers = [HOLD]
    command = [sys.executable, "-c", SENDS_AND_DIES, str(opened.root), inbox.server, MORNING.isoformat()]
    with subprocess.Popen(command) as child:
        assert inbox.holding.wait(PATIENCE)
        child.kill()
    assert sent(opened, MORNING + timedelta(minutes=2)) == (("Later",), ())
    assert [mail["To"] for mail in inbox.mails] == ["ben@fennmoor.example"]
    assert state(opened, daily) == [("2026-11-30", SendingState.UNCERTAIN, 1)]


def test_a_report_by_webhook_is_a_message_of_its_queue(opened: EmbeddedWorkspace):
    with receiving() as receiver:
        opened.__dict__["webhook_sender"] = StandardWebhooks(["127.0.0.1"])
        endpoint, _ = endpoints.add(opened, receiver.address)
        told = {"span": Span.ALL, "market": "DE", "language": "de"}
        made = schedules.make(opened, "Lager", Frequency.WEEKLY, Way.WEBHOOK, [endpoint.id], MADE, **told)
        assert sent(opened, MORNING) == (("Lager",), ())
        [stood] = opened.catalogue.reports.sendings(made.id)
        opened.catalogue.reports.note(replace(stood, state=SendingState.SENDING))  # it died right after it was queued
        assert sent(opened, MORNING + timedelta(minutes=9)) == (("Lager",), ())
        announce(opened)
        [got] = [json.loads(one.body) for one in receiver.got]
        assert (got["type"], got["data"]["tenant"]) == ("report.ready", opened.id)
        assert (got["data"]["report"], got["data"]["title"]) == ("Lager", "Lager, Alles bisher")
        assert {one["title"] for one in got["data"]["sections"]} >= {"Was fehlt", "Was zu tun ist"}
        endpoints.drop(opened.catalogue, endpoint.id)
        _, [(_, why)] = sent(opened, MORNING + 7 * DAY)
        assert "is gone" in why


@pytest.mark.parametrize(
    ("name", "way", "to", "more", "why"),
    [
        ("a/b", Way.EMAIL, ["a@b.example"], {}, "without a slash"),
        ("a", Way.EMAIL, ["ana"], {}, "no address"),
        ("a", Way.EMAIL, ["a@b.example\nBcc: c@d.example"], {}, "no address"),
        ("a", Way.EMAIL, [" "], {}, "1 to 50"),
        ("a", Way.WEBHOOK, ["nobody"], {}, "webhook list"),
        ("a", Way.EMAIL, ["a@b.example"], {"market": "Atlantis"}, "no market"),
        ("a", Way.EMAIL, ["a@b.example"], {"language": "fr"}, "en and de"),
    ],
)
def test_a_schedule_that_could_not_be_sent_is_refused(
    opened: EmbeddedWorkspace, name: str, way: Way, to: list[str], more: dict[str, Any], why: str
):
    with pytest.raises(Usage, match=why):
        schedules.make(opened, name, Frequency.DAILY, way, to, MADE, **more)
    assert opened.catalogue.reports.all() == []


def test_without_a_mail_server_it_says_what_to_set(opened: EmbeddedWorkspace, daily: ReportSchedule):
    opened.__dict__["settings"] = opened.settings.model_copy(update={"notices_smtp": ""})
    _, [(_, why)] = sent(opened, MORNING)
    assert "set notices_smtp" in why
    with pytest.raises(Usage, match="set notices_smtp"):
        schedules.try_out(opened, "Brand", MORNING)
