"""Briefs as JSON values and back: what is read equals what was told, and what is no brief is refused with the place that is wrong."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from thesaury.model.brief import Brief, BriefConcept, Format, Quote, Said, Section, Source, Wanting
from thesaury.model.errors import BadInput

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

MOST_TEXT = 200_000
"""Characters the text of a brief may have: 80 pages."""

MOST = 500
"""So many concepts, regions, sections and so on a brief may have of each: far more than anybody reads."""

_BESIDE = ("label", "sentence")
"""What answers add for people, and nothing is read from."""

_LISTS = ("regions", "channels", "formats", "audience")
_DAYS = ("first_day", "last_day")
_TEXTS = ("text", "title", "language", "campaign")
FIELDS = (*_TEXTS, "concepts", *_LISTS, *_DAYS, "sections", "notes")
"""What a brief has."""


def brief_shape(brief: Brief) -> dict[str, Any]:
    """The brief as plain data of a stable shape."""
    return {
        "title": brief.title,
        "language": brief.language,
        "campaign": brief.campaign,
        "text": brief.text,
        "concepts": [
            {
                "concept": one.concept,
                "wanting": one.wanting.value,
                "weight": one.weight,
                "quotes": _quotes(one.quotes),
                "source": one.source.value,
            }
            for one in brief.concepts
        ],
        **{name: [_said(one) for one in getattr(brief, name)] for name in _LISTS},
        **{name: _said(one) if (one := getattr(brief, name)) else None for name in _DAYS},
        "sections": [
            {
                "title": one.title,
                "start": one.start,
                "end": one.end,
                "concepts": list(one.concepts),
                "formats": [each.value for each in one.formats],
            }
            for one in brief.sections
        ],
        "notes": [{"code": code, "about": about} for code, about in brief.notes],
    }


def brief_from(shape: Any) -> Brief:
    """The brief that plain data tell; what is left out is not said. Fields beginning with an underscore, `label`
    and `sentence` are looked past, so that what was answered can be sent back.

    Raises BadInput, naming the place, for a field nobody knows, a value of another kind, a name that is none, and words that do not
    stand where they are said to.
    """
    told = _object(shape, "brief", FIELDS)
    text = _text(told.get("text", ""), "text", MOST_TEXT)
    plain = {name: _text(told.get(name, ""), name) for name in _TEXTS if name != "text"}
    lists = {name: _list(told, name, lambda value, at: _said_of(value, at, text)) for name in _LISTS}
    days = {name: _day(told[name], name, text) for name in _DAYS if told.get(name) is not None}
    brief = Brief(
        text,
        plain["title"],
        plain["language"],
        _list(told, "concepts", lambda value, at: _concept(value, at, text)),
        lists["regions"],
        lists["channels"],
        days.get("first_day"),
        days.get("last_day"),
        lists["formats"],
        lists["audience"],
        _list(told, "sections", lambda value, at: _section(value, at, text)),
        plain["campaign"],
        _list(told, "notes", _note),
    )
    for at, one in enumerate(brief.formats):
        _among(Format, one.value, f"formats[{at}]")
    if brief.first_day and brief.last_day and brief.first_day.value > brief.last_day.value:
        raise BadInput(f"last_day: the period ends on {brief.last_day.value}, before it begins. Swap the two days.")
    return brief


def _quotes(quotes: tuple[Quote, ...]) -> list[dict[str, Any]]:
    return [{"start": one.start, "end": one.end, "text": one.text} for one in quotes]


def _said(said: Said) -> dict[str, Any]:
    return {"value": said.value, "quotes": _quotes(said.quotes), "source": said.source.value}


def _concept(value: Any, at: str, text: str) -> BriefConcept:
    told = _object(value, at, ("concept", "wanting", "weight", "quotes", "source"))
    weight = told.get("weight", 1.0)
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1:
        raise BadInput(f"{at}.weight: this has to be a number from 0 to 1.")
    return BriefConcept(
        _some(told.get("concept"), f"{at}.concept"),
        _among(Wanting, told.get("wanting", Wanting.WISHED), f"{at}.wanting"),
        float(weight),
        _quoted(told, at, text),
        _source(told, at),
    )


def _said_of(value: Any, at: str, text: str) -> Said:
    if isinstance(value, str):
        return Said(_some(value, at), (), Source.PERSON)
    told = _object(value, at, ("value", "quotes", "source"))
    return Said(_some(told.get("value"), f"{at}.value"), _quoted(told, at, text), _source(told, at))


def _day(value: Any, at: str, text: str) -> Said:
    said = _said_of(value, at, text)
    try:
        written = date.fromisoformat(said.value).isoformat()
    except ValueError:
        written = ""
    if written != said.value:
        raise BadInput(f"{at}: {said.value!r} is no day. Write it as 2026-12-31.")
    return said


def _section(value: Any, at: str, text: str) -> Section:
    told = _object(value, at, ("title", "start", "end", "concepts", "formats"))
    start, end = _stretch(told, at, text)
    return Section(
        _text(told.get("title", ""), f"{at}.title"),
        start,
        end,
        _list(told, "concepts", _some, at),
        _list(told, "formats", lambda one, where: _among(Format, one, where), at),
    )


def _note(value: Any, at: str) -> tuple[str, str]:
    told = _object(value, at, ("code", "about"))
    return _some(told.get("code"), f"{at}.code"), _text(told.get("about", ""), f"{at}.about")


def _quoted(told: Mapping[str, Any], at: str, text: str) -> tuple[Quote, ...]:
    def quote(value: Any, where: str) -> Quote:
        inner = _object(value, where, ("start", "end", "text"))
        start, end = _stretch(inner, where, text)
        if inner.get("text", text[start:end]) != text[start:end]:
            raise BadInput(
                f"{where}: these words do not stand there in the text. Send the text the brief was read from."
            )
        return Quote(start, end, text[start:end])

    return _list(told, "quotes", quote, at)


def _source(told: Mapping[str, Any], at: str) -> Source:
    return _among(Source, told.get("source", Source.PERSON), f"{at}.source")


def _stretch(told: Mapping[str, Any], at: str, text: str) -> tuple[int, int]:
    start, end = told.get("start", 0), told.get("end", 0)
    if any(isinstance(one, bool) or not isinstance(one, int) for one in (start, end)) or not 0 <= start <= end <= len(
        text
    ):
        raise BadInput(f"{at}: start and end have to be places in the text, which has {len(text):,} characters.")
    return start, end


def _object(value: Any, at: str, known: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadInput(f"{at}: this has to be an object with {', '.join(known)}.")
    told = {name: inner for name, inner in value.items() if not str(name).startswith("_") and name not in _BESIDE}
    if strange := [name for name in told if name not in known]:
        raise BadInput(f"{at}: there is no field {strange[0]!r} here. There are: {', '.join(known)}.")
    return told


def _list(told: Mapping[str, Any], name: str, read: Callable[[Any, str], T], within: str = "") -> tuple[T, ...]:
    at, value = (f"{within}.{name}" if within else name), told.get(name, [])
    if not isinstance(value, list | tuple):
        raise BadInput(f"{at}: this has to be a list.")
    if len(value) > MOST:
        raise BadInput(f"{at}: a brief has {MOST} of these at most.")
    return tuple(_each(value, read, at))


def _each(values: Any, read: Callable[[Any, str], T], at: str) -> Iterator[T]:
    return (read(value, f"{at}[{place}]") for place, value in enumerate(values))


def _some(value: Any, at: str) -> str:
    if not _text(value, at).strip():
        raise BadInput(f"{at}: this has to be a text that is not empty.")
    return str(value)


def _text(value: Any, at: str, most: int = 2_000) -> str:
    if not isinstance(value, str):
        raise BadInput(f"{at}: this has to be a text.")
    if len(value) > most:
        raise BadInput(f"{at}: this has {len(value):,} characters; {most:,} are allowed. Shorten it.")
    return value


def _among(kind: type[E], value: Any, at: str) -> E:
    try:
        return kind(value)
    except ValueError:
        raise BadInput(f"{at}: there is no {value!r}. There are: {', '.join(kind)}.") from None
