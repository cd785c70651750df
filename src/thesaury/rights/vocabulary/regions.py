"""Regions: countries, their parts, areas and groups, and whether names cover a place on a day."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from thesaury.model.licensing import ANY, WORLD

_KEPT = 65_536
"""Answers kept at once: far more than the names and places that are asked for again and again."""

_PART = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


class Cover(IntEnum):
    """How far names cover a place: not at all, perhaps (disputed, overseas, a name not known), in part, wholly."""

    NO = 0
    MAYBE = 1
    PART = 2
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Stay:
    """A country in a group from `since` to `until`, both included; None: always. `rank`: the lowest one speaks for the country."""

    country: str
    rank: int
    disputed: bool
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is in a region on a day, and who is disputed there."""

    members: frozenset[str]
    disputed: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """Every region by its name. `inside`: parts of countries with all the parts they lie in; `owners`: overseas places' countries;
    `turns`: the days on which somebody joined or left a group; `days`: all of them in order."""

    countries: frozenset[str]
    stays: Mapping[str, tuple[Stay, ...]]
    same: Mapping[str, str]
    inside: Mapping[str, frozenset[str]]
    owners: Mapping[str, str]
    turns: Mapping[str, frozenset[date]] = field(default_factory=dict)
    days: tuple[date, ...] = ()
    _standings: dict[tuple[str, int], Standing] = field(default_factory=dict, repr=False)
    _covers: dict[tuple[tuple[str, ...], str, int], Cover] = field(default_factory=dict, repr=False)

    def canonical(self, name: str) -> str:
        """The name in use here: capitals, the country code of a part that has one, the number of the world."""
        upper = name.strip().upper()
        return WORLD if upper == ANY else self.same.get(upper, upper)

    def known(self, name: str) -> bool:
        """Whether it is a country, a part of one, an area or a group."""
        code = self.canonical(name)
        return code in self.countries or code in self.stays or self._country(code) is not None

    def places(self, name: str, day: date) -> frozenset[str] | None:
        """The countries, or the one part of a country, that a name asks for on that day; None where it is not known."""
        code = self.canonical(name)
        if code in self.stays:
            return self._standing(code, day).members
        return frozenset({code}) if self.known(code) else None

    def disputed(self, name: str, day: date) -> frozenset[str]:
        """The places that some count in and some do not; none where the name is no group."""
        code = self.canonical(name)
        return self._standing(code, day).disputed if code in self.stays else frozenset()

    def cover(self, names: tuple[str, ...], place: str, day: date) -> Cover:
        """How far all the names together cover a country or a part of one on that day."""
        if not names:
            return Cover.NO
        asked = names, place, self._since(day)
        found = self._covers.get(asked)
        if found is None:
            if len(self._covers) >= _KEPT:
                self._covers.clear()
            found = self._covers[asked] = max(self._cover(self.canonical(name), place, day) for name in names)
        return found

    def changes(self, names: Iterable[str]) -> frozenset[date]:
        """The days on which somebody joined or was the first day out of the named groups."""
        return frozenset().union(*(self.turns.get(self.canonical(name), ()) for name in names))

    def _country(self, code: str) -> str | None:
        return code[:2] if _PART.fullmatch(code) and code[:2] in self.countries else None

    def _cover(self, code: str, place: str, day: date) -> Cover:
        if code == place or code in self.inside.get(place, ()):
            return Cover.WHOLE
        if place in self.inside.get(code, ()):
            return Cover.PART
        country, owner = self._country(code), self._country(place)
        if country is not None:
            return Cover.PART if country == place else Cover.MAYBE if self.owners.get(place) == country else Cover.NO
        if code in self.countries:
            return self._in_country(code, place, owner)
        if code not in self.stays:
            return Cover.MAYBE
        return self._in_group(self._standing(code, day), place, owner)

    def _in_country(self, code: str, place: str, owner: str | None) -> Cover:
        if owner == code:
            return Cover.WHOLE
        return Cover.MAYBE if self.owners.get(owner or place) == code else Cover.NO

    def _in_group(self, standing: Standing, place: str, owner: str | None) -> Cover:
        country = owner or place
        if country in standing.members:
            return Cover.WHOLE
        doubtful = country in standing.disputed or self.owners.get(country) in standing.members | standing.disputed
        return Cover.MAYBE if doubtful else Cover.NO

    def _since(self, day: date) -> int:
        """How many changes of groups there were up to that day: two days with as many have the same answers."""
        return bisect_right(self.days, day)

    def _standing(self, code: str, day: date) -> Standing:
        """Who is in on that day."""
        since = self._since(day)
        known = self._standings.get((code, since))
        if known is None:
            spoken: dict[str, Stay] = {}
            for stay in sorted((s for s in self.stays[code] if s.on(day)), key=lambda s: s.rank):
                spoken.setdefault(stay.country, stay)
            out = frozenset(country for country, stay in spoken.items() if stay.disputed)
            known = self._standings[code, since] = Standing(frozenset(spoken) - out, out)
        return known
