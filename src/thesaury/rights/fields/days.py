"""Fields with a day: begin, end, first use. Read by the strict grammar of the parser; a date with two readings has none here."""

import re
from datetime import date, datetime

from thesaury.model.licensing import Axis, Term
from thesaury.ports.licences import Field, Role
from thesaury.rights.fields.drawn import Drawn, drawn, left
from thesaury.rights.fields.words import said
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.reading import read
from thesaury.rights.parsing.signs import Sign, Signed
from thesaury.rights.parsing.timing import Times, times_of

DAYS = {Role.VALID_FROM: "valid_from", Role.VALID_UNTIL: "valid_until", Role.FIRST_USE_BY: "first_use_by"}
"""The roles that are days, with the name of the term's."""

_ROLES = {Role.VALID_FROM: Kind.FROM, Role.VALID_UNTIL: Kind.UNTIL, Role.FIRST_USE_BY: Kind.FIRST_USE}
_FITS = {
    Role.VALID_FROM: frozenset({Kind.FROM}),
    Role.VALID_UNTIL: frozenset({Kind.UNTIL, Kind.BEFORE, Kind.WITHIN}),
    Role.FIRST_USE_BY: frozenset({Kind.UNTIL, Kind.BEFORE, Kind.FIRST_USE}),
}
"""Words that may stand in front of the day in the field itself."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")
_UNREAD = "ambiguous_date_format"
_SMALL = "bis"
"""A word of time that is nothing where no date follows it at once."""


def day(field: Field) -> Drawn:
    """The term's day by one value; a last day is included, a moment keeps its offset."""
    value = field.value.strip()
    if _MOMENT.fullmatch(value):
        try:
            return _at(field, datetime.fromisoformat(value))
        except ValueError:
            return left(field, Axis.DATE, "impossible_date")
    if field.role is Role.VALID_UNTIL and said(value, "never"):
        return drawn(Term(perpetual=True), field, Axis.DATE)
    tokens, found = read(value, "")
    if len(found) == 1 and found[0].kind is Kind.PERPETUAL and field.role is Role.VALID_UNTIL:
        return drawn(Term(perpetual=True), field, Axis.DATE)
    if any(each.kind is Kind.OPEN for each in found):
        return left(field, Axis.DATE, next(each.meaning.reason for each in found if each.kind is Kind.OPEN))
    dates = [each for each in found if each.kind is Kind.DATE]
    others = {each.kind for each in found} - {Kind.DATE} - _FITS[field.role]
    return _read(field, tokens, found) if len(dates) == 1 and not others else left(field, Axis.DATE, _UNREAD)


def _read(field: Field, tokens: list[Token], found: list[Found]) -> Drawn:
    period = next(each.meaning.period for each in found if each.kind is Kind.DATE)
    if field.role is Role.VALID_FROM and period and period.whole not in ("day", "moment"):
        return left(field, Axis.DATE, _UNREAD)  # a month may end an embargo, or begin a licence
    role = Found(Meaning(_ROLES[field.role]), -1, -1, 0, 0)
    words = {each.first: " ".join(token.text for token in tokens[each.first : each.after]) for each in found}
    items = [Signed(each, Sign.YES, 0) for each in (role, *found)]
    times = times_of(items, {**words, -1: _SMALL})
    if times.problems:
        return left(field, Axis.DATE, times.problems[0][0])
    told = _of(times, field.role)
    return _at(field, told) if told is not None else left(field, Axis.DATE, _UNREAD)


def _of(times: Times, role: Role) -> date | None:
    """The one day the value gives for its role; one that also gives another is not read."""
    given = {Role.VALID_FROM: times.starts, Role.VALID_UNTIL: times.ends, Role.FIRST_USE_BY: times.first_uses}
    every = [*times.starts, *times.ends, *times.first_uses]
    return given[role][0][0] if len(every) == 1 and given[role] else None


def _at(field: Field, value: date) -> Drawn:
    terms = {
        Role.VALID_FROM: Term(valid_from=value),
        Role.VALID_UNTIL: Term(valid_until=value),
        Role.FIRST_USE_BY: Term(first_use_by=value),
    }
    return drawn(terms[field.role], field, Axis.DATE)
