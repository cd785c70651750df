"""What is suggested while somebody types: concepts, types and properties, by names or ids that begin so."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from thesaury.governance.wording import fold
from thesaury.web.reconciliation.naming import Namer

PAGE = 20
MOST = 100
_DEEPEST = 1_000
"""Suggestions that can be reached by skipping others."""


def suggested(kind: str, prefix: str, namer: Namer, limit: int, skipped: int) -> list[dict[str, Any]]:
    """A page of suggestions; with an empty prefix all there are, by name."""
    found = _KINDS[kind](prefix.strip(), namer, min(skipped + limit, _DEEPEST))
    return list(islice(found, skipped, skipped + limit))


def _entities(prefix: str, namer: Namer, most: int) -> Iterator[dict[str, Any]]:
    offered = namer.offered
    for iri in dict.fromkeys(_iris(prefix, namer, most)):
        concept, told = offered.thesaurus.concept(iri), namer.concept(iri)
        if concept and told:
            yield told | {"notable": namer.types(concept)}


def _iris(prefix: str, namer: Namer, most: int) -> Iterator[str]:
    offered = namer.offered
    if not prefix:
        living = [concept for concept in offered.thesaurus if not concept.deprecated]
        yield from (iri for _, iri in sorted((fold(offered.label(c, namer.languages).text), c.iri) for c in living))
        return
    if offered.thesaurus.concept(prefix):
        yield prefix
    yield from (one.concept for one in offered.completer.complete(prefix, namer.languages, most))
    if "://" in prefix:
        yield from sorted(concept.iri for concept in offered.thesaurus if concept.iri.startswith(prefix))


def _types(prefix: str, namer: Namer, most: int) -> Iterator[dict[str, Any]]:
    return _beginning(prefix, namer.all_types())


def _properties(prefix: str, namer: Namer, most: int) -> Iterator[dict[str, Any]]:
    return _beginning(prefix, map(namer.described_property, namer.offered.properties))


def _beginning(prefix: str, all_: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Those with a word of the name, or an id, that begins so."""
    sought = fold(prefix)
    for one in all_:
        name, id = fold(one["name"]), one["id"]
        begins = any(f" {name}".startswith(f" {sought}", place) for place, sign in enumerate(f" {name}") if sign == " ")
        if not prefix or (sought and begins) or id.casefold().startswith(prefix.casefold()) or prefix in id.split(":"):
            yield one


_KINDS: dict[str, Callable[[str, Namer, int], Iterator[dict[str, Any]]]] = {
    "entity": _entities,
    "type": _types,
    "property": _properties,
}
