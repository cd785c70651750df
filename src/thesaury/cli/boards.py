"""`boards`: moodboards, how they stand today, and as files for a meeting."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, QuietOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from typing import IO

    from thesaury.pipeline.boards import Looked
    from thesaury.ports.workspace import Workspace

BoardArgument = Annotated[str, typer.Argument(help="The id of the board, as the list shows it.")]


class BoardForm(StrEnum):
    """How a board is written."""

    CSV = "csv"
    ZIP = "zip"
    PDF = "pdf"


def register(app: typer.Typer) -> None:
    """Add the group of this module."""
    group = group_of(app, "boards", "Look at moodboards, and take them to a meeting.")
    group.command(name="list")(list_all)
    group.command()(show)
    group.command()(export)


def list_all(
    limit: Annotated[int, typer.Option(help="How many boards.", min=1, max=1000)] = 50,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the boards, the one changed last first."""
    from thesaury.pipeline import boards
    from thesaury.pipeline.boards.described import line_dict

    with workspace_at(workspace) as opened:
        found = boards.boards(opened, limit)
    if as_json:
        print_json({"boards": [line_dict(line) for line in found]})
        return
    rows = [(line.id, line.title, line.items, line.comments, line.changed[:10], line.by) for line in found]
    print_table(("board", "title", "pictures", "comments", "changed", "made by"), rows)
    if not found:
        say("There are no boards. They are made in the portal (thesaury serve), from a brief.")


def show(board: BoardArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show how a board stands today: what may be used, until when, and what changed since somebody last looked.

    Examples:

      thesaury boards show 5c07a88be021

      thesaury boards show 5c07a88be021 --json
    """
    from thesaury.pipeline import boards
    from thesaury.pipeline.boards.described import board_dict, look_dict
    from thesaury.pipeline.boards.lines import Telling

    with workspace_at(workspace) as opened:
        looked = boards.look(opened, board)
        if as_json:
            told = board_dict(looked.board)
            print_json({**told, "look": look_dict(looked, opened.languages)})
            return
        telling = Telling(opened, looked, "en", None)
        rows = [
            (line.number, line.state, _until(line.one.until), line.title, line.news or line.why)
            for line in telling.lines()
        ]
    say(f"{looked.board.title}, {_standing(looked)}")
    print_table(("", "state", "until", "title", "why"), rows)


def export(
    board: BoardArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write: its ending says how (csv, zip, pdf).")],
    form: Annotated[BoardForm | None, typer.Option(help="How, where the ending does not say.")] = None,
    language: Annotated[str, typer.Option(help="In which language; English and German are spoken.")] = "",
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write a board as PDF, as a table, or as a ZIP of the previews that may be used today.

    Examples:

      thesaury boards export 5c07a88be021 --out board.pdf

      thesaury boards export 5c07a88be021 --out board.zip --language de
    """
    from thesaury.pipeline import boards
    from thesaury.ports.files import written_whole

    chosen = form or next((one for one in BoardForm if out.suffix.lower() == f".{one}"), None)
    if chosen is None:
        raise Usage(f"{out} does not end in .csv, .zip or .pdf. Name such a file, or say --form pdf.")
    with workspace_at(workspace) as opened:
        looked = boards.look(opened, board)
        with written_whole(out) as file:
            _write(opened, looked, chosen, language or next(iter(opened.languages), "en"), file)
    say(f"{looked.board.title} is in {out}: {_standing(looked)}", quiet=quiet)


def _write(workspace: "Workspace", looked: "Looked", form: BoardForm, language: str, file: "IO[bytes]") -> None:
    from thesaury.pipeline import boards

    if form is BoardForm.PDF:
        boards.as_pdf(workspace, looked, file, language)
    elif form is BoardForm.ZIP:
        boards.as_zip(workspace, looked, file, language)
    else:
        file.writelines(line.encode("utf-8", "replace") for line in boards.as_csv(workspace, looked, language))


def _until(day: object) -> str:
    return str(day) if day else ""


def _standing(looked: "Looked") -> str:
    """How many may be used, and how many changed, in one line."""
    from thesaury.pipeline.boards import MAY_BE_USED

    if not looked.items:
        return "which has no pictures."
    if not looked.uses:
        return f"{len(looked.items)} pictures; the brief names no use to ask about."
    usable = sum(one.state in MAY_BE_USED for one in looked.items)
    return f"{usable} of {len(looked.items)} pictures may be used today, {len(looked.news)} changed since somebody last looked."
