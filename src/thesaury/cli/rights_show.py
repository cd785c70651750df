"""`rights show`: what is recorded of the rights in an asset, from which words, and who confirmed it."""

from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, workspace_at
from thesaury.cli.rights_shown import show_statement

if TYPE_CHECKING:
    from thesaury.model.rights_record import RightsRecord

NOTICE = "This is what rules and people read in the sources. It is not legal advice."

_NOTHING = (
    "Nothing is recorded of its own rights: without any, every use needs review. Put a licence where its source keeps one, or take one "
    "in with: thesaury rights import FILE --asset ASSET"
)
_STATUS = {"complete": "all of it was understood", "needs_review": "a person has to read it", "confirmed": "confirmed"}


def register(group: typer.Typer) -> None:
    """Add the command to the group `rights`."""
    group.command()(show)


def show(
    asset: Annotated[str, typer.Argument(help="The asset's id, connection/id, or the id in its system.")],
    history: Annotated[bool, typer.Option("--history", help="Every version, the oldest first.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the rights records of an asset: version, status, what each states axis by axis, the words it was read from, what a person
    has to read, and who confirmed it when. Not legal advice.

    Example: thesaury rights show dam/4711 --history
    """
    from thesaury.pipeline.rights.asking import asset_named, history_of, records_of, sources_of
    from thesaury.rights.stating.shape import record_shape

    with workspace_at(workspace) as opened:
        found = asset_named(opened, asset)
        records = (history_of if history else records_of)(opened, found)
        made_from = sources_of(opened, found)
        title = found.title(opened.languages)
    if as_json:
        told = {"asset": found.id, "title": title, "made_from": list(made_from)}
        print_json({**told, "records": [*map(record_shape, records)], "notice": NOTICE})
        return
    print(title)
    if not records:
        print(_NOTHING)
    for source in made_from:
        print(f"It was made from {source}: the rights in that count as well.")
    for record in records:
        _show(record)
    print(NOTICE)


def _show(record: "RightsRecord") -> None:
    statement, source = record.statement, record.source
    print(f"\n{source.record}#{source.place}, version {record.version} of {record.at}: {_status(record)}")
    if source.text:
        print(source.text)
    if source.fields:
        print_table(("field of the source", "value"), source.fields)
    if not statement.terms and not statement.prohibit_all:
        print("Nothing of it was understood.")
    show_statement(statement)


def _status(record: "RightsRecord") -> str:
    if record.confirmed_by and record.status.value == "confirmed":
        return f"confirmed by {record.confirmed_by} at {record.confirmed_at}"
    return _STATUS[record.status.value]
