"""The spellings of localised text, read alike: lists with cultures, vocabulary elements, and objects by language."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from thesaury.connectors.texts import cleaned, language_tag

Spoken = list[tuple[str, str]]
"""Pairs of language (empty where none is said) and text, in the order of the source."""

_ENGLISH = "en"


class Element(NamedTuple):
    """One element of a vocabulary in one language; any part may be empty."""

    language: str
    key: str
    name: str
    url: str


def scalar(value: Any) -> str:
    """A text, number or truth value as text; anything else is none."""
    if isinstance(value, str):
        return value.strip() if value.isprintable() else cleaned(value)  # printable texts hold nothing to clean
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else ""


def spoken(value: Any) -> Spoken:
    """Every text with its language, whichever spelling; without doubles and empty texts."""
    return list(dict.fromkeys((tag, text) for tag, text in _spoken(value) if text))


def elements(value: Any) -> list[Element]:
    """Every element of a vocabulary list, one for each language it stands in; what is none is left out."""
    found: list[Element] = []
    for entry in value if isinstance(value, list) else [value]:
        if not isinstance(entry, Mapping):
            continue
        inner = entry.get("metadata_element")
        if isinstance(inner, Mapping):
            tag = tagged(entry.get("culture"))
            found.append(Element(tag, *(scalar(inner.get(part)) for part in ("key", "name", "url"))))
    return [element for element in dict.fromkeys(found) if element.key or element.name or element.url]


def names(value: Any, cultures: Sequence[str]) -> tuple[str, ...]:
    """What people call the elements of a list, in the languages wanted; keys or addresses where they have no name."""
    if not value:
        return ()
    pairs = [(element.language, element.name or element.key or element.url) for element in elements(value)]
    return tuple(dict.fromkeys(text for _, text in wanted(pairs or spoken(value), cultures)))


def wanted(pairs: Spoken, cultures: Sequence[str]) -> Spoken:
    """The texts in these cultures (all without any), and the default where one of them is missing; else English, else the first."""
    if not cultures or not pairs:
        return pairs
    primary = {culture.partition("-")[0] for culture in cultures}
    said = {language.partition("-")[0] for language, _ in pairs}
    spare = {""} if primary - said else set()  # a default stands in for the cultures that say nothing
    if found := [pair for pair in pairs if pair[0].partition("-")[0] in primary | spare]:
        return found
    languages = [language for language, _ in pairs]
    fallback = next((language for language in languages if language.partition("-")[0] == _ENGLISH), languages[0])
    return [pair for pair in pairs if pair[0] == fallback]


def first(pairs: Spoken, cultures: Sequence[str]) -> str:
    """One text: in the first of the cultures that has one, else English, else any; empty without texts."""
    for culture in (*cultures, _ENGLISH):
        for language, text in pairs:
            if language.partition("-")[0] == culture.partition("-")[0]:
                return text
    return pairs[0][1] if pairs else ""


@lru_cache(maxsize=1024)
def _tag(culture: str) -> str:
    return language_tag(culture)


def tagged(culture: Any) -> str:
    """The BCP 47 tag of a culture, empty where there is none."""
    return _tag(culture) if isinstance(culture, str) else ""


def _spoken(value: Any) -> Iterable[tuple[str, str]]:
    if isinstance(value, list):
        for entry in value:
            if isinstance(entry, Mapping) and "culture" in entry:
                yield tagged(entry["culture"]), scalar(entry.get("value"))
            elif isinstance(entry, Mapping):
                yield from _by_language(entry)
            else:
                yield "", scalar(entry)
    elif isinstance(value, Mapping):
        yield from _by_language(value)
    else:
        yield "", scalar(value)


def _by_language(value: Mapping[Any, Any]) -> Iterable[tuple[str, str]]:
    """`{"x-default": ..., "en": ...}`; a default that repeats the text of a language is left out."""
    said = [(str(key), text) for key, texts in value.items() for text in _texts(texts)]
    named = {text for key, text in said if tagged(key)}
    for key, text in said:
        if tagged(key) or (key == "x-default" and text not in named):
            yield tagged(key), text


def _texts(value: Any) -> list[str]:
    return [scalar(text) for text in (value if isinstance(value, list) else [value])]
