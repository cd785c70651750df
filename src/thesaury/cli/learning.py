"""`learn`: what people decided becomes a model."""

from typing import Annotated, Any

import typer

from thesaury.cli.output import JsonOption, QuietOption, WorkspaceOption, print_json, progress_shown, say, workspace_at


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(learn)


def learn(
    read_again: Annotated[
        bool,
        typer.Option(
            "--read-again/--later", help="Read all assets with a model that was taken; else the next sync does."
        ),
    ] = True,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Train a model on everything people decided. It speaks from then on if it is better than the one before on decisions that neither
    had seen; else it is only kept. A worker does the same by itself after some twenty new decisions.

    Examples:

      thesaury learn

      thesaury models list

      thesaury models use default
    """
    from thesaury import pipeline
    from thesaury.pipeline.learning import learn as learn_from_reviews
    from thesaury.ports.audit import note as noted

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        lesson = learn_from_reviews(opened, progress)
        told_of = {"number": lesson.kept.number, "taken": lesson.comparison.better}
        noted(opened.catalogue.audit, "model.train", "model", None, told_of)
        if lesson.comparison.better and read_again:
            with opened.writing():
                pipeline.enrich(opened, progress)
                pipeline.project(opened, progress)
    note = lesson.kept.note
    told: dict[str, Any] = {
        "model": lesson.kept.number,
        "taken": lesson.comparison.better,
        "reason": note.reason,
        "examples": note.examples,
        "figures": dict(note.figures),
    }
    if as_json:
        print_json(told)
    else:
        say(f"Model {lesson.kept.number}, from {note.examples} assets. {note.reason}")
