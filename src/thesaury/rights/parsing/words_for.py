"""The dictionary the other way round: the words that are read as exactly one name, for the concept schemes of the vocabulary."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from thesaury.rights.parsing.lexicon import table

_TABLES = {"channel": "channels", "purpose": "purposes", "region": "regions"}
_MORE = ("unclear", "except", "excludes", "kind", "reason")
"""What makes an entry say more or less than its name: not one of these may stand in it."""


def words_for(kind: str, name: str, language: str) -> tuple[str, ...]:
    """The phrases of one language (en, de, fr) that mean this channel, purpose or region and nothing else; none for other kinds."""
    return _phrases(kind).get((name, language), ()) if kind in _TABLES else ()


@cache
def _phrases(kind: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for entry in _exact(kind):
        for language in ("en", "de", "fr"):
            said = (phrase for phrase in entry.get(language, ()) if not _restricts(phrase))
            found.setdefault((entry["names"][0], language), []).extend(said)
    return {key: tuple(dict.fromkeys(phrases)) for key, phrases in found.items()}


def _exact(kind: str) -> Iterator[Mapping[str, Any]]:
    for entry in table(_TABLES[kind])["entry"]:
        names = entry.get("names", ())
        if len(names) == 1 and not any(entry.get(more) for more in _MORE) and entry.get("denied", names) == names:
            yield entry


def _restricts(phrase: str) -> bool:
    """Whether it says "only" as well, which a name does not."""
    return not {"only", "nur", "uniquement", "seulement", "strictement", "strictly"}.isdisjoint(phrase.lower().split())
