"""`show`: everything known of one asset."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, workspace_at
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.model.annotation import Annotation, Suggestion
    from thesaury.ports.enrichments import Findings

    Line = Callable[[Annotation | Suggestion], str]

Row = tuple[str, object]


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(show)


def show(
    asset: Annotated[str, typer.Argument(help="The asset's id, connection/id, or the id in its system.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show everything known of one asset, and what spoke for each of its concepts."""
    from thesaury.enrichment.explaining import line, titles
    from thesaury.pipeline import thesaurus_of
    from thesaury.sync.exporting import description

    with workspace_at(workspace) as opened:
        found = opened.catalogue.records.find(asset)
        if found is None:
            raise Usage(f"There is no asset {asset!r}. Find one with: thesaury search WORDS")
        findings = opened.catalogue.enrichments.findings([found.id])[found.id]
        thesaurus, languages = thesaurus_of(opened), opened.languages
        result = description(found, findings, thesaurus, languages)
        known = titles(opened.catalogue, (*findings.annotations, *findings.suggestions), languages)
    if as_json:
        print_json(result)
    else:
        print_table(("", ""), _rows(result, findings, lambda one: line(one, known, thesaurus, languages)))


def _rows(result: Mapping[str, Any], findings: "Findings", line: "Line") -> list[Row]:
    rows: list[Row] = [("id", result["id"]), ("title", result["title"])]
    rows += [("record", f"{r['connection']}/{r['external_id']}") for r in result["records"]]
    rows += [(t["field"], t["value"]) for t in result["texts"]]
    rows += [("tags", ", ".join(result["tags"])), ("unknown tags", ", ".join(result["unknown_tags"]))]
    rows += [
        ("concept", _because(f"{told['label']} ({told['origin']})", line(one)))
        for told, one in zip(result["concepts"], findings.annotations, strict=True)
    ]
    rows += [
        ("suggestion", _because(f"{told['score']:.2f} {told['label']}", line(one)))
        for told, one in zip(result["suggestions"], findings.suggestions, strict=True)
    ]
    rows += [("rights", f"{p['status']}: {p['text']}") for p in result["policies"]]
    rows += [
        (f"conflict: {c['what']}", "; ".join(f"{k}: {v}" for k, v in c["claims"].items())) for c in result["conflicts"]
    ]
    return [row for row in rows if row[1]]


def _because(what: str, line: str) -> str:
    return f"{what}: {line}" if line else what
