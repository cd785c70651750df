"""The 15 vocabularies of licence metadata: known keys with readable labels, and on request keys nobody knows."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

UNKNOWN = "kelp_forest"
"""The stem of the keys that stand in no published list."""

_CULTURES = ("en", "de")
_NAMES_OF_PREFIX = ("channel", "industry", "language", "type", "size")
_GERMAN = {
    "any": "alle",
    "europe": "Europa",
    "africa": "Afrika",
    "asia": "Asien",
    "north america": "Nordamerika",
    "south america": "Südamerika",
    "australia": "Australien",
    "germany": "Deutschland",
    "austria": "Österreich",
    "switzerland": "Schweiz",
    "france": "Frankreich",
    "italy": "Italien",
    "spain": "Spanien",
    "japan": "Japan",
    "united kingdom": "Vereinigtes Königreich",
    "united states": "Vereinigte Staaten",
    "web": "Web",
    "print": "Druck",
    "email": "E-Mail",
    "app": "App",
    "tv": "Fernsehen",
    "digital": "digital",
    "festival": "Festival",
    "social media": "soziale Medien",
    "advertising": "Werbung",
    "internal use": "interne Nutzung",
    "english": "Englisch",
    "german": "Deutsch",
    "french": "Französisch",
    "spanish": "Spanisch",
    "image": "Bild",
    "video": "Video",
    "audio": "Ton",
    "document": "Dokument",
    "template": "Vorlage",
    "creative": "kreativ",
    "editorial": "redaktionell",
    "royalty free": "lizenzfrei",
    "rights managed": "lizenzpflichtig",
    "released": "freigegeben",
    "not released": "nicht freigegeben",
    "no release required": "keine Freigabe nötig",
    "small": "klein",
    "medium": "mittel",
    "large": "groß",
    "full": "ganz",
    "half": "halb",
    "quarter": "viertel",
}


@cache
def known_keys() -> dict[str, list[str]]:
    """The published keys of every vocabulary."""
    text = (files("thesaury.sandbox.smintio") / "keys.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["vocabularies"])


@cache
def generic_metadata(with_unknown: bool) -> bytes:
    """All vocabularies as the platform answers them; with one unknown key in each when that is asked for."""
    further = [UNKNOWN] if with_unknown else []
    lists = {name: _elements([*keys, *further]) for name, keys in known_keys().items()}
    return json.dumps(lists, ensure_ascii=False).encode()


def label(key: str, culture: str) -> str:
    """A readable label of a key."""
    words = key.removesuffix("_any").replace("_", " ")
    first, _, rest = words.partition(" ")
    name = rest if first in _NAMES_OF_PREFIX and rest else words
    whole = f"{_said(name, culture)} ({_said('any', culture)})" if key.endswith("_any") else _said(name, culture)
    return whole[:1].upper() + whole[1:]


def _said(words: str, culture: str) -> str:
    if culture != "de":
        return words
    if words in _GERMAN:
        return _GERMAN[words]
    start = next((stem for stem in sorted(_GERMAN, key=len, reverse=True) if words.startswith(f"{stem} ")), "")
    rest = words.removeprefix(start).strip()
    return f"{_GERMAN[start]}: {_GERMAN.get(rest, rest)}" if start else words


def _elements(keys: list[str]) -> list[dict[str, Any]]:
    cultures = [(key, culture) for key in keys for culture in (_CULTURES if key != UNKNOWN else _CULTURES[:1])]
    return [
        {"culture": culture, "metadata_element": {"key": key, "name": label(key, culture)}} for key, culture in cultures
    ]
