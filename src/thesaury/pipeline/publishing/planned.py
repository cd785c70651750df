"""How far a feed was planned for a CMS, what it lost since, and whether all of it has to be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from thesaury.model.publication import Publication
from thesaury.model.publishing import KEPT_DAYS, Entry
from thesaury.ports.publications import FeedRead
from thesaury.ports.workspace import Workspace

_CHUNK = 100
_AHEAD = timedelta(hours=1)
"""A look that lies further ahead was noted by a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class Intended:
    """A stretch of what is intended: the publications that are to be kept, the entries that are behind it, and the number of the last
    change that is in it. `over` are assets that are gone from the CMS and from its feed: only the log knows them from now on. `failures`
    are (asset, sentence)."""

    publications: tuple[Publication, ...] = ()
    entries: tuple[Entry, ...] = ()
    number: int = 0
    over: tuple[str, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()


def needs_all(workspace: Workspace, name: str, channel: str, moment: str) -> bool:
    """Whether a connection has to look at the whole feed of its channel: nothing of it was planned yet, the channel is another one or was
    begun anew, or the last look is so long ago that the feed may have forgotten what left it since."""
    read = workspace.catalogue.publications.read_feed(name)
    return not _covers(workspace, read, channel) or _stale(read, moment)


def read_up_to(workspace: Workspace, name: str, channel: str) -> int:
    """The number of the last change of this channel that was planned for a connection, 0: none of this channel was."""
    read = workspace.catalogue.publications.read_feed(name)
    return read.number if _covers(workspace, read, channel) else 0


def gone_since(workspace: Workspace, channel: str, number: int) -> Iterator[list[Entry]]:
    """What left a feed after this change, the last ones first, a stretch at a time."""
    before = 0
    while gone := workspace.catalogue.feeds.gone(channel, before, _CHUNK):
        before = gone[-1].number
        if new := [entry for entry in gone if entry.number > number]:
            yield new
        if len(new) < len(gone):
            return


def _covers(workspace: Workspace, read: FeedRead, channel: str) -> bool:
    feeds = workspace.catalogue.feeds
    return (read.channel, read.floor) == (channel, feeds.floor(channel)) and read.number <= feeds.head(channel)


def _stale(read: FeedRead, moment: str) -> bool:
    if not read.at:
        return True
    since = datetime.fromisoformat(moment) - datetime.fromisoformat(read.at)
    return not -_AHEAD <= since < timedelta(days=KEPT_DAYS)
