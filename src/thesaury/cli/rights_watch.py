"""`rights watch` and `rights after-expiry`: a look at what ends and what is to be told, and uses after the end."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.cli.rights_notices import notice_values, show_notices
from thesaury.model.errors import BadInput, Unreachable


def register(group: typer.Typer) -> None:
    """Add the commands to the group `rights`."""
    group.command()(watch)
    group.command(name="after-expiry")(late)


def watch(
    moment: Annotated[str, typer.Option("--at", help="The moment to look from; otherwise now.")] = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look once at what ends, begins to be denied or is used up, keep it as notices, and send them. A worker does this every hour.

    Each stage (90, 30, 7 days before and the day itself; 80 and 100 % of a cap) is told once. Exit code 6 when a message did not go
    out: it is kept, and goes out the next time.
    """
    from thesaury.pipeline.watch.calendar_files import NOTICE
    from thesaury.pipeline.watch.telling import watch_round

    with workspace_at(workspace) as opened:
        done = watch_round(opened, _moment(moment))
    if as_json:
        print_json(
            {
                "new": [notice_values(one) for one in done.new],
                "told": dict(done.told),
                "failed": dict(done.failed),
                "notice": NOTICE,
            }
        )
    else:
        show_notices(done.new)
        for channel, count in done.told:
            say(f"{count} {'message' if count == 1 else 'messages'} by {channel}.")
        if not done.new:
            say("Nothing new is to be told.")
    if done.failed:
        channel, why = done.failed[0]
        raise Unreachable(f"Not all notices went out by {channel}: {why} They are kept, and go out the next time.")


def late(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List uses that systems reported of assets on days on which their rights deny them. Not legal advice.

    Systems report a moment and mostly an address, seldom the channel or the country: what they do not report is left out, and a use
    is listed only where it is denied whatever was left out. Exit code 3 when there are any.
    """
    from thesaury.pipeline.watch.after_expiry import after_expiry
    from thesaury.pipeline.watch.calendar_files import NOTICE

    with workspace_at(workspace) as opened:
        found = after_expiry(opened)
    if as_json:
        names = ("asset", "title", "where", "first", "last", "count", "sentence", "words")
        print_json(
            [
                {
                    **{name: getattr(one, name) for name in names},
                    "kind": one.kind.value,
                    "axis": one.axis.value if one.axis else None,
                    "asked_with": list(one.reported),
                }
                for one in found
            ]
        )
    else:
        rows = [
            (
                o.title,
                o.kind.value,
                o.where,
                o.first[:10],
                o.last[:10],
                o.count,
                o.sentence,
                o.words,
                " ".join(o.reported),
            )
            for o in found
        ]
        print_table(("asset", "what", "where", "since", "last", "times", "why", "words of the licence", "known"), rows)
    say(NOTICE if found else "No reported use is denied.")
    if found:
        raise typer.Exit(3)


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written) if written else datetime.now(UTC)
    except ValueError:
        raise BadInput(f"{written!r} is no moment. Write it as 2026-12-31 or 2026-12-31T18:00+01:00.") from None
    if moment.tzinfo:
        return moment
    from zoneinfo import ZoneInfo

    from thesaury.model.use import TIME_ZONE

    return moment.replace(tzinfo=ZoneInfo(TIME_ZONE))
