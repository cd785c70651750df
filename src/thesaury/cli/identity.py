"""`identity ...`: assets that may be one picture, joined or parted by a person."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.likeness import Likeness, Verdict

AssetArgument = Annotated[str, typer.Argument(help="An asset's id, connection/external id, or external id.")]
ByOption = Annotated[str, typer.Option(help="Who says so; otherwise the user of this machine.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "identity", "Decide which assets of different systems are one.")
    group.command(name="list")(list_likenesses)
    for command in (join, differ, part):
        group.command()(command)


def list_likenesses(
    limit: Annotated[int, typer.Option(help="How many at most.", min=1)] = 50,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List pairs of assets whose pictures look alike and nobody decided on, the closest first."""
    with workspace_at(workspace) as opened:
        rows = [_row(opened, found) for found in opened.catalogue.identities.likenesses(limit=limit)]
    if as_json:
        print_json(rows)
        return
    columns = ("bits apart", "one", "its records", "other", "its records ")
    print_table(columns, [(r["distance"], r["left"], r["left_records"], r["right"], r["right_records"]) for r in rows])
    if not rows:
        say("No two assets wait for a decision.")
    else:
        say("Say so with: thesaury identity join ONE OTHER, or thesaury identity differ ONE OTHER")


def join(one: AssetArgument, other: AssetArgument, by: ByOption = "", workspace: WorkspaceOption = None) -> None:
    """Two assets are one picture: their records, licences and concepts become those of one asset.

    Example: thesaury identity join archive/2041 photos/tea.jpg
    """
    from thesaury.model.likeness import Verdict

    with workspace_at(workspace) as opened:
        kept = _decided(opened, one, other, Verdict.SAME, by)
    say(f"One asset from now on: {kept}. The next sync brings its concepts and the index up to date.")


def differ(one: AssetArgument, other: AssetArgument, by: ByOption = "", workspace: WorkspaceOption = None) -> None:
    """Two assets are different pictures; they are not asked about again."""
    from thesaury.model.likeness import Verdict

    with workspace_at(workspace) as opened:
        _decided(opened, one, other, Verdict.DIFFERENT, by)
    say("They stay two assets.")


def part(
    record: Annotated[str, typer.Argument(help="The record, as connection/external id.")],
    by: ByOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Take a record out of an asset it does not belong to, for good."""
    from thesaury.pipeline.keeping import part as parted

    with workspace_at(workspace) as opened, opened.writing():
        asset = parted(opened.catalogue, record, by or getpass.getuser())
    say(f"{record} is of the asset {asset} now. The next sync brings concepts and the index up to date.")


def _decided(opened: "EmbeddedWorkspace", one: str, other: str, verdict: "Verdict", by: str) -> str:
    from thesaury.pipeline.keeping import tell_apart

    ids = [_asset(opened, reference) for reference in (one, other)]
    with opened.writing():
        return tell_apart(opened.catalogue, ids[0], ids[1], verdict, by or getpass.getuser())


def _asset(opened: "EmbeddedWorkspace", reference: str) -> str:
    found = opened.catalogue.records.find(reference)
    if found is None:
        raise Usage(f"There is no asset {reference!r}. Find assets with: thesaury search")
    return found.id


def _row(opened: "EmbeddedWorkspace", found: "Likeness") -> dict[str, object]:
    keys = {
        asset.id: [r.key for r in asset.records] for asset in opened.catalogue.records.assets([found.left, found.right])
    }
    return {
        "distance": found.distance,
        "left": found.left,
        "left_records": " ".join(keys.get(found.left, [])),
        "right": found.right,
        "right_records": " ".join(keys.get(found.right, [])),
    }
