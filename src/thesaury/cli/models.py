"""`models list` and `models use`: trained models with their figures, and which of them speaks; `models_fetch` adds those of a hub."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli import models_fetch
from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.ports.models import KeptModel

_DEFAULT = "default"
_COLUMNS = ("number", "chosen", "trained at", "vocabulary", "examples", "figures", "size", "reason")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "models", "See the models that reviews trained, choose one, and fetch embedding models.")
    group.command(name="list")(list_models)
    group.command()(use)
    models_fetch.register(group)


def list_models(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List every model that was trained: for which vocabulary, from how many examples, how good, and why it was taken or not."""
    with workspace_at(workspace) as opened:
        models = opened.models.all()
    if as_json:
        print_json([_told(kept) for kept in models])
        return
    print_table(_COLUMNS, [_row(kept) for kept in models])
    if not models:
        say(
            "No model was trained here yet; the one that comes with Thesaury speaks. Decide on suggestions, then train one with: "
            "thesaury learn"
        )
    elif not any(kept.chosen for kept in models):
        say("The model that comes with Thesaury speaks. Choose another with: thesaury models use NUMBER")


def use(
    model: Annotated[str, typer.Argument(metavar="NUMBER|default", help="The model's number, or default.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Let this model speak from now on, or (default) the one that comes with Thesaury; an earlier model is restored in the same way.

    Examples:

      thesaury models use 3

      thesaury models use default
    """
    from thesaury.ports.audit import note

    number = _number(model)
    with workspace_at(workspace) as opened, opened.writing():
        before = opened.models.chosen()
        opened.models.choose(number)
        told = before.number if before else _DEFAULT
        note(opened.catalogue.audit, "model.choose", "model", told, _DEFAULT if number is None else number)
    who = "The model that comes with Thesaury" if number is None else f"Model {number}"
    if number == (before.number if before else None):
        say(f"{who} speaks already.")
    else:
        say(f"{who} speaks from now on. Bring suggestions up to date with: thesaury sync")


def _number(model: str) -> int | None:
    if model == _DEFAULT:
        return None
    if not (model.isascii() and model.isdigit()):
        raise Usage(f"A model is named by its number, or is {_DEFAULT!r}, not {model!r}. See: thesaury models list")
    return int(model)


def _told(kept: "KeptModel") -> dict[str, Any]:
    note = kept.note
    return {
        "number": kept.number,
        "chosen": kept.chosen,
        "annotator": note.annotator,
        "vocabulary": note.vocabulary,
        "examples": note.examples,
        "trained_at": note.trained_at,
        "figures": dict(note.figures),
        "reason": note.reason,
        "bytes": kept.bytes,
        "digest": kept.digest,
    }


def _row(kept: "KeptModel") -> tuple[object, ...]:
    note = kept.note
    figures = ", ".join(f"{name} {figure:.3f}" for name, figure in note.figures.items())
    size = f"{kept.bytes / 2**20:.1f} MiB" if kept.bytes else "deleted"
    chosen = "chosen" if kept.chosen else ""
    return (kept.number, chosen, note.trained_at, note.vocabulary, note.examples, figures, size, note.reason)
