"""`rights vocabulary`: what licences are stated in, as concept schemes for taxonomy servers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, QuietOption, WorkspaceOption, print_json, print_table, say
from thesaury.cli.rights_question import root_of

if TYPE_CHECKING:
    from thesaury.model.concept import Vocabulary


def register(group: typer.Typer) -> None:
    """Add the command to the group `rights`."""
    group.command()(vocabulary)


def vocabulary(
    out: Annotated[
        Path | None, typer.Option(help="Write SKOS here: .ttl, .nt, .rdf or .jsonld. A file takes its place whole.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show or write the concept schemes of rights: regions, channels, purposes, permitted uses.

    Countries and areas come with their names in every language of CLDR, groups of countries with their members of today; disputed
    members are related. In a workspace its own groups (regions.toml) are among them.

    Example: thesaury rights vocabulary --out rights.ttl
    """
    from thesaury.bootstrap import write_rdf
    from thesaury.pipeline.rights.facets import today
    from thesaury.rights.vocabulary.client import own_regions, tables_of
    from thesaury.rights.vocabulary.schemes import schemes
    from thesaury.vocabulary.statements import vocabulary_statements

    root = root_of(workspace)
    made = schemes(tables_of(root), today(), own_regions(root))
    count = write_rdf(vocabulary_statements(made), out) if out else None
    rows = _rows(made)
    if as_json:
        names = ("scheme", "title", "concepts", "top_concepts", "languages")
        found = [dict(zip(names, row, strict=True)) for row in rows]
        print_json({"schemes": found, "out": str(out) if out else None, "statements": count})
        return
    print_table(("scheme", "title", "concepts", "top concepts", "languages"), rows)
    say(
        f"{count} statements written to {out}."
        if out
        else "Write them with: thesaury rights vocabulary --out FILE.ttl",
        quiet,
    )


def _rows(made: "Vocabulary") -> list[tuple[str, str, int, int, int]]:
    rows = []
    for scheme in made.schemes:
        concepts = [concept for concept in made.concepts if scheme.iri in concept.schemes]
        languages = {label.language for concept in concepts for label in concept.preferred}
        title = next(label.text for label in scheme.titles if label.language == "en")
        rows.append((scheme.iri, title, len(concepts), len(scheme.top_concepts), len(languages)))
    return rows
