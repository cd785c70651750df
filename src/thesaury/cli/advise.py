"""`advise` and `forecast`: what to produce, license and retire, and what licences will cost."""

from typing import Annotated

import typer

from thesaury.cli.ask import NEVER
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(advise)
    app.command()(forecast)


def advise(
    period: Annotated[str, typer.Option(help="all, or as 2026, 2026-Q4, 2026-11.")] = "all",
    market: Annotated[str, typer.Option(help="A market by its code; all for any.")] = "all",
    language: Annotated[str, typer.Option(help="en or de.")] = "en",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Advise what to produce, license, renew and retire, each piece with its arithmetic. Figures are those of the last refresh.

    Where the numbers are too small to advise anything, that is said. With --json each figure names the question that lists its rows.

    Examples:

      thesaury advise --period 2026-Q4 --market DE
    """
    from thesaury.analytics.advice import advised
    from thesaury.analytics.periods import today
    from thesaury.pipeline.reporting.making import ask_in
    from thesaury.pipeline.reporting.shapes import advice_shape
    from thesaury.pipeline.reporting.words import Wording

    with workspace_at(workspace) as opened:
        found = advised(ask_in(opened, language), today(), period or "all", market or "all")
        told = advice_shape(found, Wording(language, found.currency or opened.currency))
    if as_json:
        print_json(told)
        return
    if not found.as_of:
        say(NEVER)
        return
    print_table(("advice", "what", "arithmetic"), [(o["advises"], o["sentence"], o["formula"]) for o in told["advice"]])
    for one in told["silences"]:
        say(one["sentence"])


def forecast(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Say which licences end in the next quarters, what renewing them would cost, and what purchases will cost where two years are known.

    Examples:

      thesaury forecast
    """
    from thesaury.analytics.periods import today
    from thesaury.pipeline.measuring.advising import forecast_of
    from thesaury.pipeline.measuring.answering import counted_at
    from thesaury.pipeline.reporting.shapes import forecast_shape

    with workspace_at(workspace) as opened:
        counted = counted_at(opened)
        told = forecast_shape(forecast_of(opened, today()), opened.currency, counted)
    if as_json:
        print_json(told)
        return
    if not counted:
        say(NEVER)
        return
    expected = {one["quarter"]: one for one in told["expected"]}
    rows = []
    for one in told["endings"]:
        more = expected.get(one["quarter"])
        bought = f"{more['cost']:,.2f} ({more['low']:,.2f} to {more['high']:,.2f})" if more else ""
        at_rate = "" if one["at_rate"] is None else f"{one['at_rate']:,.2f}"
        rows.append((one["quarter"], one["licences"], f"{one['cost']:,.2f}", at_rate, bought))
    print_table(
        ("quarter", "licences that end", f"cost in {told['currency']}", "at the rate so far", "purchases"), rows
    )
    say(told["method"])
