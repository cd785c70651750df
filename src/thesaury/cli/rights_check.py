"""`rights check`: may this be used so? The answer with its reasons, and an exit code that scripts can go by."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, workspace_at
from thesaury.cli.rights_question import question
from thesaury.model.errors import Usage
from thesaury.model.policy import Verdict
from thesaury.model.use import TIME_ZONE

if TYPE_CHECKING:
    from pathlib import Path

    from thesaury.model.use import Decision, Use

EXIT_CODES = {Verdict.PERMIT: 0, Verdict.DENY: 3, Verdict.NEEDS_REVIEW: 4}
"""Those of docs/commands.md: an answer that is no is the same code as rights that refuse."""

_WORDS = {Verdict.PERMIT: "Permitted", Verdict.DENY: "Denied", Verdict.NEEDS_REVIEW: "Needs review"}


def register(group: typer.Typer) -> None:
    """Add the command to the group `rights`."""
    group.command()(check)


def check(
    channel: Annotated[str, typer.Option(help="Where: website, social_paid, brochure, print ...")],
    region: Annotated[list[str], typer.Option(help="In which country, part, area or group (repeat for several).")],
    asset: Annotated[str, typer.Argument(help="The asset's id, connection/id, or the id in its system.")] = "",
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

    Every region and every day has to be covered. What the licence does not say is never yes.

    Examples:

      thesaury rights check --text "Web, DACH, until 31.12.2026" --channel website --region AT --date 2026-12-31

      thesaury rights check dam/4711 --channel social_paid --region DE --region FR --from 2026-06-01 --to 2026-08-31
    """
    scope = {
        "campaign": campaign,
        "brand": brand,
        "product": product,
        "event": event,
        "publication": publication,
        "language": language,
        "industry": industry,
    }
    use = question(channel, region, (day, first, last), purpose, party, quantity or (), scope, time_zone)
    use = replace(use, modify=modify, approved=approved, already_in_use=already_in_use)
    if bool(asset) == (text is not None):
        raise Usage("Name an asset, or give a licence text with --text, and only one of the two.")
    decision, records = _of_text(text, locale, use) if text is not None else _of_asset(asset, use, workspace)
    _print(decision, use, records, as_json)
    raise typer.Exit(EXIT_CODES[decision.verdict])


def _of_text(text: str, locale: str, use: "Use") -> tuple["Decision", list[dict[str, Any]]]:
    from thesaury.rights.deciding import decide
    from thesaury.rights.parsing import parse
    from thesaury.rights.parsing.context import Context

    return decide(parse(text, Context(locale)), use), []


def _of_asset(reference: str, use: "Use", root: "Path | None") -> tuple["Decision", list[dict[str, Any]]]:
    from thesaury.rights.deciding import Basis, decide_asset
    from thesaury.rights.deciding.records import rights_in, used_in

    with workspace_at(root) as opened:
        found = opened.catalogue.records.find(reference)
        if found is None:
            raise Usage(f"There is no asset {reference!r}. Find one with: thesaury search WORDS")
        records = opened.catalogue.rights.current([record.key for record in found.records])
    decision = decide_asset(found.id, {found.id: rights_in(records)}, use, Basis(used=used_in(records)))
    return decision, [{"record": f"{r.source.record}#{r.source.place}", "version": r.version} for r in records]


def _print(decision: "Decision", use: "Use", records: list[dict[str, Any]], as_json: bool) -> None:
    from thesaury import __version__
    from thesaury.rights.deciding.telling import asked, told

    answer = told(decision)
    if as_json:
        evaluated = datetime.now(UTC).isoformat(timespec="seconds")
        made = {"records": records, "evaluated_at": evaluated, "engine_version": __version__}
        print_json({"request": asked(use), **answer, **made})
        return
    print(f"{_WORDS[decision.verdict]}.")
    rows = [[a["axis"], a["result"], a["sentence"], a["span"]["words"] if a["span"] else ""] for a in answer["axes"]]
    print_table(("axis", "answer", "why", "words of the licence"), rows)
    for sentence in _afterwards(answer, decision):
        print(sentence)
    print(answer["notice"])


def _afterwards(answer: dict[str, Any], decision: "Decision") -> list[str]:
    caps = [
        f"Cap: {c.kind} {'of unknown number' if c.max is None else f'{c.max:,.0f}, {c.used:,.0f} used'}"
        for c in decision.caps
    ]
    change = [f"The answer changes on {answer['next_change']}."] if answer["next_change"] else []
    return [*answer["obligations"], *caps, *change, *(f"{one['sentence']}." for one in answer["alternatives"])]
