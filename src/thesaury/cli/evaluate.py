"""`evaluate`: gold sets through the product, with figures and predictions in the open formats."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.output import QuietOption, print_json, progress_shown, say


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Measure Thesaury on gold sets.", rich_markup_mode=None)
    group.callback()(_group)
    group.command()(tagging)
    app.add_typer(group, name="evaluate")


def _group() -> None:
    """Measure Thesaury on gold sets."""


def tagging(
    vocabulary: Annotated[Path, typer.Option(help="The vocabulary the gold concepts come from.")],
    documents: Annotated[
        Path, typer.Option(help="What to annotate, JSON Lines: id, title, text, language, context, gold.")
    ],
    train: Annotated[
        Path | None, typer.Option(help="Records to learn from, of the same form; else the default ranker speaks.")
    ] = None,
    language: Annotated[str, typer.Option(help="The language of documents that do not say theirs.")] = "",
    train_size: Annotated[int | None, typer.Option(min=0, help="Learn from the first N records only.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the predictions, as JSON Lines.")] = None,
    quiet: QuietOption = False,
) -> None:
    """Annotate gold documents, compare, and print one JSON object of figures. No workspace is needed.

    Example: thesaury evaluate tagging --vocabulary stw.ttl.gz --train train.jsonl.gz --documents dev.jsonl.gz --language en
    """
    from thesaury.bootstrap import lookout_over
    from thesaury.evaluation.documents import GoldFile
    from thesaury.evaluation.tagging import evaluate_tagging
    from thesaury.model.errors import Usage

    if train_size is not None and train is None:
        raise Usage("--train-size says how much of the training records to use. Name their file with --train.")
    gold = GoldFile(documents, language)
    records = GoldFile(train, language, train_size) if train else None
    try:
        with progress_shown(quiet) as progress:
            figures = evaluate_tagging(
                gold, lookout_over(vocabulary), records, out, progress, partial(say, quiet=quiet)
            )
    except KeyboardInterrupt:
        say("stopped; nothing was written, and the same command begins anew")
        raise
    print_json(figures)
