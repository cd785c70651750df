"""Tolerant reading of PoolParty's JSON: the same thing has other names and other shapes from version to version."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from thesaury.connectors.texts import cleaned, is_iri, language_tag
from thesaury.model.concept import Label

_TEXT_KEYS = ("label", "value", "text", "literalForm", "title", "prefLabel", "name")
_IRI_KEYS = ("uri", "iri", "id", "resource", "@id")
_JAVA_DATE = re.compile(r"\w{3} (\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\S+) (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def mapping_of(value: Any) -> Mapping[str, Any]:
    """The value when it is a JSON object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def listed(answer: Any, *keys: str) -> list[Any]:
    """The list an answer is, or holds under one of these keys; an object with none of them counts as the only item."""
    if isinstance(answer, list):
        return answer
    if isinstance(answer, Mapping):
        for key in keys:
            if key in answer:
                return listed(answer[key])
        return [answer] if answer else []
    return [] if answer is None or answer == "" else [answer]


def first(answer: Mapping[str, Any], *keys: str) -> Any:
    """The first of these that is there and not null."""
    return next((answer[key] for key in keys if answer.get(key) is not None), None)


def texts(value: Any, language: str) -> Iterator[Label]:
    """Every text of a value: a string, `{label, language}`, a map of languages, or a list of any of them.

    A text that does not say its language is in that of the call.
    """
    if isinstance(value, str):
        if text := cleaned(value):
            yield Label(text, language)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, language)
    elif isinstance(value, Mapping):
        yield from _structured(value, language)


def _structured(value: Mapping[str, Any], language: str) -> Iterator[Label]:
    own = next((value[key] for key in _TEXT_KEYS if isinstance(value.get(key), str)), None)
    if own is not None:
        named = first(value, "language", "lang", "@language", "locale")
        yield from texts(own, language_tag(named) if isinstance(named, str) else language)
        return
    for key, inner in value.items():
        if isinstance(key, str) and (tag := language_tag(key)):
            yield from texts([item for item in listed(inner) if isinstance(item, str)], tag)


def iris(value: Any) -> tuple[str, ...]:
    """Every IRI of a value: strings or objects that have one, sorted and once each."""
    return tuple(sorted({iri for item in listed(value) if (iri := iri_of(item))}))


def iri_of(value: Any) -> str:
    """The IRI that a string or an object names, or an empty string."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in _IRI_KEYS if isinstance(value.get(key), str)), "")
    if not isinstance(value, str):
        return ""
    text = cleaned(value).strip('"<>')
    return text if is_iri(text) else ""


def strings(value: Any) -> Iterator[str]:
    """Every string in a value, at any depth, keys left out."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping):
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def number(value: Any, default: float = 0.0) -> float:
    """The value as a number, or the default; neither infinite nor NaN."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return default
    try:
        read = float(value)
    except (ValueError, OverflowError):
        return default
    return read if abs(read) < 1e15 else default


def truth(value: Any) -> bool | None:
    """True or false, also as a word, or None."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None


def moment(text: Any) -> datetime | None:
    """A Java date text (`Tue Dec 29 10:33:03 CET 2015`), an ISO time or milliseconds, without zone; None where it is none."""
    if isinstance(text, int | float) and not isinstance(text, bool):
        try:
            return datetime.fromtimestamp(text / 1000, UTC).replace(tzinfo=None)
        except (ValueError, OverflowError, OSError):
            return None
    if not isinstance(text, str):
        return None
    if (found := _JAVA_DATE.fullmatch(text.strip())) and found[1].lower() in _MONTHS:
        month = _MONTHS.index(found[1].lower()) + 1
        try:
            return datetime(int(found[7]), month, int(found[2]), int(found[3]), int(found[4]), int(found[5]))
        except ValueError:
            return None
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
