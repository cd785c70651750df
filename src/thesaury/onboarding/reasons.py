"""Why something is proposed: facts, and the sentences in which a person reads them (`wording.toml`, English and German)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from thesaury.onboarding.roles import FieldRole

LANGUAGES = ("en", "de")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language, as a reason names it."""

    tag: str


@dataclass(frozen=True, slots=True)
class Share:
    """A share of 0 to 1, as a reason names it."""

    part: float


Name = str | FieldRole | Spoken | Share
"""What a sentence names: a text as it stands, or something that has its own words in each language."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason by its code, with what its sentence names."""

    code: str
    names: tuple[Name, ...] = ()


def sentence(reason: Reason, language: str = "en") -> str:
    """The reason as a sentence, in English where the language is none of `LANGUAGES`. Roles, languages and shares are put into words."""
    return wording("reasons", reason.code, language).format(*(_named(name, language) for name in reason.names))


def role_name(role: FieldRole, language: str = "en") -> str:
    """What a role is called before a person: "Valid until", "Gültig bis"."""
    return wording("roles", role.value, language)


def quoted(text: str, language: str = "en") -> str:
    """A text as a sentence in this language names it."""
    return f"„{text}“" if language == "de" else f"“{text}”"


def language_name(tag: str, language: str = "en") -> str:
    """What a language is called before a person; its tag where nobody knows."""
    return wording("languages", tag, language) if tag in _table()["languages"] else tag


def wordings(part: str, language: str) -> Mapping[str, str]:
    """All entries of one part of the table, by name."""
    return {name: wording(part, name, language) for name in _table()[part]}


def wording(part: str, name: str, language: str) -> str:
    """One entry of the table, in English where it has none in the language."""
    said = _table()[part][name]
    return str(said.get(language, said["en"]))


def _named(name: Name, language: str) -> str:
    """A name as it is, and a role, a language or a share in words."""
    match name:
        case FieldRole():
            return role_name(name, language)
        case Spoken(tag):
            return language_name(tag, language)
        case Share(part):
            return _share(part, language)
    return name


def _share(part: float, language: str) -> str:
    """Never all of what is not all, nor nothing of what is some."""
    if part >= 1:
        return wording("shares", "all", language)
    return wording("shares", "some", language).format(min(max(round(100 * part), 1), 99) if part else 0)


@cache
def _table() -> Mapping[str, Any]:
    """The table beside this code."""
    return tomllib.loads((files("thesaury.onboarding") / "wording.toml").read_text(encoding="utf-8"))
