"""Grants in the making: what the clauses of one grant say, axis by axis, with the words each was read from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from thesaury.model.licensing import ANY, WORLD, Axis, Span
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.signs import Clause, Sign, Signed
from thesaury.rights.parsing.timing import Times

_AXES = {
    Kind.CHANNEL: Axis.CHANNEL,
    Kind.REGION: Axis.REGION,
    Kind.PURPOSE: Axis.PURPOSE,
    Kind.PARTY: Axis.PARTY,
    Kind.LIMIT: Axis.QUANTITY,
    Kind.SCOPE: Axis.SCOPE,
    Kind.LANGUAGE: Axis.SCOPE,
    Kind.MODIFICATION: Axis.MODIFICATION,
    **dict.fromkeys((Kind.DATE, Kind.DURATION, Kind.PERPETUAL, Kind.FIRST_USE, Kind.EMBARGO, Kind.ANCHOR), Axis.DATE),
}


_PARTS = (Kind.CHANNEL, Kind.REGION, Kind.PURPOSE, Kind.PARTY, Kind.MODIFICATION)
_CROSSING = frozenset({Kind.CHANNEL, Kind.REGION})
_IN_LISTS = frozenset((*_PARTS, Kind.JOIN, Kind.PLAIN))
"""What an "including" reaches past."""


@dataclass(slots=True)
class Part:
    """What is said about one axis: allowed, denied, open, and everything with the place where it was found."""

    allow: list[Found] = field(default_factory=list)
    deny: list[Found] = field(default_factory=list)
    open: list[Found] = field(default_factory=list)
    included: list[Found] = field(default_factory=list)
    """Those that an "including" joins to what stands before."""

    def add(self, other: "Part") -> None:
        """Take in what another clause says."""
        self.allow.extend(other.allow)
        self.deny.extend(other.deny)
        self.open.extend(other.open)
        self.included.extend(other.included)


@dataclass(slots=True)
class Draft:
    """One clause, or several that grant together."""

    parts: dict[Kind, Part] = field(default_factory=lambda: {kind: Part() for kind in _PARTS})
    times: list[Times] = field(default_factory=list)
    others: list[Signed] = field(default_factory=list)
    only: bool = False
    agency_out: bool = False
    crossed: bool = False
    """Whether channels and regions are said in turns (TV Germany, web Austria), so that nobody can tell which go together."""
    approval: Found | None = None
    spans: list[Span] = field(default_factory=list)
    limits: list[tuple[Found, tuple[str, ...]]] = field(default_factory=list)

    @property
    def grants(self) -> bool:
        """Whether it allows some channel."""
        return bool(self.parts[Kind.CHANNEL].allow)

    @property
    def bounded(self) -> bool:
        """Whether it says where or when."""
        return bool(self.parts[Kind.REGION].allow) or any(times.said() for times in self.times) or any(
            each.found.kind is Kind.UNBOUNDED for each in self.others
        )  # fmt: skip

    @property
    def waits(self) -> bool:
        """Whether it says of all that it is held back, and not until when."""
        return any(found.kind is Kind.EMBARGO for times in self.times for _, found in times.problems)

    def of(self, kind: Kind) -> list[Found]:
        """The findings of one kind that stand alone."""
        return [each.found for each in self.others if each.found.kind is kind and each.sign is not Sign.OPEN]

    def add(self, other: "Draft") -> None:
        """Take in another clause of the same grant."""
        mine, theirs = self.parts[Kind.REGION], other.parts[Kind.REGION]
        added = [found for found in theirs.allow if found not in theirs.included]
        self.crossed |= other.crossed or bool(mine.allow and added and set(names(mine.allow)) != set(names(added)))
        for kind, part in self.parts.items():
            part.add(other.parts[kind])
        self.times.extend(other.times)
        self.others.extend(other.others)
        self.only = self.only or other.only
        self.agency_out = self.agency_out or other.agency_out
        self.approval = self.approval or other.approval
        self.spans.extend(other.spans)
        self.limits.extend(other.limits)


def draft_of(clause: Clause, times: Times, text: str) -> Draft:
    """One clause as a draft."""
    draft = Draft(times=[times], approval=clause.approval)
    including = False
    last: Found | None = None
    for each in clause.signed:
        found = each.found
        if (part := draft.parts.get(found.kind)) is not None:
            side = {Sign.YES: part.allow, Sign.NO: part.deny, Sign.OPEN: part.open}[each.sign]
            side.append(found)
            if including and each.sign is Sign.YES:
                part.included.append(found)
            elif each.sign is Sign.YES and last is not None and text[last.end : found.start].strip() == "(":
                # "Print (brochures)": a list in brackets says what is meant by the word before it.
                part.allow = [one for one in part.allow if one is not last or last.kind is not found.kind]
            last = found if each.sign is Sign.YES else None
        elif found.kind is not Kind.JOIN:
            draft.others.append(each)
            if found.kind is Kind.LIMIT:
                draft.limits.append((found, ()))
        including = found.kind is Kind.INCLUDING or (including and found.kind in _IN_LISTS)
        if found.kind in _AXES:
            draft.spans.append(span(found, _AXES[found.kind], text))
    draft.crossed = _in_turns(draft, clause.signed)
    return _with_organic(draft, clause.signed)


def _in_turns(draft: Draft, signed: Sequence[Signed]) -> bool:
    """Channel, region, channel, region, or the other way round."""
    included = draft.parts[Kind.REGION].included
    turns = [
        each.found.kind
        for each in signed
        if each.found.kind in _CROSSING and each.sign is Sign.YES and each.found not in included
    ]
    return sum(one is not two for one, two in pairwise(turns)) > 2


def span(found: Found, axis: Axis, text: str) -> Span:
    """A finding as the place a value was read from. The rule of a region begins with the codes it read."""
    rule = found.meaning.rule
    if found.kind is Kind.REGION and not rule.startswith(codes := " ".join(found.meaning.names)):
        rule = f"{codes} ({rule})"
    return Span(axis, found.start, found.end, text[found.start : found.end], rule)


def _with_organic(draft: Draft, signed: Sequence[Signed]) -> Draft:
    """ "Social media (organic)": a word behind that narrows it."""
    if not any(each.found.kind is Kind.ORGANIC for each in signed):
        return draft
    part = draft.parts[Kind.CHANNEL]
    last: Found | None = None
    for each in signed:
        if each.found.kind is Kind.CHANNEL:
            last = each.found
        elif (
            each.found.kind is Kind.ORGANIC
            and last is not None
            and "social" in last.meaning.names
            and last in part.allow
        ):
            narrowed = last.as_(
                type(last.meaning)(Kind.CHANNEL, ("social_organic",), ("social_organic",), rule="organic social")
            )
            part.allow[part.allow.index(last)] = narrowed
    return draft


def names(found: Sequence[Found], denied: bool = False) -> tuple[str, ...]:
    """All names of some findings, each once, in order; `denied`: those that a "no" reaches."""
    if not found:
        return ()
    said = [each.meaning.denied if denied else each.meaning.names for each in found]
    return tuple(dict.fromkeys(chain.from_iterable(said)))


def is_any(found: Found) -> bool:
    """Whether it stands for all of its kind."""
    return ANY in found.meaning.names or WORLD in found.meaning.names
