"""How the cells of fields are to be read: what parts their values, in which order days are written, which sign stands before decimals."""

import re
from collections.abc import Iterable, Mapping, Sequence

from thesaury.model.onboarding import Reading
from thesaury.onboarding.profiling.profile import FieldProfile
from thesaury.onboarding.profiling.shapes import Shape

_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2\d{4}\b")
_YEAR_FIRST = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}\b")
_COMMA = re.compile(r"\D*\d{1,3}(?:[.\s']\d{3})*,\d{1,2}\D*|\D*\d+,\d{1,2}\D*|\D*\d{1,3}(?:\.\d{3})+,\d+\D*")
_POINT = re.compile(r"\D*\d{1,3}(?:[,\s']\d{3})*\.\d{1,2}\D*|\D*\d+\.\d{1,2}\D*|\D*\d{1,3}(?:,\d{3})+\.\d+\D*")
_LAST_MONTH = 12
_MOSTLY = 0.5


def readings_of(profiles: Sequence[FieldProfile]) -> Mapping[str, Reading]:
    """The reading of each field by its name. A field whose days could be read either way is read as the others of the table, where these
    agree; where nothing tells, nothing is said: a day is never guessed."""
    orders = {one.name: _order(value for value, _ in one.common) for one in profiles if _dated(one)}
    clear = set(filter(None, orders.values()))
    usual = clear.pop() if len(clear) == 1 else None
    return {
        one.name: Reading(
            one.separator,
            _agreed(orders[one.name], usual) if one.name in orders else None,
            _decimal([value for value, _ in one.common]) if one.share(Shape.NUMBER) >= _MOSTLY else None,
        )
        for one in profiles
    }


def _dated(profile: FieldProfile) -> bool:
    return profile.share(Shape.DAY, Shape.MOMENT) >= _MOSTLY


def _order(values: Iterable[str]) -> str | None:
    """`dmy`, `mdy` or `ymd` where the days tell; empty where they may be either, None where they contradict each other."""
    found: set[str] = set()
    for value in values:
        if _YEAR_FIRST.match(value):
            found.add("ymd")
        elif day := _DAY.match(value):
            first, sign, second = int(day[1]), day[2], int(day[3])
            if first > _LAST_MONTH or sign == ".":  # with points a day comes first wherever it is written so
                found.add("dmy")
            elif second > _LAST_MONTH:
                found.add("mdy")
    if len(found) > 1:
        return None
    return found.pop() if found else ""


def _agreed(order: str | None, usual: str | None) -> str | None:
    """The field's own order, or that of the others where it has none of its own and days come first or months do."""
    return (usual if usual != "ymd" else None) if order == "" else order


def _decimal(values: Sequence[str]) -> str | None:
    """The sign before decimals, where one alone can be it: a point before three digits may be either."""
    comma, point = (any(sign.fullmatch(value) for value in values) for sign in (_COMMA, _POINT))
    return "," if comma and not point else "." if point and not comma else None
