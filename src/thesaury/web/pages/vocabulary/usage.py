"""How many assets carry the concepts: counted at most every so often, for a count of everything takes its time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from thesaury.ports.enrichments import Carried
from thesaury.ports.index import IndexQuery
from thesaury.ports.workspace import Workspace
from thesaury.search.by_scheme import CONCEPT

_REST = 20
"""A count holds this many times as long as it took: a small collection is always counted anew, a large one every half minute."""
_NONE = Carried()


@dataclass(frozen=True, slots=True)
class Usage:
    """How often every concept is carried itself, and by how many assets together with everything narrower."""

    own: Mapping[str, Carried]
    within: Mapping[str, int]
    assets: int

    def of(self, iri: str) -> Carried:
        """How often this one is carried, suggested and rejected."""
        return self.own.get(iri, _NONE)

    def total(self, iri: str) -> int:
        """How many assets carry it or anything narrower, as the search finds them."""
        return self.within.get(iri, 0)


class UsageKeeper:
    """Counts for the pages."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is counted yet."""
        self._workspace = workspace
        self._lock = Lock()
        self._usage: Usage | None = None
        self._until = 0.0

    def usage(self) -> Usage:
        """The counts of this moment, or of one not long ago."""
        with self._lock:
            begun = monotonic()
            if self._usage is None or begun >= self._until:
                index = self._workspace.index
                within = index.search(IndexQuery(most=0), (CONCEPT,)).facets[CONCEPT]
                self._usage = Usage(self._workspace.catalogue.enrichments.carried(), within, index.count())
                ended = monotonic()
                self._until = ended + _REST * (ended - begun)
            return self._usage

    def carrying(self, concepts: Sequence[str]) -> int:
        """How many assets carry at least one of these or anything narrower."""
        if not concepts:
            return 0
        return self._workspace.index.search(IndexQuery(filters=((CONCEPT, tuple(concepts)),), most=0)).total
