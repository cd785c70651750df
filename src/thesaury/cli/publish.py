"""`publish`, `withdrawals` and `published`: what stands in the CMS, what had to go, and how soon it was gone."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import (
    DryRunOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
    workspace_at,
)
from thesaury.model.errors import Unreachable, Usage

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.publishing.planning import Plan, Planned

_WIDEST = 60


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(publish)
    app.command()(withdrawals)
    app.command()(published)


def publish(
    connections: Annotated[
        list[str] | None, typer.Argument(help="Where to; otherwise to everything that publishes.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Look at the whole feed, and compare all of it with what stands there.")
    ] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Only withdraw what has to go, and try again what was to be tried by now.")
    ] = False,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Publish channels to the CMS that are connected: what qualifies is created and kept up to date, what does not is withdrawn first.

    A dry run brings the feeds up to date and prints exactly what would be sent.

    Examples:

      thesaury publish --dry-run

      thesaury publish website --all
    """
    from thesaury.cli.runs import print_run
    from thesaury.dispatch.publishing_now import plans, publish_now
    from thesaury.model.connection import RunState
    from thesaury.pipeline.publishing.described import plan_shape
    from thesaury.sync.describing import run_dict

    names = connections or ()
    with workspace_at(workspace) as opened:
        if dry_run:
            if due:
                raise Usage("A dry run shows all that would be done. Leave out --due.")
            made = plans(opened, names, everything)
            print_json([plan_shape(one) for one in made]) if as_json else _print_plans(made)
            return
        with progress_shown(quiet) as progress:
            run = publish_now(opened, names, everything, due, progress)
        failures = opened.catalogue.runs.failures(run.id)
    if as_json:
        print_json(run_dict(run, failures))
    elif not quiet:
        print_run(run, failures)
    if run.state is RunState.FAILED:
        raise Unreachable(f"Run {run.id}: {run.message}")


