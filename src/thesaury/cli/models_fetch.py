"""`models fetch` and `models fetched`: embedding models from a model hub, the only commands that ask one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import (
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
)

if TYPE_CHECKING:
    from thesaury.ports.embedder import FetchedModel

_COLUMNS = ("name", "revision", "commit", "licence", "size", "folder")
_DIGITS = 12


def register(group: typer.Typer) -> None:
    """Add the commands of this module to `models`."""
    group.command()(fetch)
    group.command()(fetched)


def fetch(
    name: Annotated[str, typer.Argument(help="The embedding model, as its page on the hub names it: OWNER/NAME.")],
    revision: Annotated[str, typer.Option(help="A branch, tag or commit; otherwise the newest state.")] = "",
    to: Annotated[Path | None, typer.Option(help="An empty or new folder for it; otherwise your cache folder.")] = None,
    query_prompt: Annotated[
        str, typer.Option(help="What has to stand before a query, if its page says so and the model does not.")
    ] = "",
    document_prompt: Annotated[str, typer.Option(help="What has to stand before every other text.")] = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Fetch an embedding model from a model hub: its ONNX form and what belongs to it, checked. Cut off, it goes on where it stopped.

    The hub is that of the setting model_hub or of HF_ENDPOINT; an access token is read from HF_TOKEN.

    Examples:

      thesaury models fetch sentence-transformers/all-MiniLM-L6-v2

      thesaury models fetch intfloat/multilingual-e5-small --query-prompt "query: " --document-prompt "passage: "
    """
    from thesaury.bootstrap import fetch_model

    given = {"query": query_prompt, "document": document_prompt}
    prompts = given if any(given.values()) else None
    try:
        with progress_shown(quiet) as progress:
            model, new = fetch_model(name, revision, to, prompts, workspace, progress)
    except KeyboardInterrupt:
        say("stopped; what came is kept, and the same command goes on from here")
        raise
    if as_json:
        print_json({**_told(model), "new": new})
    else:
        print_table(_COLUMNS, [_row(model)])
    if not model.licence:
        say("The hub states no licence for this model: read its page before you use it.", quiet)
    named = model.folder.as_posix() if to else f"{name}@{revision}" if revision else name
    say(
        f'{"It is here now" if new else "It was here already"}. Use it with, in thesaury.toml: embedding_model = "{named}"',
        quiet,
    )


def fetched(as_json: JsonOption = False) -> None:
    """List the embedding models that were fetched to your cache folder. No network is used."""
    from thesaury.bootstrap import fetched_embedding_models

    models = fetched_embedding_models()
    if as_json:
        print_json([_told(model) for model in models])
        return
    print_table(_COLUMNS, [_row(model) for model in models])
    if not models:
        say(
            "No embedding model was fetched; words and concepts work without one. Fetch one with: thesaury models fetch OWNER/NAME"
        )


def _told(model: "FetchedModel") -> dict[str, Any]:
    return {
        "name": model.name,
        "hub": model.hub,
        "commit": model.commit,
        "revisions": dict(model.revisions),
        "licence": model.licence,
        "prompts": dict(model.prompts),
        "bytes": model.bytes,
        "folder": str(model.folder),
    }


def _row(model: "FetchedModel") -> tuple[object, ...]:
    size = f"{model.bytes / 2**20:.1f} MiB"
    revisions = ", ".join(sorted(model.revisions))
    return (model.name, revisions, model.commit[:_DIGITS], model.licence or "not stated", size, model.folder)
