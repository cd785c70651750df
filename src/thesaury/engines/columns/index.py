"""The index itself: documents in, hits and counts out, durable and open to readers in other processes."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock, RLock

from thesaury.engines.columns import growth, manifest, telling
from thesaury.engines.columns.arrays import Floats
from thesaury.engines.columns.searching import search
from thesaury.engines.columns.snapshot import Snapshot, snapshot
from thesaury.engines.columns.store import Folder, Memory, Store, rebuild
from thesaury.engines.columns.values import FacetValues
from thesaury.model.errors import BadInput, Stop
from thesaury.ports.index import Document, Found, IndexQuery

_log = logging.getLogger(__name__)


class ColumnsIndex:
    """A `SearchIndex` of columns; threads may search and put as they like, puts go one after the other."""

    def __init__(self, store: Store) -> None:
        """Raises BadInput where what is stored cannot be read."""
        self._store: Store | None = store
        self._values = FacetValues()
        self._reading, self._writing = RLock(), Lock()
        self._state = snapshot(*store.read())

    @classmethod
    def in_memory(cls) -> "ColumnsIndex":
        """One that is gone with the process."""
        return cls(Memory())

    def put(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        """Replace these documents and remove those gone, all at once. Raises WorkspaceBusy when another process
        writes, and NoSpace when the disk is full; the index is then as it was."""
        latest = {document.id: document for document in documents}
        if not latest and not gone:
            return
        store = self._opened()
        with self._writing, store.writing():
            state = growth.without(self._newest(), [*gone, *latest])
            if latest:
                segment, model = growth.built(list(latest.values()))
                state = growth.with_segment(state, store.add(segment), model)
            self._commit(store, state)
            self._merge(store)

    def optimise(self) -> None:
        """Make one segment of all, which is quickest to search: takes long, and room on the disk for the index once more."""
        store = self._opened()
        with self._writing, store.writing():
            state = self._newest()
            if len(state.parts) > 1 or state.count < state.rows:
                segment = store.add(growth.one_of(state, state.parts))
                self._commit(store, growth.replaced(state, state.parts, segment))

    def search(self, query: IndexQuery, facets: Sequence[str] = ()) -> Found:
        """The best hits of every channel, and the counts over all hits."""
        return search(self._newest(), self._values, query, facets)

    def vectors(self, ids: Sequence[str]) -> Floats:
        """The vectors of these documents, ids × dimensions; rows of NaN where there is none."""
        return telling.vectors_of(self._newest(), ids)

    def sample(self, most: int) -> Floats:
        """Vectors of at most so many documents, the same ones while the index stays as it is."""
        return telling.sample(self._newest(), most)

    def frequencies(self, words: Sequence[str]) -> tuple[int, ...]:
        """How many documents hold each word, in its most frequent language."""
        return telling.frequencies(self._newest(), words)

    def telling(self, ids: Sequence[str], most: int) -> tuple[str, ...]:
        """The words of these documents that tell them from the others, best first."""
        return telling.telling(self._newest(), ids, most)

    def examples(self, facet: str) -> Mapping[str, str]:
        """For every value of the facet one document that has it."""
        return self._values.examples(self._newest(), facet)

    def words(self) -> Mapping[str, int]:
        """Every word as it was written, in lower case, with the number of documents that hold it."""
        return telling.all_words(self._newest())

    def count(self) -> int:
        """How many documents there are."""
        return self._newest().count

    def close(self) -> None:
        """Release the index; it answers no more."""
        self._store, self._state = None, Snapshot(())

    def _merge(self, store: Store) -> None:
        """Keep segments few. The put is done by then: what goes wrong here is tried again with the next one."""
        try:
            while parts := growth.due(self._state):
                self._commit(store, growth.replaced(self._state, parts, store.add(growth.one_of(self._state, parts))))
        except OSError as error:
            _log.warning("segments of the search index could not be joined: %s", error)

    def _opened(self) -> Store:
        if self._store is None:
            raise Stop("the search index was asked after it had been closed: open the workspace again")
        return self._store

    def _newest(self) -> Snapshot:
        """The newest commit, whichever process made it."""
        store = self._opened()
        with self._reading:
            if store.changed():
                self._state = snapshot(*store.read())
            return self._state

    def _commit(self, store: Store, state: Snapshot) -> None:
        with self._reading:
            store.commit(tuple((part.segment, part.live) for part in state.parts), state.model)
            self._state = state


def open_index(path: Path) -> ColumnsIndex:
    """The index in this directory, made when it is not there.

    Raises BadInput when the directory holds something else, a damaged index or one of another version.
    """
    path.mkdir(parents=True, exist_ok=True)
    store = Folder(path)
    if not (path / manifest.FILE).exists():
        if any(_says_more(found) for found in path.iterdir()):
            raise BadInput(rebuild(path, "its list of segments is missing"))
        store.begin()
    return ColumnsIndex(store)


def _says_more(found: Path) -> bool:
    """Whether a file says that there was more than a beginning."""
    return not found.name.startswith(".") and found.name != f"{manifest.FILE}.new"
