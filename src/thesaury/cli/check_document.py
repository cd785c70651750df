"""`check-document`: the pictures of a document against the rights and versions of today."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thesaury.pipeline.checking_documents import Checked


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(name="check-document")(check_document)


def check_document(
    file: Annotated[
        Path,
        typer.Argument(
            help="What stands in the document: JSON as the interface takes it, or a table with the column asset, record or file."
        ),
    ],
    channel: Annotated[str, typer.Option(help="The channel of the whole document; else each picture's own.")] = "",
    region: Annotated[list[str] | None, typer.Option(help="Where it is used (repeat for several).")] = None,
    first: Annotated[str, typer.Option("--from", help="The first day of the use.")] = "",
    last: Annotated[str, typer.Option("--to", help="Its last day.")] = "",
    soon: Annotated[int, typer.Option(help="An end within so many days is soon.", min=0, max=3650)] = 30,
    table: Annotated[Path | None, typer.Option("--csv", help="Write all of it to this table, too.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say of every picture in a document whether it is fine, what to do, by when, and what may take its place.

    Exit code 0: nothing has to be done now, 3: something has to be replaced, 4: something needs review or is unknown.

    Example: thesaury check-document brochure.csv --channel print --region DE
    """
    from thesaury.model.errors import Unreachable, Usage
    from thesaury.pipeline.checking_documents import as_csv, check, described, read_document
    from thesaury.pipeline.placing.recording import use_named
    from thesaury.pipeline.rights.clearing import Clearing
    from thesaury.pipeline.searching import by_words
    from thesaury.pipeline.words import thesaurus_of
    from thesaury.rights.deciding.telling import NOTICE
    from thesaury.rights.vocabulary.client import tables_of

    if bool(channel) != bool(region) or ((first or last) and not channel):
        raise Usage("A use needs both --channel and --region; --from and --to go with them.")
    with workspace_at(workspace) as opened:
        told = read_document(opened, file)
        use = use_named(channel, region or [], first, last, tables_of(opened.root)) or told.use
        thesaurus = thesaurus_of(opened)
        sources = by_words(opened, thesaurus).sources(opened, thesaurus)
        checked = check(opened, told.found, use, sources, Clearing(opened), document=told.document, soon=soon)
        languages = opened.languages
    if table:
        try:
            table.write_text("".join(as_csv(checked, languages)), encoding="utf-8-sig", newline="")
        except OSError as error:
            raise Unreachable(f"{table} cannot be written ({error.strerror}). Name another file.") from error
    if as_json:
        print_json(described(checked, languages))
    else:
        print_table(
            ("picture", "state", "by", "why", "what to do", "instead"), [_row(one, languages) for one in checked]
        )
        say(NOTICE if checked else "Nothing stands in this document.")
    raise typer.Exit(exit_code(checked))


def _row(one: "Checked", languages: tuple[str, ...]) -> tuple[str, ...]:
    title = one.asset.title(languages) if one.asset else one.found.named
    changed = " Its rights are others than when it was placed." if one.changed else ""
    instead = "; ".join(each.asset.title(languages) for each in one.instead)
    day = one.by.isoformat() if one.by else ""
    return title, one.state.value.replace("_", " "), day, f"{one.sentence}{changed}", one.todo, instead


def exit_code(checked: "Sequence[Checked]") -> int:
    """3 where something has to be replaced, also by its newer version, 4 where something needs review or is unknown, else 0."""
    from thesaury.pipeline.checking_documents import State

    states = {one.state for one in checked}
    if states & {State.GONE, State.DENIED, State.ENDED, State.REPLACED}:
        return 3
    return 4 if states & {State.REVIEW, State.UNKNOWN} else 0
