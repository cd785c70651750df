"""A batch of the queue: which assets wait in which order, how far it is, and which other batches there are."""

from collections import Counter
from dataclasses import dataclass

from thesaury.ports.index import IndexQuery
from thesaury.web.desk import Desk
from thesaury.web.pages.review.asked import Asked

_ALL = 2**31


@dataclass(frozen=True, slots=True)
class Batch:
    """What waits, by asset in the order of the queue, and how many suggestions were decided on already."""

    waiting: dict[str, tuple[str, ...]]
    decided: int

    @property
    def left(self) -> int:
        """How many suggestions wait."""
        return sum(map(len, self.waiting.values()))

    @property
    def total(self) -> int:
        """Those that wait and those decided on."""
        return self.left + self.decided

    def of_concept(self, concept: str) -> tuple[str, ...]:
        """The assets for which this concept waits."""
        return tuple(asset for asset, concepts in self.waiting.items() if concept in concepts)

    def following(self, asset: str, backwards: bool = False) -> str:
        """The asset after this one (or before it), from the other end where there is none, the first where this one does not wait; empty
        where nothing else waits."""
        ids = list(self.waiting)
        if asset not in self.waiting:
            return ids[0] if ids else ""
        other = ids[(ids.index(asset) + (-1 if backwards else 1)) % len(ids)]
        return other if other != asset else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A batch to choose: a campaign by its name or a scheme by its IRI, with how many assets or suggestions wait there."""

    value: str
    name: str
    count: int


def batch(desk: Desk, asked: Asked) -> Batch:
    """What waits in this part of the queue."""
    enrichments, homes = desk.workspace.catalogue.enrichments, desk.lexicon().homes
    there = _in_campaign(desk, asked.campaign) if asked.campaign else None

    def within(asset: str, concept: str) -> bool:
        return (there is None or asset in there) and (not asked.scheme or homes.get(concept, "") == asked.scheme)

    waiting: dict[str, tuple[str, ...]] = {}
    for asset, concept in enrichments.lineup(asked.order):
        if within(asset, concept):
            waiting[asset] = (*waiting.get(asset, ()), concept)
    return Batch(waiting, sum(within(*pair) for pair in enrichments.settled()))


def campaigns(desk: Desk, asked: Asked) -> tuple[Choice, ...]:
    """The campaigns in which assets wait, with how many; the one that is chosen is always there."""
    ids = tuple(sorted({asset for asset, _ in desk.workspace.catalogue.enrichments.lineup()}))
    counts = desk.workspace.index.search(IndexQuery(ids=ids, most=0), ("campaign",)).facets.get("campaign", {})
    named = {asked.campaign: 0, **counts} if asked.campaign else counts
    return tuple(
        sorted((Choice(name, name, count) for name, count in named.items()), key=lambda one: one.name.casefold())
    )


def schemes(desk: Desk, asked: Asked, everything: Batch) -> tuple[Choice, ...]:
    """The schemes of whose concepts some wait, with how many suggestions; the one that is chosen is always there."""
    lexicon = desk.lexicon()
    known = lexicon.schemes()
    counts = Counter(lexicon.homes.get(c, "") for concepts in everything.waiting.values() for c in concepts)
    wanted = {asked.scheme: 0, **counts} if asked.scheme else counts
    titled = [Choice(s, lexicon.scheme_title(known[s]).text, count) for s, count in wanted.items() if s in known]
    return tuple(sorted(titled, key=lambda one: one.name.casefold()))


def _in_campaign(desk: Desk, campaign: str) -> frozenset[str]:
    query = IndexQuery(filters=(("campaign", (campaign,)),), most=_ALL)
    return frozenset(desk.workspace.index.search(query).ids)
