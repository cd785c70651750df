"""Who is sent a report how often: schedules that people make and remove, and that are tried out."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime

from thesaury.analytics.naming import ALL
from thesaury.model.audit import acting
from thesaury.model.errors import Usage
from thesaury.model.report import Frequency, ReportSchedule, Sending, SendingState, Span, Way
from thesaury.pipeline.reporting.rounds import turn_now
from thesaury.pipeline.reporting.sending import Sender, moment_of
from thesaury.pipeline.reporting.words import LANGUAGES
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of

MOST = 50
"""Schedules of a workspace."""
MOST_RECIPIENTS = 50
_LONGEST = 100
_AGAIN = (SendingState.FAILED, SendingState.UNCERTAIN)
_ADDRESS = re.compile(r"[^\s@,;:<>\"()\[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


def make(
    workspace: Workspace,
    name: str,
    frequency: Frequency,
    way: Way,
    recipients: Sequence[str],
    moment: datetime,
    span: Span = Span.MONTH,
    market: str = ALL,
    language: str = "en",
) -> ReportSchedule:
    """Keep a schedule; its first report goes out in the turn after this moment.

    Raises Usage for a name that is taken or unreadable, for recipients that are none, a webhook that is not there, a market that is
    none and a language in which no report is written.
    """
    catalogue, name = workspace.catalogue, name.strip()
    if not name.strip(". ") or "/" in name or len(name) > _LONGEST or not name.isprintable():
        raise Usage(f"A report is called by up to {_LONGEST} readable signs without a slash, such as brand monthly.")
    if language not in LANGUAGES:
        raise Usage(f"Reports are written in {' and '.join(LANGUAGES)}, not in {language!r}.")
    if len(catalogue.reports.all()) >= MOST:
        raise Usage(f"There are {MOST} reports already. Remove one that nobody reads.")
    told = _recipients(catalogue, way, recipients)
    at = moment_of(moment)
    made = ReportSchedule(
        secrets.token_hex(6), name, frequency, way, told, span, _market(workspace, market), language, at, acting.get()
    )
    catalogue.reports.put(made)
    said = {"frequency": frequency.value, "way": way.value, "recipients": len(told), "market": made.market}
    note(catalogue.audit, "report.add", f"report:{name}", None, said)
    return made


def known(catalogue: Catalogue, name: str) -> ReportSchedule:
    """The schedule of this name. Raises Usage where there is none."""
    found = catalogue.reports.get(name)
    if found is None:
        raise Usage(f"There is no report {name!r}. All of them are listed by: thesaury report list")
    return found


def drop(catalogue: Catalogue, name: str) -> None:
    """Send it no more. Raises Usage where there is none."""
    catalogue.reports.drop(name)
    note(catalogue.audit, "report.drop", f"report:{name}")


def try_out(workspace: Workspace, name: str, moment: datetime) -> None:
    """Make and send the report once, at once, beside its turns. Raises Usage where there is none, and what making and sending raise."""
    schedule = known(workspace.catalogue, name)
    Sender(workspace).send(schedule, f"try-{secrets.token_hex(4)}", moment)
    note(workspace.catalogue.audit, "report.test", f"report:{name}")


def again(catalogue: Catalogue, name: str, moment: datetime) -> Sending:
    """Let the report of this turn, which did not go out or of which nobody knows, be sent anew in the next round. Raises Usage where there
    is none."""
    schedule = known(catalogue, name)
    newest = next(iter(catalogue.reports.sendings(schedule.id, 1)), None)
    if newest is None or not may_go_again(schedule, newest, moment):
        raise Usage(f"No report of {name!r} waits to be sent again. Try it out with: thesaury report try {name!r}")
    waiting = Sending(schedule.id, newest.turn, SendingState.WAITING, moment_of(moment), 0, moment_of(moment))
    catalogue.reports.note(waiting)
    note(catalogue.audit, "report.again", f"report:{name}", None, {"turn": newest.turn})
    return waiting


def may_go_again(schedule: ReportSchedule, newest: Sending, moment: datetime) -> bool:
    """Whether a person may let the newest report be sent again: it did not go out, or nobody knows, and its turn is not over."""
    return newest.state in _AGAIN and newest.turn == turn_now(schedule, moment)


def _recipients(catalogue: Catalogue, way: Way, recipients: Sequence[str]) -> tuple[str, ...]:
    told = tuple(dict.fromkeys(one.strip() for one in recipients if one.strip()))
    if way is Way.WEBHOOK:
        if len(told) != 1 or told[0] not in {one.id for one in catalogue.webhooks.endpoints()}:
            raise Usage(
                "A report goes to one webhook, named by its id. All of them are listed by: thesaury webhook list"
            )
        return told
    if not 0 < len(told) <= MOST_RECIPIENTS:
        raise Usage(f"A report goes to 1 to {MOST_RECIPIENTS} addresses of e-mail.")
    for one in told:
        if not one.isascii() or not _ADDRESS.fullmatch(one):
            raise Usage(f"{one[:100]!r} is no address of e-mail. Write it as ana@example.org.")
    return told


def _market(workspace: Workspace, market: str) -> str:
    regions = tables_of(workspace.root).regions
    if market in ("", ALL):
        return ALL
    if not regions.known(market):
        raise Usage(f"There is no market {market[:50]!r}. Name it by its code, such as DE, or leave it out for all.")
    return regions.canonical(market)
