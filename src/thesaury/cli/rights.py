"""`rights`: what licence texts say, and whether uses are permitted. None of it is legal advice."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli import (
    rights_calendar,
    rights_check,
    rights_confirm,
    rights_export,
    rights_list,
    rights_notices,
    rights_propose,
    rights_show,
    rights_vocabulary,
    rights_watch,
    rights_what_if,
)
from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json
from thesaury.cli.rights_question import root_of
from thesaury.cli.rights_shown import show_statement
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.model.licensing import Statement

NOTICE = "This is what rules read in the text. It is not legal advice."


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "rights", "Read licences and ask what they permit.")
    group.command()(parse)
    for module in (rights_check, rights_show, rights_list, rights_confirm, rights_export):
        module.register(group)
    for module in (rights_calendar, rights_watch, rights_notices, rights_what_if):
        module.register(group)
    for module in (rights_propose, rights_vocabulary):
        module.register(group)


def parse(
    text: Annotated[str, typer.Argument(help="The licence text; - reads it from standard input.")],
    locale: Annotated[str, typer.Option(help="Where the text was written (en-GB), for its dates.")] = "",
    anchor: Annotated[
        list[str] | None,
        typer.Option(help="A day that periods count from, as name=day (first_publication=2026-03-01)."),
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a licence text states, the words each value was read from, and what a person has to read. Not legal advice.

    Example: thesaury rights parse "Web only, DACH, until 31.12.2026, no paid social"
    """
    from thesaury.rights.parsing import Context
    from thesaury.rights.parsing import parse as read
    from thesaury.rights.vocabulary.client import own_regions

    beside = Context.of({"locale": locale, **_anchors(anchor or [])})
    beside = replace(beside, regions=own_regions(root_of(workspace)).called)
    statement = read(sys.stdin.read() if text == "-" else text, beside)
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
    from thesaury.rights.parsing import VERSION
    from thesaury.rights.parsing.lexicon import versions
    from thesaury.rights.stating.shape import shape_of

    status = "complete" if statement.complete else "needs_review"
    parser = {"version": VERSION, "tables": versions()}
    return {"status": status, **shape_of(statement), "parser": parser, "notice": NOTICE}


def _show(statement: "Statement") -> None:
    print("All of it was understood." if statement.complete else "A person has to read this.")
    show_statement(statement)
    print(NOTICE)
