"""A board as a table that people open in a spreadsheet."""

from collections.abc import Iterator

from thesaury.pipeline.boards.lines import Line, Telling
from thesaury.pipeline.csv_line import csv_line

BEGINNING = "\ufeff"
"""Spreadsheets read UTF-8 only where it says so."""

COLUMNS = (
    "number", "file", "section", "title", "state", "until", "rights", "changed", "concepts", "note", "comments",
    "asset", "records", "replaced_by", "added_by", "added_at",
)  # fmt: skip


def table(telling: Telling) -> Iterator[str]:
    """The board line by line, in the order of the board."""
    comments: dict[str, list[str]] = {}
    for said in telling.looked.board.comments:
        comments.setdefault(said.asset, []).append(f"{said.by}: {said.text}")
    yield BEGINNING + csv_line(COLUMNS)
    for line in telling.lines():
        yield row(line, "", comments.get(line.one.item.asset, ()))


def row(line: Line, file: str, comments: "tuple[str, ...] | list[str]" = ()) -> str:
    """One item; `file` is its name in an archive, or why it is not there."""
    one = line.one
    records = [record.key for record in one.asset.records] if one.asset else []
    return csv_line(
        (
            line.number,
            file,
            line.section,
            line.title,
            line.state,
            one.until.isoformat() if one.until else "",
            line.rights,
            line.news,
            "; ".join(line.concepts),
            one.item.note,
            "\n".join(comments),
            one.item.asset,
            "; ".join(records),
            one.replacement,
            one.item.by,
            one.item.at,
        )
    )
