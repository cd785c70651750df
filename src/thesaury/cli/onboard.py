"""`onboard ...`: bring a client in: what its fields and values are proposed to be, and what you decide."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli import onboard_decide, onboard_exchange, onboard_flow, onboard_rounds
from thesaury.cli.groups import group_of
from thesaury.cli.onboard_shown import RoundOption, kept_row, round_at
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
from thesaury.model.errors import Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import SourceKind, SubjectKind

if TYPE_CHECKING:
    from thesaury.onboarding.coverage import FieldCoverage


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "onboard", "Map the fields, values and concepts of a client to the shared model.")
    for command in (propose, show, coverage):
        group.command()(command)
    onboard_decide.register(group)
    onboard_exchange.register(group)
    onboard_flow.register(group)
    onboard_rounds.register(group)


def propose(
    table: Annotated[Path | None, typer.Option(help="A table of the client's: CSV, TSV, XLSX or JSON Lines.")] = None,
    connection: Annotated[str, typer.Option(help="The records of this connection.")] = "",
    concepts: Annotated[str, typer.Option(help="The concepts of this vocabulary of the client's.")] = "",
    vocabulary: Annotated[str, typer.Option(help="The shared model; otherwise the only vocabulary there is.")] = "",
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Propose what every field and value is, or again after decisions on fields; what was decided stands.

    The round is called as its source is. Cut off, the same command goes on.

    Examples:

      thesaury onboard propose --table assets.csv

      thesaury onboard propose --connection dam --vocabulary shared
    """
    from thesaury.bootstrap.apart import check_table
    from thesaury.pipeline.onboarding import propose as propose_all

    kind, source = _source(table, connection, concepts)
    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        if table:
            check_table(opened.root, table)
        done = propose_all(opened, kind, source, round, vocabulary, progress)
        conflicts = [one.sentence(opened.languages[0]) for one in done.conflicts]
    counts = {"fields": done.fields, "values": done.values, "concepts": done.concepts}
    if as_json:
        told_of = {"round": asdict(done.round), "rows": done.rows, **counts}
        print_json(told_of | {"conflicts": conflicts, "cut": list(done.cut), "notes": list(done.notes)})
    found = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    say(f"{done.round.name}: {found or 'nothing'} to decide on. See: thesaury onboard show", quiet)
    if not found:
        say("The source is empty. A connection has records after: thesaury sync", quiet)
    for sentence in (*done.notes, *conflicts):
        say(sentence, quiet)
    if done.cut:
        say(f"Too many different values for all to be proposed; the rarest are left out: {', '.join(done.cut)}", quiet)


def _source(table: Path | None, connection: str, concepts: str) -> tuple[SourceKind, str]:
    given = {SourceKind.TABLE: str(table.absolute()) if table else "", SourceKind.CONNECTION: connection}
    given[SourceKind.VOCABULARY] = concepts
    named = [(kind, source) for kind, source in given.items() if source]
    if len(named) != 1:
        raise Usage("Name one source: --table FILE, --connection NAME or --concepts VOCABULARY.")
    return named[0]


def show(
    kind: Annotated[SubjectKind | None, typer.Option(help="Only fields, values or concepts.")] = None,
    status: Annotated[MappingStatus | None, typer.Option(help="Only proposed, accepted or rejected ones.")] = None,
    field: Annotated[str, typer.Option(help="Only this field and its values.")] = "",
    words: Annotated[str, typer.Option(help="Only where these letters stand.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    after: Annotated[int, typer.Option(min=0, help="Only those behind this place, of the page before.")] = 0,
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what is proposed and decided, page by page.

    Examples:

      thesaury onboard show --kind field

      thesaury onboard show --status proposed --field tags
    """
    from thesaury.pipeline.onboarding.telling import mapping_dict
    from thesaury.ports.mappings import WantedMappings

    wanted = WantedMappings((kind,) if kind else (), (status,) if status else (), field, words)
    with round_at(workspace, round) as (opened, called):
        page = opened.catalogue.mappings.page(called.name, wanted, limit, after)
        spoken = opened.languages[0]
    if as_json:
        print_json({"round": asdict(called), "mappings": [mapping_dict(one) for one in page]})
        return
    heads = ("field", "value", "assets", "status", "meaning", "is", "relation", "sure")
    print_table(heads, [kept_row(one, spoken) for one in page])
    if not page:
        say("Nothing is like that.")
    elif len(page) == limit:
        say(f"More: --after {page[-1].place}")


def coverage(
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how much is decided, what is left, what contradicts itself, and how often the first proposal was right.

    Example: thesaury onboard coverage
    """
    from thesaury.pipeline.onboarding import standing
    from thesaury.pipeline.onboarding.telling import standing_dict

    with round_at(workspace, round) as (opened, called):
        found = standing(opened, called)
        told = standing_dict(found, opened.languages[0])
    if as_json:
        print_json({"round": asdict(called)} | told)
        return
    every = (found.coverage.total, *found.coverage.fields)
    print_table(
        ("field", "values", "mapped", "own or nothing", "left", "covered", "covered assets"),
        [_covered(one) for one in every],
    )
    for kind, one in found.decided.items():
        say(
            f"{kind}: {one.by_person} of {one.all} decided by a person, {one.as_proposed} as proposed first; "
            f"{one.by_itself} accepted by themselves."
        )
    for sentence in told["conflicts"]:
        say(sentence)


def _covered(one: "FieldCoverage") -> tuple[object, ...]:
    by_value, by_asset = one.values, one.assets
    counts = by_value.all, by_value.mapped, by_value.own, by_value.left
    return one.field or "(all)", *counts, f"{by_value.covered:.0%}", f"{by_asset.covered:.0%}"
