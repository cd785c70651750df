"""`validate --table`: a whole spreadsheet of tags, handed back with approved terms in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import print_json, print_table, progress_shown, say, workspace_at

if TYPE_CHECKING:
    from thesaury.pipeline.correcting import Handed
    from thesaury.pipeline.correcting_answers import Approved

TableOption = Annotated[
    Path | None, typer.Option(help="A table of tags (CSV, TSV, XLSX, JSON Lines), checked row by row.")
]
OutOption = Annotated[
    Path | None, typer.Option(help="Where the corrected table goes, in the form it ends in; none: only what was found.")
]
TagsColumnOption = Annotated[
    list[str] | None, typer.Option("--tags-column", help="The column of tags, or several; else found by their names.")
]
IdColumnOption = Annotated[str, typer.Option("--id-column", help="The column that tells rows apart.")]
PropertyOption = Annotated[
    list[str] | None, typer.Option("--property", help="A column that profiles call otherwise: market=Country.")
]

_LISTED = 50


@dataclass(frozen=True, slots=True)
class TableAsked:
    """What was asked of a table."""

    table: Path
    out: Path | None
    tags: Sequence[str]
    id: str
    properties: Sequence[str]
    profile: str
    languages: Sequence[str]


def validate_table(asked: TableAsked, workspace: Path | None, as_json: bool) -> bool:
    """Check the table, write the corrected one, and tell what was found; returns whether every row is complete."""
    from thesaury.governance.correcting import said_property
    from thesaury.pipeline import thesaurus_of
    from thesaury.pipeline.correcting import Wanted, correct_table
    from thesaury.pipeline.correcting_answers import approved
    from thesaury.pipeline.correcting_shape import sums_shape
    from thesaury.pipeline.validating import ages, keeper_of, told

    wanted = Wanted(tuple(asked.tags), asked.id, dict(map(said_property, asked.properties)))
    with workspace_at(workspace) as opened, progress_shown() as progress:
        who = approved(opened, thesaurus_of(opened), asked.profile, asked.languages)
        handed = correct_table(opened, who, asked.table, asked.out, wanted, progress)
        words = ages(opened, keeper_of(opened).words().versions)
    for age in words:
        if age.stale:
            say(told(age))
    if as_json:
        print_json(sums_shape(handed, who.called, words) | {"out": str(asked.out or "")})
    else:
        _tell(handed, who, asked.out)
    return handed.tally.complete == handed.tally.rows


def _tell(handed: "Handed", who: "Approved", out: Path | None) -> None:
    tally = handed.tally
    say(f"Columns of tags: {', '.join(handed.columns.tags)}.")
    rows = [("rows", tally.rows), ("complete rows", tally.complete), ("tags", tally.tags), ("corrected", tally.changed)]
    rows += [(f"tags: {standing.value}", number) for standing, number in tally.standings.most_common()]
    rows += [(f"rows that miss {who.called(scheme)}", number) for scheme, number in tally.missing.most_common()]
    print_table(("what", "number"), rows)
    if out:
        say(f"The corrected table is {out}.")
        return
    listed = islice(tally.distinct(), _LISTED)
    print_table(
        ("tag", "times", "answer", "use"),
        [(one["tag"], one["times"], one["standing"], one["write"] or " | ".join(one["suggestions"])) for one in listed],
    )
