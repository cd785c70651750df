"""Feeds as they are read: narrowed, page by page, and what is about to be given looked at once more.

Between two refreshes a licence may end, an approval be taken back, an asset go. What does not hold at the moment of reading is not given:
it is settled at once, so that whoever reads changes is told, and where that cannot be done now it is told as withdrawn all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from thesaury.model.errors import Outdated
from thesaury.model.publishing import KEPT_DAYS, Channel, Entry
from thesaury.model.use import Use
from thesaury.pipeline.publishing.catching_up import CatchingUp
from thesaury.pipeline.publishing.deciding import day_of
from thesaury.pipeline.publishing.holding import FeedAsked, Holding
from thesaury.pipeline.words import current_versions, thesaurus_of
from thesaury.ports.feeds import WantedEntries
from thesaury.ports.workspace import Workspace
from thesaury.publishing.cursors import Read, changes_cursor, page_cursor, place_of, read_of
from thesaury.publishing.qualifying import Refusal
from thesaury.publishing.settling import withdrawn
from thesaury.rights.vocabulary.client import own_regions

if TYPE_CHECKING:
    from thesaury.vocabulary.thesaurus import Thesaurus

_SCANNED = 2_000
"""Entries that are looked at for one page at most; where few of them fit, a page is short, and the next one goes on."""
_CHUNK = 200
"""Entries that are looked at together where the first ones were too few."""
_TRIES = 3


class ReadTooLongAgo(Outdated):
    """What was withdrawn since is not told any more: all has to be read anew."""


@dataclass(frozen=True, slots=True)
class FeedRead:
    """A page: `entries` are published, `gone` withdrawn (in `news` alone), `following` is the cursor of the next page, empty at the end.
    `begun` is the cursor behind which `changes` tell what happened since the first page was read."""

    entries: tuple[Entry, ...]
    gone: tuple[Entry, ...] = ()
    following: str = ""
    begun: str = ""


@dataclass(frozen=True, slots=True)
class ChangesRead:
    """Entries by rising number; `cursor` goes on behind them, `more`: there are others already."""

    entries: tuple[Entry, ...]
    cursor: str
    more: bool


class FeedReader:
    """Reads the feeds of one workspace; threads may share it. Moments (`at`) are UTC in ISO 8601, to the second."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is decided yet."""
        self._workspace, self._feeds = workspace, workspace.catalogue.feeds
        self._holding = Holding(workspace)
        self._catching = CatchingUp(workspace, self._holding)
        self._words: tuple[list[str], Thesaurus] | None = None

    def state(self, channel: Channel, at: str) -> str:
        """A text that is another one whenever anything a reader of this feed is told may be; what has to leave it leaves it first."""
        self._catching.up_to(channel, at)
        catalogue, regions = self._workspace.catalogue, own_regions(self._workspace.root).digest
        counted = self._feeds.head(channel.name), self._feeds.last_touch(), catalogue.rights.last_change()
        told = repr((channel, day_of(at), counted, regions))
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    def _topic(self, asked: FeedAsked) -> str:
        """The concept that is asked for, or what took its place: that is what items carry."""
        if not asked.topic:
            return ""
        versions = sorted(one.key + one.digest for one in current_versions(self._workspace))
        if self._words is None or self._words[0] != versions:
            self._words = versions, thesaurus_of(self._workspace)
        return self._words[1].successor(asked.topic)

    def page(self, channel: Channel, asked: FeedAsked, cursor: str, limit: int, at: str) -> FeedRead:
        """What is published, by asset id. Raises BadInput for a cursor of another question, and for what cannot be asked here; Usage for
        what no table names."""
        self._catching.up_to(channel, at)
        question = f"items {channel.name} {asked!r}"
        after, head = place_of(question, cursor, str) if cursor else ("", self._feeds.head(channel.name))
        wanted = WantedEntries(channel.name, self._topic(asked), asked.narrower, asked.audience, asked.kind)

        def rows(behind: str | int, most: int) -> list[Entry]:
            return self._feeds.page(wanted, str(behind), most)

        found, last, more = self._gathered(channel, asked, at, rows, lambda entry: entry.asset, after, limit)
        following = page_cursor(question, last, head) if more else ""
        return FeedRead(tuple(found), (), following, changes_cursor(channel.name, Read(head, at)))

    def news(self, channel: Channel, asked: FeedAsked, cursor: str, limit: int, at: str) -> FeedRead:
        """What came, changed or left, the last change first. Raises as `page` does."""
        self._catching.up_to(channel, at)
        question = f"news {channel.name} {asked!r}"
        before, head = place_of(question, cursor, int) if cursor else (0, self._feeds.head(channel.name))
        wanted = WantedEntries(channel.name, self._topic(asked), asked.narrower, asked.audience, asked.kind)

        def rows(below: str | int, most: int) -> list[Entry]:
            shown, left = (
                self._feeds.newest(wanted, int(below), most),
                self._feeds.gone(channel.name, int(below), most),
            )
            return sorted((*shown, *left), key=lambda entry: -entry.number)[:most]

        # What is settled while it is read comes to the top, and is to be told there at once.
        for _ in range(_TRIES):
            top = self._feeds.head(channel.name)
            found, last, more = self._gathered(channel, asked, at, rows, lambda entry: entry.number, before, limit)
            if cursor or self._feeds.head(channel.name) == top:
                break
        shown, gone = [one for one in found if one.published], [one for one in found if not one.published]
        following = page_cursor(question, last, head) if more else ""
        return FeedRead(tuple(shown), tuple(gone), following, changes_cursor(channel.name, Read(head, at)))

    def changes(self, channel: Channel, since: str, limit: int, at: str) -> ChangesRead:
        """What changed behind a cursor, each asset in its last state; from the start without one.

        Raises BadInput for what is no cursor of this channel, and ReadTooLongAgo where the feed cannot tell all that happened since.
        """
        self._catching.up_to(channel, at)
        read = read_of(channel.name, since)
        self._check_age(channel, read, at)
        rows, refused = self._settled_rows(channel, read.number, limit, at)
        more, rows = len(rows) > limit, rows[:limit]
        told = tuple(withdrawn(row, refused[row.asset], at) if row.asset in refused else row for row in rows)
        # What could not be settled now has no number of its own yet: the reader is told, and asks for it again.
        sure = next((place for place, row in enumerate(rows) if row.asset in refused), len(rows))
        number = rows[sure - 1].number if sure else read.number
        whole = not more and sure == len(rows)
        seen = at if whole else max(read.at or at, rows[sure - 1].changed_at if sure else "")
        return ChangesRead(told, changes_cursor(channel.name, Read(number, seen)), more and sure == len(rows))

    def item(self, channel: Channel, asset: str, at: str) -> Entry | None:
        """The entry of one asset, published or withdrawn; None where it never was in this feed, or left it too long ago to be known."""
        entry = self._feeds.entries(channel.name, [asset]).get(asset)
        if entry is None or not entry.published:
            return entry
        refused = self._holding.refused(channel, [entry], at)
        if not refused:
            return entry
        self._catching.settle(channel, refused, at)
        now = self._feeds.entries(channel.name, [asset]).get(asset)
        return now if now and not now.published else withdrawn(entry, refused[asset], at)

    def _check_age(self, channel: Channel, read: Read, at: str) -> None:
        if read.number > self._feeds.head(channel.name) or 0 < read.number < self._feeds.floor(channel.name):
            raise ReadTooLongAgo("The feed of this channel was begun anew since. Read it from the start.")
        if read.at and read.at < _day_before(at, KEPT_DAYS):
            raise ReadTooLongAgo(
                f"This was read more than {KEPT_DAYS} days ago, and what was withdrawn since is not told any more. Read all of it anew."
            )

    def _settled_rows(
        self, channel: Channel, number: int, limit: int, at: str
    ) -> tuple[list[Entry], Mapping[str, Refusal]]:
        """The next changes, one more than asked for where there are more, and those of them that hold no more and could not be settled."""
        for tried in range(_TRIES):
            rows = self._feeds.changes(channel.name, number, limit + 1)
            refused = self._holding.refused(channel, [row for row in rows if row.published], at)
            if not refused or tried == _TRIES - 1:
                break
            self._catching.settle(channel, refused, at)
        return rows, refused

    def _gathered(
        self,
        channel: Channel,
        asked: FeedAsked,
        at: str,
        rows_behind: Callable[[str | int, int], list[Entry]],
        place: Callable[[Entry], str | int],
        last: str | int,
        limit: int,
    ) -> tuple[list[Entry], str | int, bool]:
        """Up to so many entries that hold, the place of the last one that was looked at, and whether there are any behind it."""
        uses, found, scanned, more = self._holding.narrowed(channel, asked, at), list[Entry](), 0, True
        chunk = limit
        while more and len(found) < limit and scanned < _SCANNED:
            rows = rows_behind(last, chunk + 1)
            held, more = self._held(channel, rows[:chunk], uses, at), len(rows) > chunk
            for row in rows[:chunk]:
                if len(found) == limit:
                    more = True
                    break
                last = place(row)
                found += [row] if row.asset in held else []
            scanned, chunk = scanned + chunk, max(limit, _CHUNK)
        return found, last, more

    def _held(self, channel: Channel, rows: Sequence[Entry], uses: Sequence[Use], at: str) -> set[str]:
        """Those of these that may be given: withdrawn ones, and published ones that hold for the channel and for the further uses."""
        published = [row for row in rows if row.published]
        refused = self._holding.refused(channel, published, at)
        if refused:
            self._catching.settle(channel, refused, at)
        held = {row.asset for row in rows} - refused.keys()
        shown = [row.asset for row in published if row.asset in held]
        return held - set(shown) | self._holding.permitted(shown, uses) if uses else held


def _day_before(at: str, days: int) -> str:
    return (datetime.fromisoformat(at) - timedelta(days=days)).date().isoformat()
