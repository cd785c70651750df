"""The index itself: entries in, hits and facet counts out, durable and open to readers in other processes."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tantivy import Index, IndexWriter, Order, Query, Searcher

from thesaury.engines.tantivy.entries import LANGUAGES, entry, facet_term, schema, tokenizer
from thesaury.engines.tantivy.languages import OTHER, analyzer, clean
from thesaury.engines.tantivy.queries import lists_all, to_query
from thesaury.model.errors import BadInput, NoSpace, Stop, WorkspaceBusy
from thesaury.ports.index import Document, IndexAnswer, IndexHit, IndexQuery

_log = logging.getLogger(__name__)
_HEAP = 32_000_000
"""Bytes the writer may use; it has one thread, so that a put makes one segment."""

Ranked = Sequence[tuple[float, str]]


class TantivyIndex:
    """A `LexicalIndex` in one directory; any number of processes may read it while one writes."""

    def __init__(self, path: Path, index: Index) -> None:
        self._path = path
        self._index: Index | None = index
        self._seen: tuple[int, ...] = ()

    def put(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        """Replace these documents and remove those gone, in one commit. Raises WorkspaceBusy when another process
        writes, and NoSpace when the disk is full; the index is then as it was."""
        if not documents and not gone:
            return
        latest = {document.id: document for document in documents}
        with self._writer() as writer:
            for key in (*gone, *latest):
                writer.delete_documents_by_term("id", clean(key))
            for document in latest.values():
                writer.add_document(entry(document))
            writer.commit()

    def search(self, query: IndexQuery, facets: Sequence[str] = ()) -> IndexAnswer:
        """The best documents: falling score, then by id; each asked facet with its counts, even if there are none."""
        searcher = self._searcher()
        asked = to_query(query, _languages(searcher))
        start, limit = max(0, query.offset), max(0, query.limit)
        last = min(start + limit, searcher.num_docs)
        ranked, total = (_by_id if lists_all(query) else _by_score)(searcher, asked, last)
        hits = tuple(IndexHit(key, score) for score, key in ranked[start:last])
        return IndexAnswer(hits, total, {name: _counts(searcher, asked, name) for name in facets})

    def count(self) -> int:
        """How many documents there are."""
        return int(self._searcher().num_docs)

    def close(self) -> None:
        """Release the index; it answers no more."""
        self._index = None

    def _open(self) -> Index:
        if self._index is None:
            raise Stop("the search index was asked after it had been closed: open the workspace again")
        return self._index

    def _searcher(self) -> Searcher:
        """A view of the newest commit, whichever process made it."""
        index, state = self._open(), _state(self._path)
        if state != self._seen:
            index.reload()
            self._seen = state
        return index.searcher()

    @contextmanager
    def _writer(self) -> Iterator[IndexWriter]:
        """A writer for one put. The merges are waited for, so that segments stay few and the lock is free afterwards."""
        try:
            writer = self._open().writer(_HEAP, 1)
            try:
                yield writer
            finally:
                writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise _named(error, self._path) from error


def open_index(path: Path) -> TantivyIndex:
    """The index in this directory, made when it is not there.

    Raises BadInput when the directory holds something else, a damaged index or one of another version.
    """
    path.mkdir(parents=True, exist_ok=True)
    if not (path / "meta.json").exists() and any(not found.name.startswith(".") for found in path.iterdir()):
        raise BadInput(_rebuild(path, "its list of segments is missing"))
    try:
        index = _index(path)
    except (ValueError, OSError) as error:
        raise _named(error, path) from error
    except BaseException as error:  # a damaged segment makes the engine panic, which is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise BadInput(_rebuild(path, "a segment is damaged")) from error
    return TantivyIndex(path, index)


def _index(path: Path) -> Index:
    index = Index(schema(), str(path))
    for language in LANGUAGES:
        index.register_tokenizer(tokenizer(language), analyzer(language))
    index.config_reader("manual")
    index.reload()
    return index


def _state(path: Path) -> tuple[int, ...]:
    """Changes with every commit: each writes this file anew."""
    found = (path / "meta.json").stat()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _languages(searcher: Searcher) -> list[str]:
    return [lang for lang in LANGUAGES if lang == OTHER or searcher.doc_freq("language", lang)]


def _by_id(searcher: Searcher, query: Query, last: int) -> tuple[Ranked, int]:
    found: Any = searcher.search(query, max(1, last), order_by_field="id", order=Order.Asc)
    return [(0.0, key) for key, _ in found.hits], found.count


def _by_score(searcher: Searcher, query: Query, last: int) -> tuple[Ranked, int]:
    """The first hits by score and id; where equal scores run past the last one, ids decide among all of them."""
    found: Any = searcher.search(query, last + 1)
    hits = found.hits
    if len(hits) <= last or last == 0 or hits[last - 1][0] > hits[last][0]:
        ranked = [(score, str(searcher.doc(address)["id"][0])) for score, address in hits[:last]]
    else:
        ids = {_place(address): key for key, address in searcher.search(query, found.count, order_by_field="id").hits}
        ranked = [(score, ids[_place(address)]) for score, address in searcher.search(query, found.count).hits]
    return sorted(ranked, key=lambda hit: (-hit[0], hit[1])), found.count


def _place(address: Any) -> tuple[int, int]:
    return address.segment_ord, address.doc


def _counts(searcher: Searcher, query: Query, name: str) -> Mapping[str, int]:
    prefix = facet_term(name, "")
    return {term.removeprefix(prefix): count for term, count in searcher.terms_with_prefix("facet", prefix, query)}


def _named(error: Exception, path: Path) -> BadInput | NoSpace | WorkspaceBusy:
    """What went wrong, by the engine's message: it raises the same class for everything."""
    message = str(error)
    _log.warning("search index %s: %s", path, message)
    if "LockBusy" in message:
        return WorkspaceBusy("another process is writing to the search index: try again when it is done")
    if "No space left" in message or "os error 28" in message:
        return NoSpace("the disk is full: the search index is as it was; make room and try again")
    return BadInput(_rebuild(path, "it is damaged or of another version"))


def _rebuild(path: Path, what: str) -> str:
    return f"the search index in {path} cannot be read, {what}: rebuild it with `thesaury reindex`"
