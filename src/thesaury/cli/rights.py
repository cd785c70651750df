"""`rights`: what licence texts say, and whether uses are permitted. None of it is legal advice."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli import rights_check
from thesaury.cli.output import JsonOption, print_json, print_table
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.model.licensing import Span, Statement

NOTICE = "This is what rules read in the text. It is not legal advice."


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Read licences and ask what they permit.", rich_markup_mode=None)
    group.callback()(_group)
    group.command()(parse)
    rights_check.register(group)
    app.add_typer(group, name="rights")


def _group() -> None:
    """Read licences and ask what they permit."""


def parse(
    text: Annotated[str, typer.Argument(help="The licence text; - reads it from standard input.")],
    locale: Annotated[str, typer.Option(help="Where the text was written (en-GB), for its dates.")] = "",
    anchor: Annotated[
        list[str] | None,
        typer.Option(help="A day that periods count from, as name=day (first_publication=2026-03-01)."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a licence text states, the words each value was read from, and what a person has to read. Not legal advice.

    Example: thesaury rights parse "Web only, DACH, until 31.12.2026, no paid social"
    """
    from thesaury.rights.parsing import Context
    from thesaury.rights.parsing import parse as read

    statement = read(
        sys.stdin.read() if text == "-" else text, Context.of({"locale": locale, **_anchors(anchor or [])})
    )
    print_json(_shape(statement)) if as_json else _show(statement)


def _anchors(given: list[str]) -> dict[str, str]:
    from datetime import date

    from thesaury.rights.parsing.context import ANCHORS

    anchors: dict[str, str] = {}
    for each in given:
        name, _, day = each.partition("=")
        if name not in ANCHORS:
            raise Usage(f"There is no anchor {name!r}. Anchors are {', '.join(ANCHORS)}.")
        try:
            anchors[name] = date.fromisoformat(day).isoformat()
        except ValueError:
            raise Usage(f"{day!r} is not a day. Write --anchor {name}=2026-03-01.") from None
    return anchors


def _shape(statement: "Statement") -> dict[str, Any]:
    from thesaury.evaluation.rights_shape import statement_shape
    from thesaury.rights.parsing import VERSION
    from thesaury.rights.parsing.lexicon import versions

    shape = statement_shape(statement)
    for plain, each in zip(shape["unresolved"], statement.unresolved, strict=True):
        plain.update(start=each.start, end=each.end)
    spans = [_span(span) for span in dict.fromkeys(statement.spans)]
    return {**shape, "spans": spans, "parser": {"version": VERSION, "tables": versions()}, "notice": NOTICE}


def _span(span: "Span") -> dict[str, Any]:
    return {"axis": span.axis.value, "start": span.start, "end": span.end, "words": span.words, "rule": span.rule}


def _show(statement: "Statement") -> None:
    from thesaury.evaluation.rights_shape import statement_shape

    print("All of it was understood." if statement.complete else "A person has to read this.")
    if statement.prohibit_all:
        print("It stops every use.")
    for number, term in enumerate(statement_shape(statement)["terms"], 1):
        print(f"Grant {number}:")
        print_table(("what", "value"), [[name, value] for name, value in _rows(term)])
    if statement.unresolved:
        print("For a person:")
        print_table(("reason", "words"), [[each.reason, each.words] for each in statement.unresolved])
    if statement.spans:
        print("Read from:")
        print_table(
            ("axis", "words", "rule"), [[s.axis.value, s.words, s.rule] for s in dict.fromkeys(statement.spans)]
        )
    print(NOTICE)


def _rows(term: dict[str, Any]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in term.items():
        if isinstance(value, dict) and "deny" in value:
            rows += [(f"{name}, {side}", ", ".join(names)) for side, names in value.items() if names]
        elif name == "limits":
            rows += [
                (f"at most, {each['kind']}", "number not known" if each["max"] is None else f"{each['max']:g}")
                for each in value
            ]
        elif value:
            rows.append((name.replace("_", " "), ", ".join(map(str, value)) if isinstance(value, list) else str(value)))
    return rows
