"""`vocabulary export`: a vocabulary as RDF or as a table."""

import sys
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, QuietOption, WorkspaceOption, print_json, say, workspace_at
from thesaury.model.errors import Usage
from thesaury.vocabulary.forms import WordForm

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace


def register(group: typer.Typer) -> None:
    """Add the command of this module."""
    group.command(name="export")(export)


def export(
    name: Annotated[str, typer.Argument(help="The vocabulary.")],
    form: Annotated[WordForm, typer.Option(help="How it is written; csv and xlsx are tables.")] = WordForm.TURTLE,
    version: Annotated[int | None, typer.Option(min=1, help="The version; otherwise the newest.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; otherwise standard output.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a vocabulary so that an import reads it back: as RDF, or as a table.

    Examples:

      thesaury vocabulary export terms > terms.ttl

      thesaury vocabulary export terms --form xlsx --out terms.xlsx

      thesaury vocabulary export terms --form rdf --version 3 --out old.rdf
    """
    from thesaury.bootstrap.exporting import export_vocabulary

    if as_json and out is None:
        raise Usage("--json tells of a file that was written: name it with --out.")
    with workspace_at(workspace) as opened:
        if out is None:
            _printed(opened, name, form, version)
            return
        count = export_vocabulary(opened, name, form, out, version)
    if as_json:
        print_json({"name": name, "form": form.value, "version": version, "out": str(out), "concepts": count})
        return
    say(f"{count} concepts of {name} written to {out}.", quiet)


def _printed(workspace: "EmbeddedWorkspace", name: str, form: WordForm, version: int | None) -> None:
    from thesaury.bootstrap.exporting import export_vocabulary

    if form is WordForm.XLSX and sys.stdout.isatty():
        raise Usage("A workbook is nothing to read on a terminal: name a file with --out.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"words.{form}"
        export_vocabulary(workspace, name, form, path, version)
        sys.stdout.flush()
        with path.open("rb") as file:
            copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
