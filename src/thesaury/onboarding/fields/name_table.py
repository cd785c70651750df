"""The table of what people call fields, `names.toml`, by the words of its names."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from thesaury.onboarding.roles import FieldRole
from thesaury.vocabulary.words.folding import folded
from thesaury.vocabulary.words.neighbourhood import Neighbourhood
from thesaury.vocabulary.words.stems import stems

SPOKEN = ("en", "de", "fr", "es", "it")
"""The languages of the table, and those that the texts of fields are told apart in."""

_PER_RANK, _MOST_RANKS = 0.004, 15
"""A name further back in its list is more often used for something else."""
_MOST_WORDS = 12
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name without case and accents, `dateCreated` as `date created`; what is very long is cut."""
    apart = _CAMEL.sub(" ", text.replace("n°", "n° ").replace("N°", "N° "))
    return tuple(_WORD.findall(folded(apart)[:200])[:_MOST_WORDS])


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a role; the larger its `rank`, the more often it is used for something else."""

    role: FieldRole
    name: str
    rank: float
    language: str = ""


@dataclass(frozen=True, slots=True)
class NameTable:
    """The table by the words of its names: whole, without the words that say nothing, stemmed, and single words to look for misspelt."""

    whole: Mapping[tuple[str, ...], Sequence[Entry]]
    cores: Mapping[tuple[str, ...], Sequence[Entry]]
    stems: Mapping[tuple[str, tuple[str, ...]], Sequence[Entry]]
    near: Neighbourhood

    def named(self, words: tuple[str, ...]) -> Sequence[Entry]:
        """The names that are these words, or are them but for words that say nothing."""
        return [*self.whole.get(words, ()), *self.cores.get(words, ())]


@cache
def name_table() -> NameTable:
    """The whole table, read once."""
    whole: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    cores: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    stemmed: defaultdict[tuple[str, tuple[str, ...]], list[Entry]] = defaultdict(list)
    for entry in _entries():
        words = words_of(entry.name)
        whole[words].append(entry)
        stemmed[entry.language, tuple(stems(" ".join(words), entry.language))].append(entry)
        core = core_of(words)
        if core != words and any(len(word) > 2 and word not in forms() for word in core):
            cores[core].append(entry)
    single = {words[0] for words in whole if len(words) == 1}
    return NameTable(dict(whole), dict(cores), dict(stemmed), Neighbourhood(sorted(single)))


def _entries() -> Iterator[Entry]:
    for role in FieldRole:
        for language, names in _table().get(role.value, {}).items():
            for rank, name in enumerate(names):
                yield Entry(role, name, _PER_RANK * min(rank, _MOST_RANKS), language)


def core_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those that say no more than that the field is of a picture."""
    return tuple(word for word in words if word not in _beside())


@cache
def _beside() -> frozenset[str]:
    return frozenset(word for text in _table()["beside"] for word in words_of(text))


@cache
def forms() -> frozenset[str]:
    """Words that in a longer name say no more than in which form something is given."""
    return frozenset(word for text in _table()["forms"] for word in words_of(text))


@cache
def cues() -> Mapping[FieldRole, tuple[str, ...]]:
    """Words, and beginnings of words, that mean a role where the values bear it out; folded."""
    return {FieldRole(role): tuple(map(folded, words)) for role, words in _table()["cues"].items()}


@cache
def language_names() -> Mapping[str, str]:
    """The languages by what people call them, folded."""
    return {word: tag for tag, names in _table()["languages"].items() for name in names for word in words_of(name)}


@cache
def _table() -> Mapping[str, Any]:
    """The table beside this code."""
    return tomllib.loads((files("thesaury.onboarding.fields") / "names.toml").read_text(encoding="utf-8"))
