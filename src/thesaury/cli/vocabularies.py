"""`vocabulary import`, `list`, `show`, `diff`: the words of the workspace and their versions; more are in `candidates` and `servers`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli import candidates, editing, editing_draft, offers, quality, servers, services, vocabulary_export
from thesaury.cli.groups import group_of
from thesaury.cli.output import (
    DryRunOption,
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

if TYPE_CHECKING:
    from thesaury.vocabulary.report import ImportReport
    from thesaury.vocabulary.thesaurus import Thesaurus

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "vocabulary", "Bring vocabularies in, look at them, compare their versions.")
    group.command(name="import")(import_file)
    group.command(name="list")(list_versions)
    group.command()(show)
    group.command()(diff)
    vocabulary_export.register(group)
    candidates.register(group)
    servers.register(group)
    offers.register(group)
    quality.register(group)
    services.register(group)
    editing.register(group)
    editing_draft.register(group)


def import_file(
    file: Annotated[
        Path, typer.Argument(help="SKOS (Turtle, RDF/XML, JSON-LD, N-Triples, TriG) or a table (CSV, TSV, XLSX).")
    ],
    name: Annotated[str, typer.Option(help="The vocabulary's name; otherwise the file's.")] = "",
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="column=field of a table, where the guess is wrong.")
    ] = None,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Import a vocabulary as its next version; says what was found, mended and refused, by line and rule.

    Examples:

      thesaury vocabulary import terms.ttl

      thesaury vocabulary import taxonomy.xlsx --map "Oberbegriff=broader"
    """
    from thesaury.cli.connections import pair
    from thesaury.pipeline import keep_vocabulary
    from thesaury.pipeline.edited_elsewhere import require_not_shared
    from thesaury.vocabulary.importing import import_vocabulary

    chosen = dict(pair(text, "--map") for text in mapping or []) or None
    called = name or file.name.split(".")[0]
    with workspace_at(workspace) as opened:
        require_not_shared(opened, called)
        vocabulary, report = import_vocabulary(file, called, opened.rdf, opened.handed_tables, chosen)
        version = None
        if not dry_run:
            with progress_shown(quiet) as progress:
                version = keep_vocabulary(opened, vocabulary, file.name, progress)
    if as_json:
        print_json(report.as_dict() | {"version": version.number if version else None})
        return
    _print_report(report)
    if version:
        say(f"{vocabulary.name} is kept as version {version.number} with {version.concepts} concepts.", quiet)
    else:
        say("Nothing was kept (dry run).", quiet)


def list_versions(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the vocabularies with all kept versions."""
    with workspace_at(workspace) as opened:
        versions = opened.catalogue.vocabularies.versions()
    if as_json:
        print_json(
            [
                {
                    "name": v.name,
                    "version": v.number,
                    "concepts": v.concepts,
                    "imported_at": v.imported_at,
                    "source": v.source,
                    "digest": v.digest,
                }
                for v in versions
            ]
        )
        return
    print_table(
        ("name", "version", "concepts", "imported", "from"),
        [(v.name, v.number, v.concepts, v.imported_at, v.source) for v in versions],
    )
    if not versions:
        say("No vocabulary yet. Bring one with: thesaury vocabulary import FILE")


def show(
    concept: Annotated[str, typer.Argument(help="An IRI, or a label.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a concept: labels, definition, and what is broader, narrower and related."""
    from thesaury.governance.normalise import ApprovedTerms
    from thesaury.pipeline import current_vocabularies
    from thesaury.vocabulary.thesaurus import Thesaurus

    with workspace_at(workspace) as opened:
        kept = current_vocabularies(opened)
        thesaurus = Thesaurus([vocabulary for _, vocabulary in kept])
        terms = ApprovedTerms((version.key, c) for version, vocabulary in kept for c in vocabulary.concepts)
        iris = (concept,) if thesaurus.concept(concept) else terms.concepts(concept)
        described = [_described(iri, thesaurus, opened.languages) for iri in iris]
    if not described:
        raise Usage(
            f"No concept is called {concept!r}. Give its IRI or one of its labels, as thesaury search finds them."
        )
    if as_json:
        print_json(described)
        return
    for one in described:
        print_table(
            ("", ""),
            [(key, "; ".join(value) if isinstance(value, list) else value) for key, value in one.items() if value],
        )


def diff(
    name: Annotated[str, typer.Argument(help="The vocabulary.")],
    old: Annotated[int | None, typer.Argument(help="The older version; otherwise the last but one.")] = None,
    new: Annotated[int | None, typer.Argument(help="The newer version; otherwise the last.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what changed between two versions of a vocabulary."""
    from thesaury.vocabulary.diff import diff as compare

    with workspace_at(workspace) as opened:
        vocabularies = opened.catalogue.vocabularies
        newest = vocabularies.versions(name)[-1].number if vocabularies.versions(name) else 1
        after = vocabularies.get(name, new or newest)
        if (old or newest - 1) < 1:
            raise Usage(f"{name} has only one version, so there is nothing to compare it with.")
        difference = compare(vocabularies.get(name, old or newest - 1), after)
    if as_json:
        print_json(difference.as_dict())
        return
    for line in difference.lines():
        print(line)
    if not any(True for _ in difference.lines()):
        say("The two versions say the same.")


def _described(iri: str, thesaurus: "Thesaurus", languages: tuple[str, ...]) -> dict[str, Any]:
    concept = thesaurus.concept(iri)
    assert concept is not None  # asked for by the IRI of a known concept

    def labelled(iris: tuple[str, ...]) -> list[str]:
        return [f"{thesaurus.label(other, languages)} <{other}>" for other in iris]

    return {
        "iri": iri,
        "label": thesaurus.label(iri, languages),
        "labels": [f"{label.text}@{label.language} ({kind.value})" for kind, label in concept.labels()],
        "definitions": [label.text for label in concept.definitions],
        "broader": labelled(thesaurus.broader(iri)),
        "narrower": labelled(thesaurus.narrower(iri)),
        "related": labelled(thesaurus.related(iri)),
        "matches": [f"{match.relation.value} <{match.target}>" for match in concept.matches],
    }


def _print_report(report: "ImportReport") -> None:
    """What became of the columns of a table, then the findings, the first ones in full."""
    if report.columns:
        print_table(("column", "becomes"), report.columns)
    shown = report.findings[:_SHOWN]
    print_table(
        ("line", "rule", "what", "message"),
        [(f.line if f.line is not None else "", f.rule, f.severity.value, f.message) for f in shown],
    )
    if len(report.findings) > _SHOWN:
        say(f"... and {len(report.findings) - _SHOWN} more findings; --json shows all.")
