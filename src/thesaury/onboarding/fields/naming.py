"""What the name of a field says of it: its role and its language, by the table of names in five languages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from thesaury.model.remembering import remembered
from thesaury.onboarding.fields.name_table import (
    SPOKEN,
    Entry,
    NameTable,
    core_of,
    cues,
    forms,
    language_names,
    name_table,
    words_of,
)
from thesaury.onboarding.roles import FieldRole
from thesaury.ports.table import title_of
from thesaury.vocabulary.languages import canonical
from thesaury.vocabulary.words.stems import stems

_WHOLE, _BESIDE, _STEMMED, _MISSPELT = 0.95, 0.9, 0.88, 0.75
"""How surely a role is meant by its very name; by it beside words that say nothing; inflected; misspelt."""
_WITHIN, _SHARE = 0.45, 0.4
"""How surely by a name within a longer one: at least so, and more the larger its share of the words."""
_HEAD = 0.02
"""What is added for the name that stands where the languages say what the thing is."""
_ENDINGS = frozenset(["", "s", "es", "e", "n", "en", "er", "i", "a", "o", "as", "os", "x"])
_HEAD_FIRST = ("fr", "es", "it")
_NESTED = 0.93
"""What is left of a name that is only the last part of a nested one: `xmpRights:Owner` is more than an owner."""
_OF_A_FORM, _OF_AN_ID = 0.6, 0.5
_IDS = ("uuid", "guid")
_END, _START = 0.62, 0.5
"""How surely by the last and the first part of a compound written in one: `Motivbeschreibung`, `Kampagnenkürzel`."""
_SHORTEST_PART = 5
_BEGINNING = 4

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


def cue_of(role: FieldRole, name: str, label: str = "") -> str:
    """The word of a name, or of its label, that means the role where the values bear it out; an empty string where there is none."""
    wanted = cues().get(role, ())
    return next((word for word in words_of(f"{label} {name}") for cue in wanted if _cued(word, cue)), "")


def _cued(word: str, cue: str) -> bool:
    return word == cue or (len(cue) >= _BEGINNING and word.startswith(cue))


def language_in(name: str) -> str:
    """The language that a name of a field says the field is in, or an empty string."""
    return next((language for _, language in _readings(name) if language), "")


def plain_name(name: str) -> str:
    """A name in small letters, its words apart by `_`: what a property is called that has no role."""
    return "_".join(words_of(_PREFIX.sub("", name))) or "field"


def plain_names(names: Iterable[str]) -> dict[str, str]:
    """The plain name of each field of one table. Those whose names differ in signs or capitals alone stay apart, by a number."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = plain_name(name)
        found[name] = next(one for one in _numbered(plain) if one not in taken)
        taken.add(found[name])
    return found


def _numbered(plain: str) -> Iterator[str]:
    yield plain
    yield from (f"{plain}_{number}" for number in count(2))


def _of(text: str) -> Iterator[Naming]:
    for reading, language in _readings(text):
        for weight, words in _nested(reading):
            for role, sureness, known in _matches(words):
                yield Naming(role, sureness * weight, known, language)


def _readings(text: str) -> list[tuple[str, str]]:
    """The name as it is, and without the language that it says at its end or its beginning."""
    bare = _PREFIX.sub("", title_of(text))
    found = [(bare, "")]
    if (match := _SUFFIX.fullmatch(bare)) and (tag := _known(match[2] or match[3])):
        found.insert(0, (match[1], tag))
    words = words_of(bare)
    for said, rest in ((words[-1:], words[:-1]), (words[:1], words[1:])):
        if said and rest and (tag := language_names().get(said[0], "")):
            found.append((" ".join(rest), tag))
    return found


def _nested(text: str) -> list[tuple[float, tuple[str, ...]]]:
    """The words of a name, and of its last part where it is nested, as in `photoshop:City`, with what each is worth."""
    parts = [part for part in _NESTING.split(text) if words_of(part)]
    found = [(1.0, words_of(text))]
    return [*found, (_NESTED, words_of(parts[-1]))] if len(parts) > 1 else found


@remembered(4096)
def _known(code: str) -> str:
    """The language of a code that the table knows: others are countries, sizes and units."""
    tag = canonical(code.replace("_", "-"))
    return tag if tag.split("-")[0] in set(language_names().values()) else ""


def _matches(words: tuple[str, ...]) -> Iterator[tuple[FieldRole, float, str]]:
    table = name_table()
    if not words:
        return
    for entry in (*table.whole.get(words, ()), *table.whole.get(("".join(words),), ())):
        yield entry.role, _WHOLE - entry.rank, entry.name
    if (core := core_of(words)) and (core != words or core in table.cores):
        for entry in (*table.whole.get(core, ()), *table.cores.get(core, ())):
            yield entry.role, _BESIDE - entry.rank, entry.name
    for entry in _inflected(words, table):
        yield entry.role, _STEMMED - entry.rank, entry.name
    yield from _within(core or words, table)
    if len(words) == 1:
        yield from _compound(words[0], table)


def _within(words: tuple[str, ...], table: NameTable) -> Iterator[tuple[FieldRole, float, str]]:
    """Names within a longer one. What the field is stands last in English and German and first in the others; an id of something is
    not that thing."""
    of_a_thing = _OF_AN_ID if words[-1] in _IDS else 1.0
    for size in range(1, len(words)):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            sureness = _WITHIN + _SHARE * size / len(words)
            weight = _OF_A_FORM if size == 1 and part[0] in forms() else of_a_thing
            alike = ((_STEMMED / _WHOLE, entry) for entry in _inflected(part, table))
            for left, entry in (*((1.0, entry) for entry in table.named(part)), *alike):
                head = start == 0 if entry.language in _HEAD_FIRST else start + size == len(words)
                yield entry.role, (sureness + (_HEAD if head else 0.0)) * weight * left - entry.rank, entry.name


def _compound(word: str, table: NameTable) -> Iterator[tuple[FieldRole, float, str]]:
    for cut in range(_SHORTEST_PART - 1, len(word) - 2):
        for part in (word[:cut], f"{word[:cut]}e"):
            if len(part) >= _SHORTEST_PART:
                yield from ((entry.role, _START - entry.rank, entry.name) for entry in table.whole.get((part,), ()))
    for cut in range(3, len(word) - _SHORTEST_PART + 1):
        end = word[cut:]
        sureness = _END * (_OF_A_FORM if end in forms() else 1.0)
        yield from ((entry.role, sureness - entry.rank, entry.name) for entry in table.whole.get((end,), ()))
    for near, _ in table.near.near([word])[0] if (word,) not in table.whole else ():
        yield from ((entry.role, _MISSPELT - entry.rank, entry.name) for entry in table.whole[(near,)])


def _inflected(words: Sequence[str], table: NameTable) -> Iterator[Entry]:
    """The names that are these words in another number or gender; a stem alone would also take a licence for its licensee."""
    text = " ".join(words)
    for language in SPOKEN:
        for entry in table.stems.get((language, tuple(stems(text, language))), ()):
            if all(map(_of_one_word, words, words_of(entry.name))):
                yield entry


def _of_one_word(one: str, other: str) -> bool:
    """Whether two words of one stem differ in an ending of number or gender alone."""
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[common:] in _ENDINGS and other[common:] in _ENDINGS
