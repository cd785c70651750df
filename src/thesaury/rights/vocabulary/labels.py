"""What regions, channels, purposes and uses are called: from tables in three languages, countries and areas in all of CLDR."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from thesaury.model.concept import Label

LANGUAGES = ("en", "de", "fr")
"""The languages of the tables beside this code."""

_HERE = "thesaury.rights.vocabulary"
_NOT_HERE = frozenset({"EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU"})
"""Names in CLDR that are no country of the table of regions, and the EU, which is a group with labels of ours beside CLDR's."""


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table beside this code that holds no rights, only what things are called (labels, uses)."""
    return tomllib.loads((files(_HERE) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def tabled(kind: str) -> Mapping[str, tuple[Label, ...]]:
    """The labels of one kind (scheme, channel, purpose, use, region, part) by name, sorted; `region` has the groups alone."""
    return {name: tuple(sorted(_labels(texts))) for name, texts in table("labels")[kind].items()}


@cache
def territories(language: str) -> Mapping[str, str]:
    """Countries and areas by code, as one language of CLDR calls them with what it inherits; empty where CLDR does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {str(code): str(name) for code, name in names.items()}


@cache
def every_territory() -> Mapping[str, tuple[Label, ...]]:
    """Countries and areas by code in every language of CLDR, sorted; what a variety inherits from its language is not said twice.

    It reads all of CLDR, which takes about a second.
    """
    from babel import localedata

    found: dict[str, set[Label]] = {}
    for locale in localedata.locale_identifiers():
        own = localedata.load(locale, merge_inherited=False).get("territories") or {}
        for code, name in own.items():
            if isinstance(name, str) and name.strip() and code not in _NOT_HERE:
                found.setdefault(code, set()).add(Label(" ".join(name.split()), _tag(locale)))
    return {code: _one_each(labels) for code, labels in found.items()}


def labels_of(kind: str, name: str, languages: Sequence[str] = LANGUAGES) -> tuple[Label, ...]:
    """What to call a name of this kind (channel, purpose, use, region) in these languages, as far as it is known; else nothing."""
    if kind != "region":
        return tabled(kind).get(name, ())
    known = tabled("region").get(name) or tabled("part").get(name)
    if known:
        return known
    asked = dict.fromkeys((*languages, *LANGUAGES))
    return tuple(Label(called, language) for language in asked if (called := territories(language).get(name)))


def _labels(texts: Mapping[str, str]) -> set[Label]:
    if "all" in texts:
        return {Label(texts["all"], language) for language in LANGUAGES}
    return {Label(text, language) for language, text in texts.items()}


def _tag(locale: str) -> str:
    """As BCP 47 writes it: `zh-Hant-HK`, `be-tarask`."""
    return "-".join(part.lower() if len(part) > 4 else part for part in locale.split("_"))


def _one_each(labels: set[Label]) -> tuple[Label, ...]:
    """Two locales may have one language tag as BCP 47 counts; the first by text stays."""
    kept: dict[str, Label] = {}
    for label in sorted(labels):
        kept.setdefault(label.language.lower(), label)
    return tuple(sorted(kept.values()))
