"""Feeds brought up to date: what was touched, what turned by itself, or every asset where the channel or its words are others.

Killed in the middle nothing is lost: how far a channel has looked is noted after the look alone, and the same look twice changes nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from uuid import uuid4

from thesaury.model.errors import BadInput, ThesauryError, Usage, WorkspaceBusy
from thesaury.model.publishing import KEPT_DAYS, Channel, Entry
from thesaury.model.standing import replaces
from thesaury.model.time import now as this_moment
from thesaury.pipeline.publishing.channels import channel_of
from thesaury.pipeline.publishing.counted import Counted, Refreshed, counted
from thesaury.pipeline.publishing.deciding import day_of
from thesaury.pipeline.publishing.looking import Look, Seen
from thesaury.pipeline.rights.lookup import by_key
from thesaury.pipeline.words import current_versions, for_tagging, thesaurus_of
from thesaury.ports.catalogue import chunked
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.publishing.settling import settled, turned, withdrawn
from thesaury.rights.vocabulary.client import own_regions
from thesaury.sync.leasing import renewed, take_all, this_process

CHUNK = 500
"""Assets per look: large enough that transactions cost little, small enough that little is in memory."""
_DUE = 10_000
"""So many that may have turned leave at once where nobody can tell."""
VERSION = "1"
"""Raise it where the same asset makes another item than before: then every channel looks at all assets again."""


def refresh(
    workspace: Workspace,
    channel_names: Collection[str] | None = None,
    progress: Progress = unheard,
    now: Callable[[], str] = this_moment,
) -> Refreshed:
    """Bring the feeds of these channels (all without names) up to what is so now.

    Raises Usage for an unknown channel, or one whose use the tables of rights know no more, WorkspaceBusy while another process refreshes
    one of them, and BadInput where those tables are wrong. One channel that fails never keeps the others from what has to leave them.
    """
    wanted = workspace.catalogue.channels.all()
    if channel_names is not None:
        wanted = [channel_of(workspace, name) for name in dict.fromkeys(channel_names)]
    if not wanted:
        return Refreshed()
    words = _Words(workspace)
    found, failed = list[tuple[str, Counted]](), list[ThesauryError]()
    for channel in wanted:
        try:
            found.append((channel.name, _refreshed(workspace, channel.name, now, words, progress)))
        except ThesauryError as error:
            failed.append(error)
    if failed:
        raise failed[0]
    return Refreshed(tuple(found))


def _refreshed(
    workspace: Workspace, channel: str, now: Callable[[], str], words: "_Words", progress: Progress
) -> Counted:
    with _alone(workspace, channel) as other:
        if other:
            raise WorkspaceBusy(
                f"The channel {channel} is being refreshed ({other}). Wait until it is done, then run this again."
            )
        made = _Refresh(workspace, channel, now, words)
        return made.or_let_go(lambda: made.all(progress))


def settle_due(workspace: Workspace, channel: Channel, now: str = "") -> Counted:
    """Settle what turned by itself up to this moment: licences that ended or began. Costs next to nothing where there is nothing; where
    somebody else refreshes the channel it is left to him."""
    moment = now or this_moment()
    if not workspace.catalogue.feeds.due(channel.name, moment, 1):
        return Counted()
    with _alone(workspace, channel.name) as other:
        if other:
            return Counted()
        made = _Refresh(workspace, channel.name, lambda: moment, _Words(workspace))
        return made.or_let_go(made.due)


def settle(workspace: Workspace, channel: Channel, assets: Sequence[str], now: str = "") -> Counted:
    """Look at these assets now, whatever else waits; left to others where somebody refreshes the channel."""
    return settle_in(workspace, [channel], assets, now)


def settle_in(workspace: Workspace, channels: Sequence[Channel], assets: Sequence[str], now: str = "") -> Counted:
    """The same in several channels; the vocabularies are read once. One that fails keeps no other from it."""
    words, done, failed = _Words(workspace), Counted(), list[ThesauryError]()
    for channel in channels:
        try:
            with _alone(workspace, channel.name) as other:
                if not other:
                    made = _Refresh(workspace, channel.name, lambda: now or this_moment(), words)
                    done += made.or_let_go(partial(made.at, assets))
        except ThesauryError as error:
            failed.append(error)
    if failed:
        raise failed[0]
    return done


class _Words:
    """The vocabularies of this moment. Which versions they are is asked before they are read: where another one comes in between, the
    next refresh looks at everything again, and never is one missed."""

    def __init__(self, workspace: Workspace) -> None:
        current = for_tagging(current_versions(workspace))
        self.versions = sorted(version.key + version.digest for version in current)
        self.thesaurus = thesaurus_of(workspace)


@contextmanager
def _alone(workspace: Workspace, channel: str) -> Iterator[str]:
    """Hold the refreshing of a channel; gives the holder in the way, an empty text where there is none."""
    leases, names, holder = workspace.catalogue.leases, [f"feed/{channel}"], f"{this_process()}-{uuid4().hex[:8]}"
    if other := take_all(leases, names, holder):
        yield other
        return
    try:
        with renewed(leases, names, holder):
            yield ""
    finally:
        leases.release(names[0], holder)


@dataclass
class _Refresh:
    """One refresh of one channel."""

    workspace: Workspace
    name: str
    now: Callable[[], str]
    words: _Words
    channel: Channel = field(init=False)
    look: Look | None = None

    def __post_init__(self) -> None:
        # Read again, now that nobody else refreshes it.
        self.channel = channel_of(self.workspace, self.name)

    def or_let_go(self, do: Callable[[], Counted]) -> Counted:
        """Do this; where the tables of rights are wrong nothing comes in, but what has to leave does so before that is said."""
        try:
            return do()
        except (BadInput, Usage) as error:
            for ids in tuple(self._behind()):
                self._let_go(ids, error.message)
            raise

    def all(self, progress: Progress) -> Counted:
        """Everything there is to do."""
        feeds, name = self.workspace.catalogue.feeds, self.name
        feeds.forget(name, _days_before(self.now(), KEPT_DAYS))
        basis = basis_of(self.workspace, self.channel, self.words.versions)
        done = Counted()
        if feeds.seen(name) < 0 or feeds.basis(name) != basis:
            number = feeds.last_touch()
            done += self._everything(progress)
            feeds.see(name, number, basis)
        done += self._touched(progress)
        return done + self.due()

    def due(self) -> Counted:
        """What turned by itself."""
        feeds, done, before = self.workspace.catalogue.feeds, Counted(), list[str]()
        while (ids := feeds.due(self.name, self.now(), CHUNK)) and ids != before:
            done, before = done + self.at(ids), ids
        return done

    def at(self, ids: Sequence[str]) -> Counted:
        """Look at these assets and keep what becomes of them."""
        feeds = self.workspace.catalogue.feeds
        at = self.now()
        held = feeds.entries(self.name, ids)
        shown = {asset for asset, entry in held.items() if entry.published}
        seen = self._look(at).at(ids, at, shown)
        entries = [entry for one in seen.values() if (entry := self._becomes(one, held.get(one.asset), at))]
        kept = feeds.settle(self.name, entries)
        there = {entry.asset for entry in entries if entry.published}
        feeds.wait(self.name, {one.asset: one.turns_at for one in seen.values() if one.asset not in there})
        return counted(held, kept)

    def _behind(self) -> Iterator[Sequence[str]]:
        """What was touched and not looked at, and what may have turned."""
        feeds = self.workspace.catalogue.feeds
        after = max(0, feeds.seen(self.name))
        while touches := feeds.touched(after, CHUNK):
            after = touches[-1][1]
            yield [asset for asset, _ in touches]
        yield from chunked(feeds.due(self.name, self.now(), _DUE), CHUNK)

    def _let_go(self, ids: Sequence[str], why: str) -> None:
        """Withdraw those of these that do not qualify whatever their rights are, and those whose rights held up to now at most."""
        feeds, at = self.workspace.catalogue.feeds, self.now()
        shown = {asset: entry for asset, entry in feeds.entries(self.name, ids).items() if entry.published}
        look = Look(self.workspace, self.channel, day_of(at), self.words.thesaurus, rights=False)
        refused = {asset: over for asset, entry in shown.items() if (over := turned(entry, at, why))}
        refused |= look.beside_rights(list(shown))
        left = [withdrawn(shown[asset], refusal, at) for asset, refusal in refused.items()]
        feeds.settle(self.name, left)
        feeds.touch([entry.asset for entry in left])  # they may come in again, once the tables are right

    def _look(self, at: str) -> Look:
        day = day_of(at)
        if self.look is None or self.look.day != day:
            self.look = Look(self.workspace, self.channel, day, self.words.thesaurus)
        return self.look

    def _becomes(self, seen: Seen, held: Entry | None, at: str) -> Entry | None:
        return settled(self.channel, seen.entry, seen.refusal, held, at)

    def _everything(self, progress: Progress) -> Counted:
        """Every asset, those that are gone among them, in the order of their ids."""
        enrichments = self.workspace.catalogue.enrichments
        after, done, read = "", Counted(), 0
        total = enrichments.counts().assets
        while revisions := enrichments.revisions(after, CHUNK):
            done += self.at([asset for asset, _ in revisions])
            after, read = revisions[-1][0], read + len(revisions)
            progress(f"channel {self.name}", min(read, total), total)
        return done

    def _touched(self, progress: Progress) -> Counted:
        feeds, done, read = self.workspace.catalogue.feeds, Counted(), 0
        while touches := feeds.touched(feeds.seen(self.name), CHUNK):
            ids = [asset for asset, _ in touches]
            done += self.at(list(dict.fromkeys((*ids, *self._taken_over(ids)))))
            feeds.see(self.name, touches[-1][1])
            read += len(touches)
            progress(f"channel {self.name}", read, None)
        return done

    def _taken_over(self, ids: Sequence[str]) -> Iterable[str]:
        """The assets whose place these say they took: they are not to be offered any more, or again."""
        assets = self.workspace.catalogue.records.assets(ids)
        names = [name for asset in assets for name in replaces(asset)]
        return [asset.id for asset in by_key(self.workspace, names).values()]


def basis_of(workspace: Workspace, channel: Channel, versions: Sequence[str]) -> str:
    """A digest of all that makes every asset worth another look: the channel, the vocabularies, and the own tables of rights."""
    told = repr((VERSION, channel, list(versions), own_regions(workspace.root).digest))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _days_before(moment: str, days: int) -> str:
    return (datetime.fromisoformat(moment) - timedelta(days=days)).isoformat(timespec="seconds")
