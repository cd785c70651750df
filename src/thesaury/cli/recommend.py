"""`recommend`: from a brief to the assets that may be used for it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, progress_shown, say, workspace_at
from thesaury.model.errors import BadInput, Unreachable, Usage

if TYPE_CHECKING:
    from thesaury.model.brief import Brief
    from thesaury.pipeline.searching import Understanding
    from thesaury.ports.workspace import Workspace
    from thesaury.vocabulary.thesaurus import Thesaurus

_MOST_BYTES = 100 << 20
_DAY = 10


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(recommend)


def recommend(
    brief: Annotated[
        list[str] | None,
        typer.Argument(help="A file (text, Markdown, DOCX, PDF, PPTX), - for standard input, or the brief in words."),
    ] = None,
    market: Annotated[
        list[str] | None,
        typer.Option(help="In which country or group, instead of those of the brief (repeat for several)."),
    ] = None,
    channel: Annotated[
        list[str] | None,
        typer.Option(help="Where: website, social, print ..., instead of what the brief says (repeat for several)."),
    ] = None,
    first: Annotated[str, typer.Option("--from", help="The first day, as 2027-07-01.")] = "",
    last: Annotated[str, typer.Option("--to", help="The last day.")] = "",
    campaign: Annotated[
        str, typer.Option(help="For this campaign: its brief, where none is given, and its record.")
    ] = "",
    limit: Annotated[int, typer.Option(help="How many assets at most.", min=1, max=200)] = 24,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Recommend assets for a brief that may be used for it, by its sections, with the reason for each.

    Markets, channels and days are those that the brief names, unless they are given. What needs review stands apart, what may not be
    used is counted by reason, and what is missing is named.

    Examples:

      thesaury recommend brief.docx

      thesaury recommend brief.md --market DE --channel social --from 2027-07-01 --to 2027-09-30

      thesaury recommend children with lunch boxes for Germany, social media

      thesaury recommend --campaign rentree-2026 --json
    """
    from thesaury.cli.observed import observed_recommendation
    from thesaury.pipeline import thesaurus_of
    from thesaury.pipeline.briefs import overridden
    from thesaury.pipeline.recommending import recommend as recommended
    from thesaury.pipeline.rights.clearing import Clearing
    from thesaury.pipeline.searching import in_full
    from thesaury.recommendation.described import described

    with workspace_at(workspace) as opened:
        thesaurus = thesaurus_of(opened)
        with progress_shown(quiet=not sys.stderr.isatty()) as progress:
            understanding = in_full(opened, thesaurus, progress)
        read = _read(opened, understanding, thesaurus, brief or [], campaign)
        read = overridden(opened, read, market or (), channel or (), first, last)
        found = recommended(opened, read, understanding.sources(opened, thesaurus), Clearing(opened), limit=limit)
        observed_recommendation(opened, read, found)
        languages, assets = opened.languages, opened.index.count()
        told = {"brief": _brief_shape(read, thesaurus, languages), **described(found, thesaurus, languages)}
    if as_json:
        print_json(told)
        return
    _print(told, assets)


def _read(
    workspace: "Workspace", understanding: "Understanding", thesaurus: "Thesaurus", given: list[str], campaign: str
) -> "Brief":
    """The brief of the file, of standard input, of the words, or of the campaign; with the record of the campaign where both are named."""
    from thesaury.pipeline.briefs import brief_of_campaign, brief_of_file, of_campaign, read_brief

    if not given:
        if not campaign:
            raise Usage("Say for which brief: a file, - for standard input, words, or --campaign ID.")
        return brief_of_campaign(workspace, understanding, thesaurus, campaign)
    path = Path(given[0]) if len(given) == 1 else None
    if given == ["-"]:
        content = sys.stdin.buffer.read(_MOST_BYTES + 1)
        read = brief_of_file(workspace, understanding, thesaurus, "standard input.md", content)
    elif path and path.is_file():
        read = brief_of_file(workspace, understanding, thesaurus, path.name, _content(path))
    elif path and path.suffix.lower() in workspace.documents.endings and " " not in given[0]:
        raise Unreachable(f"{path} cannot be opened: there is no such file. Check the path.")
    else:
        read = read_brief(workspace, understanding, thesaurus, " ".join(given))
    return of_campaign(workspace, read, campaign) if campaign else read


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(f"{path.name} has more than {_MOST_BYTES >> 20} MiB. Save it without its pictures.")
        return path.read_bytes()
    except OSError as error:
        raise Unreachable(f"{path} cannot be opened: {error.strerror}. Check the path and its permissions.") from error


def _brief_shape(brief: "Brief", thesaurus: "Thesaurus", languages: tuple[str, ...]) -> dict[str, Any]:
    from thesaury.model.brief_json import brief_shape
    from thesaury.recommendation.briefing.notes import sentence

    told = brief_shape(brief)
    for one in told["concepts"]:
        one["label"] = thesaurus.label(one["concept"], languages)
    for note, said in zip(told["notes"], brief.notes, strict=True):
        note["sentence"] = sentence(said, thesaurus, languages)
    return told


def _print(told: dict[str, Any], assets: int) -> None:
    _say_brief(told["brief"])
    print_table(
        ("section", "asset", "title", "why", "until"),
        [(one["section"], one["asset"], one["title"], _why(one), _until(one)) for one in told["picks"]],
    )
    count = len(told["picks"])
    say(f"{count} of {told['fitting']} fitting assets" if count else _way_out(told, assets))
    if told["review"]:
        say(f"Needs review: {len(told['review'])}, which a person has to look at before they are used.")
        for one in told["review"]:
            say(f"  {one['asset']}  {one['title']}: {one['rights']['sentence'] if one['rights'] else ''}")
    for one in (*told["denied"], *told["withheld"]):
        say(one["sentence"])
    for one in told["gaps"]:
        say(one["sentence"])
    for note in (*told["brief"]["notes"], *told["notes"]):
        say(note["sentence"])
    if told["missing"]:
        say(told["missing"])
    from thesaury.rights.deciding.telling import NOTICE

    say(NOTICE)


def _say_brief(brief: dict[str, Any]) -> None:
    """How the brief was read, in a few lines."""
    for wanting, called in (("required", "Required"), ("wished", "Wished"), ("excluded", "Excluded")):
        if labels := [one["label"] for one in brief["concepts"] if one["wanting"] == wanting]:
            say(f"{called}: {', '.join(labels)}")
    for name in ("regions", "channels", "formats"):
        if values := [one["value"] for one in brief[name]]:
            say(f"{ {'regions': 'Markets', 'channels': 'Channels', 'formats': 'Formats'}[name] }: {', '.join(values)}")
    first, last = (brief[name]["value"] if brief[name] else "" for name in ("first_day", "last_day"))
    if first or last:
        say(f"Period: {first} to {last}".strip())


def _why(pick: dict[str, Any]) -> str:
    return "; ".join(one["sentence"] for one in pick["because"][:2])


def _until(pick: dict[str, Any]) -> str:
    """The day on which the answer on its rights changes, empty where none is known."""
    change = pick["rights"]["next_change"] if pick["rights"] else None
    return change[:_DAY] if change else ""


def _way_out(told: dict[str, Any], assets: int) -> str:
    """What to do where nothing is recommended."""
    if not assets:
        return "This workspace holds no assets yet. Bring some in: thesaury connect folder PATH, then thesaury sync."
    if told["denied"] or told["review"]:
        return (
            "No asset that fits may be used so. Ask for another market, channel or period, or have the rights reviewed."
        )
    return "No asset fits this brief. Name concepts of the vocabulary in it: see what it knows with thesaury complete."
