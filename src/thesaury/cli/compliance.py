"""`compliance`: how much of the metadata is complete and in approved terms."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.output import (
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
    workspace_at,
)
from thesaury.model.compliance import Compliance, Kind


class Table(StrEnum):
    """What is written as a table."""

    SHARES = "shares"
    TAGS = "tags"
    ASSETS = "assets"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(compliance)


def compliance(
    by: Annotated[Kind | None, typer.Option(help="Show the groups of this kind alone.")] = None,
    table: Annotated[Table, typer.Option(help="What `--out` writes, and what is shown.")] = Table.SHARES,
    limit: Annotated[int, typer.Option(help="How many rows are shown at most.", min=1)] = 20,
    out: Annotated[Path | None, typer.Option(help="Write the whole table to this CSV file.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Measure how many assets have complete metadata in approved terms, by source, team, market, agency, campaign and month.

    Examples:

      thesaury compliance

      thesaury compliance --by team --json

      thesaury compliance --table tags --out free-tags.csv
    """
    from thesaury.pipeline.complying import assets_csv, complied, shares_csv, tags_csv

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        found = complied(opened, progress)
    written = {Table.SHARES: shares_csv, Table.TAGS: tags_csv, Table.ASSETS: assets_csv}[table]
    if out:
        out.write_text("".join(written(found)), encoding="utf-8", newline="")
        say(f"{out} is written.", quiet)
    if as_json:
        print_json(_as_values(found, by))
    elif not out:
        _show(found, table, by, limit)
    if not found.whole.assets:
        say("There are no assets yet. Bring them in with: thesaury sync", quiet)


def _show(found: Compliance, table: Table, by: Kind | None, limit: int) -> None:
    if table is Table.TAGS:
        rows = [
            (
                one.tag,
                one.assets,
                one.answer.standing,
                one.effort,
                ", ".join(use.label.text for use in one.answer.use[:3]),
            )
            for one in found.free[:limit]
        ]
        print_table(("tag", "assets", "standing", "effort", "could be"), rows)
    elif table is Table.ASSETS:
        from thesaury.pipeline.complying import lacking

        told = [
            (one.asset, one.complete, one.clean, ", ".join(scheme or "any concept" for scheme in one.missing))
            for one in lacking(found)[:limit]
        ]
        print_table(("asset", "complete", "clean", "missing"), told)
    else:
        print_table(("kind", "group", "assets", "complete", "clean", "share"), _shares(found, by, limit))


def _shares(found: Compliance, by: Kind | None, limit: int) -> list[tuple[object, ...]]:
    groups = [("all", "", found.whole)] if by is None else []
    groups += [
        (kind.value, value, share)
        for kind, held in found.shares.items()
        if by in (None, kind)
        for value, share in held[:limit]
    ]
    return [
        (kind, value, share.assets, share.complete, share.clean, f"{share.part:.1%}") for kind, value, share in groups
    ]


def _as_values(found: Compliance, by: Kind | None) -> dict[str, object]:
    groups = [("all", "", found.whole)]
    groups += [
        (kind.value, value, share) for kind, held in found.shares.items() if by in (None, kind) for value, share in held
    ]
    return {
        "at": found.at,
        "shares": [
            {
                "kind": kind,
                "value": value,
                "assets": share.assets,
                "complete": share.complete,
                "clean": share.clean,
                "compliant": share.compliant,
                "share": round(share.part, 4),
            }
            for kind, value, share in groups
        ],
        "tags": {standing.value: count for standing, count in found.tags.items()},
        "free": [
            {
                "tag": one.tag,
                "assets": one.assets,
                "records": dict(one.records),
                "standing": one.answer.standing.value,
                "effort": one.effort.value,
                "use": [use.concept for use in one.answer.use],
            }
            for one in found.free
        ],
    }
