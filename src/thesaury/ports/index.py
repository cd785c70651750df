"""The search index: words, concepts, vectors and facets of assets, asked together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from thesaury.model.asset import Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """What one asset is found by: its texts, tags, concept IRIs, facet values and, where there is a model, a vector.

    `concepts` holds direct and broader ones alike, each with a weight in 0 to 1. `vector` has length 1. All vectors of an index
    are of one model: `model` is its name, and documents of another one than the newest have no vector for a search.
    """

    id: str
    texts: tuple[Text, ...]
    tags: tuple[str, ...] = ()
    concepts: tuple[tuple[str, float], ...] = ()
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    vector: "Floats | None" = None
    model: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class IndexQuery:
    """What makes a hit: enough of the words, one of the concepts, or a vector that is near enough; and then everything below.

    words: any of them; enough is `share` of what they tell in all (the sum of their inverse document frequencies; words that no
        document holds tell nothing). 0 means that one word is enough.
    concepts: (IRI, weight in 0 to 1); a document scores the sum of the products of these weights and its own: what several of the
        concepts speak for comes first.
    least: what this has to come to, to make a hit.
    vector, bar: cosine from which a vector alone makes a hit.
    phrases: each of them is held word by word in one text or tag. excluded: none of these words and phrases is held.
    filters: for every (facet, values) one of the values. firm: the same, but counts of that facet keep to them as well.
    without: for every (facet, values) none of them.
    groups: for a facet the groups of its values; its counts are then those of groups, sums over their values, and a value in no group
        stays under its own name. Whoever gives the same object again is answered soonest.
    ids: only these documents, where it is not None.
    Where there are no words, no concepts and no vector, every document that passes is a hit, by id.
    """

    words: str = ""
    concepts: tuple[tuple[str, float], ...] = ()
    vector: "Floats | None" = None
    share: float = 0.0
    least: float = 0.0
    bar: float = 1.0
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    firm: tuple[tuple[str, tuple[str, ...]], ...] = ()
    without: tuple[tuple[str, tuple[str, ...]], ...] = ()
    groups: tuple[tuple[str, Mapping[str, str]], ...] = ()
    ids: tuple[str, ...] | None = None
    most: int = 1000
    offset: int = 0
    """Only for a list by id: how many to pass over."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The `most` best hits of each channel, all in one list, each with its score in every channel: arrays as long as `ids`.

    words: BM25 scores, 0 without a word. concepts: sums of products of weights, 0 without a concept. vectors: cosines, NaN for a document
    without a vector, and 0 for all where the query has none. The order is that of the ids, which are sorted; a list by id has only zeros.
    total: how many hits there are in all. facets: for every asked facet how many hits have each value, counted as if nothing were chosen
    in that facet itself; values without a hit are left out.
    """

    ids: tuple[str, ...]
    words: "Floats"
    concepts: "Floats"
    vectors: "Floats"
    total: int
    facets: Mapping[str, Mapping[str, int]]


class SearchIndex(Protocol):
    """Finds documents by stemmed words per language (BM25), by concepts, by vectors and by facets."""

    def put(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        """Replace these documents and remove those gone, visible to the next search, durable on return."""

    def search(self, query: IndexQuery, facets: Sequence[str] = ()) -> Found:
        """The best hits of every channel, and the counts over all hits."""

    def vectors(self, ids: Sequence[str]) -> "Floats":
        """The vectors of these documents, ids × dimensions; rows of NaN where there is none, no columns where the index has no vectors."""

    def sample(self, most: int) -> "Floats":
        """Vectors of at most so many documents, the same ones while the index stays as it is: what most documents are like."""

    def frequencies(self, words: Sequence[str]) -> tuple[int, ...]:
        """How many documents hold each word, in its most frequent language."""

    def telling(self, ids: Sequence[str], most: int) -> tuple[str, ...]:
        """The words of these documents that tell them from the others (tf × idf), as they were written, best first."""

    def examples(self, facet: str) -> Mapping[str, str]:
        """For every value of the facet one document that has it."""

    def words(self) -> Mapping[str, int]:
        """Every word as it was written, in lower case, with the number of documents that hold it."""

    def count(self) -> int:
        """How many documents there are."""

    def close(self) -> None:
        """Release the index."""
