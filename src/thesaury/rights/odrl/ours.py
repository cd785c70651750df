"""The names of our profile as a hierarchy, from the tables of rights, so that policies of ours can be evaluated and compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from thesaury.model.licensing import ANY
from thesaury.rights.odrl.hierarchy import Hierarchy, Relation
from thesaury.rights.odrl.known import things
from thesaury.rights.odrl.profile import UNSTATED_BY_AXIS, name_in, named
from thesaury.rights.vocabulary import Cover, Regions, Tables

Groups = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class OurNames(Hierarchy):
    """What is known of others' names and of ours; regions lie as the tables say on one day."""

    regions: Regions | None = None
    day: date = date.min

    def of_names(self, one: str, other: str) -> Relation:
        """How two names lie to each other; two regions of ours by the countries and parts they have on the day."""
        mine, theirs = name_in("region", one), name_in("region", other)
        if one == other or mine is None or theirs is None or self.regions is None:
            return super().of_names(one, other)
        return _of_regions(mine, theirs, self.regions, self.day)

    def with_links(self, links: Iterable[tuple[str, str]], apart: Iterable[tuple[str, str]] = ()) -> "OurNames":
        """The same, knowing also that the first of each link lies in the second."""
        more = super().with_links(links, apart)
        return OurNames(more.wider, more.members, more.apart, self.regions, self.day)


def our_names(tables: Tables, day: date) -> OurNames:
    """The hierarchy of all names in the tables on a day. A question about several days has to be asked for each day of a change.

    A name the tables do not know is known to nothing but itself.
    """
    links = [
        *_below("party", tables.parties.groups),
        *_silent("purpose", tables.ordinary),
        *_silent("party", tables.unstated),
    ]
    apart = [
        *_apart("change", ("none", "minor", "major"), []),
        *_apart("purpose", tables.purposes, [tables.kinds]),
        *_apart("party", tables.parties.leaves, [tables.parties.groups, tables.perhaps]),
    ]
    leaves = {name: frozenset({named("channel", name)}) for name in tables.channels.leaves}
    groups = {
        name: frozenset(named("channel", leaf) for leaf in inside) for name, inside in tables.channels.groups.items()
    }
    everywhere = {ANY: frozenset().union(*leaves.values())}
    members = {named("channel", name): inside for name, inside in (everywhere | groups | leaves).items()}
    known = things()
    base = OurNames(known.wider, {**known.members, **members}, known.apart, tables.regions, day)
    return base.with_links(links, apart)


def _below(kind: str, groups: Groups) -> Iterable[tuple[str, str]]:
    return [(named(kind, low), named(kind, high)) for high, inside in groups.items() for low in inside if low != high]


def _silent(kind: str, names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Silence surely means these; and "any" surely means no more, for what is out of the ordinary has to be named."""
    marks = (UNSTATED_BY_AXIS[kind], named(kind, ANY))
    return [(named(kind, name), mark) for name in names for mark in marks]


def _apart(kind: str, names: Iterable[str], related: Iterable[Groups]) -> Iterable[tuple[str, str]]:
    """Every two names that no table relates."""
    close = {frozenset((high, low)) for groups in related for high, inside in groups.items() for low in inside}
    pairs = combinations(sorted(names), 2)
    return [(named(kind, one), named(kind, other)) for one, other in pairs if frozenset((one, other)) not in close]


def _of_regions(one: str, other: str, regions: Regions, day: date) -> Relation:
    mine, theirs = _covers(one, other, regions, day), _covers(other, one, regions, day)
    if not mine or not theirs:
        return Relation.UNKNOWN
    if mine == {Cover.WHOLE}:
        return Relation.SAME if theirs == {Cover.WHOLE} else Relation.BELOW
    if theirs == {Cover.WHOLE}:
        return Relation.ABOVE
    if mine == theirs == {Cover.NO}:
        return Relation.APART
    crossing = {Cover.WHOLE, Cover.NO} <= mine and {Cover.WHOLE, Cover.NO} <= theirs
    return Relation.CROSSING if crossing else Relation.UNKNOWN


def _covers(one: str, other: str, regions: Regions, day: date) -> set[Cover]:
    """How far the other covers the places of the one, those counted in by some included; none where one of them is not known."""
    places = regions.places(one, day)
    if not places or not regions.known(other):
        return set()
    return {regions.cover((other,), place, day) for place in places | regions.disputed(one, day)}
