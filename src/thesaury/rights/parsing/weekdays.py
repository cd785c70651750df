"""Days of the week in front of a date: "Tuesday, 12 May 2026" says no more than the date, where that is a Tuesday."""

from collections.abc import Sequence, Set
from functools import cache

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Found, Kind, Meaning

_WEEKDAY = Meaning(Kind.PLAIN, rule="day of the week")
_BETWEEN = frozenset((",", ".", "den", "le", "the", "dem"))
_READ = (Kind.UNKNOWN, Kind.PLAIN)


@cache
def _weekdays() -> dict[str, int]:
    """The names of the days, Monday being 0."""
    return {words_of(name)[0]: number for number, names in enumerate(table("zones")["weekdays"]) for name in names}


def without_weekdays(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with days of the week as nothing, each with the comma behind it, where a date of that day follows. One that
    stands elsewhere, or beside another date, may be the only day on which something is allowed: it stays unknown."""
    read = list(found)
    if _weekdays().keys().isdisjoint(words):
        return read
    for at, f in enumerate(found):
        number = _weekdays().get(tokens[f.first].text) if f.kind in _READ and f.after == f.first + 1 else None
        if number is None:
            continue
        date = at + 1
        while date < len(found) and date <= at + 2 and tokens[found[date].first].text in _BETWEEN:
            date += 1
        if date < len(found) and _is(found[date], number):
            read[at:date] = [one.as_(_WEEKDAY) for one in found[at:date]]
    return read


def _is(f: Found, number: int) -> bool:
    period = f.meaning.period
    if f.kind is not Kind.DATE or period is None or period.problem or period.first is None:
        return False
    return period.first.weekday() == number and period.whole in ("day", "moment")
