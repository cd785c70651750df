"""Reading regions from the tables of areas, groups and parts of countries."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from thesaury.model.licensing import WORLD
from thesaury.rights.vocabulary.regions import Regions, Stay


def read_regions(areas: Mapping[str, Any], groups: Mapping[str, Any], parts: Mapping[str, Any]) -> Regions:
    """Regions from the tables of areas, groups and parts of countries. Raises KeyError, TypeError or ValueError where they are amiss."""
    inner = {name: frozenset(members) for name, members in areas["countries"].items()}
    for name, members in areas["areas"].items():
        inner[name] = frozenset().union(*(_countries(member, areas, inner) for member in members))
    stays = {
        name: (*(Stay(c, 0, False) for c in sorted(inner[name])), *_stays(areas["disputed"].get(name, ()), inner, True))
        for name in inner
    }
    for name, group in groups.items():
        if name != "version":
            stays[name] = (*_stays(group["members"], inner, False), *_stays(group.get("disputed", ()), inner, True))
    turns = {name: frozenset(day for stay in found for day in _turns(stay)) for name, found in stays.items()}
    owners = {place: country for country, places in areas["overseas"].items() for place in places}
    days = tuple(sorted(frozenset().union(*turns.values())))
    return Regions(inner[WORLD], stays, parts["same"], _inside(parts["inside"]), owners, turns, days)


def _turns(stay: Stay) -> Iterator[date]:
    if stay.since:
        yield stay.since
    if stay.until:
        yield stay.until + timedelta(days=1)


def _countries(name: str, areas: Mapping[str, Any], known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if name in known:
        return known[name]
    return frozenset().union(*(_countries(member, areas, known) for member in areas["areas"][name]))


def _stays(entries: Iterable[Any], areas: Mapping[str, frozenset[str]], disputed: bool) -> list[Stay]:
    found = []
    for entry in entries:
        since, until = (entry.get("since"), entry.get("until")) if isinstance(entry, dict) else (None, None)
        for name in entry["in"] if isinstance(entry, dict) else (entry,):
            rank = (2 if name in areas else 0) + disputed
            found += [Stay(country, rank, disputed, since, until) for country in sorted(areas.get(name, {name}))]
    return found


def _inside(children: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Every part with all the parts it lies in, near and far."""
    parents: dict[str, set[str]] = {}
    for outer, members in children.items():
        for member in members:
            parents.setdefault(member, set()).add(outer)

    def above(part: str) -> frozenset[str]:
        near = parents.get(part, set())
        return frozenset(near).union(*(above(one) for one in near))

    return {part: above(part) for part in parents}
