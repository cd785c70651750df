"""Verdicts over time: of a use of some rights not for one day but for all, as stretches of days with one verdict each.

Many rights differ in nothing but their days: pictures bought on the same terms one after another. Their stretches are worked out once, on
days that stand as far apart as theirs do where that matters, and moved to their own days. So a million uses are judged in seconds.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from thesaury.model.licensing import Statement, Term
from thesaury.model.policy import Verdict
from thesaury.model.use import Fit, Use
from thesaury.pipeline.watch.after_expiry import opened
from thesaury.rights.deciding.assets import Held, Right, statements_of
from thesaury.rights.deciding.bare import Bare, Used, bare
from thesaury.rights.deciding.changes import Turns
from thesaury.rights.deciding.choices import channel
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.places import region_briefly
from thesaury.rights.deciding.quantity import quantity
from thesaury.rights.deciding.remembering import Memory
from thesaury.rights.vocabulary import Tables

_FAR = 7
"""How many days lie between two days of a shape at most: an answer turns no later than two days after one."""
_LAST = date.max.toordinal()

ANY_DAY = date(2001, 1, 1)
"""Stands in uses for all days."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """From each of these days on (ordinals, ascending, the first one 1) the verdict beside it holds."""

    starts: tuple[int, ...]
    verdicts: tuple[Verdict, ...]

    def verdict(self, day: int) -> Verdict:
        """The verdict on a day."""
        return self.verdicts[self._place(day)]

    def ended(self, day: int) -> int | None:
        """The last day before this one on which the use was not denied, where it is denied on this day; None where it is not, or never
        was anything else before."""
        place = self._place(day)
        while place >= 0 and self.verdicts[place] is Verdict.DENY:
            place -= 1
            if place >= 0 and self.verdicts[place] is not Verdict.DENY:
                return self.starts[place + 1] - 1
        return None

    def until(self, day: int) -> int | None:
        """The last day of those in a row, from this one on, on which the use is not denied, or `ended` where it is denied; None where that
        never ends, or never was."""
        place = self._place(day)
        if self.verdicts[place] is Verdict.DENY:
            return self.ended(day)
        ends = (
            start - 1
            for start, one in zip(self.starts[place:], self.verdicts[place:], strict=True)
            if one is Verdict.DENY
        )
        return next(ends, None)

    def _place(self, day: int) -> int:
        return bisect_right(self.starts, day) - 1


_Fits = tuple[Fit, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Rights on days of their own (`moved`), with those days and the true ones; the rights as they are where they cannot be moved."""

    bare: Bare
    moved: tuple[int, ...] = ()
    true: tuple[int, ...] = ()


