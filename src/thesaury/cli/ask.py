"""`ask`: named questions about use, spend, demand and gaps, answered from the graph."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.model.question import Answer


NEVER = "Nothing has been counted yet. Bring the graph up to date: thesaury analytics refresh"
"""Said where figures would be, as long as nobody knows any."""
_CUT = "There are more rows than these: narrow what is asked for, or ask for the table without --limit."


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(ask)


def ask(
    name: Annotated[str, typer.Argument(help="The question; without one all of them are listed.")] = "",
    param: Annotated[list[str] | None, typer.Option(help="NAME=VALUE, such as period=2026-Q4 (repeat).")] = None,
    limit: Annotated[int | None, typer.Option(help="How many rows at most.", min=1)] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the table as CSV.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what the question means and takes, and print its SPARQL.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a named question about use, spend, demand and gaps. Figures are those of the last `thesaury analytics refresh`.

    Examples:

      thesaury ask

      thesaury ask most-reused-concepts --param period=2026-Q4 --param market=DE

      thesaury ask ending-in-live-campaigns --param within=60 --csv
    """
    if as_csv and as_json:
        raise Usage("Say --csv or --json, not both.")
    if not name:
        _list(as_json)
        return
    from thesaury.pipeline.measuring.answering import Answering

    if explain:
        _explain(name, as_json)
        return
    with workspace_at(workspace) as opened:
        answer = Answering(opened).answer(name, _given(param or []), limit)
    if as_json:
        from thesaury.analytics.answers import answer_shape

        print_json(answer_shape(answer))
    elif as_csv:
        _print_csv(answer)
    else:
        _print(answer)


def _given(told: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in told:
        name, sign, value = one.partition("=")
        if not sign or not name:
            raise Usage(f"{one!r} is no parameter. Write NAME=VALUE, such as --param period=2026.")
        if name in found:
            raise Usage(f"{name} is given twice. Give it once.")
        found[name] = value
    return found


def _list(as_json: bool) -> None:
    from thesaury.analytics.answers import question_shape
    from thesaury.analytics.definitions import questions

    known = list(questions().values())
    if as_json:
        print_json([question_shape(one) for one in known])
        return
    print_table(("question", "what it answers"), [(one.name, one.sentence) for one in known])


def _explain(name: str, as_json: bool) -> None:
    from thesaury.analytics.answers import question_shape
    from thesaury.analytics.definitions import defined

    question = defined(name).question
    if as_json:
        print_json(question_shape(question))
        return
    say(question.sentence)
    rows = [("parameter", one.name, _default(one.default), one.meaning) for one in question.parameters]
    rows += [("column", one.name, one.kind.value, one.meaning) for one in question.columns]
    rows += [("term", term, "", meaning) for term, meaning in question.terms]
    print_table(("", "name", "", "meaning"), rows)
    print(f"\n{question.sparql}", end="")


def _default(value: str | None) -> str:
    return "needed" if value is None else f"else {value}"


def _print(answer: "Answer") -> None:
    from thesaury.analytics.answers import told_table

    head, *rows = told_table(answer)
    if answer.rows and not _unknown(answer):
        if not sys.stdout.isatty():
            print("\t".join(str(cell) for cell in head))
        print_table([str(cell) for cell in head], rows)
    say(_said(answer))


def _unknown(answer: "Answer") -> bool:
    """Whether nothing was counted yet, so that a row of zeros tells nothing either."""
    return not answer.as_of and not any(cell for row in answer.rows for cell in row.values())


def _print_csv(answer: "Answer") -> None:
    from thesaury.analytics.answers import table_of
    from thesaury.pipeline.csv_line import csv_line

    for cells in table_of(answer):
        sys.stdout.write(csv_line(cells))
    if not answer.rows or _unknown(answer):
        say(_said(answer))
    elif answer.cut:
        say(_CUT)


def _said(answer: "Answer") -> str:
    """What the answer is to, and what to do where there is none."""
    if answer.notes:
        from thesaury.analytics.left_out import NOTES

        return " ".join(NOTES[code] for code in answer.notes)
    if _unknown(answer):
        return NEVER
    narrowed = ", ".join(f"{name} {value}" for name, value in answer.given.items())
    for_these = f" ({narrowed})" if narrowed else ""
    if not answer.rows:
        return f"There is nothing to tell for this{for_these}. Ask for a longer period, or leave parameters out."
    more = f" {_CUT}" if answer.cut else ""
    return f"{answer.question.sentence}{for_these} As of {answer.as_of or 'an unknown time'}.{more}"
