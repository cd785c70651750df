"""`export`: everything found out, as JSON Lines, CSV, Turtle or XMP sidecars."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.output import JsonOption, QuietOption, WorkspaceOption, print_json, progress_shown, say, workspace_at


class Form(StrEnum):
    """The forms of an export."""

    JSONL = "jsonl"
    CSV = "csv"
    TURTLE = "turtle"
    XMP = "xmp"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(export)


def export(
    form: Annotated[
        Form, typer.Argument(help="jsonl, csv, turtle or xmp (one sidecar per record with accepted concepts).")
    ],
    out: Annotated[Path, typer.Argument(help="The file, or for xmp the folder, to write.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write what is known of every asset. A file takes its place only when it is whole.

    Examples:

      thesaury export jsonl assets.jsonl

      thesaury export xmp sidecars
    """
    from thesaury.pipeline import export_turtle, thesaurus_of
    from thesaury.sync import exporting

    refused: list[tuple[str, str]] = []
    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        if form is Form.JSONL:
            count = exporting.export_jsonl(opened, thesaurus_of(opened), out, progress)
        elif form is Form.CSV:
            count = exporting.export_csv(opened, thesaurus_of(opened), out, progress)
        elif form is Form.TURTLE:
            count = export_turtle(opened, out)
        else:
            written = exporting.export_sidecars(opened, thesaurus_of(opened), out, progress)
            refused = [(one.record, one.refusal) for one in written if one.refusal]
            count = len(written) - len(refused)
    if as_json:
        print_json(
            {
                "form": form.value,
                "out": str(out),
                "count": count,
                "refused": [{"record": r, "reason": why} for r, why in refused],
            }
        )
        return
    what = {Form.TURTLE: "statements", Form.XMP: "sidecars"}.get(form, "assets")
    say(f"{count} {what} written to {out}.", quiet)
    for record, reason in refused:
        say(f"{record}: {reason}", quiet)
