"""Several rights in one picture or film: what all of them allow together."""

from collections.abc import Sequence
from datetime import date
from functools import reduce

from thesaury.model.licensing import ANY, WORLD, Axis, Modification, Selection, Term
from thesaury.rights.parsing.drafts import Draft
from thesaury.rights.parsing.hours import day_of
from thesaury.rights.parsing.meanings import Kind
from thesaury.rights.parsing.selections import leaves

_HEADS = frozenset({Kind.PLAIN, Kind.COLON, Kind.JOIN, Kind.COMMA})
_STRICT = (Modification.PROHIBITED, Modification.MINOR)


def pieces_of(drafts: Sequence[Draft], heads: Sequence[bool], joint: bool) -> list[list[Draft]]:
    """The clauses of each part: a clause headed by a part begins one. None where a text speaks of one thing only."""
    pieces: list[list[Draft]] = []
    for draft, head in zip(drafts, heads, strict=True):
        if (head and _grants(draft)) or not pieces:
            pieces.append([])
        pieces[-1].append(draft)
    return pieces if len(pieces) > 1 or joint else []


def _grants(draft: Draft) -> bool:
    """Whether a clause says of its part more than what is forbidden ("the image must not be shown on TV")."""
    allows = any(part.allow for part in draft.parts.values()) or any(times.said() for times in draft.times)
    return allows or not any(part.deny for part in draft.parts.values())


def intersected(terms: Sequence[Term]) -> Term:
    """One term that allows what every one of several allows; what cannot be told of one of them is unclear."""
    return reduce(_both, terms)


def _both(one: Term, two: Term) -> Term:
    regions, clash = _regions(one.regions, two.regions)
    ends = [end for end in (one.valid_until, two.valid_until) if end is not None]
    starts = [start for start in (one.valid_from, two.valid_from) if start is not None]
    uses = [day for day in (one.first_use_by, two.first_use_by) if day is not None]
    unclear = [*one.unclear_axes, *two.unclear_axes, *((Axis.REGION,) if clash else ())]
    if one.channels.allow is not None or two.channels.allow is not None:
        unclear = [axis for axis in unclear if axis is not Axis.CHANNEL]
    return Term(
        _channels(one.channels, two.channels), regions, max(starts, key=_order, default=None), min(ends, key=_order, default=None),
        one.perpetual and two.perpetual, min(uses, default=None), _named(one.purposes, two.purposes), _named(one.parties, two.parties),
        tuple(dict.fromkeys((*one.limits, *two.limits))), tuple(dict.fromkeys((*one.duties, *two.duties))),
        one.attribution_text or two.attribution_text, _modification(one, two), one.exclusivity or two.exclusivity,
        (*one.scope, *two.scope), tuple(dict.fromkeys(unclear)), (*one.spans, *two.spans),
    )  # fmt: skip


def _order(value: date) -> tuple[date, str]:
    return day_of(value), str(value)


def _channels(one: Selection, two: Selection) -> Selection:
    allow = _narrower(one.allow, two.allow, ANY)
    if allow is None and one.allow is not None and two.allow is not None:
        second = set(leaves(two.allow))
        allow = tuple(name for name in leaves(one.allow) if name in second)
    return Selection(allow, _union(one.deny, two.deny), _union(one.unclear, two.unclear))


def _regions(one: Selection, two: Selection) -> tuple[Selection, bool]:
    allow = _narrower(one.allow, two.allow, WORLD)
    clash = allow is None and one.allow is not None and two.allow is not None
    if one.allow is None or two.allow is None:
        allow = None
    return Selection(allow, _union(one.deny, two.deny), _union(one.unclear, two.unclear)), clash


def _narrower(one: tuple[str, ...] | None, two: tuple[str, ...] | None, whole: str) -> tuple[str, ...] | None:
    """The narrower of two lists where that is plain: one is not stated, both are the same, or one is everything."""
    if one is None or two is None:
        return two if one is None else one
    if set(one) == set(two) or whole in two:
        return one
    return two if whole in one else None


def _named(one: Selection, two: Selection) -> Selection:
    allow = _narrower(one.allow, two.allow, ANY)
    if allow is None and one.allow is not None and two.allow is not None:
        allow = tuple(name for name in one.allow if name in two.allow)
    return Selection(allow, _union(one.deny, two.deny), _union(one.unclear, two.unclear))


def _union(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *two)))


def _modification(one: Term, two: Term) -> Modification | None:
    said = {one.modification, two.modification}
    return next((each for each in _STRICT if each in said), None if None in said else Modification.ALLOWED)


def is_head(kinds: Sequence[Kind]) -> bool:
    """Whether a clause begins with the name of a part."""
    return next((kind for kind in kinds if kind not in _HEADS), None) is Kind.PART
