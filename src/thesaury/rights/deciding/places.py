"""The axis of regions: every region asked for has to be covered, on every day."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from thesaury.model.licensing import Axis, Selection, Term
from thesaury.model.remembering import remembered
from thesaury.model.use import Use
from thesaury.rights.deciding.findings import Basis, Finding, no, strictest, unknown, yes
from thesaury.rights.deciding.moments import days_of
from thesaury.rights.deciding.wording import shown
from thesaury.rights.vocabulary import Cover, Regions

_KEPT = 16_384
"""Findings kept at once, some MiB; most licences name the same few regions."""


def region(term: Term, use: Use, basis: Basis) -> Finding:
    """Whether the term covers every region asked for; a group is covered where each member of the day is.

    Membership in groups is that of the day asked, in a period that of every day.
    """
    regions, chosen = basis.tables.regions, term.regions
    first, last = days_of(use)
    named = (*(chosen.allow or ()), *chosen.deny, *chosen.unclear, *use.regions)
    changes = sorted(day for day in regions.changes(named) if first < day <= last)
    unclear = Axis.REGION in term.unclear_axes
    return strictest(_on(day, chosen, use.regions, regions, unclear) for day in (first, *changes))


def region_briefly(term: Term, use: Use, basis: Basis) -> Finding:
    """What fits is what fits in `region`; the sentence may name an earlier day, so that days between two changes are looked at once."""
    regions = basis.tables.regions
    first, last = (bisect_right(regions.days, day) for day in days_of(use))
    return _between(term.regions, Axis.REGION in term.unclear_axes, use.regions, regions, first, last)


@remembered(_KEPT)
def _between(
    chosen: Selection, unclear: bool, asked: tuple[str, ...], regions: Regions, first: int, last: int
) -> Finding:
    """`first` and `last` count the changes of groups up to the first and the last day asked for."""
    named = (*(chosen.allow or ()), *chosen.deny, *chosen.unclear, *asked)
    changes = sorted(regions.changes(named).intersection(regions.days[first:last]))
    start = regions.days[first - 1] if first else date.min
    return strictest(_on(day, chosen, asked, regions, unclear) for day in (start, *changes))


def _on(day: date, chosen: Selection, asked: tuple[str, ...], regions: Regions, unclear: bool) -> Finding:
    found = strictest(finding for name in asked for finding in _asked(name, day, chosen, regions, unclear))
    return found if asked else unknown("No region was asked for.")


def _asked(name: str, day: date, chosen: Selection, regions: Regions, unclear: bool) -> Iterator[Finding]:
    places = regions.places(name, day)
    if not places:
        yield unknown(f"There is no region {name!r} in the table of regions on {shown(day)}.")
        return
    for place in sorted(places):
        yield _place(place, day, chosen, regions, unclear)
    if denied := [p for p in sorted(regions.disputed(name, day)) if _whole(chosen.deny, p, day, regions)]:
        yield unknown(f"The licence denies {denied[0]}, which some count in {name}.")


def _whole(names: tuple[str, ...], place: str, day: date, regions: Regions) -> bool:
    return regions.cover(names, place, day) is Cover.WHOLE


def _place(place: str, day: date, chosen: Selection, regions: Regions, unclear: bool) -> Finding:
    denied = regions.cover(chosen.deny, place, day)
    if denied is Cover.WHOLE:
        return no(f"The licence denies {place}.", _naming(chosen.deny, place, day, regions))
    if unclear or regions.cover(chosen.unclear, place, day) is not Cover.NO:
        open_ones = _naming(chosen.unclear, place, day, regions)
        return unknown(f"The licence leaves open whether it covers {place}.", open_ones)
    if not chosen.allow:
        return unknown("The licence does not say for which regions it is.")
    allowed = regions.cover(chosen.allow, place, day)
    if allowed is Cover.NO:
        return no(f"{place} is not in the regions of the licence on {shown(day)}.")
    if denied is not Cover.NO:
        return unknown(
            f"The licence denies {_doubt(denied, place, chosen.deny)}.", _naming(chosen.deny, place, day, regions)
        )
    if allowed is not Cover.WHOLE:
        return unknown(
            f"The licence covers {_doubt(allowed, place, chosen.allow)}.", _naming(chosen.allow, place, day, regions)
        )
    return yes(f"The licence covers {place}.", _naming(chosen.allow, place, day, regions))


def _naming(names: tuple[str, ...], place: str, day: date, regions: Regions) -> tuple[str, ...]:
    """The names that say something of the place."""
    return tuple(name for name in names if regions.cover((name,), place, day) is not Cover.NO)


def _doubt(cover: Cover, place: str, names: tuple[str, ...]) -> str:
    if cover is Cover.PART:
        return f"a part of {place} only"
    return f"{', '.join(names)}, and whether {place} belongs there is disputed or not known"
