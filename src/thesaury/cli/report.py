"""`report`: reports that go out again and again, and one made now."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Unreachable, Usage
from thesaury.model.report import Frequency, Span, Way

if TYPE_CHECKING:
    from thesaury.model.report import ReportSchedule
    from thesaury.ports.workspace import Workspace

_Name = Annotated[str, typer.Argument(help="The name of the report.", metavar="NAME")]
_Market = Annotated[str, typer.Option(help="A market by its code; without it all of them.")]
_Language = Annotated[str, typer.Option(help="en or de.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = group_of(app, "report", "Reports by e-mail or webhook, and one made now.")
    group.command("add")(add)
    group.command("list")(listed)
    group.command("show")(show)
    group.command("try")(try_out)
    group.command("again")(again)
    group.command("send")(send)
    group.command("drop")(drop)
    group.command("make")(make)


def add(
    name: _Name,
    to: Annotated[list[str] | None, typer.Option("--to", help="An address of e-mail; may be repeated.")] = None,
    webhook: Annotated[str, typer.Option(help="In the place of e-mail, the id of a webhook.")] = "",
    every: Annotated[Frequency, typer.Option(help="How often it goes out.")] = Frequency.MONTHLY,
    covers: Annotated[
        Span, typer.Option(help="The month, quarter or year in which the day before lies, or all of it.")
    ] = Span.MONTH,
    market: _Market = "all",
    language: _Language = "en",
    workspace: WorkspaceOption = None,
) -> None:
    """Let a report go out daily, weekly or monthly, at six in the morning; the first one in the next turn.

    E-mail goes by the mail server of notices (notices_smtp and notices_from), as HTML with a PDF. A webhook gets a message of the type
    report.ready with all figures and tables.

    Examples:

      thesaury report add brand --to ada@example.org --every monthly

      thesaury report add warehouse --webhook 9c1f04a7d2e8 --every daily --covers year
    """
    from thesaury.pipeline.reporting import schedules

    if bool(to) == bool(webhook):
        raise Usage("Say --to with an address of e-mail, or --webhook with the id of a webhook.")
    way, recipients = (Way.WEBHOOK, [webhook]) if webhook else (Way.EMAIL, to or [])
    with workspace_at(workspace) as opened:
        made = schedules.make(opened, name, every, way, recipients, datetime.now(UTC), covers, market, language)
        unsent = way is Way.EMAIL and not opened.settings.notices_smtp
    say(f"The report {made.name} goes out {made.frequency}, from the next turn on, where a worker runs.")
    if unsent:
        say("There is no mail server yet, so nothing can go out: set notices_smtp and notices_from.")
    say(f"Try it out with: thesaury report try {made.name!r}")


def listed(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the reports that go out, and how the newest one of each stands.

    Examples:

      thesaury report list
    """
    with workspace_at(workspace) as opened:
        found = [_shape(opened, one) for one in opened.catalogue.reports.all()]
    if as_json:
        print_json(found)
        return
    rows = []
    for one in found:
        newest = one["sendings"][0] if one["sendings"] else {"turn": "", "state": "", "message": ""}
        told = (one["name"], one["frequency"], one["way"], " ".join(one["recipients"]), one["span"], one["market"])
        rows.append((*told, newest["turn"], newest["state"], newest["message"]))
    print_table(("name", "every", "by", "to", "covers", "market", "newest", "state", "message"), rows)
    if not found:
        say("No report goes out yet. Begin with: thesaury report add brand --to ada@example.org")


