"""How the cells of a field are read, as a person says it at the desk: what parts values, the order of days, the sign before decimals."""

from collections.abc import Mapping
from dataclasses import dataclass

from thesaury.model.cells import DECIMALS, ORDERS, SEPARATORS
from thesaury.model.onboarding import Reading
from thesaury.web.texts import phrase

_CODES = {",": "comma", ";": "semicolon", "|": "bar", " / ": "slash", "\n": "line", " ": "blank", ".": "point"}
"""Signs by names of ours, for a browser sends a line break in its own way."""
_SIGNS = {code: sign for sign, code in _CODES.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to say: the name of its field in a form, and the options, each with what it is called and whether it holds now."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


def choices(reading: Reading) -> tuple[Choice, ...]:
    """What can be said of the cells of a field that is read so now."""
    return (
        _choice("separator", SEPARATORS, reading.separator),
        _choice("dates", ORDERS, reading.dates),
        _choice("decimal", DECIMALS, reading.decimal),
    )


def reading_in(form: Mapping[str, str], before: Reading) -> Reading:
    """What a form says anew; None where it leaves things as they were."""
    return Reading(
        _said(form, "separator", before.separator),
        _said(form, "dates", before.dates),
        _said(form, "decimal", before.decimal),
    )


def _choice(name: str, known: tuple[str, ...], now: str | None) -> Choice:
    codes = ("", *(_CODES.get(one, one) for one in known))
    held = _CODES.get(now or "", now or "")
    options = tuple((code, phrase(f"onboard.reading.{name}.{code or 'none'}"), code == held) for code in codes)
    return Choice(name, phrase(f"onboard.reading.{name}"), options)


def _said(form: Mapping[str, str], name: str, before: str | None) -> str | None:
    code = form.get(name)
    sign = None if code is None else _SIGNS.get(code, code)
    return None if sign == (before or "") else sign
