"""What the name of a field says of it: its role and its language, by the table of names in five languages."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from thesaury.onboarding.roles import FieldRole
from thesaury.vocabulary.languages import canonical
from thesaury.vocabulary.words.folding import folded
from thesaury.vocabulary.words.neighbourhood import Neighbourhood
from thesaury.vocabulary.words.stems import stems

_WHOLE, _BESIDE, _STEMMED, _MISSPELT = 0.95, 0.9, 0.88, 0.75
"""How surely a role is meant by its very name; by it beside words that say nothing; inflected; misspelt."""
_PER_RANK, _MOST_RANKS = 0.004, 15
"""A name further back in its list is more often used for something else."""
_WITHIN, _SHARE = 0.45, 0.4
"""How surely by a name within a longer one: at least so, and more the larger its share of the words."""
_LAST = 0.02
_OF_A_FORM, _OF_AN_ID = 0.6, 0.5
_IDS = ("uuid", "guid")
_END, _START = 0.62, 0.5
"""How surely by the last and the first part of a compound written in one: `Motivbeschreibung`, `Kampagnenkürzel`."""
_SHORTEST_PART = 5

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")
_PREFIX = re.compile(r"^(?:property|metaproperty|custom|cf|meta|field|attr)[_:.\s-]+", re.I)
_SUFFIX = re.compile(
    r"(.+?)\s*(?:[\[(]\s*([A-Za-z]{2}(?:[-_][A-Za-z]{2})?)\s*[\])]|[\s_.:@/-]+([a-z]{2}|[a-z]{2}[-_][A-Z]{2}|[A-Z]{2}))"
)
_NESTING = re.compile(r"[.:/>]")


@dataclass(frozen=True, slots=True)
class Naming:
    """A role that a name speaks for: how surely, by which known name, and in which language the field is if the name says so."""

    role: FieldRole
    sureness: float
    known: str
    language: str = ""


def namings(name: str, label: str = "") -> tuple[Naming, ...]:
    """Every role that the name of a field, or its label, may mean, the surest first; each role once."""
    best: dict[FieldRole, Naming] = {}
    for text in dict.fromkeys(filter(None, (label, name))):
        for found in _of(text):
            if found.role not in best or found.sureness > best[found.role].sureness:
                best[found.role] = found
    return tuple(sorted(best.values(), key=lambda one: -one.sureness))


def language_in(name: str) -> str:
    """The language that a name of a field says the field is in, or an empty string."""
    return next((language for _, language in _readings(name) if language), "")


def plain_name(name: str) -> str:
    """A name in small letters, its words apart by `_`: what a property is called that has no role."""
    return "_".join(_words(_PREFIX.sub("", name))) or "field"


def _of(text: str) -> Iterator[Naming]:
    for reading, language in _readings(text):
        for words in _nested(reading):
            for role, sureness, known in _matches(tuple(words)):
                yield Naming(role, sureness, known, language)


def _readings(text: str) -> list[tuple[str, str]]:
    """The name as it is, and without the language that it says at its end or its beginning."""
    bare = _PREFIX.sub("", text)
    found = [(bare, "")]
    if (match := _SUFFIX.fullmatch(bare)) and (tag := _known(match[2] or match[3])):
        found.insert(0, (match[1], tag))
    words = _words(bare)
    for said, rest in ((words[-1:], words[:-1]), (words[:1], words[1:])):
        if said and rest and (tag := _languages().get(said[0], "")):
            found.append((" ".join(rest), tag))
    return found


def _nested(text: str) -> list[list[str]]:
    """The words of a name, and of its last part where it is nested, as in `photoshop:City`."""
    parts = [part for part in _NESTING.split(text) if _words(part)]
    found = [_words(text)]
    return [*found, _words(parts[-1])] if len(parts) > 1 else found


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(_CAMEL.sub(" ", text.replace("n°", "n° ").replace("N°", "N° ")))[:200])


@cache
def _known(code: str) -> str:
    """The language of a code that the table knows: others are countries, sizes and units."""
    tag = canonical(code.replace("_", "-"))
    return tag if tag.split("-")[0] in _table()["languages"] else ""


def _matches(words: tuple[str, ...]) -> Iterator[tuple[FieldRole, float, str]]:
    table = _names()
    if not words:
        return
    for entry in table.whole.get(words, ()):
        yield entry.role, _WHOLE - entry.rank, entry.name
    if (core := _core(words)) and (core != words or core in table.cores):
        for entry in (*table.whole.get(core, ()), *table.cores.get(core, ())):
            yield entry.role, _BESIDE - entry.rank, entry.name
    for stemmed in _stemmed(words):
        for entry in table.stems.get(stemmed, ()):
            yield entry.role, _STEMMED - entry.rank, entry.name
    yield from _within(core or words, table)
    if len(words) == 1:
        yield from _compound(words[0], table)


def _within(words: tuple[str, ...], table: "_Names") -> Iterator[tuple[FieldRole, float, str]]:
    """Names within a longer one. What stands last is most often what the field is; an id of something is not that thing."""
    left = _OF_AN_ID if words[-1] in _IDS else 1.0
    for size in range(1, len(words)):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            sureness = _WITHIN + _SHARE * size / len(words) + (_LAST if start + size == len(words) else 0.0)
            sureness *= _OF_A_FORM if size == 1 and part[0] in _forms() else left
            for entry in table.whole.get(part, ()):
                yield entry.role, sureness - entry.rank, entry.name


def _compound(word: str, table: "_Names") -> Iterator[tuple[FieldRole, float, str]]:
    for cut in range(_SHORTEST_PART, len(word) - 2):
        for entry in table.whole.get((word[:cut],), ()):
            yield entry.role, _START - entry.rank, entry.name
    for cut in range(3, len(word) - _SHORTEST_PART + 1):
        for entry in table.whole.get((word[cut:],), ()):
            yield entry.role, _END - entry.rank, entry.name
    for near, _ in table.near.near([word])[0]:
        for entry in table.whole[(near,)]:
            yield entry.role, _MISSPELT - entry.rank, entry.name


def _stemmed(words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    text = " ".join(words)
    return ((language, tuple(stems(text, language))) for language in ("en", "de", "fr", "es", "it"))


@dataclass(frozen=True, slots=True)
class _Entry:
    role: FieldRole
    name: str
    rank: float


@dataclass(frozen=True, slots=True)
class _Names:
    """The table by the words of its names: whole, without the words that say nothing, stemmed, and single words to look for misspelt."""

    whole: dict[tuple[str, ...], list[_Entry]]
    cores: dict[tuple[str, ...], list[_Entry]]
    stems: dict[tuple[str, tuple[str, ...]], list[_Entry]]
    near: Neighbourhood

    def enter(self, entry: _Entry, language: str) -> None:
        words = tuple(_words(entry.name))
        self.whole.setdefault(words, []).append(entry)
        self.stems.setdefault((language, tuple(stems(" ".join(words), language))), []).append(entry)
        if (core := _core(words)) and core != words:
            self.cores.setdefault(core, []).append(entry)


@cache
def _names() -> _Names:
    table = _table()
    made = _Names({}, {}, {}, _near(table))
    for role in FieldRole:
        for language, names in table.get(role.value, {}).items():
            for rank, name in enumerate(names):
                made.enter(_Entry(role, name, _PER_RANK * min(rank, _MOST_RANKS)), language)
    return made


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those that say no more than that the field is of a picture."""
    return tuple(word for word in words if word not in _beside())


@cache
def _beside() -> frozenset[str]:
    return frozenset(word for text in _table()["beside"] for word in _words(text))


@cache
def _forms() -> frozenset[str]:
    return frozenset(word for text in _table()["forms"] for word in _words(text))


def _near(table: Mapping[str, Any]) -> Neighbourhood:
    names = (name for role in FieldRole for names in table.get(role.value, {}).values() for name in names)
    single = {words[0] for name in names if len(words := _words(name)) == 1}
    return Neighbourhood(sorted(single))


@cache
def _languages() -> Mapping[str, str]:
    return {word: tag for tag, names in _table()["languages"].items() for name in names for word in _words(name)}


@cache
def _table() -> Mapping[str, Any]:
    """The table beside this code."""
    return tomllib.loads((files("thesaury.onboarding.fields") / "names.toml").read_text(encoding="utf-8"))