def show(name: _Name, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show one report with what became of its newest ones.

    Examples:

      thesaury report show brand
    """
    from thesaury.pipeline.reporting import schedules

    with workspace_at(workspace) as opened:
        found = _shape(opened, schedules.known(opened.catalogue, name))
    if as_json:
        print_json(found)
        return
    heads = ("turn", "state", "attempts", "at", "next_at", "message")
    print_table(heads, [[one[head] for head in heads] for one in found["sendings"]])
    if not found["sendings"]:
        say("None went out yet; the first one does in the next turn.")


def try_out(name: _Name, workspace: WorkspaceOption = None) -> None:
    """Make and send it once, at once, beside its turns. Exit code 6 when it did not go out.

    Examples:

      thesaury report try brand
    """
    from thesaury.pipeline.reporting import schedules

    with workspace_at(workspace) as opened:
        schedules.try_out(opened, name, datetime.now(UTC))
    say(f"The report {name} is on its way.")


def again(name: _Name, workspace: WorkspaceOption = None) -> None:
    """Send the newest one again, which failed or of which nobody knows whether it went out.

    Examples:

      thesaury report again brand
    """
    from thesaury.pipeline.reporting import schedules

    with workspace_at(workspace) as opened:
        waiting = schedules.again(opened.catalogue, name, datetime.now(UTC))
    say(f"The report of {waiting.turn} is sent within a minute where a worker runs, or by: thesaury report send")


def send(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Send now what a worker would within a minute. Exit code 6 when one did not go out: it is tried again.

    Examples:

      thesaury report send
    """
    from thesaury.pipeline.reporting.rounds import send_due

    with workspace_at(workspace) as opened:
        done = send_due(opened, datetime.now(UTC))
    if as_json:
        print_json({"sent": list(done.sent), "failed": [{"report": one, "message": why} for one, why in done.failed]})
    else:
        say(f"{len(done.sent)} went out." if done.sent or done.failed else "Nothing is due.")
    if done.failed:
        name, why = done.failed[0]
        raise Unreachable(f"The report {name} did not go out: {why}")


def drop(name: _Name, workspace: WorkspaceOption = None) -> None:
    """Send it no more.

    Examples:

      thesaury report drop brand
    """
    from thesaury.pipeline.reporting import schedules

    with workspace_at(workspace) as opened:
        schedules.drop(opened.catalogue, name)
    say(f"The report {name} goes out no more.")


def make(
    file: Annotated[
        Path, typer.Argument(help="Where to: a file that ends with .pdf, .html, .txt or .json.", metavar="FILE")
    ],
    period: Annotated[str, typer.Option(help="all, or as 2026, 2026-Q4, 2026-11.")] = "all",
    market: _Market = "all",
    language: _Language = "en",
    title: Annotated[str, typer.Option(help="What it is called.")] = "Thesaury",
    workspace: WorkspaceOption = None,
) -> None:
    """Make a report now, as a file; the file is written whole or not at all.

    Examples:

      thesaury report make november.pdf --period 2026-11 --market DE --language de
    """
    if file.suffix not in (".pdf", ".html", ".txt", ".json"):
        raise Usage(f"{file.name} has to end with .pdf, .html, .txt or .json.")
    with workspace_at(workspace) as opened:
        content = _made(opened, file.suffix, (title, period, market, language))
    try:
        beside = file.with_name(f".{file.name}.part")
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        raise Unreachable(f"{file} cannot be written: {error.strerror}. Name a place you may write to.") from error
    say(f"The report is in {file}.")


def _made(opened: "Workspace", suffix: str, wanted: tuple[str, str, str, str]) -> bytes:
    import json

    from thesaury.analytics.periods import today
    from thesaury.pipeline.reporting.letters import as_html, as_text
    from thesaury.pipeline.reporting.making import Wanted, ask_in, made
    from thesaury.pipeline.reporting.sending import pdf_of
    from thesaury.pipeline.reporting.shapes import report_shape

    report = made(opened, ask_in(opened, wanted[3]), Wanted(*wanted), today())
    if suffix == ".pdf":
        return pdf_of(opened, report)
    if suffix == ".json":
        return json.dumps(report_shape(report), ensure_ascii=False, indent=2).encode()
    return (as_html if suffix == ".html" else as_text)(report).encode("utf-8", "replace")


def _shape(opened: "Workspace", one: "ReportSchedule") -> dict[str, Any]:
    from thesaury.pipeline.reporting.shapes import schedule_shape

    return schedule_shape(one, opened.catalogue.reports.sendings(one.id))
