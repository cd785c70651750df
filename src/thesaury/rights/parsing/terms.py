"""Drafts to terms, with what nobody can tell from them: a grant says who, what, where and until when, or a person has to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from thesaury.model.licensing import Axis, Modification, Term, Unresolved
from thesaury.rights.parsing import selections
from thesaury.rights.parsing.calendar_days import after
from thesaury.rights.parsing.drafts import Draft
from thesaury.rights.parsing.hours import day_of
from thesaury.rights.parsing.licences import Template
from thesaury.rights.parsing.meanings import Found, Kind

NO_USE = "(no use stated)"
"""What is said where a text names no channel."""

Point = Callable[[str, Found], Unresolved]
"""Makes what a person has to read of a reason and the place where it is."""


class Validity(NamedTuple):
    """When a grant holds, and what of it cannot be told."""

    first: date | None = None
    last: date | None = None
    perpetual: bool = False
    first_use_by: date | None = None
    unresolved: tuple[Unresolved, ...] = ()

    @property
    def known(self) -> bool:
        """Whether its end is."""
        return not self.unresolved and (self.perpetual or self.last is not None)


def missing(reason: str, words: str) -> Unresolved:
    """Something that the text does not say, at no place of it."""
    return Unresolved(reason, 0, 0, words)


def validity_of(draft: Draft, anchors: Mapping[str, date], template: Template | None, point: Point) -> Validity:
    """The days on which a grant holds. What is said twice has to agree; a length of time has to count from a day that is known."""
    starts = {value: found for times in draft.times for value, found in times.starts}
    ends = {value: found for times in draft.times for value, found in times.ends}
    uses = {value: found for times in draft.times for value, found in times.first_uses}
    problems = [point(reason, found) for times in draft.times for reason, found in times.problems]
    for times in draft.times:
        for found in times.counted_from:
            if (start := anchors.get(found.meaning.names[0])) is None:
                problems.append(point("relative_date_without_anchor", found))
            else:
                starts.setdefault(start, found)
    for start, end, found in _counted(draft, anchors, starts):
        if start is None or end is None:
            problems.append(point("relative_date_without_anchor", found))
        else:
            starts.setdefault(start, found)
            ends.setdefault(end, found)
    problems.extend(_disagreements((starts, ends, uses), point))
    for reason, found in _open_dates(draft):
        problems.append(point(reason, found))
    said = [found for times in draft.times for found in times.perpetual]
    said += [found for found in draft.of(Kind.UNBOUNDED) if "time" in found.meaning.names]
    perpetual = bool(said) or bool(template and template.known and not ends and not problems)
    if said and ends:
        problems.append(point("contradiction", said[0]))
    latest = [value for times in draft.times for value in times.latest]
    last = (
        min(ends, key=_order)
        if ends
        else (max(latest, key=_order) if latest and len(latest) == len(problems) else None)
    )
    if problems and len(ends) > 1:
        last = max(ends, key=_order)
    if said and ends:
        last = None
    first = max(starts, key=_order) if starts else None
    if first and last and day_of(last) < day_of(first):
        problems.append(point("contradiction", next(iter(ends.values()), next(iter(starts.values())))))
        first = last = None
    return Validity(
        first, last, perpetual and not problems, min(uses, key=_order, default=None), tuple(dict.fromkeys(problems))
    )


def _order(value: date) -> tuple[date, str]:
    return day_of(value), str(value)


def _counted(
    draft: Draft, anchors: Mapping[str, date], starts: Mapping[date, Found]
) -> Iterable[tuple[date | None, date | None, Found]]:
    """First and last days of lengths of time: from the day named with them, else from the one day on which the grant begins."""
    for times in draft.times:
        for length, name, found in times.lengths:
            start = anchors.get(name) if name else (day_of(next(iter(starts))) if len(starts) == 1 else None)
            try:
                yield start, (after(start, length) if start else None), found
            except (ValueError, OverflowError):
                yield None, None, found


def _disagreements(values: Iterable[Mapping[date, Found]], point: Point) -> Iterable[Unresolved]:
    for each in values:
        if len(each) > 1:
            yield point("contradiction", list(each.values())[-1])


def _open_dates(draft: Draft) -> Iterable[tuple[str, Found]]:
    return (
        (each.found.meaning.reason, each.found)
        for each in draft.others
        if each.found.kind is Kind.OPEN and "date" in each.found.meaning.names
    )


def term_of(
    draft: Draft, anchors: Mapping[str, date], template: Template | None, point: Point
) -> tuple[Term, tuple[Unresolved, ...]]:
    """One grant as a term, and what a person has to read of it. Axes that the text leaves open are unclear, never guessed."""
    valid = validity_of(draft, anchors, template, point)
    purposes, purpose_clash = selections.purposes_of(draft, template)
    channels, channel_clash = selections.channels_of(draft, template, purposes)
    regions, region_clash = selections.regions_of(draft, template)
    unresolved, unclear = list(valid.unresolved), [Axis.DATE] if valid.unresolved else []
    for clash, axis, kind in (
        (channel_clash, Axis.CHANNEL, Kind.CHANNEL),
        (region_clash, Axis.REGION, Kind.REGION),
        (purpose_clash, Axis.PURPOSE, Kind.PURPOSE),
    ):
        if clash:
            unclear.append(axis)
            unresolved.append(_at("contradiction", [*draft.parts[kind].allow, *draft.parts[kind].deny], point))
    for found in (each for each in draft.of(Kind.OPEN) if "region" in each.meaning.names):
        unclear.append(Axis.REGION)
        unresolved.append(point(found.meaning.reason, found))
    if not valid.known and not valid.unresolved:
        unclear.append(Axis.DATE)
        unresolved.append(missing("term_not_stated", "(no end date stated)"))
    if regions.allow is None and Axis.REGION not in unclear:
        unresolved.append(missing("region_not_stated", "(no region stated)"))
    if channels.allow is None:
        unclear.append(Axis.CHANNEL)
        unresolved.append(missing("no_grant_stated", NO_USE))
    term = Term(
        channels, regions, valid.first, valid.last, valid.perpetual, valid.first_use_by, purposes,
        selections.parties_of(draft), selections.limits_of(draft, template), _duties(draft, template),
        next((name for found in draft.of(Kind.CREDIT) for name in found.meaning.names), ""),
        _modification(draft, template), _exclusivity(draft, template), _scope(draft),
        tuple(dict.fromkeys(unclear)), tuple(draft.spans),
    )  # fmt: skip
    return term, tuple(dict.fromkeys(unresolved))


def _at(reason: str, found: list[Found], point: Point) -> Unresolved:
    return point(reason, found[0]) if found else missing(reason, "")


def _duties(draft: Draft, template: Template | None) -> tuple[str, ...]:
    duties = [*(template.duties if template else ())]
    duties += ["attribution"] if draft.of(Kind.CREDIT) else []
    duties += [name for found in draft.of(Kind.DUTY) for name in found.meaning.names]
    duties += ["prior_approval"] if draft.approval else []
    return tuple(dict.fromkeys(duties))


def _modification(draft: Draft, template: Template | None) -> Modification | None:
    return selections.modification_of(draft, template)


def _exclusivity(draft: Draft, template: Template | None) -> str:
    said = [found.meaning.names[0] for found in draft.of(Kind.EXCLUSIVE)]
    industries = [found.meaning.names[0] for found in draft.of(Kind.INDUSTRY)]
    if "exclusive" in said and industries:
        return f"industry:{industries[0].split()[0]}"
    return said[0] if said else (template.exclusivity if template else "")


def _scope(draft: Draft) -> tuple[tuple[str, tuple[str, ...]], ...]:
    scope: dict[str, list[str]] = {}
    for found in draft.of(Kind.SCOPE):
        kind, *name = found.meaning.names
        if name and name[0]:
            scope.setdefault(kind, []).append(name[0])
    for found in draft.of(Kind.LANGUAGE):
        scope.setdefault("language", []).extend(found.meaning.names)
    if not draft.of(Kind.EXCLUSIVE):
        for found in draft.of(Kind.INDUSTRY):
            scope.setdefault("industry", []).extend(found.meaning.names)
    return tuple((kind, tuple(dict.fromkeys(names))) for kind, names in scope.items())


def held_back(terms: tuple[Term, ...], embargoes: Sequence[date]) -> tuple[Term, ...]:
    """The terms of a text with an embargo: one that does not say when it begins waits for the end of the last embargo, wherever in
    the text that stands."""
    last = max(embargoes, key=lambda day: day.isoformat(), default=None)
    return tuple(replace(term, valid_from=last) if last and term.valid_from is None else term for term in terms)