class Timelines:
    """The stretches of uses by rights, each worked out once."""

    def __init__(self, tables: Tables) -> None:
        """Stand on these tables."""
        self._tables = tables
        self._shapes: dict[tuple[str, frozenset[str] | None], tuple[_Shape, Bare]] = {}
        self._fits: dict[tuple[str, str | tuple[str, ...], Use], _Fits | None] = {}
        self._rests: dict[Use, Use] = {}
        self._stretches: dict[tuple[object, ...], Stretches] = {}
        self._memories: dict[Used, Memory] = {}

    def of(self, rights: Bare, use: Use, left_out: frozenset[str] | None = None) -> Stretches:
        """The stretches of this use, which has `ANY_DAY` for its day and the usual time zone; the same object for all uses that no term
        of these rights tells apart.

        `left_out` are the axes (`channel`, `region`) nobody reported: they deny nothing then, and neither does the purpose. None where all
        of them were asked about.
        """
        moved, true = self._shaped(rights, left_out)
        rest = self._rest(use)
        named, places = self._by_channel(moved.bare, use, rest), self._by_region(moved.bare, use, rest)
        told = (rest, named, places) if places is not None else (use,)
        key = rights.key, left_out, *told
        if (known := self._stretches.get(key)) is None:
            known = self._stretches[key] = self._placed(moved, true, use, told, steady=places is not None)
        return known

    def _placed(self, moved: _Shape, true: Bare, use: Use, told: tuple[object, ...], *, steady: bool) -> Stretches:
        """Worked out where they were moved to, once for all that were moved there, unless a group of regions changes its members so that it
        matters on which days they lie."""
        if not steady or not moved.moved:
            return self._worked_out(true, use)
        key = moved.bare.key, *told
        if (known := self._stretches.get(key)) is None:
            known = self._stretches[key] = self._worked_out(moved.bare, use)
        return _back(known, moved)

    def _shaped(self, rights: Bare, left_out: frozenset[str] | None) -> tuple[_Shape, Bare]:
        key = rights.key, left_out
        if (known := self._shapes.get(key)) is None:
            true = rights if left_out is None else _opened(rights, left_out)
            known = self._shapes[key] = (_moved(true), true)
        return known

    def _rest(self, use: Use) -> Use:
        """All of a use but its channel and regions."""
        if use not in self._rests:
            self._rests[use] = replace(use, channel="", regions=())
        return self._rests[use]

    def _by_channel(self, rights: Bare, use: Use, rest: Use) -> _Fits | None:
        """How every term fits the channel, and within its caps: uses with the same answers have the same verdicts."""
        key = rights.key, use.channel, rest
        if key not in self._fits:
            basis = self._memory(rights.used).basis
            terms = list(_terms(rights))
            fits = (
                *(channel(term, use, basis).fit for term in terms),
                *(quantity(term, use, basis).fit for term in terms),
            )
            self._fits[key] = fits
        return self._fits[key]

    def _by_region(self, rights: Bare, use: Use, rest: Use) -> _Fits | None:
        """How every term fits the regions; None where that changes with the members of a group."""
        key = rights.key, use.regions, rest
        if key not in self._fits:
            basis = self._memory(rights.used).basis
            days = [date.min, *Turns(statements_of(rights.rights), basis).joined(use)]
            asked = [replace(use, first_day=day) for day in days]
            told = {tuple(region_briefly(term, one, basis).fit for term in _terms(rights)) for one in asked}
            self._fits[key] = told.pop() if len(told) == 1 else None
        return self._fits[key]

    def _worked_out(self, rights: Bare, use: Use) -> Stretches:
        memory = self._memory(rights.used)
        turns = Turns(statements_of(rights.rights), memory.basis)
        starts = [1, *(day.toordinal() for day in turns.days(use))]
        found: list[tuple[int, Verdict]] = []
        for start in starts:
            verdict = memory.verdict(rights.rights, replace(use, first_day=date.fromordinal(start)))
            if not found or found[-1][1] is not verdict:
                found.append((start, verdict))
        return _stretches(found)

    def _memory(self, used: Used) -> Memory:
        if used not in self._memories:
            self._memories[used] = Memory(Basis(self._tables, used=dict(used)))
        return self._memories[used]


def _terms(rights: Bare) -> Iterator[Term]:
    for statement in statements_of(rights.rights):
        yield from statement.terms


def _stretches(found: Sequence[tuple[int, Verdict]]) -> Stretches:
    return Stretches(tuple(start for start, _ in found), tuple(verdict for _, verdict in found))


def _opened(rights: Bare, left_out: frozenset[str]) -> Bare:
    return bare(tuple(opened(right, left_out) if right else None for right in rights.rights), dict(rights.used))


def _moved(rights: Bare) -> _Shape:
    """The rights on days that stand as theirs do; no days where they have none, or moments, which are left as they are."""
    named = {day for statement in statements_of(rights.rights) for term in statement.terms for day in _days(term)}
    if not named or any(isinstance(day, datetime) for day in named):
        return _Shape(rights)
    true = sorted(day.toordinal() for day in named)
    moved = [ANY_DAY.toordinal()]
    for before, day in pairwise(true):
        moved.append(moved[-1] + min(day - before, _FAR))
    places = {date.fromordinal(day): date.fromordinal(place) for day, place in zip(true, moved, strict=True)}
    return _Shape(bare(_placed(rights.rights, places), dict(rights.used)), tuple(moved), tuple(true))


def _days(term: Term) -> tuple[date, ...]:
    return tuple(day for day in (term.valid_from, term.valid_until, term.first_use_by) if day)


def _placed(rights: Held, places: Mapping[date, date]) -> Held:
    def place(day: date | None) -> date | None:
        return places[day] if day else None

    def term(one: Term) -> Term:
        begins, ends, first_use = place(one.valid_from), place(one.valid_until), place(one.first_use_by)
        return replace(one, valid_from=begins, valid_until=ends, first_use_by=first_use)

    def statement(one: Statement) -> Statement:
        return replace(one, terms=tuple(map(term, one.terms)))

    def right(one: Right) -> Right:
        licences = (tuple(replace(s, statement=statement(s.statement)) for s in licence) for licence in one.licences)
        return replace(one, licences=tuple(licences))

    return tuple(right(one) if one else None for one in rights)


def _back(found: Stretches, shape: _Shape) -> Stretches:
    """The stretches on the true days; those that would begin behind the last day there is are left out."""
    told = [(1, found.verdicts[0])]
    for start, verdict in zip(found.starts[1:], found.verdicts[1:], strict=True):
        place = max(bisect_right(shape.moved, start) - 1, 0)
        day = shape.true[place] + start - shape.moved[place]
        if 1 < day <= _LAST:
            told.append((day, verdict))
    return _stretches(told)
