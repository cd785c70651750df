"""`channel ...`: what is published where: channels, what qualifies for them, who reads their feeds, and what people approved."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.groups import group_of
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
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.model.publishing import Approval
    from thesaury.pipeline.publishing.surveying import Survey
    from thesaury.ports.feeds import FeedCounts

_Name = Annotated[str, typer.Argument(help="The name of a channel.", metavar="NAME")]
_KeyName = Annotated[str, typer.Argument(help="What the key is called: that of the site, say.", metavar="KEY")]
_Assets = Annotated[list[str], typer.Argument(help="Assets, by id or connection/external id.", metavar="ASSET...")]
_Channel = Annotated[str, typer.Option("--channel", help="For this channel.")]
_Every = Annotated[bool, typer.Option("--every", help="For every channel.")]
_Note = Annotated[str, typer.Option("--note", help="Why; it stands in the log and in the feed.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = group_of(app, "channel", "Publish what is relevant and permitted, channel by channel.")
    group.command("list")(listed)
    group.command("show")(show)
    group.command("put")(put)
    group.command("drop")(drop)
    group.command("refresh")(refreshed)
    group.command("approve")(approved)
    group.command("revoke")(revoked)
    group.command("key")(key)
    group.command("keys")(keys)
    group.command("drop-key")(drop_key)


def listed(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the channels, with how much is published in each.

    Examples:

      thesaury channel list
    """
    from thesaury.pipeline.publishing.channels import channel_shape

    with workspace_at(workspace) as opened:
        found = opened.catalogue.channels.all()
        told = [channel_shape(one) | _counts(opened.catalogue.feeds.counts(one.name)) for one in found]
    if as_json:
        print_json(told)
        return
    heads = ("name", "title", "use", "markets", "published", "withdrawn", "paused")
    print_table(heads, [_row(one) for one in told])
    if not told:
        say("No channel yet. Make one with: thesaury channel put website --market DE")


