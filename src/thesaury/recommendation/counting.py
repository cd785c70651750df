"""How many assets carry each concept, for what a concept tells; counted anew when the index grew, or after a minute."""

from collections.abc import Mapping
from threading import Lock
from time import monotonic
from weakref import WeakKeyDictionary

from thesaury.ports.index import IndexQuery, SearchIndex

_KEPT = 60.0
_known: "WeakKeyDictionary[SearchIndex, tuple[float, int, Mapping[str, int]]]" = WeakKeyDictionary()
_lock = Lock()


def carried_counts(index: SearchIndex) -> Mapping[str, int]:
    """By concept the number of assets for which it, or something narrower, was accepted; as it was at most a minute ago."""
    now, total = monotonic(), index.count()
    with _lock:
        known = _known.get(index)
    if known and known[0] > now and known[1] == total:
        return known[2]
    counts = index.search(IndexQuery(most=0), ["concept"]).facets["concept"]
    with _lock:
        _known[index] = now + _KEPT, total, counts
    return counts
