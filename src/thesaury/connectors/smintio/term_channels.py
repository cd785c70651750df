"""Where a term allows a picture: channels out of usages, distributions and placements, all of which have to agree."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from thesaury.connectors.smintio.crosswalk import Meaning, crosswalk
from thesaury.connectors.smintio.term_spans import Spans, keys
from thesaury.model.licensing import ANY, Selection

SPEAKING = ("usages", "distributions", "placements")
"""The lists that speak of channels."""

_FURTHER = ("distributions", "placements")


class Reach(NamedTuple):
    """How far some keys reach together: the channels they surely cover and those they perhaps do; `everything`: all there are."""

    everything: bool
    sure: frozenset[str]
    perhaps: frozenset[str]

    @property
    def possible(self) -> frozenset[str]:
        """All channels that are not surely outside."""
        return self.sure | self.perhaps


class Grant(NamedTuple):
    """The usages of one purpose (none: the ordinary ones) and what they reach; a reach of None: no channel is stated."""

    purposes: tuple[str, ...]
    reach: Reach | None


def grants(spans: Spans) -> tuple[Grant, ...]:
    """What the allowed lists grant, one grant for each kind of purpose, for a magazine allowed to editors is no advertisement.

    None at all: the lists contradict each other.
    """
    further = [_reach(_meanings(name, keys(spans, f"allowed_{name}"))) for name in _FURTHER]
    by_purpose = _by_purpose(keys(spans, "allowed_usages"))
    found = [Grant(purposes, _both([_reach(meanings), *further])) for purposes, meanings in by_purpose.items()]
    return tuple(grant for grant in found if grant.reach is None or grant.reach.everything or grant.reach.possible)


def selection(reach: Reach | None, spans: Spans) -> Selection:
    """What a reach leaves after the restricted lists; restricted beats allowed."""
    restricted = [_reach(_meanings(name, keys(spans, f"restricted_{name}"))) for name in SPEAKING]
    told = [one for one in restricted if one]
    denied = frozenset[str]().union(*(one.sure for one in told))
    doubted = frozenset[str]().union(*(one.perhaps for one in told))
    deny = (ANY,) if any(one.everything for one in told) else _ordered(denied)
    if reach is None:
        return Selection(None, deny, _ordered(doubted - denied))
    allow = (ANY,) if reach.everything else _ordered(reach.sure - denied - doubted)
    return Selection(allow, deny, _ordered((reach.perhaps | doubted) - denied))


def _by_purpose(usages: Sequence[str]) -> dict[tuple[str, ...], list[Meaning]]:
    found: dict[tuple[str, ...], list[Meaning]] = {}
    for key in usages:
        for meaning in _meanings("usages", (key,)):
            found.setdefault(meaning.purposes, []).append(meaning)
    return found or {(): []}


def _meanings(name: str, told: Iterable[str]) -> list[Meaning]:
    """The meanings of the known keys, and of all keys these cover."""
    walk = crosswalk()
    return [walk.meaning(name, one) for key in told if walk.known(name, key) for one in walk.expanded(name, key)]


def _reach(meanings: Sequence[Meaning]) -> Reach | None:
    """The union of what the keys cover, None where none of them speaks of channels."""
    sure = frozenset(leaf for meaning in meanings for leaf in meaning.sure)
    perhaps = frozenset(leaf for meaning in meanings for leaf in meaning.perhaps)
    return Reach(ANY in sure, sure - {ANY}, perhaps - sure) if sure or perhaps else None


def _both(reaches: Sequence[Reach | None]) -> Reach | None:
    """What all the lists that say anything have in common: sure is what each of them surely covers."""
    told = [reach for reach in reaches if reach]
    narrow = [reach for reach in told if not reach.everything]
    if not narrow:
        return Reach(True, frozenset(), frozenset()) if told else None
    sure = frozenset.intersection(*(reach.sure for reach in narrow))
    possible = frozenset.intersection(*(reach.possible for reach in narrow))
    return Reach(False, sure, possible - sure)


def _ordered(leaves: frozenset[str]) -> tuple[str, ...]:
    return tuple(leaf for leaf in crosswalk().leaves if leaf in leaves)