def show(name: _Name, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show one channel: what it is for, how many assets qualify today, and why the others do not.

    Up to 2,000 assets are looked at; nothing is published by it.

    Examples:

      thesaury channel show website
    """
    from thesaury.pipeline.publishing.channels import channel_of, channel_shape
    from thesaury.pipeline.publishing.surveying import survey

    with workspace_at(workspace) as opened:
        channel = channel_of(opened, name)
        found = survey(opened, channel)
        told = channel_shape(channel) | _counts(opened.catalogue.feeds.counts(name))
    if as_json:
        print_json(told | {"survey": _survey_shape(found)})
        return
    print_table(("field", "value"), [(field, _value(value)) for field, value in told.items()])
    part = f" of {found.total:,}" if found.looked < found.total else ""
    print(f"\n{found.qualifying:,} of {found.looked:,}{part} assets qualify.")
    print_table(
        ("reason", "assets", "for example"),
        [(str(reason), f"{count:,}", sentence) for reason, count, _, sentence in found.reasons],
    )


def put(
    name: _Name,
    title: Annotated[str | None, typer.Option(help="What people call it.")] = None,
    use: Annotated[str | None, typer.Option(help="A channel of the tables of rights: website, social ...")] = None,
    markets: Annotated[
        list[str] | None, typer.Option("--market", help="Permitted in this region: DE, DACH, 001; may be repeated.")
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="A purpose of the tables of rights.")] = None,
    audiences: Annotated[
        list[str] | None, typer.Option("--audience", help="For this audience; may be repeated.")
    ] = None,
    media: Annotated[
        list[str] | None, typer.Option("--media", help="image, video, audio or document; may be repeated.")
    ] = None,
    languages: Annotated[
        list[str] | None, typer.Option("--language", help="Texts in this language; may be repeated.")
    ] = None,
    topics: Annotated[
        list[str] | None, typer.Option("--topic", help="About this concept, by label or IRI; may be repeated.")
    ] = None,
    concepts: Annotated[int | None, typer.Option(help="So many accepted concepts at least.")] = None,
    by_approval: Annotated[
        bool | None, typer.Option("--by-approval/--without-approval", help="Only what somebody approved for it.")
    ] = None,
    paused: Annotated[bool | None, typer.Option("--pause/--resume", help="Let nothing in, only out.")] = None,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make a channel, or change what is named of one; a list that is named takes the place of the one before.

    An empty value empties a list: --topic "".

    Examples:

      thesaury channel put website --market DE --market AT --language de

      thesaury channel put shop --use website --topic Outdoor --by-approval --dry-run
    """
    from thesaury.pipeline.publishing.channels import channel_shape, put_channel, read_channel

    given: dict[str, Any] = {
        "title": title,
        "use": use,
        "markets": markets,
        "purpose": purpose,
        "audiences": audiences,
        "media": media,
        "languages": languages,
        "topics": topics,
        "concepts": concepts,
        "by_approval": by_approval,
        "paused": paused,
    }
    with workspace_at(workspace) as opened:
        before = opened.catalogue.channels.get(name)
        channel = read_channel(opened, name, {key: value for key, value in given.items() if value is not None}, before)
        if not dry_run:
            put_channel(opened, channel)
    if as_json:
        print_json({"channel": channel_shape(channel), "new": before is None, "dry_run": dry_run})
    changed = "new" if before is None else "the same as before" if before == channel else "changed"
    say(f"The channel {name} {'would be' if dry_run else 'is'} {changed}.")
    if not dry_run and before != channel:
        say(f"Its feed follows with the next run, or at once with: thesaury channel refresh {name}")


def drop(
    name: _Name, workspace: WorkspaceOption = None, dry_run: DryRunOption = False, as_json: JsonOption = False
) -> None:
    """Forget a channel with its keys, approvals and feed; not while a connection publishes it.

    Examples:

      thesaury channel drop old-shop --dry-run
    """
    from thesaury.pipeline.publishing.channels import channel_of, drop_channel

    with workspace_at(workspace) as opened:
        channel_of(opened, name)
        counts = opened.catalogue.feeds.counts(name)
        if not dry_run:
            drop_channel(opened, name)
    if as_json:
        print_json({"name": name, "dropped": not dry_run} | _counts(counts))
    say(f"The channel {name} with {counts.published:,} entries {'would be' if dry_run else 'is'} forgotten.")


def refreshed(
    names: Annotated[list[str] | None, typer.Argument(help="Channels; all without one.", metavar="[NAME]...")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring feeds up to what is so now; runs of flows do so by themselves.

    Examples:

      thesaury channel refresh website
    """
    from dataclasses import asdict

    from thesaury.pipeline.publishing import refresh

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        found = refresh(opened, names or None, progress)
    if as_json:
        print_json({name: asdict(counted) for name, counted in found.channels})
        return
    rows = [(name, one.published, one.changed, one.withdrawn) for name, one in found.channels]
    print_table(("channel", "came in", "changed", "left"), rows)
    if not rows:
        say("No channel yet. Make one with: thesaury channel put website --market DE")


def approved(
    assets: _Assets,
    channel: _Channel = "",
    every: _Every = False,
    note: _Note = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Approve assets for a channel, or for every one; rights and concepts count all the same.

    Examples:

      thesaury channel approve studio/12 studio/13 --channel website
    """
    from thesaury.pipeline.publishing import approve

    with workspace_at(workspace) as opened:
        said = approve(opened, _for(channel, every), assets, note)
    _tell(said, as_json, "may be published")


def revoked(
    assets: _Assets,
    channel: _Channel = "",
    every: _Every = False,
    note: _Note = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an approval back: the assets leave the feed with this command, and each CMS with the next run.

    Examples:

      thesaury channel revoke studio/12 --every --note "The model withdrew her release"
    """
    from thesaury.pipeline.publishing import revoke

    with workspace_at(workspace) as opened:
        said = revoke(opened, _for(channel, every), assets, note)
    _tell(said, as_json, "may be published no more")


def key(name: _Name, called: _KeyName, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Make a key that reads the feed of this channel and nothing else; it is shown this once. An earlier one of the name ends.

    Examples:

      thesaury channel key website shop
    """
    from thesaury.pipeline.publishing.channels import make_key

    with workspace_at(workspace) as opened:
        made = make_key(opened, name, called)
    print_json({"channel": name, "name": called, "key": made}) if as_json else print(made)
    say("Keep it now: it is not shown again. It goes into the header Authorization: Bearer KEY")


def keys(name: _Name, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the keys by which the feed of a channel is read, and when they were made.

    Examples:

      thesaury channel keys website
    """
    from thesaury.pipeline.publishing.channels import channel_of

    with workspace_at(workspace) as opened:
        channel_of(opened, name)
        found = opened.catalogue.channels.keys(name)
    if as_json:
        print_json([{"name": called, "made_at": at} for called, at in found])
        return
    print_table(("name", "made"), found)
    if not found:
        say(f"No key yet. Make one with: thesaury channel key {name} SITE")


def drop_key(name: _Name, called: _KeyName, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """End a key at once.

    Examples:

      thesaury channel drop-key website shop
    """
    from thesaury.pipeline.publishing.channels import drop_key

    with workspace_at(workspace) as opened:
        drop_key(opened, name, called)
    if as_json:
        print_json({"channel": name, "name": called, "ended": True})
    say(f"The key {called} of {name} opens nothing any more.")


def _for(channel: str, every: bool) -> str:
    from thesaury.model.publishing import EVERY_CHANNEL

    if bool(channel) == every:
        raise Usage("Say for which channel: --channel NAME, or --every.")
    return channel or EVERY_CHANNEL


def _tell(said: "list[Approval]", as_json: bool, what: str) -> None:
    from dataclasses import asdict

    if as_json:
        print_json([asdict(one) for one in said])
    where = f"in {said[0].channel}" if said[0].channel else "wherever they qualify"
    say(f"{len(said):,} {'asset' if len(said) == 1 else 'assets'} {what} {where}.")


def _counts(counts: "FeedCounts") -> dict[str, int]:
    return {"published": counts.published, "withdrawn": counts.withdrawn, "changes": counts.head}


def _survey_shape(found: "Survey") -> dict[str, Any]:
    reasons = [
        {"reason": reason, "assets": count, "examples": list(few), "sentence": sentence}
        for reason, count, few, sentence in found.reasons
    ]
    return {"looked": found.looked, "total": found.total, "qualifying": found.qualifying, "reasons": reasons}


def _row(told: dict[str, Any]) -> tuple[str, ...]:
    names = ("name", "title", "use", "markets", "published", "withdrawn", "paused")
    return tuple(_value(told[name]) for name in names)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return ", ".join(value) if isinstance(value, list) else str(value)
