"""`rights calendar` and `rights feed`: the days on which licences end or begin, and secret addresses at which calendars read them."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import BadInput, Unreachable, Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thesaury.pipeline.watch.entries import Entry


class Format(StrEnum):
    """How the calendar is written."""

    TABLE = "table"
    ICS = "ics"
    CSV = "csv"
    JSON = "json"


def register(group: typer.Typer) -> None:
    """Add the commands to the group `rights`."""
    group.command()(calendar)
    group.command()(feed)


def calendar(
    first: Annotated[str, typer.Option("--from", help="The first day; otherwise all.")] = "",
    last: Annotated[str, typer.Option("--to", help="The last day.")] = "",
    connection: Annotated[str, typer.Option(help="Only records of this connection.")] = "",
    campaign: Annotated[str, typer.Option(help="Only assets of this campaign.")] = "",
    market: Annotated[str, typer.Option(help="Only assets for this market.")] = "",
    in_use: Annotated[bool, typer.Option("--in-use", help="Only assets whose use was reported.")] = False,
    form: Annotated[Format, typer.Option("--format", help="table, ics, csv or json.")] = Format.TABLE,
    out: Annotated[Path | None, typer.Option(help="The file to write; otherwise standard output.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the days on which licences end, have to be first used, or begin. Not legal advice.

    Examples:

      thesaury rights calendar --from 2027-01-01 --to 2027-03-31 --in-use

      thesaury rights calendar --format ics --out rights.ics
    """
    from thesaury.pipeline import connections
    from thesaury.pipeline.watch.entries import Wanted
    from thesaury.pipeline.watch.entries import calendar as entries_of

    begin, end = day(first, "--from"), day(last, "--to")
    if begin and end and begin > end:
        raise Usage(f"The calendar ends on {last}, before it begins on {first}. Swap --from and --to.")
    with workspace_at(workspace) as opened:
        connections(opened, [connection] if connection else [])
        found = entries_of(opened, Wanted(begin, end, connection, campaign, market, in_use=in_use))
    form = Format.JSON if as_json else form
    if form is Format.TABLE and out is None:
        _show(found)
    else:
        _write(found, Format.CSV if form is Format.TABLE else form, out)
    if not found:
        say("No day of any licence is in this stretch. Licences are read by: thesaury sync")


def feed(
    name: Annotated[str, typer.Argument(help="Whose calendar it is; without it all feeds are listed.")] = "",
    drop: Annotated[bool, typer.Option("--revoke", help="The address answers no more.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give somebody a secret address at which a calendar reads the days of all licences; an earlier one answers no more.

    Examples:

      thesaury rights feed brand-team

      thesaury rights feed brand-team --revoke
    """
    from thesaury.dispatch.feeding import new_feed
    from thesaury.ports.audit import note

    with workspace_at(workspace) as opened:
        feeds = opened.catalogue.calendar_feeds
        if not name:
            if drop:
                raise Usage("Name the feed whose address shall answer no more: thesaury rights feed NAME --revoke")
            _list(feeds.all(), as_json)
            return
        if drop:
            feeds.drop(name)
            note(opened.catalogue.audit, "calendar.unfeed", f"calendar:{name}")
            say(f"The address of {name} answers no more.")
            return
        print(f"/calendars/{new_feed(opened.catalogue, name)}.ics")
    say("This path of thesaury serve is the secret; it is not shown again. The same command makes a new one.")


def day(written: str, option: str) -> date | None:
    """The day of an option, None where it is not given. Raises BadInput for what is no day."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise BadInput(f"{written!r} is no day. Write it as {option} 2026-12-31.") from None


def _show(entries: "Sequence[Entry]") -> None:
    from thesaury.pipeline.watch.calendar_files import NOTICE, OCCASIONS

    rows = [
        (
            entry.turn.day.isoformat(),
            OCCASIONS[entry.turn.occasion],
            entry.title,
            "in use" if entry.in_use else "",
            f"{entry.turn.record}#{entry.turn.place}",
            entry.goes_on.sentence if entry.goes_on else "",
        )
        for entry in entries
    ]
    print_table(("day", "what", "asset", "use", "record", "beyond"), rows)
    if entries:
        say(NOTICE)


def _write(entries: "Sequence[Entry]", form: Format, out: Path | None) -> None:
    from thesaury.pipeline.watch.calendar_files import as_csv, as_ics, as_values

    if form is Format.JSON and out is None:
        print_json(as_values(entries))
        return
    if form is Format.JSON:
        import json

        data = json.dumps(as_values(entries), ensure_ascii=False, indent=2).encode("utf-8", "replace")
    else:
        data = as_ics(entries) if form is Format.ICS else as_csv(entries).encode()
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    half = out.with_name(f".{out.name}.part")
    try:
        half.write_bytes(data)
        half.replace(out)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise Unreachable(f"{out} cannot be written: {error.strerror}. Name a file you may write.") from error
    say(f"{len(entries)} days are in {out}.")


def _list(feeds: "Sequence[tuple[str, str]]", as_json: bool) -> None:
    if as_json:
        print_json([{"name": name, "made_at": at} for name, at in feeds])
        return
    print_table(("name", "made"), feeds)
    if not feeds:
        say("There is no calendar feed yet. Make one with: thesaury rights feed NAME")
