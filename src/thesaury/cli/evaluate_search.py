"""`evaluate search`: a search collection in the layout of BEIR through the product."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import QuietOption, print_json, progress_shown, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thesaury.evaluation.collection import Collection
    from thesaury.evaluation.search import Annotate
    from thesaury.ports.embedder import Embedder
    from thesaury.ports.progress import Progress


class Annotations(StrEnum):
    """Which concepts the documents have."""

    GIVEN = "given"
    OWN = "own"
    NONE = "none"


def search(
    dataset: Annotated[
        Path, typer.Option(help="A folder with corpus.jsonl(.gz), queries.jsonl and, maybe, qrels/test.tsv.")
    ],
    vocabulary: Annotated[
        Path | None, typer.Option(help="The vocabulary; else taxonomy.ttl(.gz) of the folder, or none.")
    ] = None,
    annotations: Annotated[
        Annotations,
        typer.Option(
            help="given: the concepts of the corpus. own: our suggestions for documents that have none. none: no concepts."
        ),
    ] = Annotations.GIVEN,
    train: Annotated[
        list[Path] | None,
        typer.Option(help="For own: records to learn from (JSON Lines); those in the corpus are left out."),
    ] = None,
    embedding: Annotated[
        Path | None, typer.Option(help="An embedding model: a folder, or the name of one that was fetched.")
    ] = None,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Without an embedding model, even where one is named.")
    ] = False,
    wordnet: Annotated[
        str, typer.Option(help="Without a model: a folder with WordNet, auto for that of the system, empty for none.")
    ] = "auto",
    language: Annotated[str, typer.Option(help="The language of documents that do not say theirs.")] = "en",
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Keep the vectors for the next time.")] = True,
    out: Annotated[Path | None, typer.Option(help="Where to write the run, as JSON Lines.")] = None,
    quiet: QuietOption = False,
) -> None:
    """Index a collection, ask its queries, compare, and print one JSON object of figures. No workspace is needed.

    Example: thesaury evaluate search --dataset tate --embedding all-MiniLM-L6-v2 --out run.jsonl
    """
    from tempfile import TemporaryDirectory

    from thesaury.bootstrap import embedder_at, search_tools, user_cache
    from thesaury.evaluation.collection import Collection
    from thesaury.evaluation.search import evaluate_search

    collection = Collection(dataset)
    collection.check()
    embedder = None if no_model or embedding is None else embedder_at(embedding, user_cache() if cache else None)
    if embedder is None:
        say("without an embedding model: by words and concepts alone", quiet=quiet)
    named = vocabulary or _beside(dataset)
    try:
        with progress_shown(quiet) as progress, TemporaryDirectory() as folder:
            tools = search_tools(Path(folder), named, embedder, language, progress, wordnet)
            annotate = _annotate(annotations, collection, named, embedder, train or (), language, progress, quiet)
            figures = evaluate_search(collection, tools, annotate, out, language, progress)
    except KeyboardInterrupt:
        say("stopped; nothing was written, and the same command begins anew")
        raise
    print_json({**figures, "embedding_model": embedder.name if embedder else None, "annotations": str(annotations)})


def _beside(dataset: Path) -> Path | None:
    return next((path for name in ("taxonomy.ttl.gz", "taxonomy.ttl") if (path := dataset / name).exists()), None)


def _annotate(
    chosen: Annotations,
    collection: "Collection",
    vocabulary: Path | None,
    embedder: "Embedder | None",
    train: "Sequence[Path]",
    language: str,
    progress: "Progress",
    quiet: bool,
) -> "Annotate":
    from thesaury.bootstrap import lookout_over
    from thesaury.evaluation.search import given, nothing, own
    from thesaury.evaluation.suggesting import annotator_for

    if chosen is Annotations.NONE or vocabulary is None:
        return nothing
    if chosen is Annotations.GIVEN:
        return given
    lookout = lookout_over(vocabulary, embedder, progress)
    annotator, told = annotator_for(collection, lookout, train, language, progress)
    say(told, quiet=quiet)
    return own(annotator)
