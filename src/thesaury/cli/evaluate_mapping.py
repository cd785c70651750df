"""`evaluate mapping`: the concepts of one vocabulary mapped to those of another, without a workspace."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import QuietOption, print_json, progress_shown, say

if TYPE_CHECKING:
    from thesaury.ports.embedder import Embedder


def mapping(
    source: Annotated[
        Path, typer.Option(help="The vocabulary whose concepts are mapped, in any form that is imported.")
    ],
    target: Annotated[Path, typer.Option(help="The vocabulary they are mapped to.")],
    out: Annotated[Path, typer.Option(help="Where to write the mappings, as SSSOM/TSV.")],
    gold: Annotated[Path | None, typer.Option(help="Right mappings to compare with, as SSSOM/TSV.")] = None,
    embedding: Annotated[
        Path | None,
        typer.Option(
            envvar="THESAURY_EMBEDDING_MODEL", help="An embedding model: a folder, or the name of one that was fetched."
        ),
    ] = None,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Without an embedding model, even where one is named.")
    ] = False,
    wordnet: Annotated[
        str, typer.Option(help="A folder with WordNet, auto for that of the system, empty for none.")
    ] = "auto",
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Keep the vectors for the next time.")] = True,
    quiet: QuietOption = False,
) -> None:
    """Map one vocabulary to another, write at most five targets for each concept, and print one JSON object of figures.

    Example: thesaury evaluate mapping --source ours.ttl --target shared.ttl --out mappings.sssom.tsv
    """
    from thesaury.bootstrap.annotators import vocabulary_from
    from thesaury.bootstrap.dictionaries import word_senses
    from thesaury.evaluation.mapping import evaluate_mapping
    from thesaury.onboarding.matching.knowledge import Knowledge
    from thesaury.onboarding.sssom.reading import read_sssom

    right = read_sssom(gold).mappings if gold else None
    embedder = None if no_model else _model(embedding, cache, quiet)
    knowledge = Knowledge(embedder, word_senses(wordnet, Path.cwd()))
    try:
        with progress_shown(quiet) as progress:
            mine, theirs = vocabulary_from(source), vocabulary_from(target)
            figures = evaluate_mapping(mine, theirs, knowledge, right, out, progress)
    except KeyboardInterrupt:
        say("stopped; nothing was written, and the same command begins anew")
        raise
    print_json(
        {**figures, "embedding_model": embedder.name if embedder else None, "dictionary": knowledge.senses is not None}
    )


def _model(named: Path | None, cache: bool, quiet: bool) -> "Embedder | None":
    """The named model, or one that was fetched, or none."""
    from thesaury.bootstrap.embedding import embedder_at, fetched_embedding_models, user_cache

    fetched = fetched_embedding_models() if named is None else ()
    if named is None and not fetched:
        say("without an embedding model: by labels and structure alone", quiet=quiet)
        return None
    folder = named or fetched[0].folder
    if named is None:
        say(f"with the model {fetched[0].name}, which was fetched; --no-model leaves it out", quiet=quiet)
    return embedder_at(folder, user_cache() if cache else None)
