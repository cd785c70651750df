"""The lexical index: words, concepts and facets of assets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.asset import Text


@dataclass(frozen=True, slots=True)
class Document:
    """What one asset is found by: its texts (field `title` weighs more), tags, concept IRIs and facet values.

    `concepts` holds direct and broader ones alike, each with a weight in 0 to 1.
    """

    id: str
    texts: tuple[Text, ...]
    tags: tuple[str, ...] = ()
    concepts: tuple[tuple[str, float], ...] = ()
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """A hit has a word or one of the concepts (by weight), and, for every filter, one of its values.

    No words and no concepts means every document, by id.
    """

    words: str = ""
    concepts: tuple[tuple[str, float], ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class IndexHit:
    """One document and how well it fits; scores are comparable within one answer only."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class IndexAnswer:
    """One page of hits, how many there are in all, and counts per asked facet value over all hits."""

    hits: tuple[IndexHit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


class LexicalIndex(Protocol):
    """Finds documents by stemmed words per language (BM25), by concepts and by facets."""

    def put(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        """Replace these documents and remove those gone, visible to the next search, durable on return."""

    def search(self, query: IndexQuery, facets: Sequence[str] = ()) -> IndexAnswer:
        """The best documents: falling score, then by id."""

    def count(self) -> int:
        """How many documents there are."""

    def close(self) -> None:
        """Release the index."""
