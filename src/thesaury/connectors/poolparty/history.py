"""The history of a project: which concepts may have changed since the last pass, whatever its events look like."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from thesaury.connectors.poolparty.client import PoolParty
from thesaury.connectors.poolparty.projects import Project
from thesaury.connectors.poolparty.reading import iri_of, listed, strings

_PAGE = 500
_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened: IRIs that new events name, the digests of all events of the window, and how many of them are new."""

    iris: frozenset[str]
    seen: tuple[str, ...]
    new: int


def changes(client: PoolParty, project: Project, since: str, seen: Iterable[str], known: Collection[str]) -> Changes:
    """Everything from a moment on. An event means only that what it names may have changed.

    Every string that begins with the project's base, or is a `known` IRI, counts as a name, at any depth and under any key.
    """
    old = frozenset(seen)
    found: set[str] = set()
    digests: list[str] = []
    for event, digest in _numbered(_events(client, project, since)):
        digests.append(digest)
        if digest not in old:
            found.update(_names(event, project.base, known))
    new = sum(digest not in old for digest in digests)
    return Changes(frozenset(found), tuple(digests), new)


def _events(client: PoolParty, project: Project, since: str) -> Iterator[Any]:
    """Page after page until one is empty: a server may give fewer at a time than it was asked for, even in the middle."""
    offset, before = 0, ""
    for _ in range(_MOST_PAGES):
        page = listed(client.history(project.id, since, _PAGE, offset), "events", "history", "results")
        mark = _digest(page)
        if not page or mark == before:  # the same page again: a server that does not know offsets
            return
        yield from page
        offset, before = offset + len(page), mark


def _numbered(events: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Each event with a digest of its own, also where two say exactly the same."""
    times: Counter[str] = Counter()
    for event in events:
        digest = _digest(event)
        times[digest] += 1
        yield event, digest if times[digest] == 1 else f"{digest}.{times[digest]}"


def _names(event: Any, base: str, known: Collection[str]) -> Iterator[str]:
    for text in strings(event):
        if (iri := iri_of(text)) and ((base and iri.startswith(base)) or iri in known):
            yield iri


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