def withdrawals(
    channel: Annotated[str, typer.Option(help="Only of this channel.")] = "",
    since: Annotated[str, typer.Option(help="Only from this day or moment on, as 2026-11-01.")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what some CMS shows still.")] = False,
    limit: Annotated[int, typer.Option(help="How many; what is overdue is listed beyond it.", min=1, max=1_000)] = 50,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what had to leave the channels, why, how soon each CMS let it go, on which pages it stood, and what may take its place.

    Example: thesaury withdrawals --overdue
    """
    from thesaury.pipeline.placing.moments import utc
    from thesaury.pipeline.publishing import channel_of
    from thesaury.pipeline.publishing.described import withdrawn_shape
    from thesaury.pipeline.publishing.withdrawing import withdrawals as told

    with workspace_at(workspace) as opened:
        if channel:
            channel_of(opened, channel)
        moment = utc(since, "since") if since else ""
        found = told(opened, moment, _replacing(opened), channel, limit)
    shown = [withdrawn_shape(one) for one in found if one.overdue or not overdue]
    if as_json:
        print_json(shown)
        return
    print_table(("since", "channel", "asset", "title", "reason", "CMS"), [_row(one) for one in shown])
    for one in shown:
        _print_pages(one)
    if not shown:
        say("Nothing is overdue." if overdue else "Nothing had to be withdrawn.")


def published(
    asset: Annotated[str, typer.Argument(help="The asset's id, connection/id, or the id in its system.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where an asset is published: in which channels and CMS, on which pages, and what was done there.

    Example: thesaury published studio/IMG_0042.jpg
    """
    from thesaury.pipeline.publishing.described import publication_shape, step_shape, use_shape
    from thesaury.ports.publications import WantedPublications

    with workspace_at(workspace) as opened:
        known = opened.catalogue.records.find(asset)
        id = known.id if known else asset
        store = opened.catalogue.publications
        entries = opened.catalogue.feeds.of_asset(id)
        standing = [publication_shape(one) for one in store.page(WantedPublications(asset=id))]
        pages = [use_shape(one) for one in store.uses([id], ended=True)]
        steps = [step_shape(step) for _, step in store.log(asset=id)]
    if known is None and not entries and not standing:
        raise Usage(f"There is no asset {asset!r}. Find one with: thesaury search WORDS")
    channels = [
        {"channel": one.channel, "published": one.published, "since": one.changed_at, "sentence": one.sentence}
        for one in entries
    ]
    if as_json:
        print_json({"asset": id, "channels": channels, "cms": standing, "pages": pages, "log": steps})
        return
    _print_published(channels, standing, pages, steps)


def _print_published(
    channels: list[dict[str, Any]],
    standing: list[dict[str, Any]],
    pages: list[dict[str, Any]],
    steps: list[dict[str, Any]],
) -> None:
    if not channels:
        say("It is in no channel.")
        return
    rows = [(one["channel"], "yes" if one["published"] else "no", one["since"], one["sentence"]) for one in channels]
    print_table(("channel", "published", "since", "why not"), rows)
    if standing:
        print_table(
            ("CMS", "state", "shown", "note"),
            [(one["connection"], one["state"], "yes" if one["live"] else "no", _note(one)) for one in standing],
        )
    if pages:
        names = ("connection", "title", "address", "since", "ended_at")
        print_table(
            ("CMS", "page", "address", "since", "until"), [[_plain(one[name]) for name in names] for one in pages]
        )
    if steps:
        print_table(
            ("at", "CMS", "done", "why"),
            [(one["at"], one["connection"], one["step"], one["reason"] or one["message"]) for one in steps],
        )


def _note(one: dict[str, Any]) -> str:
    said = [one["message"]]
    said += [f"kept as edited there: {', '.join(one['kept'])}"] if one["kept"] else []
    said += [f"not kept by it: {', '.join(one['dropped'])}"] if one["dropped"] else []
    return _plain("; ".join(part for part in said if part))


def _print_plans(plans: "list[Plan]") -> None:
    for plan in plans:
        rows = [(one.deed.value, one.publication.asset, _what(one)) for one in plan.deeds]
        say(f"{plan.connection}, channel {plan.channel}: {len(plan.topics)} concepts are seen to.")
        print_table(("do", "asset", "what"), rows)
        for asset, sentence in plan.failures:
            say(f"{asset}: {sentence}")
        if not rows:
            say("Nothing would be sent.")
    if not plans:
        say("No connection here publishes anything.")


def _what(one: "Planned") -> str:
    if one.publication.reason:
        return f"{one.publication.reason.value} since {one.publication.needed_at}"
    said = [
        f"{name}: {_short(before)} -> {_short(after)}" if before else f"{name}: {_short(after)}"
        for name, before, after in one.changes
    ]
    said += [f"+{len(one.merged.add)} concepts"] if one.merged.add else []
    said += [f"-{len(one.merged.remove)} concepts"] if one.merged.remove else []
    said += ["another file"] if one.merged.file else []
    said += [f"kept as edited there: {', '.join(one.kept)}"] if one.kept else []
    said += [f"cannot be changed there: {', '.join(one.dropped)}"] if one.dropped else []
    return "; ".join(said)


def _short(text: str) -> str:
    plain = _plain(text)
    return f"'{plain}'" if len(plain) <= _WIDEST else f"'{plain[: _WIDEST - 1]}…'"


def _plain(text: str) -> str:
    """One line, without signs that would change a terminal: what editors and systems wrote is shown here."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    cms = "; ".join(f"{each['connection']}: {_stands(each)}" for each in one["cms"])
    return one["since"], one["channel"], one["asset"], _short(one["title"])[1:-1], one["reason"], cms


def _stands(cms: dict[str, Any]) -> str:
    if not cms["overdue"]:
        return f"gone after {_lasted(cms['seconds'])}"
    why = f", {_plain(cms['message'])}" if cms["message"] else ""
    return f"OVERDUE for {_lasted(cms['seconds'])}{why}"


def _lasted(seconds: float) -> str:
    whole = round(seconds)
    if whole < 120:
        return f"{whole} s"
    return f"{whole // 60} min" if whole < 7200 else f"{whole // 3600} h"


def _print_pages(one: dict[str, Any]) -> None:
    for page in one["pages"]:
        until = f", until {page['ended_at']}" if page["ended_at"] else ""
        say(
            f"{one['asset']} on {page['connection']}: {_plain(page['title'])} {_plain(page['address'])} since {page['since']}{until}"
        )
    if one["instead"]:
        named = ", ".join(f"{what['asset']} ({_short(what['title'])[1:-1]})" for what in one["instead"])
        say(f"{one['asset']} may be replaced by: {named}")


def _replacing(opened: "EmbeddedWorkspace") -> Any:
    """What finds replacements, by words and concepts."""
    from thesaury.pipeline.publishing.replacing import Replacing
    from thesaury.pipeline.searching import by_words
    from thesaury.pipeline.words import thesaurus_of

    thesaurus = thesaurus_of(opened)
    return Replacing(opened, by_words(opened, thesaurus).sources(opened, thesaurus))
