"""`sparql`: a question to the graph, answered on standard output."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import WorkspaceOption, workspace_at
from thesaury.model.errors import Unreachable, Usage

if TYPE_CHECKING:
    from thesaury.ports.graph_questions import SolutionForm, StatementForm

_CHUNK = 1 << 16


class Format(StrEnum):
    """The forms of an answer."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"
    TURTLE = "ttl"
    N_TRIPLES = "nt"
    RDF_XML = "rdf"
    JSON_LD = "jsonld"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(sparql)


def sparql(
    file: Annotated[Path, typer.Argument(help="A file with the question, or - for standard input.", allow_dash=True)],
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="json, xml, csv or tsv for SELECT and ASK; ttl, nt, rdf or jsonld for CONSTRUCT and DESCRIBE.",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Ask the graph in SPARQL 1.1. Nothing is changed; the limits are those of the settings sparql_....

    Examples:

      echo "SELECT * { ?s ?p ?o } LIMIT 10" | thesaury sparql - --format csv

      thesaury sparql labels.rq > labels.json
    """
    from thesaury.ports.graph_questions import GraphQuestion

    solutions, statements = _forms(form)
    with workspace_at(workspace) as opened:
        answer = opened.graph_questions.ask(GraphQuestion(_text(file), solutions, statements))
    with answer.content as content:
        if answer.form is None:
            rather = "--format ttl" if solutions else "--format json"
            raise Usage(f"This question is not answered as {form}. Ask with {rather}, or another of that kind.")
        sys.stdout.flush()
        while piece := content.read(_CHUNK):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()


def _forms(form: Format | None) -> "tuple[SolutionForm | None, StatementForm | None]":
    """How each kind of answer is taken: the kind that a form was not named for is not."""
    from thesaury.ports.graph_questions import SolutionForm, StatementForm

    if form is None:
        return SolutionForm.JSON, StatementForm.TURTLE
    if form.value in list(SolutionForm):
        return SolutionForm(form.value), None
    return None, StatementForm(form.value)


def _text(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreachable(f"{file} cannot be read: {getattr(error, 'strerror', '') or 'it is not UTF-8'}.") from error
