"""`audit list|export|verify`: who did what, when, and what was there before and after."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Stop, Unreachable

WhoOption = Annotated[str, typer.Option(help="Only deeds of this person, token:NAME or cli:NAME.")]
ActionOption = Annotated[str, typer.Option(help="Only this action, or those that begin with it, such as rights.")]
SubjectOption = Annotated[str, typer.Option(help="Only deeds about this, such as asset:studio/12.")]
SinceOption = Annotated[str, typer.Option(help="First day (UTC), such as 2026-12-01.")]
UntilOption = Annotated[str, typer.Option(help="Last day (UTC).")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "audit", "See who did what; nothing in it can be changed.")
    group.command(name="list")(list_deeds)
    group.command()(export)
    group.command()(verify)


def list_deeds(
    who: WhoOption = "",
    action: ActionOption = "",
    subject: SubjectOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
    limit: Annotated[int, typer.Option(help="How many at most, the newest first.", min=1)] = 50,
    before: Annotated[int, typer.Option(help="Only deeds with a lower number than this.", min=0)] = 0,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List deeds, the newest first.

    Examples:

      thesaury audit list --action rights --since 2026-12-01

      thesaury audit list --who ana@example.org --json
    """
    from thesaury.pipeline.auditing import as_values, sought

    wanted = sought(who, action, subject, since, until)
    with workspace_at(workspace) as opened:
        found = opened.catalogue.audit.deeds(wanted, limit, before)
    if as_json:
        print_json([as_values(kept) for kept in found])
        return
    rows = [
        (k.number, k.deed.at, k.deed.who, k.deed.action, k.deed.subject, k.deed.before, k.deed.after) for k in found
    ]
    print_table(("number", "at", "who", "action", "subject", "before", "after"), rows)
    if not found:
        say("Nothing was done that fits.")


def export(
    out: Annotated[Path, typer.Argument(help="The CSV file to write; - is standard output.")],
    who: WhoOption = "",
    action: ActionOption = "",
    subject: SubjectOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Write deeds as CSV, the oldest first.

    Example: thesaury audit export december.csv --since 2026-12-01 --until 2026-12-31
    """
    from thesaury.pipeline.auditing import csv_lines, sought

    wanted = sought(who, action, subject, since, until)
    with workspace_at(workspace) as opened:
        lines = csv_lines(opened.catalogue.audit.every(wanted))
        if str(out) == "-":
            sys.stdout.writelines(lines)
            return
        try:
            with out.open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        except OSError as error:
            raise Unreachable(f"{out} cannot be written: {error.strerror}. Name another file.") from error
    say(f"Written to {out}.")


def verify(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Check that no deed was changed, removed or put in behind the log's back. Exit code 1 where one was."""
    with workspace_at(workspace) as opened:
        broken = opened.catalogue.audit.broken_at()
    if as_json:
        print_json({"whole": not broken, "broken_at": broken or None})
    elif not broken:
        say("The audit log is whole.")
    if broken:
        raise Stop(
            f"The audit log is broken at deed {broken}: it was changed, removed or put in behind the log's back. Keep this file as "
            "evidence, and compare it with a backup."
        )
