"""`evaluate`: gold sets through the product, with figures and predictions in the open formats."""

from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.output import JsonOption, QuietOption, print_json, print_table, progress_shown


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Measure Thesaury on gold sets.", rich_markup_mode=None)
    group.callback()(_group)
    group.command()(tagging)
    app.add_typer(group, name="evaluate")


def _group() -> None:
    """Measure Thesaury on gold sets."""


def tagging(
    gold: Annotated[Path, typer.Argument(help="Gold documents, JSON Lines: id, title, text, language, context, gold.")],
    vocabulary: Annotated[Path, typer.Option(help="The vocabulary the gold concepts come from.")],
    out: Annotated[Path | None, typer.Option(help="Where to write the predictions, as JSON Lines.")] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Annotate gold documents and compare. No workspace is needed.

    Example: thesaury evaluate tagging dev.jsonl.gz --vocabulary stw.ttl.gz --out predictions.jsonl
    """
    from thesaury.bootstrap import annotator_over
    from thesaury.evaluation.tagging import evaluate_tagging

    with progress_shown(quiet) as progress:
        figures = evaluate_tagging(gold, annotator_over(vocabulary), out, progress)
    if as_json:
        print_json(figures)
    else:
        print_table(("measure", "value"), list(figures.items()))
