"""How two things named in policies lie to each other: one below the other, apart, or unknown.

Two sources of knowledge: links that documents bring along (part of, broader, subclass), which say nothing about what lies apart; and
closed sets of members, such as our regions and channels, which do.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from thesaury.model.statement import DCTERMS, ODRL, OWL, RDFS, SKOS, Iri
from thesaury.rights.odrl.graph import Graph
from thesaury.rights.odrl.policy import Value

UPWARD = (
    f"{ODRL}partOf",
    f"{ODRL}includedIn",
    f"{DCTERMS}isPartOf",
    f"{SKOS}broader",
    f"{RDFS}subClassOf",
    "http://www.geonames.org/ontology#parentFeature",
)
"""Predicates that lead from the narrower to the wider thing."""

DOWNWARD = (f"{SKOS}narrower", f"{DCTERMS}hasPart")
"""Predicates that lead from the wider to the narrower thing."""

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


class Relation(StrEnum):
    """How the first lies to the second; crossing: they share a part, and each has more."""

    SAME = "same"
    BELOW = "below"
    ABOVE = "above"
    APART = "apart"
    CROSSING = "crossing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """What is known: `wider` has the things directly above each, `members` all the smallest parts of each, `apart` pairs that share
    nothing (and so nothing below them does)."""

    wider: Mapping[str, frozenset[str]] = field(default_factory=dict)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()

    def relation(self, one: Value, other: Value, operand: str = "") -> Relation:
        """How `one` lies to `other`; on the language operand they are compared as language tags (BCP 47)."""
        if one == other:
            return Relation.SAME
        if operand == f"{ODRL}language":
            return _languages(one, other)
        return self.of_names(one.value, other.value)

    def of_names(self, one: str, other: str) -> Relation:
        """The same for names; two things of one circle are the same."""
        if one == other:
            return Relation.SAME
        mine, theirs = self.members.get(one), self.members.get(other)
        if mine and theirs:
            return _of_members(mine, theirs)
        up, down = self.up(one), self.up(other)
        if other in up:
            return Relation.SAME if one in down else Relation.BELOW
        if one in down:
            return Relation.ABOVE
        if self.apart and any(frozenset((a, b)) in self.apart for a in up for b in down if a != b):
            return Relation.APART
        return Relation.UNKNOWN

    def up(self, name: str) -> frozenset[str]:
        """The thing and all things above it; circles end where they began."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            if (at := waiting.pop()) not in seen:
                seen.add(at)
                waiting.extend(self.wider.get(at, ()))
        return frozenset(seen)

    def with_links(self, links: Iterable[tuple[str, str]], apart: Iterable[tuple[str, str]] = ()) -> "Hierarchy":
        """The same, knowing also that the first of each link lies in the second."""
        wider: dict[str, set[str]] = defaultdict(set, {low: set(high) for low, high in self.wider.items()})
        for low, high in links:
            wider[low].add(high)
        frozen = {low: frozenset(high) for low, high in wider.items()}
        return Hierarchy(frozen, self.members, self.apart | {frozenset(pair) for pair in apart})


def _of_members(mine: frozenset[str], theirs: frozenset[str]) -> Relation:
    if mine == theirs:
        return Relation.SAME
    if mine < theirs:
        return Relation.BELOW
    if theirs < mine:
        return Relation.ABOVE
    return Relation.CROSSING if mine & theirs else Relation.APART


def _languages(one: Value, other: Value) -> Relation:
    """Tags with different first parts are different languages; a longer tag lies below the tag it begins with."""
    mine, theirs = _tag(one), _tag(other)
    if not mine or not theirs:
        return Relation.UNKNOWN
    if mine == theirs:
        return Relation.SAME
    if mine[0] != theirs[0]:
        return Relation.APART
    if mine[: len(theirs)] == theirs:
        return Relation.BELOW
    return Relation.ABOVE if theirs[: len(mine)] == mine else Relation.UNKNOWN


def _tag(value: Value) -> tuple[str, ...]:
    text = re.split(r"[/#:]", value.value)[-1] if isinstance(value, Iri) else value.value
    return tuple(text.lower().split("-")) if _TAG.fullmatch(text) else ()


def hierarchy_of(graph: Graph, known: Hierarchy | None = None) -> Hierarchy:
    """What the document says about its own things, joined with what was known."""
    links = [pair for name in UPWARD for pair in graph.links(name)]
    links += [(low, high) for name in DOWNWARD for high, low in graph.links(name)]
    return (known or Hierarchy()).with_links(links, graph.links(f"{OWL}disjointWith"))
