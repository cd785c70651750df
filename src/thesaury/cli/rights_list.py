"""`rights list`: rights records by how far they can be relied on; without more, those that wait for a person."""

from typing import Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.policy import PolicyStatus


def register(group: typer.Typer) -> None:
    """Add the command to the group `rights`."""
    group.command(name="list")(list_)


def list_(
    status: Annotated[PolicyStatus, typer.Option(help="How far they can be relied on.")] = PolicyStatus.NEEDS_REVIEW,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many at most.")] = 50,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List rights records of one status, by record and place: which version, what a person has to read in it, and its text.

    Example: thesaury rights list --status needs_review --limit 20
    """
    from thesaury.pipeline.rights.listing import listed, listed_shape

    with workspace_at(workspace) as opened:
        found = listed(opened, status, ("", ""), limit)
        told = [listed_shape(one, opened.languages) for one in found.entries]
    if as_json:
        print_json({"status": status.value, "records": told, "more": found.behind is not None})
        return
    if not told:
        print("Nothing waits for a person." if status is PolicyStatus.NEEDS_REVIEW else f"No record is {status.value}.")
        return
    rows = [
        (f"{one['record']}#{one['place']}", one["version"], one["title"], ", ".join(one["reasons"]), one["text"])
        for one in told
    ]
    print_table(("record", "version", "asset", "reasons", "text"), rows)
    if found.behind:
        say(f"There are more than these {len(told)}: see them with --limit.")
