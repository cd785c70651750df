"""`validate`: are these tags approved terms, and is this record complete? An exit code tells scripts."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.cli.validate_table import (
    IdColumnOption,
    OutOption,
    PropertyOption,
    TableAsked,
    TableOption,
    TagsColumnOption,
    validate_table,
)
from thesaury.model.errors import Unreachable, Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thesaury.model.validation import RecordAnswer, TagAnswer
    from thesaury.pipeline.validating import Checked, RecordAsked

NOT_ALL = 1
"""The exit code where something has to be done."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(validate)


def validate(
    tags: Annotated[
        list[str] | None, typer.Argument(help="Tags; without any they are read from standard input.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(help="A record as JSON (tags, concepts, properties), or a list; - for standard input."),
    ] = None,
    asset: Annotated[
        list[str] | None, typer.Option(help="An asset as it stands here: id, or connection/external id; or several.")
    ] = None,
    profile: Annotated[str, typer.Option(help="The profile; otherwise the one that fits the record.")] = "",
    language: Annotated[list[str] | None, typer.Option(help="In which to name concepts, best first.")] = None,
    table: TableOption = None,
    out: OutOption = None,
    tags_column: TagsColumnOption = None,
    id_column: IdColumnOption = "",
    property: PropertyOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check tags, whole records or a table of them against the approved terms, under a profile. Nothing is changed.

    Exit code 0: every tag is approved, or every record is complete. Exit code 1: something has to be done.

    Examples:

      thesaury validate "Eco Friendly" refills sustainble

      thesaury validate --asset dam/4711 --profile shop-de

      thesaury validate --file record.json --json

      cut -f2 tags.tsv | thesaury validate

      thesaury validate --table upload.xlsx --out corrected.xlsx --profile shop-de
    """
    from thesaury.pipeline.validating import check_records, check_tags

    if bool(tags) + bool(file) + bool(asset) + bool(table) > 1:
        raise Usage("Give tags, a file, assets or a table, and only one of these.")
    if table:
        asked = TableAsked(table, out, tags_column or (), id_column, property or (), profile, language or ())
        raise typer.Exit(0 if validate_table(asked, workspace, as_json) else NOT_ALL)
    if out or tags_column or id_column or property:
        raise Usage("--out, --tags-column, --id-column and --property belong to --table.")
    with workspace_at(workspace) as opened:
        if file or asset:
            named = _records(file, asset or [])
            checked = check_records(opened, [asked for _, asked in named], profile, language or ())
            fine = all(answer.complete for answer in checked.records)
        else:
            _, checked = check_tags(opened, tags or _typed(), profile, language or ())
            fine = all(answer.standing.value == "approved" for answer in checked.tags)
            named = ()
        _tell_ages(checked)
        _tell(checked, [key for key, _ in named], as_json)
    raise typer.Exit(0 if fine else NOT_ALL)


def _records(file: Path | None, assets: list[str]) -> "Sequence[tuple[str, RecordAsked]]":
    from thesaury.pipeline.validating import RecordAsked
    from thesaury.pipeline.validating.reading import records_in

    if file is None:
        return tuple((name, RecordAsked(asset=name)) for name in assets)
    if str(file) == "-":
        return records_in(sys.stdin.read(), "standard input")
    try:
        return records_in(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise Unreachable(f"{file} could not be read: {error}") from error


def _typed() -> list[str]:
    if sys.stdin.isatty():
        raise Usage('Give tags, such as: thesaury validate "Eco Friendly" refills')
    return [line.strip() for line in sys.stdin if line.strip()]


def _tell_ages(checked: "Checked") -> None:
    from thesaury.pipeline.validating import told

    if not checked.words:
        say("There is no vocabulary yet, so nothing is approved. Bring one with: thesaury vocabulary import FILE")
    for age in checked.words:
        if age.stale:
            say(told(age))


def _tell(checked: "Checked", names: list[str], as_json: bool) -> None:
    from thesaury.pipeline.validating.shape import record_shape, tag_shape, words_shape

    if as_json:
        records = [record_shape(answer, checked.called) for answer in checked.records]
        print_json(
            {
                "tags": [tag_shape(answer, checked.called) for answer in checked.tags],
                "records": [{"key": key} | told for key, told in zip(names, records, strict=True)],
                "words": words_shape(checked.words),
            }
        )
        return
    if not names:
        print_table(("tag", "answer", "use", "where"), _rows(checked, checked.tags))
    for name, answer in zip(names, checked.records, strict=True):
        _tell_record(checked, name, answer)


def _tell_record(checked: "Checked", name: str, answer: "RecordAnswer") -> None:
    under = f" under {answer.profile}" if answer.profile else ""
    print(f"{name or 'The record'} is {'complete' if answer.complete else 'not complete'}{under}.")
    for one in answer.missing:
        most = "" if one.most is None else f", at most {one.most}"
        print(f"{checked.called(one.scheme)}: {one.found} found, at least {one.least}{most}.")
    for iri in answer.unnamed:
        print(f"{iri} has no label in a language of the profile.")
    print_table(("tag", "answer", "use", "where"), _rows(checked, (*answer.tags, *answer.concepts)))


def _rows(checked: "Checked", answers: "Sequence[TagAnswer]") -> list[tuple[str, ...]]:
    """A line for each tag, or for each part of one that is several; choices stand behind one another."""
    rows: list[tuple[str, ...]] = []
    for answer in (part for whole in answers for part in (whole.parts or (whole,))):
        standing = f"{answer.standing.value}, {answer.fate.value}" if answer.fate else answer.standing.value
        places = (
            " > ".join((*map(checked.called, use.schemes[:1]), *(one.text for one in use.path))) for use in answer.use
        )
        labels = " | ".join(use.label.text for use in answer.use) or answer.instead
        rows.append((answer.tag, standing, labels, answer.reason or " | ".join(places)))
    return rows
