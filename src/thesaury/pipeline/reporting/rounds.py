"""One round of sending: the report of each schedule whose turn has come, once for each turn.

A report is made first; then it is noted as being sent, handed over, and noted as sent. Where a process dies before it handed anything over,
the next round sends it. Where it died in between, nobody knows whether a letter went out: it is not sent a second time by itself, but shown
as uncertain, and a person lets it be sent again. A message to a webhook is kept under its id, so it is safely queued again.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from thesaury.model.errors import LostReply, Retry, ThesauryError
from thesaury.model.report import ReportSchedule, Sending, SendingState, Way, turn_of
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.reporting.sending import Sender, moment_of
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import holding, this_process

LEASE = "reports"
"""Whose holder sends: two workers never send the same at once."""
_BUSY = "Somebody sends reports just now ({holder}). Wait until that is over, then run this again."
HOUR = 6
"""From this hour of the day on a report goes out, where campaigns count their days."""
WAITS = (5, 15, 30, 60, 120, 240)
"""Minutes between a try and the next one; the last holds for all further ones, until the turn is over."""

_STRANGE = "It could not be made. The log of the server says more."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """Which reports went out, by name, and which did not, each with a sentence."""

    sent: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


def never() -> bool:
    """Nobody asks to stop."""
    return False


def send_due(workspace: Workspace, moment: datetime, stopped: Callable[[], bool] = never) -> Sent:
    """Send what is due at this moment, until asked to stop. Raises WorkspaceBusy while another round is under way."""
    leases, holder = workspace.catalogue.leases, f"{this_process()}-{time.monotonic_ns()}"
    if not workspace.catalogue.reports.all():
        return Sent()
    with holding(leases, [LEASE], holder, _BUSY):
        return _round(workspace, Sender(workspace), moment, stopped)


def _round(workspace: Workspace, sender: Sender, moment: datetime, stopped: Callable[[], bool]) -> Sent:
    sent: list[str] = []
    failed: list[tuple[str, str]] = []
    for schedule in workspace.catalogue.reports.all():
        if stopped():
            break
        begun = _due(workspace, schedule, moment)
        if begun is None:
            continue
        ended = _sent(workspace, sender, schedule, begun, moment)
        if ended.state is SendingState.SENT:
            sent.append(schedule.name)
        else:
            failed.append((schedule.name, ended.message))
    return Sent(tuple(sent), tuple(failed))


def turn_now(schedule: ReportSchedule, moment: datetime) -> str:
    """The turn of a schedule at this moment; a day begins at `HOUR`."""
    return turn_of(schedule.frequency, (moment.astimezone(ZoneInfo(TIME_ZONE)) - timedelta(hours=HOUR)).date())


def _due(workspace: Workspace, schedule: ReportSchedule, moment: datetime) -> Sending | None:
    """What is to be sent now: the report of this turn where it was neither sent nor is to wait; what a dead process left is settled."""
    reports, turn = workspace.catalogue.reports, turn_now(schedule, moment)
    if turn <= turn_now(schedule, datetime.fromisoformat(schedule.made_at)):
        return None
    newest = next(iter(reports.sendings(schedule.id, 1)), None)
    if newest is not None and newest.state is SendingState.SENDING:
        newest = _left(schedule, newest, moment)
        reports.note(newest)
    if newest is None or newest.turn != turn:
        return Sending(schedule.id, turn, SendingState.WAITING, moment_of(moment))
    waits = newest.state in (SendingState.WAITING, SendingState.FAILED)
    return newest if waits and newest.next_at <= moment_of(moment) else None


def _left(schedule: ReportSchedule, newest: Sending, moment: datetime) -> Sending:
    """How the report stands that a process had in hand when it died."""
    if schedule.way is Way.WEBHOOK:
        return replace(newest, state=SendingState.WAITING, next_at=moment_of(moment))
    why = "The program ended while it was sent. See whether it came, and send it again where it did not."
    return replace(newest, state=SendingState.UNCERTAIN, message=why)


def _sent(workspace: Workspace, sender: Sender, schedule: ReportSchedule, begun: Sending, moment: datetime) -> Sending:
    """Make and send it; returns, and keeps, how it stands then."""
    reports, tried = workspace.catalogue.reports, replace(begun, attempts=begun.attempts + 1, at=moment_of(moment))
    try:
        ready = sender.ready(schedule, begun.turn, moment)
        if not reports.note(replace(tried, state=SendingState.SENDING, message="")):
            return replace(tried, state=SendingState.FAILED, message="It was removed meanwhile.")
        ready.hand_over()
        ended = replace(tried, state=SendingState.SENT, message="", next_at="")
    except LostReply as error:
        ended = replace(tried, state=SendingState.UNCERTAIN, message=error.message)
    except ThesauryError as error:
        ended = _failed(tried, error.message, moment, soon=isinstance(error, Retry))
    except Exception:  # noqa: BLE001 - one report that cannot be made must not keep the others
        _log.exception("the report %s could not be made", schedule.name)
        ended = _failed(tried, _STRANGE, moment)
    reports.note(ended)
    return ended


def _failed(tried: Sending, why: str, moment: datetime, soon: bool = False) -> Sending:
    """A report that did not go out and is tried again; what a person has to mend first is tried less often."""
    place = min(tried.attempts, len(WAITS)) - 1 if soon else len(WAITS) - 1
    following = moment_of(moment + timedelta(minutes=WAITS[place]))
    return replace(tried, state=SendingState.FAILED, message=why, next_at=following)
