"""Every word the pages show, by key and language: one module for each room, with the same keys in every language."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from babel.numbers import format_decimal

from thesaury.web.texts.phrases import Phrase, Phrases, speaking

_JOINTS = re.compile(r"[_.]+|(?<=[a-z])(?=[A-Z])")

_ROOMS: Sequence[ModuleType] = tuple(
    import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.name != "phrases"
)

ENGLISH: Phrases = {key: text for room in _ROOMS for key, text in room.ENGLISH.items()}
GERMAN: Phrases = {key: text for room in _ROOMS for key, text in room.GERMAN.items()}
TEXTS: Mapping[str, Phrases] = {"en": ENGLISH, "de": GERMAN}
"""By language, as a BCP 47 tag; the first is taken where nothing better is known."""


def phrase(key: str, /, **gaps: object) -> str:
    """The text of this key in the language spoken; numbers are grouped as that language does, `count` chooses the form.

    What is not there in that language is said in English. KeyError for an unknown key.
    """
    language = speaking.get()
    text = TEXTS[language].get(key) or ENGLISH[key]
    if isinstance(text, tuple):
        text = text[0 if gaps.get("count") == 1 else 1]
    return text.format(**{name: number(gap) if isinstance(gap, int) else gap for name, gap in gaps.items()})


def number(count: float) -> str:
    """The number as the language spoken writes it: 12,345 in English, 12.345 in German."""
    return _written(count, speaking.get())


@lru_cache(maxsize=4096)
def _hundredths(share: float, language: str) -> str:
    return format_decimal(share, format="0.00", locale=language)


def hundredths(share: float) -> str:
    """A share, or a likeness, with two decimals as the language spoken writes them: 0.73 in English, 0,73 in German."""
    return _hundredths(share, speaking.get())


@lru_cache(maxsize=4096)
def _written(count: float, language: str) -> str:
    """Pages of results write hundreds of small numbers; babel reads its patterns anew for each."""
    return format_decimal(count, locale=language)


def named(group: str, name: str) -> str:
    """The text `group.name` where there is one, else the name itself made readable: `usage_context` is Usage context,
    `LicenseEndDate` License end date."""
    if f"{group}.{name}" in ENGLISH:
        return phrase(f"{group}.{name}")
    spaced = _JOINTS.sub(" ", name).strip()
    spaced = " ".join(w if w.isupper() else w.lower() for w in spaced.split())
    return spaced[:1].upper() + spaced[1:]


__all__ = ["ENGLISH", "GERMAN", "TEXTS", "Phrase", "Phrases", "hundredths", "named", "number", "phrase", "speaking"]
