"""The axis of quantities: caps, what is planned, and what was used before."""

from collections.abc import Iterator

from thesaury.model.licensing import ANY, Limit, Term
from thesaury.model.use import Cap, Use
from thesaury.rights.deciding.findings import Basis, Finding, no, strictest, unknown, yes


def quantity(term: Term, use: Use, basis: Basis) -> Finding:
    """Whether the plan stays within every cap that holds for its channel, together with what was used before.

    A plan that does not say how much is within a cap whose number is known, unless all of it is used up; the cap comes with the
    permit. A cap whose number is not known is unknown.
    """
    found = [_within(limit, use, basis) for limit in limits_of(term, use, basis)]
    return strictest(found) if found else yes("No cap holds for this use.")


def limits_of(term: Term, use: Use, basis: Basis) -> Iterator[Limit]:
    """The caps of the term that hold for the channel of the use."""
    names = basis.tables.channels
    asked = names.expand((use.channel,))
    for limit in term.limits:
        capped = limit.channels
        if capped is None or ANY in capped or asked & names.expand(capped) or not names.all_known(capped):
            yield limit


def caps_of(term: Term, use: Use, basis: Basis) -> tuple[Cap, ...]:
    """The caps with what is used of each and what remains, before the use that is asked about."""
    caps = []
    for limit in limits_of(term, use, basis):
        used = _used(limit.kind, basis)
        caps.append(Cap(limit.kind, limit.max, used, None if limit.max is None else max(0.0, limit.max - used)))
    return tuple(dict.fromkeys(caps))


def _used(kind: str, basis: Basis) -> float:
    known = basis.tables.limits.get(kind)
    return basis.used.get(kind, 0.0) if known is None or known.adds_up else 0.0


def _within(limit: Limit, use: Use, basis: Basis) -> Finding:
    kind, most, used = limit.kind, limit.max, _used(limit.kind, basis)
    if most is None:
        return unknown(f"There is a cap on {kind}, and its number is not known.")
    planned = [value for name, value in use.quantity if name == kind]
    if not planned:
        return _unplanned(limit, most, used, use, basis)
    if not all(value >= 0 and used + value <= most for value in planned):
        return no(f"{_number(planned[0])} {kind} are planned, {_number(used)} used, and the cap is {_number(most)}.")
    if kind not in basis.tables.limits:
        return unknown(f"There is no limit {kind!r} in the table of limits.")
    return yes(f"{kind} stay within the cap of {_number(most)}.")


def _unplanned(limit: Limit, most: float, used: float, use: Use, basis: Basis) -> Finding:
    known = basis.tables.limits.get(limit.kind)
    if known is None:
        return unknown(f"There is no limit {limit.kind!r} in the table of limits.")
    if known.adds_up and not used < most:
        return no(f"The cap of {_number(most)} {limit.kind} is used up.")
    if any(name in known.near and not used + value <= most for name, value in use.quantity):
        return unknown(f"The cap of {_number(most)} {limit.kind} may be what is planned under another name.")
    return yes(f"There is a cap of {_number(most)} {limit.kind}; it is not said how much is planned.")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == value // 1 else f"{value:g}"
