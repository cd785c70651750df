"""`evaluate`: gold sets through the product, with figures and predictions in the open formats."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.evaluate_mapping import mapping
from thesaury.cli.evaluate_recommend import recommend
from thesaury.cli.evaluate_rights import rights
from thesaury.cli.evaluate_search import search
from thesaury.cli.groups import group_of
from thesaury.cli.output import QuietOption, print_json, progress_shown, say


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "evaluate", "Measure Thesaury on gold sets.")
    group.command()(tagging)
    group.command()(rights)
    group.command()(search)
    group.command()(recommend)
    group.command()(mapping)


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
    embedding: Annotated[
        Path | None, typer.Option(help="Folder of an embedding model; its vectors are kept in the user's cache folder.")
    ] = None,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Keep the vectors for the next time.")] = True,
    out: Annotated[Path | None, typer.Option(help="Where to write the predictions, as JSON Lines.")] = None,
    processes: Annotated[
        int, typer.Option(min=1, max=64, help="Annotate in so many processes; the result is the same.")
    ] = 1,
    quiet: QuietOption = False,
) -> None:
    """Annotate gold documents, compare, and print one JSON object of figures. No workspace is needed.

    Example: thesaury evaluate tagging --vocabulary stw.ttl.gz --train train.jsonl.gz --documents dev.jsonl.gz --language en
    """
    from thesaury.bootstrap import embedder_at, in_bulk, lookout_over, user_cache
    from thesaury.evaluation.documents import GoldFile
    from thesaury.evaluation.tagging import evaluate_tagging
    from thesaury.model.errors import Usage

    if train_size is not None and train is None:
        raise Usage("--train-size says how much of the training records to use. Name their file with --train.")
    gold = GoldFile(documents, language)
    records = GoldFile(train, language, train_size) if train else None
    bulk = partial(in_bulk, processes=processes, start=0.0)
    embedder = embedder_at(embedding, user_cache() if cache else None) if embedding else None
    try:
        with progress_shown(quiet) as progress:
            lookout = lookout_over(vocabulary, embedder, progress)
            figures = evaluate_tagging(gold, lookout, records, out, progress, partial(say, quiet=quiet), bulk)
    except KeyboardInterrupt:
        say("stopped; nothing was written, and the same command begins anew")
        raise
    print_json(figures)
