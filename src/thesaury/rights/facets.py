"""What licences name, as facets of a search: channels, regions, purposes and permitted uses, and how far the rights are known.

A facet says that a licence in force or to come names something. It permits nothing: axes are looked at one by one, and dates, parties,
caps and duties not at all. Only a decision (`rights.deciding`) permits. What is unclear or unresolved is named by nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from thesaury.model.licensing import Axis, Selection, Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.remembering import remembered
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import Fit, Use
from thesaury.rights.deciding.assets import Right, Source
from thesaury.rights.deciding.bare import NOBODY
from thesaury.rights.deciding.choices import channel, purpose
from thesaury.rights.deciding.composing import as_restriction
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.places import region
from thesaury.rights.deciding.records import rights_in
from thesaury.rights.keeping import is_withdrawn
from thesaury.rights.vocabulary import Tables
from thesaury.rights.vocabulary.labels import table

NAMES = ("licensed_channel", "licensed_region", "licensed_purpose", "licensed_use", "rights")
"""The facets: four with names of our tables, and `rights` with one of `none`, `needs_review`, `complete` and `confirmed`."""

NOTHING = "none"
"""The value of `rights` where no source states anything."""

Values = tuple[tuple[str, tuple[str, ...]], ...]
_Named = Callable[[Term], frozenset[str]]


@dataclass(frozen=True, slots=True)
class RightsFacets:
    """Facets with their values, in the order of `NAMES`, and the first day on which they are others if nobody changes a record (None:
    they stay). `key`: that of all a verdict reads, `made_from`: names of what the asset was made from."""

    values: Values = (("rights", (NOTHING,)),)
    change: date | None = None
    key: str = NOBODY
    made_from: tuple[str, ...] = ()


def facets(records: Sequence[RightsRecord], today: date, tables: Tables | None = None) -> RightsFacets:
    """What the newest records of one asset name today. Whatever no licence names for every right in the asset is left out.

    Terms whose last day is over name nothing; `today` is a day in the zone of the licences.
    """
    if not records:
        return RightsFacets()
    known = Basis() if tables is None else Basis(tables)
    rights = rights_in(records).rights
    axes: tuple[tuple[str, _Named], ...] = (
        ("licensed_channel", lambda term: _channels(term.channels, _unclear(term, Axis.CHANNEL), known.tables)),
        (
            "licensed_region",
            lambda term: _regions(term.regions, _unclear(term, Axis.REGION), _asked_on(term, today), known.tables),
        ),
        ("licensed_purpose", lambda term: _purposes(term.purposes, _unclear(term, Axis.PURPOSE), known.tables)),
        ("licensed_use", lambda term: _uses(term, known.tables)),
    )
    found = ((name, tuple(sorted(_in_all(rights, named, today, known)))) for name, named in axes)
    values = tuple((name, names) for name, names in found if names)
    return RightsFacets((*values, ("rights", (_status(records),))), _change(records, today, known))


def _status(records: Sequence[RightsRecord]) -> str:
    """The one that promises least; what its source no longer states counts only where nothing else is stated."""
    standing = [record for record in records if not is_withdrawn(record)] or records
    held = {record.status for record in standing}
    worst = (PolicyStatus.NEEDS_REVIEW, PolicyStatus.COMPLETE, PolicyStatus.CONFIRMED)
    return next(status.value for status in worst if status in held)


def _in_all(rights: Iterable[Right], named: _Named, today: date, basis: Basis) -> frozenset[str]:
    """Named for every right; there is at least one."""
    return frozenset.intersection(*(_by_right(right, named, today, basis) for right in rights))


def _by_right(right: Right, named: _Named, today: date, basis: Basis) -> frozenset[str]:
    """By one of its licences; where another of them is a stop, a person has to say which holds."""
    if any(source.statement.prohibit_all for licence in right.licences for source in licence):
        return frozenset()
    return frozenset().union(*(_by_licence(licence, named, today, basis) for licence in right.licences))


def _by_licence(sources: Iterable[Source], named: _Named, today: date, basis: Basis) -> frozenset[str]:
    """By all that tell of it; what stands in the file itself may take away and is never enough."""
    told = list(sources)
    stated = [source.statement for source in told if not source.embedded]
    limits = (as_restriction(source.statement, basis) for source in told if source.embedded)
    found = [_by_statement(one, named, today, basis) for one in (*stated, *(one for one in limits if one is not None))]
    return frozenset.intersection(*found) if stated else frozenset()


def _by_statement(statement: Statement, named: _Named, today: date, basis: Basis) -> frozenset[str]:
    """By one of its terms that is not over; what a person still has to read may deny any of it."""
    if statement.unresolved:
        return frozenset()
    return frozenset().union(*(named(term) for term in statement.terms if not _over(term, today, basis)))


def _over(term: Term, today: date, basis: Basis) -> bool:
    last = _last_day(term, basis)
    return last is not None and last < today


def _last_day(term: Term, basis: Basis) -> date | None:
    if term.valid_until is None or term.perpetual:
        return None
    return _day(term.valid_until, basis)


def _asked_on(term: Term, today: date) -> date:
    """Who is in a group is asked on the first day from today on which the term holds."""
    first = term.valid_from
    return today if first is None else max(today, first.date() if isinstance(first, datetime) else first)


def _day(moment: date, basis: Basis) -> date:
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(basis.zone).date() if moment.tzinfo else moment.date()


def _change(records: Iterable[RightsRecord], today: date, basis: Basis) -> date | None:
    """The day after the next last day, or the next one on which somebody joins or leaves a group of countries."""
    lasts = (_last_day(term, basis) for record in records for term in record.statement.terms)
    coming = [last + timedelta(days=1) for last in lasts if last is not None and today <= last < date.max]
    return min((*coming, *(day for day in basis.tables.regions.days if day > today)), default=None)


def _unclear(term: Term, axis: Axis) -> bool:
    return axis in term.unclear_axes


@remembered(4_096)
def _channels(chosen: Selection, unclear: bool, tables: Tables) -> frozenset[str]:
    names, term, basis = tables.channels, _term(Axis.CHANNEL, chosen, unclear), Basis(tables)
    every = (*names.leaves, *names.groups)
    return frozenset(name for name in every if channel(term, Use(name, (), date.min), basis).fit is Fit.YES)


@remembered(4_096)
def _purposes(chosen: Selection, unclear: bool, tables: Tables) -> frozenset[str]:
    term, every, basis = _term(Axis.PURPOSE, chosen, unclear), tables.purposes, Basis(tables)
    return frozenset(n for n in every if purpose(term, Use("", (), date.min, purpose=n), basis).fit is Fit.YES)


@remembered(4_096)
def _regions(chosen: Selection, unclear: bool, day: date, tables: Tables) -> frozenset[str]:
    """Countries, areas and groups that are covered wholly, and parts of countries that the licence itself names."""
    regions, term, basis = tables.regions, _term(Axis.REGION, chosen, unclear), Basis(tables)
    parts = (regions.canonical(name) for name in chosen.allow or () if regions.known(name))
    every = {*regions.countries, *regions.stays, *parts}
    return frozenset(name for name in every if region(term, Use("", (name,), day), basis).fit is Fit.YES)


def _term(axis: Axis, chosen: Selection, unclear: bool) -> Term:
    unclear_axes = (axis,) if unclear else ()
    if axis is Axis.CHANNEL:
        return Term(channels=chosen, unclear_axes=unclear_axes)
    if axis is Axis.REGION:
        return Term(regions=chosen, unclear_axes=unclear_axes)
    return Term(purposes=chosen, unclear_axes=unclear_axes)


def _uses(term: Term, tables: Tables) -> frozenset[str]:
    channels = _channels(term.channels, _unclear(term, Axis.CHANNEL), tables)
    purposes = _purposes(term.purposes, _unclear(term, Axis.PURPOSE), tables)
    return frozenset(_named_uses(channels, purposes))


def _named_uses(channels: frozenset[str], purposes: frozenset[str]) -> Iterator[str]:
    """One term has to name all of it, and at least one channel."""
    for name, use in table("uses")["uses"].items():
        if purposes.issuperset(use["purposes"]) and channels and channels.issuperset(use.get("channels", ())):
            yield name
