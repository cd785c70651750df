"""`rights what-if`: what a new contract text would change, before anybody signs it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.cli.rights_question import amounts, root_of
from thesaury.model.errors import BadInput, Usage
from thesaury.model.use import TIME_ZONE

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.licensing import Statement
    from thesaury.pipeline.rights.what_if import Chosen, Supposed

_LONGEST = 1_000_000


def register(group: typer.Typer) -> None:
    """Add the command to the group `rights`."""
    group.command(name="what-if")(what_if)


def what_if(
    channel: Annotated[str, typer.Option(help="Where: website, social_paid, brochure, print ...")],
    region: Annotated[list[str], typer.Option(help="In which country, part, area or group (repeat for several).")],
    text: Annotated[str | None, typer.Option(help="The new contract text.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file with the new text (UTF-8), in place of --text.")] = None,
    record: Annotated[str, typer.Option(help="The rights record it would be for, as RECORD#PLACE.")] = "",
    connection: Annotated[str, typer.Option(help="All records of this connection; otherwise all there are.")] = "",
    locale: Annotated[str, typer.Option(help="Where the text was written (en-GB), for its dates.")] = "",
    day: Annotated[str, typer.Option("--date", help="The day, or moment with an offset; otherwise today.")] = "",
    first: Annotated[str, typer.Option("--from", help="The first day of a period.")] = "",
    last: Annotated[str, typer.Option("--to", help="Its last day.")] = "",
    purpose: Annotated[str, typer.Option(help="What for: editorial, internal, resale ...")] = "commercial_promotion",
    party: Annotated[str, typer.Option(help="Who uses it: affiliates, dealers ...")] = "licensee",
    quantity: Annotated[list[str] | None, typer.Option(help="How much, as kind=number (copies=20000).")] = None,
    campaign: Annotated[list[str] | None, typer.Option(help="For which campaign.")] = None,
    time_zone: Annotated[str, typer.Option(help="Where your days begin.")] = TIME_ZONE,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how many answers would change if this text stood in place of the present one. Nothing is kept. Not legal advice.

    Examples:

      thesaury rights what-if --text "Web, DACH, until 31.12.2027" --connection dam --channel website --region DE

      thesaury rights what-if --file contract.txt --record dam/4711#0 --channel print --region EU --date 2027-06-01
    """
    from thesaury.pipeline.rights import what_if as supposing
    from thesaury.rights.parsing import parse
    from thesaury.rights.parsing.context import Context
    from thesaury.rights.stating.asking import question
    from thesaury.rights.vocabulary.client import own_regions, tables_of

    told = _text(text, file)
    planned, days = amounts(quantity or ()), (day, first, last)
    root = root_of(workspace)
    scope = {"campaign": campaign}
    use = question(channel, region, days, purpose, party, planned, scope, time_zone, tables_of(root))
    statement = parse(told, Context(locale, (), own_regions(root).called))
    with workspace_at(workspace) as opened:
        found = supposing.what_if(opened, told, statement, use, _chosen(opened, record, connection))
    if as_json:
        from thesaury.rights.deciding.telling import asked

        print_json({"request": asked(use), **_values(found, statement)})
    else:
        _show(found, statement)


def _text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise Usage("Give the new text with --text or in a --file, and only one of the two.")
    if file is None:
        return text or ""
    try:
        with file.open("rb") as opened:
            data = opened.read(_LONGEST + 1)
        told = data.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}. Name a text file.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is no text in UTF-8. Save it as UTF-8 text.") from error
    if len(data) > _LONGEST:
        raise BadInput(f"{file} is longer than {_LONGEST:,} bytes. Give the part that states the rights.")
    return told


def _chosen(opened: "EmbeddedWorkspace", record: str, connection: str) -> "Chosen":
    from thesaury.pipeline import connections
    from thesaury.pipeline.rights.asking import record_named
    from thesaury.pipeline.rights.what_if import Chosen

    if record and connection:
        raise Usage("Name a record or a connection, and only one of the two.")
    if record:
        return Chosen(record_named(opened, record).key)
    connections(opened, [connection] if connection else [])
    return Chosen(None, connection)


def _values(found: "Supposed", statement: "Statement") -> dict[str, Any]:
    from thesaury.pipeline.watch.calendar_files import NOTICE

    return {
        "complete": statement.complete,
        "unresolved": [{"reason": one.reason, "words": one.words} for one in statement.unresolved],
        "counts": [{"from": a.value, "to": b.value, "assets": count} for a, b, count in found.counts()],
        "assets": [
            {
                "asset": one.asset,
                "title": one.title,
                "from": one.before.value,
                "to": one.after.value,
                "next_change_now": one.next_before.isoformat() if one.next_before else None,
                "next_change_then": one.next_after.isoformat() if one.next_after else None,
            }
            for one in found.assets
        ],
        "days": [
            {"occasion": occasion.value, "day": day.isoformat(), "licences_now": now, "licences_then": then}
            for occasion, day, now, then in found.days
        ],
        "notice": NOTICE,
    }


def _show(found: "Supposed", statement: "Statement") -> None:
    values = _values(found, statement)
    if not statement.complete:
        say("A person has to read this text; until then nothing it states is enough. Not understood:")
        print_table(("reason", "words"), [(one["reason"], one["words"]) for one in values["unresolved"]])
    print_table(("now", "then", "assets"), [(one["from"], one["to"], one["assets"]) for one in values["counts"]])
    changed = [one for one in values["assets"] if one["from"] != one["to"]]
    print_table(
        ("asset", "now", "then", "changes by itself now", "and then"),
        [(o["title"], o["from"], o["to"], o["next_change_now"] or "", o["next_change_then"] or "") for o in changed],
    )
    print_table(
        ("day", "what", "licences now", "licences then"),
        [(one["day"], one["occasion"], one["licences_now"], one["licences_then"]) for one in values["days"]],
    )
    say(f"Nothing was kept. {values['notice']}")
