"""What was withdrawn, and how soon: since when it was needed, when each CMS had let it go, and on which pages it stood."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from thesaury.model.concept import Label
from thesaury.model.publication import KnownUse, Publication, PublicationState, Step
from thesaury.model.publishing import Channel, Entry, Item, Reason
from thesaury.model.time import now
from thesaury.pipeline.publishing.intending import NOT_LISTED, lost
from thesaury.pipeline.publishing.replacing import Instead, Replacing
from thesaury.ports.publications import WantedPublications
from thesaury.ports.workspace import Workspace

_PAGE = 500
_STEPS = 50
_LATE, _MOST_LATE = 10_000, 1_000
"""Of so many it is known that they are late, and of so many it is told."""
_TO_GO = "It did not qualify when it was to be sent, or its CMS was to be disconnected."


@dataclass(frozen=True, slots=True)
class InCms:
    """How the withdrawal stands in one CMS: `done_at` is when it was through, empty while it is overdue; `attempts` and `message` say what
    was tried and what came of it. `shown`: visitors may see it still. `seconds` is from when it was needed until it was through, or now."""

    connection: str
    needed_at: str
    done_at: str = ""
    seconds: float = 0.0
    attempts: int = 0
    due_at: str = ""
    message: str = ""
    shown: bool = False

    @property
    def overdue(self) -> bool:
        """Whether it is not through yet."""
        return not self.done_at


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An asset that left a channel: `since` is when the reason arose, `detected_at` when the feed said so; `sentence` says why, `title` is
    that under which it was published last. `pages` are places where it stood or stands, `instead` what may take its place there."""

    entry: Entry
    title: str
    cms: tuple[InCms, ...] = ()
    pages: tuple[KnownUse, ...] = ()
    instead: tuple[Instead, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether some CMS has not let it go yet."""
        return any(one.overdue for one in self.cms)


def withdrawals(
    workspace: Workspace,
    since: str = "",
    replacing: Replacing | None = None,
    channel: str = "",
    limit: int = 100,
    moment: str = "",
) -> list[Withdrawn]:
    """What left the channels, those changed at this moment or later, the last ones first. Without `replacing` nothing is proposed.

    Beyond the `limit` whatever is overdue is among them, however long ago it left, and whether a feed has it still. Replacements are sought
    only for assets that a page shows or showed since then.
    """
    at = moment or now()
    entries = {(one.channel, one.asset): one for one in workspace.catalogue.feeds.withdrawn(channel, since, limit)}
    entries = _late_entries(workspace, channel, since, at) | entries
    channels = {one.name: one for one in workspace.catalogue.channels.all()}
    uses = _uses(workspace, [asset for _, asset in entries])
    return [
        _told(workspace, entry, channels.get(entry.channel), uses.get(entry.asset, ()), replacing, at)
        for entry in sorted(entries.values(), key=lambda one: (one.changed_at, one.number), reverse=True)
    ]


def overdue(workspace: Workspace, connection: str = "", limit: int = 1_000) -> list[Publication]:
    """What is to be gone from a CMS (or any) and is not yet, as far as it was planned."""
    return workspace.catalogue.publications.page(WantedPublications(connection, withdrawing=True), limit=limit)


def late(workspace: Workspace, moment: str = "") -> list[Publication]:
    """The same in every CMS, what only a feed knows of among it, the longest overdue first."""
    at, found = moment or now(), dict[tuple[str, str], Publication]()
    for connection in workspace.catalogue.records.connections():
        if connection.setting("channel").strip():
            found |= {(one.connection, one.asset): one for one in lost(workspace, connection, at)}
    found |= {(one.connection, one.asset): one for one in overdue(workspace, limit=_LATE)}
    return sorted(found.values(), key=lambda one: (one.needed_at, one.connection, one.asset))


def _late_entries(workspace: Workspace, channel: str, since: str, moment: str) -> dict[tuple[str, str], Entry]:
    """The entries of what is late; made up where a feed has none, or has it published: then only the CMS knows that it has to go."""
    found: dict[tuple[str, str], Entry] = {}
    for one in late(workspace, moment)[:_MOST_LATE]:
        if channel in ("", one.channel):
            kept = workspace.catalogue.feeds.entries(one.channel, [one.asset]).get(one.asset)
            entry = kept if kept and not kept.published else _made_up(one, kept)
            if (entry.changed_at or entry.since) >= since:
                found[entry.channel, entry.asset] = entry
    return found


def _made_up(one: Publication, kept: Entry | None) -> Entry:
    texts = one.written.texts
    item = kept.item if kept else Item(one.asset, "", titles=_title(texts.get("title", "")))
    return Entry(
        one.channel,
        one.asset,
        item,
        changed_at=one.needed_at,
        reason=one.reason or Reason.CHANNEL_LOST,
        since=one.needed_at,
        sentence=_TO_GO if kept else NOT_LISTED.format(one.channel),
    )


def _title(text: str) -> tuple[Label, ...]:
    return (Label(text),) if text else ()


def _told(
    workspace: Workspace,
    entry: Entry,
    channel: Channel | None,
    uses: Sequence[KnownUse],
    replacing: Replacing | None,
    moment: str,
) -> Withdrawn:
    cms = tuple(_in_cms(workspace, entry, moment))
    names = {one.connection for one in cms}
    pages = tuple(use for use in uses if use.connection in names and _after(use, entry))
    instead = replacing.of(channel, entry.asset) if replacing and channel and pages else ()
    title = entry.item.titles[0].text if entry.item.titles else ""
    return Withdrawn(entry, title, cms, pages, instead)


def _in_cms(workspace: Workspace, entry: Entry, moment: str) -> Iterator[InCms]:
    """How it stands in each CMS that this channel is published to and which ever had it."""
    for one in workspace.catalogue.publications.page(WantedPublications(asset=entry.asset), limit=_PAGE):
        if one.channel != entry.channel:
            continue
        if one.wanted is not None:  # planned from an older state of the feed: nobody has begun
            if one.live or one.external_id:
                yield _standing(one, entry.since or entry.changed_at, "", moment)
        elif one.state is not PublicationState.DONE:
            yield _standing(one, one.needed_at, "", moment)
        elif done := _done_at(workspace, one):
            yield _standing(one, one.needed_at, done, moment)


def _standing(one: Publication, needed_at: str, done_at: str, moment: str) -> InCms:
    seconds = seconds_between(needed_at, done_at or moment)
    return InCms(one.connection, needed_at, done_at, seconds, one.attempts, one.due_at, one.message, one.live)


def _done_at(workspace: Workspace, one: Publication) -> str:
    """When it was withdrawn, by the log; empty where it never stood there."""
    steps = workspace.catalogue.publications.log(one.connection, one.asset, _STEPS)
    return next((step.at for _, step in steps if step.step is Step.WITHDRAWN), "")


def _after(use: KnownUse, entry: Entry) -> bool:
    """Whether a use lasted until the asset was withdrawn, or longer."""
    return not use.ended_at or use.ended_at >= (entry.since or entry.changed_at)


def _uses(workspace: Workspace, assets: Iterable[str]) -> dict[str, list[KnownUse]]:
    found: dict[str, list[KnownUse]] = {}
    for one in workspace.catalogue.publications.uses(list(assets), ended=True):
        found.setdefault(one.use.asset, []).append(one)
    return found


def seconds_between(start: str, end: str) -> float:
    """Seconds from one moment to another, at least 0; 0 where one of them is not known."""
    if not start or not end:
        return 0.0
    return max(0.0, (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds())
