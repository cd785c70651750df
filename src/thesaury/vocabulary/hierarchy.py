"""The hierarchy as plain maps: what is above a concept, cycles, and the transitive closure."""

from collections.abc import Iterator, Mapping, Sequence

Broader = Mapping[str, Sequence[str]]
"""For every concept that has any: the concepts directly above it."""

EXACT = 5_000
"""Tangled relations up to which the greatest step of each circle is sought: the search takes quadratic time."""

_SHOWN = 10


def above(iri: str, broader: Broader) -> dict[str, int]:
    """Everything above a concept with its shortest distance, nearest first; the concept itself is never among them."""
    found: dict[str, int] = {}
    level = [iri]
    distance = 0
    while level:
        distance += 1
        level = [b for b in dict.fromkeys(b for n in level for b in broader.get(n, ())) if b not in found and b != iri]
        found.update(dict.fromkeys(level, distance))
    return found


def closure(broader: Broader) -> Iterator[tuple[str, str, int]]:
    """Every pair (narrower, broader, shortest distance), by narrower concept, nearest first."""
    for iri in broader:
        for over, distance in above(iri, broader).items():
            yield iri, over, distance


def inverted(broader: Broader) -> dict[str, list[str]]:
    """For every concept that has any: the concepts directly below it."""
    narrower: dict[str, list[str]] = {}
    for iri, overs in broader.items():
        for over in overs:
            narrower.setdefault(over, []).append(iri)
    return narrower


def circles(broader: Broader) -> list[list[str]]:
    """The circles to cut so that none is left; each begins and ends with the same concept, its first step is to be cut.

    That step is the greatest of the circle as (narrower, broader), so that the same hierarchy always loses the same
    relations. In a tangle of more than `EXACT` relations it is the one that closes the circle on a walk in order.
    """
    tangle = _tangle(broader)
    steps = sorted((iri, over) for iri, overs in tangle.items() for over in overs)
    return _greatest_steps(steps) if len(steps) <= EXACT else _closing_steps(tangle)


def _tangle(broader: Broader) -> dict[str, list[str]]:
    """What is left when concepts with nothing above, then those with nothing below, are taken away again and again."""
    rest = _peeled(_peeled(broader))
    return {iri: sorted(overs) for iri, overs in sorted(rest.items())}


def _peeled(broader: Broader) -> dict[str, list[str]]:
    """The hierarchy upside down, without the concepts from which no circle is reached."""
    below = inverted(broader)
    count = {iri: len(set(overs)) for iri, overs in broader.items()}
    free = [iri for iri in below if not count.get(iri)]
    while free:
        for iri in set(below.pop(free.pop(), ())):
            count[iri] -= 1
            if not count[iri]:
                free.append(iri)
    return {over: [iri for iri in dict.fromkeys(below[over]) if count[iri]] for over in below if count.get(over)}


def _greatest_steps(steps: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Steps in order, each kept unless it closes a circle with those kept before."""
    kept: dict[str, list[str]] = {}
    found = []
    for iri, over in steps:
        if path := _path(over, iri, kept):
            found.append([iri, *path])
        else:
            kept.setdefault(iri, []).append(over)
    return found


def _path(start: str, end: str, broader: Broader) -> list[str]:
    """A shortest way up, both ends included, or nothing."""
    reached: dict[str, str] = {start: ""}
    queue = [start]
    for iri in queue:
        if iri == end:
            way = [iri]
            while reached[way[-1]]:
                way.append(reached[way[-1]])
            return way[::-1]
        for over in broader.get(iri, ()):
            if over not in reached:
                reached[over] = iri
                queue.append(over)
    return []


def _closing_steps(tangle: Broader) -> list[list[str]]:
    found: list[list[str]] = []
    done: set[str] = set()
    for root in tangle:
        way, rest = [root], [iter(tangle[root])]
        on_way = {root: 0}
        while way and root not in done:
            over = next(rest[-1], None)
            if over is None:
                rest.pop()
                done.add(way[-1])
                del on_way[way.pop()]
            elif over in on_way:
                found.append([way[-1], *way[on_way[over] : on_way[over] + _SHOWN], way[-1]])
            elif over not in done and over in tangle:
                on_way[over] = len(way)
                way.append(over)
                rest.append(iter(tangle[over]))
    return found
