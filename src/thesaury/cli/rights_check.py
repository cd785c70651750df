"""`rights check`: may this be used so? The answer with its reasons, and an exit code that scripts can go by."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, workspace_at
from thesaury.cli.rights_question import amounts, root_of
from thesaury.model.errors import Usage
from thesaury.model.policy import Verdict
from thesaury.model.use import TIME_ZONE

if TYPE_CHECKING:
    from pathlib import Path

    from thesaury.model.use import Decision, Use
    from thesaury.pipeline.rights.asking import Answered

EXIT_CODES = {Verdict.PERMIT: 0, Verdict.DENY: 3, Verdict.NEEDS_REVIEW: 4}
"""Those of docs/commands.md: an answer that is no is the same code as rights that refuse."""

_WORST = (Verdict.DENY, Verdict.NEEDS_REVIEW, Verdict.PERMIT)
"""Answers, the worst one first."""

_WORDS = {Verdict.PERMIT: "Permitted", Verdict.DENY: "Denied", Verdict.NEEDS_REVIEW: "Needs review"}


def register(group: typer.Typer) -> None:
    """Add the command to the group `rights`."""
    group.command()(check)


def check(
    channel: Annotated[str, typer.Option(help="Where: website, social_paid, brochure, print ...")],
    region: Annotated[list[str], typer.Option(help="In which country, part, area or group (repeat for several).")],
    asset: Annotated[
        list[str] | None, typer.Argument(help="The asset's id, connection/id, or the id in its system; or several.")
    ] = None,
    text: Annotated[str | None, typer.Option(help="A licence text, in place of an asset.")] = None,
    locale: Annotated[str, typer.Option(help="Where the text was written (en-GB), for its dates.")] = "",
    day: Annotated[str, typer.Option("--date", help="The day, or moment with an offset; otherwise today.")] = "",
    first: Annotated[str, typer.Option("--from", help="The first day of a period.")] = "",
    last: Annotated[str, typer.Option("--to", help="Its last day.")] = "",
    purpose: Annotated[str, typer.Option(help="What for: editorial, internal, resale ...")] = "commercial_promotion",
    party: Annotated[str, typer.Option(help="Who uses it: affiliates, dealers ...")] = "licensee",
    quantity: Annotated[list[str] | None, typer.Option(help="How much, as kind=number (copies=20000).")] = None,
    campaign: Annotated[list[str] | None, typer.Option(help="For which campaign.")] = None,
    brand: Annotated[list[str] | None, typer.Option(help="For which brand.")] = None,
    product: Annotated[list[str] | None, typer.Option(help="For which product.")] = None,
    event: Annotated[list[str] | None, typer.Option(help="For which event.")] = None,
    publication: Annotated[list[str] | None, typer.Option(help="For which publication.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="In which language.")] = None,
    industry: Annotated[list[str] | None, typer.Option(help="For which industry.")] = None,
    modify: Annotated[bool, typer.Option("--modify", help="The picture is changed.")] = False,
    approved: Annotated[bool, typer.Option("--approved", help="Somebody who may has approved this use.")] = False,
    already_in_use: Annotated[bool, typer.Option("--already-in-use", help="It has been in use in time.")] = False,
    time_zone: Annotated[str, typer.Option(help="Where your days begin.")] = TIME_ZONE,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether a use is permitted, by which words, and until when. Exit code 0: permit, 3: deny, 4: needs review.

    Every region and every day has to be covered. What the licence does not say is never yes. Several assets have a line each, and the
    exit code of the worst answer: deny, then needs review, then permit.

    Examples:

      thesaury rights check --text "Web, DACH, until 31.12.2026" --channel website --region AT --date 2026-12-31

      thesaury rights check dam/4711 --channel social_paid --region DE --region FR --from 2026-06-01 --to 2026-08-31
    """
    from thesaury.rights.stating.asking import question
    from thesaury.rights.vocabulary.client import tables_of

    scope = {
        "campaign": campaign,
        "brand": brand,
        "product": product,
        "event": event,
        "publication": publication,
        "language": language,
        "industry": industry,
    }
    planned = amounts(quantity or ())
    use = question(
        channel, region, (day, first, last), purpose, party, planned, scope, time_zone, tables_of(root_of(workspace))
    )
    use = replace(use, modify=modify, approved=approved, already_in_use=already_in_use)
    assets = asset or []
    if bool(assets) == (text is not None):
        raise Usage("Name an asset, or give a licence text with --text, and only one of the two.")
    if text is not None:
        decision = _of_text(text, locale, use, root_of(workspace))
        raise typer.Exit(_print(decision, _text_shape(decision, use), as_json))
    answered = _of_assets(assets, use, workspace)
    if len(answered) == 1:
        raise typer.Exit(_print(answered[0].decision, _shape(answered[0], use), as_json))
    raise typer.Exit(_print_all(assets, answered, use, as_json))


def _of_text(text: str, locale: str, use: "Use", root: "Path | None") -> "Decision":
    from thesaury.rights.deciding import Basis, decide
    from thesaury.rights.parsing import parse
    from thesaury.rights.parsing.context import Context
    from thesaury.rights.vocabulary.client import own_regions, tables_of

    return decide(parse(text, Context(locale, (), own_regions(root).called)), use, Basis(tables_of(root)))


def _of_assets(references: list[str], use: "Use", root: "Path | None") -> "list[Answered]":
    from thesaury.pipeline.rights.asking import all_named, ask

    with workspace_at(root) as opened:
        return ask(opened, all_named(opened, references), use)


def _shape(answered: "Answered", use: "Use") -> dict[str, Any]:
    from thesaury.pipeline.rights.told import answered_shape

    return answered_shape(answered, use)


def _text_shape(decision: "Decision", use: "Use") -> dict[str, Any]:
    from thesaury.pipeline.rights.told import decided_shape

    return decided_shape(decision, use)


def _print_all(references: list[str], answered: "list[Answered]", use: "Use", as_json: bool) -> int:
    """A line for each asset; returns the exit code of the worst answer."""
    from thesaury.pipeline.rights.told import reason
    from thesaury.rights.deciding.telling import NOTICE

    verdicts = [one.decision.verdict for one in answered]
    if as_json:
        print_json([_shape(one, use) for one in answered])
    else:
        told = zip(references, answered, strict=True)
        rows = [(name, _WORDS[one.decision.verdict], reason(one.decision)) for name, one in told]
        print_table(("asset", "answer", "why"), rows)
        print(NOTICE)
    return EXIT_CODES[next(verdict for verdict in _WORST if verdict in verdicts)]


def _print(decision: "Decision", answer: dict[str, Any], as_json: bool) -> int:
    """The answer with its reasons; returns its exit code."""
    if as_json:
        print_json(answer)
        return EXIT_CODES[decision.verdict]
    print(f"{_WORDS[decision.verdict]}.")
    rows = [[a["axis"], a["result"], a["sentence"], a["span"]["words"] if a["span"] else ""] for a in answer["axes"]]
    print_table(("axis", "answer", "why", "words of the licence"), rows)
    for sentence in _afterwards(answer, decision):
        print(sentence)
    print(answer["notice"])
    return EXIT_CODES[decision.verdict]


def _afterwards(answer: dict[str, Any], decision: "Decision") -> list[str]:
    caps = [
        f"Cap: {c.kind} {'of unknown number' if c.max is None else f'{c.max:,.0f}, {c.used:,.0f} used'}"
        for c in decision.caps
    ]
    change = [f"The answer changes on {answer['next_change']}."] if answer["next_change"] else []
    return [*answer["obligations"], *caps, *change, *(f"{one['sentence']}." for one in answer["alternatives"])]
