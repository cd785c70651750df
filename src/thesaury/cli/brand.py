"""`brand ...`: the words this client wants used, allows and forbids."""

from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.brand_term import BrandStanding
from thesaury.model.errors import BadInput, Usage

TermArgument = Annotated[str, typer.Argument(help="The word or words.")]
LanguageOption = Annotated[str, typer.Option(help="Its language, such as en; otherwise every language.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "brand", "Say which words this client prefers, allows and forbids, and what they mean to it.")
    group.command()(terms)
    group.command()(add)
    group.command()(remove)
    group.command(name="import")(import_terms)
    group.command(name="export")(export_terms)


def terms(
    standing: Annotated[BrandStanding | None, typer.Option(help="Only preferred, approved or forbidden ones.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the brand terms.

    Examples:

      thesaury brand terms --standing forbidden
    """
    from thesaury.vocabulary.brand.table import row_of

    with workspace_at(workspace) as opened:
        kept, held = opened.catalogue.brand_terms.all(), set(opened.catalogue.brand_terms.in_force())
    chosen = [term for term in kept if standing in (None, term.standing)]
    if as_json:
        print_json([row_of(term) | {"in_force": term in held} for term in chosen])
        return
    print_table(
        ("term", "language", "standing", "instead or concept", "from", "reason"),
        [
            (one.text, one.language, one.standing.value, one.instead or one.concept, one.since, one.reason)
            for one in chosen
        ],
    )
    if not chosen:
        say("No brand term yet." if not kept else "No brand term is like that. See: thesaury brand terms")
        say("Forbid a word with: thesaury brand add cheap --standing forbidden --instead affordable --language en")


def add(
    term: TermArgument,
    standing: Annotated[BrandStanding, typer.Option(help="preferred, approved or forbidden.")],
    language: LanguageOption = "",
    concept: Annotated[str, typer.Option(help="What it means here: a concept, by IRI or label.")] = "",
    instead: Annotated[str, typer.Option(help="What stands instead of a forbidden word.")] = "",
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    since: Annotated[str, typer.Option("--from", help="The day it holds from, such as 2027-01-01.")] = "",
    note: Annotated[str, typer.Option(help="Whatever else is to be remembered.")] = "",
    exact: Annotated[bool, typer.Option("--exact", help="Capitals count.")] = False,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Keep a term, in the place of the one with this text and language. Only assets that it touches are annotated again.

    Examples:

      thesaury brand add cheap --standing forbidden --instead affordable --language en --reason "Sounds poor."

      thesaury brand add Fable --standing approved --concept https://terms.example/fable-collection --exact

      thesaury brand add "Refill Hero" --standing preferred --concept "refill pouch" --language en
    """
    from thesaury.model.audit import acting
    from thesaury.model.time import now
    from thesaury.pipeline.brand import keep_terms
    from thesaury.pipeline.brand.naming import concept_called
    from thesaury.vocabulary.brand.checking import term_of
    from thesaury.vocabulary.brand.table import row_of

    given = {"term": term, "standing": standing.value, "language": language, "instead": instead, "reason": reason}
    given |= {"from": since, "note": note, "case": "exact" if exact else ""}
    with workspace_at(workspace) as opened:
        made = term_of(given | {"concept": concept_called(opened, concept)}, acting.get(), now())
        changed = keep_terms(opened, [made], dry_run=dry_run)
    if as_json:
        print_json({"term": row_of(made), "changed": bool(changed), "dry_run": dry_run})
    done = "would be" if dry_run else "is"
    say(f"{made.text} {done} {made.standing.value}." if changed else f"{made.text} is {made.standing.value} as it was.")


def remove(
    term: TermArgument,
    language: LanguageOption = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Forget a term.

    Examples:

      thesaury brand remove cheap --language en
    """
    from thesaury.pipeline.brand import drop_terms
    from thesaury.vocabulary.languages import canonical

    key = " ".join(term.split()), canonical(language) or language
    with workspace_at(workspace) as opened:
        drop_terms(opened, [key], dry_run=dry_run)
    if as_json:
        print_json({"term": key[0], "language": key[1], "removed": not dry_run})
    say(f"{key[0]} {'would be' if dry_run else 'is'} no brand term any more.")


def import_terms(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, XLSX or JSON Lines, as brand export writes them.")],
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Keep the terms of a table; rows with a text and language that are there take their place. One wrong row, and nothing is kept.

    The columns term and standing are needed; language, concept (IRI), instead, reason, from, case (exact or any) and note may be there.

    Examples:

      thesaury brand import brand-terms.csv --dry-run
    """
    from thesaury.pipeline.brand import keep_terms, read_table

    with workspace_at(workspace) as opened:
        read, wrong = read_table(opened, opened.handed_tables, file)
        changed = [] if wrong else keep_terms(opened, read, dry_run=dry_run)
    if as_json:
        told = [{"line": one.line, "code": one.problem.code, "message": one.problem.message} for one in wrong]
        print_json({"rows": len(read) + len(wrong), "changed": len(changed), "wrong": told, "dry_run": dry_run})
    for one in wrong:
        say(f"Line {one.line}: {one.problem.said}")
    if wrong:
        raise BadInput(
            f"{len(wrong)} of {len(read) + len(wrong)} rows are wrong. Nothing was kept; mend them and run again."
        )
    done = "would be" if dry_run else "are"
    say(f"{len(changed)} of {len(read)} terms {done} new or changed.")


def export_terms(
    out: Annotated[
        Path | None, typer.Option(help="The file to write, .csv, .tsv, .xlsx or .jsonl; otherwise CSV is printed.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the terms so that an import reads them back.

    Examples:

      thesaury brand export --out brand-terms.xlsx
    """
    from thesaury.pipeline.csv_line import csv_line
    from thesaury.vocabulary.brand.table import COLUMNS, row_of

    if as_json and out is None:
        raise Usage("--json tells of a file that was written: name it with --out.")
    with workspace_at(workspace) as opened:
        rows = [row_of(term) for term in opened.catalogue.brand_terms.all()]
        if out is None:
            for cells in (COLUMNS, *(tuple(row[name] for name in COLUMNS) for row in rows)):
                print(csv_line(cells), end="")
            return
        with opened.table_files.writing(out) as sheets:
            sheets.add("brand terms", COLUMNS, rows)
    if as_json:
        print_json({"out": str(out), "terms": len(rows)})
        return
    say(f"{len(rows)} terms written to {out}.")
