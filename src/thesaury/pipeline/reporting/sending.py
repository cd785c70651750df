"""One report is made and handed over: as a letter, or as a message in the queue of a webhook."""

import io
import json
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from thesaury.model.errors import Usage
from thesaury.model.report import ReportSchedule, Way, period_of
from thesaury.model.use import TIME_ZONE
from thesaury.model.webhook import Delivery, EventKind
from thesaury.pipeline.reporting.letters import as_html, as_text
from thesaury.pipeline.reporting.making import Wanted, ask_in, made, read_once
from thesaury.pipeline.reporting.shapes import report_shape
from thesaury.ports.posting import Enclosure, Letter
from thesaury.ports.report_printing import PrintedReport
from thesaury.ports.workspace import Workspace

_STRANGE = re.compile(r"[^\w-]+")


class Ready:
    """A report that is made and not yet handed over."""

    def __init__(
        self, workspace: Workspace, schedule: ReportSchedule, report: PrintedReport, id: str, moment: str
    ) -> None:
        """`id` is the same whenever the report of this turn is sent again."""
        self._workspace, self._schedule, self._report = workspace, schedule, report
        self._id, self._moment = id, moment
        self._letter = _letter(workspace, schedule, report, id, moment) if schedule.way is Way.EMAIL else None

    def hand_over(self) -> None:
        """Hand it over; a return means that it is on its way. Raises what the post raises, and Usage where the webhook is gone."""
        if self._letter is not None:
            self._workspace.post.send(self._letter)
            return
        [endpoint] = self._schedule.recipients
        webhooks = self._workspace.catalogue.webhooks
        if endpoint not in {one.id for one in webhooks.endpoints()}:
            raise Usage(f"The webhook {endpoint} is gone. Remove this report, and make it anew for another one.")
        body = {
            "type": EventKind.REPORT_READY.value,
            "timestamp": self._moment,
            "data": {"tenant": self._workspace.id, "report": self._schedule.name} | report_shape(self._report),
        }
        told = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        made = Delivery(f"msg_{self._id}", endpoint, EventKind.REPORT_READY, told, self._moment, next_at=self._moment)
        webhooks.enqueue(endpoint, "", "", [made])


class Sender:
    """Makes and sends the reports of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read before there is something to make."""
        self._workspace = workspace
        self._thesaurus = read_once(workspace)

    def ready(self, schedule: ReportSchedule, turn: str, moment: datetime) -> Ready:
        """Make the report of a turn. Raises what making it raises, and Usage where the settings name no mail server it could go by."""
        if schedule.way is Way.EMAIL:
            _ = self._workspace.post
        day = moment.astimezone(ZoneInfo(TIME_ZONE)).date()
        wanted = Wanted(schedule.name, period_of(schedule.span, day), schedule.market, schedule.language)
        report = made(self._workspace, ask_in(self._workspace, schedule.language, self._thesaurus), wanted, day)
        return Ready(self._workspace, schedule, report, f"report-{schedule.id}-{turn}", moment_of(moment))

    def send(self, schedule: ReportSchedule, turn: str, moment: datetime) -> None:
        """Make it and hand it over."""
        self.ready(schedule, turn, moment).hand_over()


def moment_of(clock: datetime) -> str:
    """A moment in the form that is stored."""
    return clock.astimezone(UTC).isoformat(timespec="seconds")


def pdf_of(workspace: Workspace, report: PrintedReport) -> bytes:
    """The report as PDF."""
    out = io.BytesIO()
    workspace.report_printer.print_report(report, out)
    return out.getvalue()


def file_name(title: str, ending: str) -> str:
    """A name for the file of a report."""
    return f"{_STRANGE.sub('-', title).strip('-')[:80] or 'report'}.{ending}"


def _letter(workspace: Workspace, schedule: ReportSchedule, report: PrintedReport, id: str, moment: str) -> Letter:
    printed = Enclosure(file_name(report.title, "pdf"), "application/pdf", pdf_of(workspace, report))
    return Letter(id, moment, schedule.recipients, report.title, as_text(report), as_html(report), (printed,))
