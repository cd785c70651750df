"""Several terms as one: what all of them say, and where they differ only what is within every one of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from thesaury.model.licensing import Modification, Term

T = TypeVar("T")
_STRICT = (Modification.PROHIBITED, Modification.MINOR)


@dataclass(frozen=True, slots=True)
class Merged:
    """One term within all of them; `apart` names what they say differently and one term cannot say."""

    term: Term
    apart: tuple[str, ...] = ()


def merged(terms: Sequence[Term]) -> Merged:
    """One term for all of these, at least one: the latest beginning, the earliest end, the duties of all."""
    if len(terms) == 1:
        return Merged(terms[0])
    first, *rest = terms
    apart = [name for name in _ALIKE if any(getattr(term, name) != getattr(first, name) for term in rest)]
    begins, ends = _utmost(max, (t.valid_from for t in terms)), _utmost(min, (t.valid_until for t in terms))
    used = _utmost(min, (t.first_use_by for t in terms))
    apart += ["days"] if any(isinstance(one, str) for one in (begins, ends, used)) else []
    credits = dict.fromkeys(term.attribution_text for term in terms if term.attribution_text)
    term = replace(
        first,
        **{name: getattr(Term(), name) for name in apart if name in _ALIKE},
        valid_from=_day(begins),
        valid_until=_day(ends),
        first_use_by=_day(used),
        perpetual=all(term.perpetual for term in terms),
        duties=tuple(dict.fromkeys(duty for term in terms for duty in term.duties)),
        attribution_text="; ".join(credits),
        modification=_strictest(term.modification for term in terms),
        unclear_axes=tuple(dict.fromkeys(axis for term in terms for axis in term.unclear_axes)),
        spans=(),
    )
    return Merged(term, tuple(apart))


_ALIKE = ("channels", "regions", "purposes", "parties", "limits", "exclusivity", "scope")
"""What one term says for several only where they say the same."""


def _utmost(choose: Callable[[list[date]], date], days: Iterable[date | None]) -> date | str | None:
    """The one of the days that are stated; a word where days and moments cannot be compared."""
    stated = [day for day in days if day is not None]
    if len({isinstance(day, datetime) for day in stated}) > 1:
        return "mixed"
    return choose(stated) if stated else None


def _day(found: date | str | None) -> date | None:
    return found if isinstance(found, date) else None


def _strictest(found: Iterable[Modification | None]) -> Modification | None:
    said = list(found)
    strict = next((one for one in _STRICT if one in said), None)
    return strict or (Modification.ALLOWED if set(said) == {Modification.ALLOWED} else None)
