"""Advice in words: a sentence, and the formula with its numbers put in."""

from thesaury.analytics.advice import Advice, Advises, Silence
from thesaury.model.question import ColumnKind
from thesaury.pipeline.reporting.words import Wording

_UNITS = {"uses": "uses", "assets": "assets", "usable": "usable", "approved": "assets", "demand": "demand"}
_MORE = {"again": "uses", "days": "days"}


def sentence(one: Advice, words: Wording) -> str:
    """What is advised, and why."""
    form = "open" if _has(one, "ends") and one.figure("ends") is None else ""
    if one.advises is Advises.RENEW_FOR_CAMPAIGN and _has(one, "ended"):
        form = "ended"
    key = f"{one.advises}.{form}" if form and words.knows(f"{one.advises}.{form}") else one.advises.value
    return words(key, label=one.label, **_gaps(one, words))


def formula(one: Advice, words: Wording) -> str:
    """The arithmetic behind it, with the numbers put in."""
    form = ""
    if _has(one, "unmet") and not one.figure("usable"):
        form = ".nothing"
    return words(f"{one.advises}.formula{form}", **_gaps(one, words))


def silence(one: Silence, words: Wording) -> str:
    """Why nothing of this kind is advised."""
    return words(f"silence.{one.advises}.{one.of}", have=words.number(one.have), need=words.number(one.need))


def _gaps(one: Advice, words: Wording) -> dict[str, str]:
    """Every figure as it is written; counts with what they count, and as a number alone under `<name>_n`."""
    found = {}
    for figure in one.figures:
        shown = words.cell(figure.value, figure.kind)
        unit = (_UNITS | _MORE).get(figure.name)
        found[f"{figure.name}_n"] = shown
        if unit and figure.kind is ColumnKind.COUNT and isinstance(figure.value, int):
            shown = words.unit(unit, figure.value)
            if figure.name == "uses":
                found["times"] = words.unit("times", figure.value)
        found[figure.name] = shown
    return found


def _has(one: Advice, name: str) -> bool:
    return any(figure.name == name for figure in one.figures)
