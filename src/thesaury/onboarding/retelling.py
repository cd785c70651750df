"""Reasons that were kept as sentences in one language, told in another: proposals outlive whoever they were made for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from thesaury.onboarding.reasons import LANGUAGES, wording, wordings

_PARTS = ("reasons", "matches")
_GAP = re.compile(r"\\{(\d)\\}")
_ROLES = frozenset({("taken", 1), ("own_field", 0), ("own_name", 1)})
"""The gaps in which a role stands; whatever else stands in a gap as data stays word for word."""
_SPOKEN = frozenset({("speaks", 0), ("written", 0)})
"""Those in which a language does."""
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Pattern:
    part: str
    code: str
    language: str
    sign: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Told:
    pattern: _Pattern
    names: tuple[str, ...]


def retold(text: str, language: str) -> str:
    """The sentences of this text in this language; as they are where it is none of `LANGUAGES`, or they are not all of the table."""
    if not text or language not in LANGUAGES:
        return text
    told = _read(text, _MOST)
    return text if told is None else " ".join(_again(one, language) for one in told)


def _read(text: str, most: int) -> list[_Told] | None:
    """The sentences that this text consists of, None where it does not."""
    if not text:
        return []
    for one, end in _first(text) if most else ():
        rest = _read(text[end:].lstrip(), most - 1)
        if rest is not None:
            return [one, *rest]
    return None


def _first(text: str) -> Iterator[tuple[_Told, int]]:
    for pattern in _patterns():
        if found := pattern.sign.match(text):
            yield _Told(pattern, tuple(found[f"n{at}"] for at in range(pattern.sign.groups))), found.end()


def _again(one: _Told, language: str) -> str:
    pattern = one.pattern
    names = (_name(pattern, at, name, language) for at, name in enumerate(one.names))
    return wording(pattern.part, pattern.code, language).format(*names)


def _name(pattern: _Pattern, at: int, name: str, language: str) -> str:
    place = pattern.code, at
    part = "roles" if place in _ROLES else "languages" if place in _SPOKEN else ""
    if part:
        code = next((code for code, said in wordings(part, pattern.language).items() if said == name), "")
        return wording(part, code, language) if code else name
    if name == wording("shares", "all", pattern.language):
        return wording("shares", "all", language)
    some = re.fullmatch(re.escape(wording("shares", "some", pattern.language)).replace(r"\{0\}", r"(\d+)"), name)
    return wording("shares", "some", language).format(some[1]) if some else name


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """What each sentence looks like, in each language; those with the most words of their own first."""
    found = [
        _Pattern(part, code, language, _sign(said))
        for part in _PARTS
        for language in LANGUAGES
        for code, said in wordings(part, language).items()
    ]
    return tuple(sorted(found, key=lambda one: -len(_GAP.sub("", one.sign.pattern))))


def _sign(said: str) -> re.Pattern[str]:
    """What stands in quotation marks has none itself; what does not ends with its sentence."""
    pattern, seen = re.escape(said), set[str]()

    def gap(found: re.Match[str]) -> str:
        if found[1] in seen:
            return f"(?P=n{found[1]})"
        seen.add(found[1])
        quoted = pattern[: found.start()].endswith(("“", "„"))
        return f"(?P<n{found[1]}>{'[^“”„]+' if quoted else '[^“”„.]+?'})"

    return re.compile(_GAP.sub(gap, pattern) + r"(?= |$)")
