"""Two terms of one licence that both have to allow: what one is silent on the other says, and where both speak the stricter holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from thesaury.model.licensing import ANY, Axis, Modification, Selection, Term, Unresolved
from thesaury.rights.fields.meeting_regions import common
from thesaury.rights.vocabulary import Tables

_STRICT = (Modification.PROHIBITED, Modification.MINOR)
_DAY = timedelta(days=1)

T = TypeVar("T")
Reach = Callable[[tuple[str, ...]], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Met:
    """One term out of two, and the axes on which nobody can tell the stricter."""

    term: Term
    unresolved: tuple[Unresolved, ...] = ()


def meet(one: Term, two: Term, tables: Tables) -> Met:
    """A use that either forbids is not allowed, and what either leaves open stays open where the other does not forbid it."""
    channels, purposes, parties = (_Names(*names) for names in _vocabularies(tables))
    chosen = {
        Axis.CHANNEL: channels.both(one.channels, two.channels),
        Axis.REGION: _regions(one.regions, two.regions, tables),
        Axis.PURPOSE: purposes.both(one.purposes, two.purposes),
        Axis.PARTY: parties.both(one.parties, two.parties),
    }
    first, begins = _stricter(one.valid_from, two.valid_from, later=True)
    last, ends = _stricter(one.valid_until, two.valid_until, later=False)
    used, uses = _stricter(one.first_use_by, two.first_use_by, later=False)
    dated = begins and ends and uses and (first is None or last is None or _day(first) <= _day(last))
    torn = any(term.perpetual and term.valid_until for term in (one, two))
    clashes = [axis for axis, selection in chosen.items() if selection is None] + ([] if dated else [Axis.DATE])
    told = {axis: selection or Selection(None, *_further(one, two, axis)) for axis, selection in chosen.items()}
    term = Term(
        told[Axis.CHANNEL], told[Axis.REGION], first, last, torn or (last is None and (one.perpetual or two.perpetual)), used,
        told[Axis.PURPOSE], told[Axis.PARTY], _all(one.limits, two.limits), _all(one.duties, two.duties),
        "; ".join(dict.fromkeys(filter(None, (one.attribution_text, two.attribution_text)))), _changes(one, two),
        "; ".join(dict.fromkeys(filter(None, (one.exclusivity, two.exclusivity)))), _all(one.scope, two.scope),
        _all(one.unclear_axes, two.unclear_axes, tuple(clashes)), _all(one.spans, two.spans),
    )  # fmt: skip
    return Met(term, tuple(_clash(axis, term) for axis in clashes))


def _vocabularies(tables: Tables) -> Iterator[tuple[frozenset[str], frozenset[str], Reach, Reach]]:
    """Of channels, purposes and parties: all names, those that `*` surely stands for, and what names surely and perhaps cover."""
    channels, parties = tables.channels, tables.parties
    yield channels.leaves, channels.leaves, channels.expand, channels.expand

    def kinds(told: tuple[str, ...]) -> frozenset[str]:
        return frozenset(told).union(*(tables.kinds.get(name, ()) for name in told))

    yield tables.purposes, tables.ordinary, frozenset, kinds

    def perhaps(told: tuple[str, ...]) -> frozenset[str]:
        return parties.expand(told).union(*(tables.perhaps.get(name, ()) for name in told))

    yield parties.leaves, parties.leaves, parties.expand, perhaps


@dataclass(frozen=True, slots=True)
class _Names:
    leaves: frozenset[str]
    whole: frozenset[str]
    surely: Reach
    perhaps: Reach

    def both(self, one: Selection, two: Selection) -> Selection | None:
        """What both allow; None where they allow nothing together for sure."""
        deny, unclear = _all(one.deny, two.deny), _all(one.unclear, two.unclear)
        if one.allow is None or two.allow is None or set(one.allow) == set(two.allow):
            return Selection(two.allow if one.allow is None else one.allow, deny, unclear)
        for whole, other in ((one.allow, two.allow), (two.allow, one.allow)):
            if whole == (ANY,) and (self.whole == self.leaves or self.surely(other) <= self.whole):
                return Selection(other, deny, unclear)
        sure = self._sure(one.allow) & self._sure(two.allow)
        possible = self._possible(one) & self._possible(two)
        open_ = tuple(sorted(possible - sure - set(unclear)))
        return Selection(tuple(sorted(sure)), deny, (*unclear, *open_)) if sure else None

    def _sure(self, allow: tuple[str, ...]) -> frozenset[str]:
        return self.surely(allow) - {ANY} | (self.whole if ANY in allow else frozenset())

    def _possible(self, chosen: Selection) -> frozenset[str]:
        allow = chosen.allow or ()
        unknown = not self.surely(allow) - {ANY} <= self.leaves
        every = self.leaves if ANY in allow or unknown else frozenset[str]()
        return self._sure(allow) | self.perhaps(allow) - {ANY} | every | self.surely(chosen.unclear)


def _regions(one: Selection, two: Selection, tables: Tables) -> Selection | None:
    deny, unclear = _all(one.deny, two.deny), _all(one.unclear, two.unclear)
    if one.allow is None or two.allow is None:
        return Selection(two.allow if one.allow is None else one.allow, deny, unclear)
    allow, open_ = common(one.allow, two.allow, tables.regions)
    return Selection(allow, deny, _all(unclear, open_)) if allow else None


def _further(one: Term, two: Term, axis: Axis) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is denied and unclear where nothing is surely allowed."""
    name = {Axis.CHANNEL: "channels", Axis.REGION: "regions", Axis.PURPOSE: "purposes", Axis.PARTY: "parties"}[axis]
    first, second = getattr(one, name), getattr(two, name)
    return _all(first.deny, second.deny), _all(first.unclear, second.unclear)


def _stricter(one: date | None, two: date | None, *, later: bool) -> tuple[date | None, bool]:
    """The stricter of two days or moments, and whether that is certain: a day and a moment within a day of each other are not."""
    if one is None or two is None or one == two:
        return one if two is None else two, True
    moments = [isinstance(value, datetime) for value in (one, two)]
    if all(moments):
        aware = all(value.utcoffset() is not None for value in (one, two) if isinstance(value, datetime))
        return (max if later else min)(one, two, key=_moment), aware
    days = (_day(one), _day(two))
    certain = not any(moments) or abs(days[0] - days[1]) > _DAY
    return (max if later else min)(one, two, key=_day), certain


def _moment(value: date) -> float:
    return (
        value.timestamp() if isinstance(value, datetime) and value.tzinfo else float(_day(value).toordinal()) * 86_400
    )


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _changes(one: Term, two: Term) -> Modification | None:
    said = [change for change in (one.modification, two.modification) if change is not None]
    return next((strict for strict in _STRICT if strict in said), said[0] if said else None)


def _all(*lists: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(each for told in lists for each in told))


def _clash(axis: Axis, term: Term) -> Unresolved:
    """Words of both sides on an axis on which they do not agree."""
    words = dict.fromkeys(span.words for span in term.spans if span.axis is axis)
    return Unresolved("contradiction", 0, 0, " / ".join(words) or f"({axis})")
