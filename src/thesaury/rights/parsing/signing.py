"""What a clause denies and what it allows: how far a "no" and an "except" reach, in front and behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from thesaury.model.licensing import ANY, WORLD
from thesaury.rights.parsing.meanings import CONTENT, Found, Kind
from thesaury.rights.parsing.signs import Clause, Sign, Signed


@dataclass(slots=True)
class _Reach:
    """A denial that is open: what opened it, the kind it has reached, and whether a comma has passed since."""

    opened: Found
    exception: bool
    kind: Kind | None = None
    comma: bool = False
    joined: bool = False


_OBJECTS = CONTENT | {Kind.MODIFICATION}
_CONSENTED = _OBJECTS | {Kind.PLAIN_MODIFICATION}
_BEHIND = frozenset({Kind.NEGATION, Kind.EXCEPTION})
_DENYING = frozenset({Kind.DENIED, Kind.AGENCY_OUT})
_PARTING = frozenset({Kind.COMMA, Kind.CLOSE})
_AFFIRMING = frozenset({Kind.ONLY, Kind.ALLOWED})
_JOINING = frozenset({Kind.JOIN, Kind.INCLUDING})
_USES = frozenset({Kind.CHANNEL, Kind.PURPOSE})
_ABSORBED = frozenset({Kind.CREDIT, Kind.DUTY, Kind.EXCLUSIVE, Kind.OPEN, Kind.ORGANIC, Kind.NO_PUBLICATION})
_NEVER_DENIED = frozenset(
    {Kind.PERPETUAL, Kind.UNBOUNDED, Kind.MODEL, Kind.DURATION, Kind.DATE, Kind.UNTIL, Kind.FROM, Kind.BEFORE}
)
_DENIABLE = _OBJECTS | _ABSORBED | _NEVER_DENIED | {Kind.UNKNOWN}
_SMALL = frozenset({Kind.PLAIN, Kind.COMMA, Kind.COLON, Kind.JOIN})
_BEFORE_AN_OBJECT = _SMALL | {Kind.ALLOWED}
"""What may stand between a stop and what it is about: "no rights are granted for TV"."""
_STOPPED = _OBJECTS | {Kind.CONSENT, Kind.EXCEPTION, Kind.UNTIL, Kind.BEFORE, Kind.PLAIN_MODIFICATION, Kind.CREDIT}
"""What a stop that is followed by it is about: that is denied, and not every use."""
_CONTRADICTION = "contradiction"


def signed(findings: Sequence[Found]) -> Clause:
    """Read one clause. Where two readings are possible the stricter one is taken, or the clause gets a problem."""
    return _Reader(findings).read()


class _Reader:
    """Goes through a clause once, from left to right."""

    def __init__(self, findings: Sequence[Found]) -> None:
        self.findings = findings
        self.segments = _segments(findings)
        self.consents = _consents(findings, self.segments)
        self.clause = Clause()
        self.reach: _Reach | None = None

    @cached_property
    def affirmed(self) -> set[int]:
        """The segments with an "only" or a word that allows."""
        return {
            segment
            for found, segment in zip(self.findings, self.segments, strict=True)
            if found.kind in _AFFIRMING or found.meaning.only
        }

    @cached_property
    def deniable(self) -> dict[int, int]:
        """The last thing of each segment that a "no" could deny."""
        return {segment: at for at, segment in enumerate(self.segments) if self.findings[at].kind in _DENIABLE}

    @cached_property
    def objects(self) -> dict[int, int]:
        """The first thing of each segment that a "no" behind it could deny."""
        return self._first(_OBJECTS)

    @cached_property
    def joined(self) -> dict[int, int]:
        """The first word of each segment that joins."""
        return self._first(_JOINING)

    def _first(self, kinds: frozenset[Kind]) -> dict[int, int]:
        places = reversed(list(enumerate(self.segments)))
        return {segment: at for at, segment in places if self.findings[at].kind in kinds}

    def read(self) -> Clause:
        for at, found in enumerate(self.findings):
            self._take(at, found)
        if self.reach and self.reach.kind is None:
            self._problem("no_grant_stated", self.reach.opened)
        if self.consents:
            about = {each.segment for each in self.clause.signed if each.found.kind in _CONSENTED}
            for segment, found in self.consents.items():
                if segment not in about:
                    self.clause.approval = found
        return self.clause

    def _take(self, at: int, found: Found) -> None:
        kind = self._stop(at, found) if found.kind is Kind.STOP else found.kind
        if kind in _OBJECTS:
            self._object(at, found)
        elif kind in _PARTING:
            if self.reach:
                self.reach.comma = True
        elif kind in _DENYING or (kind in _BEHIND and self._is_last(at)):
            self._denied(at, found)
        elif kind in _BEHIND:
            self._open(found, kind is Kind.EXCEPTION)
        elif kind is Kind.NOT_ONLY:
            self._problem("not_a_grant", found)
        elif kind in _JOINING:
            self._join(found)
        elif kind in _AFFIRMING or kind is Kind.OTHERWISE:
            self._affirm(found)
        else:
            self._other(at, found)

    def _stop(self, at: int, found: Found) -> Kind:
        following = next((f for f in islice(self.findings, at + 1, at + 40) if f.kind not in _BEFORE_AN_OBJECT), None)
        if found.meaning.rule != "state" and following is not None and following.kind in _STOPPED:
            return Kind.NEGATION
        if self.objects.get(self.segments[at], at) < at:
            return Kind.DENIED
        self.clause.stop = found
        return Kind.STOP

    def _is_last(self, at: int) -> bool:
        """Whether nothing follows a "no" in its segment that it could deny, while something stands before it."""
        segment = self.segments[at]
        return self.deniable.get(segment, -1) <= at and self.objects.get(segment, at) < at

    def _denied(self, at: int, found: Found) -> None:
        """Something denied by a word behind it, or before it if nothing stands before."""
        segment = self.segments[at]
        own = self._own(segment)
        if self.reach and self.reach.kind is None:
            self._problem(_CONTRADICTION, found)
            self.reach = None
        elif self.reach and not self.reach.comma and not self.reach.exception:
            self._problem(_CONTRADICTION, found)
        elif not own:
            self._open(found, False)
        else:
            for index in own:
                self._sign(index, Sign.NO)
            self._list_before(own[0], self.joined.get(segment, at) < at)

    def _own(self, segment: int) -> list[int]:
        """The places of the things of a segment, which is the last one so far."""
        own: list[int] = []
        for index in range(len(self.clause.signed) - 1, -1, -1):
            each = self.clause.signed[index]
            if each.segment == segment and each.found.kind in _OBJECTS:
                own.append(index)
            elif each.segment < segment and each.found.kind not in _JOINING:
                break
        return own[::-1]

    def _list_before(self, first: int, joined: bool) -> None:
        """The things of one list before the one that is denied: denied too if "and" closes the list, else nobody knows."""
        kind, segment = self.clause.signed[first].found.kind, self.clause.signed[first].segment
        for index in range(first - 1, -1, -1):
            each = self.clause.signed[index]
            if each.found.kind not in _OBJECTS:
                continue
            if (
                each.found.kind is not kind
                or each.segment < segment - 1
                or _is_wide(each.found)
                or each.sign is Sign.NO
            ):
                return
            self._sign(index, Sign.NO if joined else Sign.OPEN)
            segment = each.segment

    def _open(self, found: Found, exception: bool) -> None:
        if self.reach and self.reach.kind is None:
            self._problem(_CONTRADICTION, found)
        elif self.reach and exception and not self.reach.exception:
            # An exception from a denial: what it names is neither allowed nor denied for sure.
            self._problem(_CONTRADICTION, found)
        self.reach = _Reach(found, exception)

    def _join(self, found: Found) -> None:
        if self.reach:
            self.reach.joined = True
        self.clause.signed.append(Signed(found, Sign.YES, 0))

    def _affirm(self, found: Found) -> None:
        if self.reach and not self.reach.comma and not self.reach.exception and found.kind is Kind.ONLY:
            # "not for the press only" may deny the press or everything but the press.
            self._problem(_CONTRADICTION, found)
        if self.reach and (self.reach.comma or found.kind is Kind.OTHERWISE) and self.reach.kind is not None:
            self.reach = None

    def _object(self, at: int, found: Found) -> None:
        segment = self.segments[at]
        sign = self._reached(found, segment) if self.reach else Sign.YES
        if segment in self.consents:
            sign = Sign.OPEN
        self.clause.signed.append(Signed(found, sign, segment))

    def _reached(self, found: Found, segment: int) -> Sign:
        reach, kind = self.reach, found.kind
        assert reach is not None
        joined, reach.joined = reach.joined, False
        if found.meaning.only and not reach.comma and not reach.exception:
            self._problem(_CONTRADICTION, found)
        if reach.kind is None:
            reach.kind, reach.comma = kind, False
            return Sign.NO
        if kind is reach.kind and (not reach.comma or segment not in self.affirmed):
            reach.comma = False
            return Sign.NO
        if kind in _USES and reach.kind in _USES and joined and segment not in self.affirmed:
            reach.comma = False
            return Sign.NO
        if kind in _USES and reach.kind in _USES and not reach.exception and segment not in self.affirmed:
            # "not for commercial, advertising or promotional use": the list of a denial may go on in other words.
            return Sign.NO if _promotes(found) else Sign.OPEN
        if not reach.comma and not reach.exception:
            # "no TV in Germany" denies a pair, which one term cannot say.
            self._problem(_CONTRADICTION, found)
            return Sign.OPEN
        self.reach = None
        return Sign.YES

    def _other(self, at: int, found: Found) -> None:
        sign = Sign.YES
        if self.reach and found.kind in _NEVER_DENIED:
            if self.reach.kind is None:
                self._problem(_CONTRADICTION, found)
                self.reach, sign = None, Sign.OPEN
            elif not self.reach.comma and not self.reach.exception and found.kind is not Kind.PERPETUAL:
                sign = Sign.OPEN
                if found.kind in (Kind.DATE, Kind.DURATION):
                    self._problem(_CONTRADICTION, found)
            elif not self.reach.exception:
                self.reach = None
        elif self.reach and self.reach.kind is None and found.kind in _ABSORBED:
            self.reach, sign = None, Sign.NO
        elif self.reach and self.reach.kind is None and found.kind is Kind.UNKNOWN:
            self.reach.kind = Kind.UNKNOWN
        self.clause.signed.append(Signed(found, sign, self.segments[at]))

    def _sign(self, index: int, sign: Sign) -> None:
        each = self.clause.signed[index]
        if each.sign is not Sign.OPEN:
            self.clause.signed[index] = Signed(each.found, sign, each.segment)

    def _problem(self, reason: str, found: Found) -> None:
        self.clause.problems.append((reason, found))


def _consents(findings: Sequence[Found], segments: Sequence[int]) -> dict[int, Found]:
    """The consent that each segment needs; one before a colon is needed for all that the colon announces."""
    needed: dict[int, Found] = {}
    if not any(found.kind is Kind.CONSENT for found in findings):
        return needed
    announced: Found | None = None
    for at, (found, segment) in enumerate(zip(findings, segments, strict=True)):
        if found.kind is Kind.CONSENT:
            needed[segment] = found
        elif found.kind is Kind.COLON and not any(f.kind in _OBJECTS for f in findings[:at]):
            announced = needed.get(segment)
        if announced is not None:
            needed.setdefault(segment, announced)
    return needed


def _segments(findings: Sequence[Found]) -> list[int]:
    counted, segment = [], 0
    for found in findings:
        counted.append(segment)
        if found.kind in _PARTING:
            segment += 1
    return counted


def _promotes(found: Found) -> bool:
    return found.meaning.rule == "advertising" or "commercial_promotion" in found.meaning.names


def _is_wide(found: Found) -> bool:
    """Whether it is a whole of which something can be taken away."""
    return ANY in found.meaning.names or WORLD in found.meaning.names or len(found.meaning.names) > 2 or any(
        len(name) > 2 and name.isupper() and "-" not in name for name in found.meaning.names
    )  # fmt: skip
