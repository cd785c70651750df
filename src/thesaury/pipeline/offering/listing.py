"""Lists of what is published: a folder, or what a search finds, as ids that are looked at once more whenever a stretch of them is given."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from threading import Lock
from typing import Generic, TypeVar

from thesaury.model.errors import Retry
from thesaury.model.publishing import Channel, Entry
from thesaury.pipeline.offering.folders import Folder, Folders
from thesaury.pipeline.publishing.holding import Holding
from thesaury.pipeline.publishing.refreshing import settle
from thesaury.pipeline.publishing.scope import scope
from thesaury.ports.catalogue import chunked
from thesaury.ports.feeds import WantedEntries
from thesaury.ports.workspace import Workspace
from thesaury.search.finding import Sources
from thesaury.search.ranking import Question, rank

MOST = 5_000
"""Entries of a list at most: nobody browses further, and whoever wants all of it reads the feed."""
FOUND = 1_000
"""What a search finds at most, best first."""

_PAGE = 500
_LISTS = 64
"""Lists that are remembered, for those who go on with the next stretch."""

Ids = tuple[str, ...]
T = TypeVar("T")


class _Recent(Generic[T]):
    """The last answers, by their questions; threads may share it."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def kept(self, question: Hashable, make: Callable[[], T]) -> T:
        """The answer of before, or a new one."""
        with self._lock:
            if question in self._held:
                self._held.move_to_end(question)
                return self._held[question]
        made = make()
        with self._lock:
            self._held[question] = made
            while len(self._held) > _LISTS:
                self._held.popitem(last=False)
        return made


class Listing:
    """Lists of one workspace; threads may share it."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is listed yet."""
        self._workspace, self._holding = workspace, Holding(workspace)
        self._lists = _Recent[Ids]()
        self._below = _Recent[tuple[Folder, ...]]()

    def below(self, folders: Folders, folder: Folder, state: str) -> tuple[Folder, ...]:
        """The folders directly below one in which something is published. `state` is another text whenever the feed or a vocabulary is."""
        return self._below.kept((folders.question, state, folder.path), lambda: tuple(folders.below(folder)))

    def folder(self, channel: Channel, folder: Folder, kind: str, state: str) -> Ids:
        """What lies directly in a folder, by id; in the root everything that is published. `state` is another text whenever the feed is."""
        wanted = WantedEntries(channel.name, "" if folder.scheme else folder.iri, narrower=False, kind=kind)
        if folder.scheme:
            return ()
        return self._lists.kept((channel.name, state, folder.iri, kind), lambda: self._all(wanted))

    def search(
        self, channel: Channel, words: str, folder: Folder, kind: str, state: str, sources: Callable[[], Sources]
    ) -> Ids:
        """What is published and found by these words, best first, in this folder and below."""
        question = (channel.name, state, folder.iri, kind, words)
        return self._lists.kept(question, lambda: self._found(channel, words, folder, kind, sources()))

    def held(self, channel: Channel, ids: Sequence[str], at: str) -> list[Entry]:
        """The entries of these assets, in this order, that are published and hold at this moment."""
        entries = self._workspace.catalogue.feeds.entries(channel.name, ids)
        published = [entries[id] for id in ids if id in entries and entries[id].published]
        refused = self._holding.refused(channel, published, at)
        if refused:
            with suppress(Retry):  # somebody else writes: it is not given, and settled by the next one who looks
                settle(self._workspace, channel, list(refused), at)
        return [entry for entry in published if entry.asset not in refused]

    def _all(self, wanted: WantedEntries) -> Ids:
        found: list[str] = []
        while len(found) < MOST and (page := self._workspace.catalogue.feeds.page(wanted, (found or [""])[-1], _PAGE)):
            found += [entry.asset for entry in page]
        return tuple(found[:MOST])

    def _found(self, channel: Channel, words: str, folder: Folder, kind: str, sources: Sources) -> Ids:
        asked = Question(words, limit=FOUND, facets=(), firm=scope(self._workspace, channel).filters)
        ids, feeds = rank(asked, sources).ids[:FOUND], self._workspace.catalogue.feeds
        inside = set(sources.thesaurus.top_concepts(folder.iri)) if folder.scheme else {folder.iri}
        found = []
        for chunk in chunked(ids, _PAGE):
            entries = feeds.entries(channel.name, chunk)
            found += [id for id in chunk if id in entries and _fits(entries[id], folder, inside, kind)]
        return tuple(found)


def _fits(entry: Entry, folder: Folder, inside: set[str], kind: str) -> bool:
    item = entry.item
    if not entry.published or (kind and item.kind != kind):
        return False
    return not folder.iri or not inside.isdisjoint({*(topic.iri for topic in item.topics), *item.above})
