"""The vocabularies of content licensing as concept schemes; their hierarchy is the one their keys spell."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from thesaury.connectors.smintio.client import LicensedApi
from thesaury.connectors.smintio.localised import Element, elements
from thesaury.connectors.smintio.settings import LICENSED, Settings, settings_of
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.source import Outline, Tools
from thesaury.ports.vocabulary_source import VocabularyPull, VocabularySource

SCHEMES = (
    *("providers", "content_types", "binary_types", "content_categories", "license_types", "release_states"),
    *("license_exclusivities", "license_usages", "license_sizes", "license_placements", "license_distributions"),
    *("license_geographies", "license_industries", "license_languages", "license_usage_limits"),
)
"""The fifteen vocabularies, as the interface names them."""

RIGHTS = "rights."
"""What the names of vocabularies begin with that hold the terms of licences: no picture is tagged with them."""

_ANY = "any"
Keyed = dict[str, list[Element]]


def open_vocabulary(connection: Connection, tools: Tools) -> VocabularySource:
    """The vocabularies of a licensed connection. Raises Usage for a wrong setting or a portal connection."""
    settings = settings_of(connection)
    if settings.content != LICENSED:
        raise Usage(f"The vocabularies come with bought content; {connection.name} needs content=licensed for them.")
    return LicenceVocabularies(connection.name, settings, LicensedApi(connection, settings, tools))


@dataclass(frozen=True, slots=True)
class LicenceVocabularies:
    """Reads all fifteen lists at once: the interface has one call for them."""

    connection: str
    settings: Settings
    api: LicensedApi

    def outline(self) -> Outline:
        """How many keys there are in all, and the lists with their own names."""
        lists = self.api.vocabularies()
        counts = {name: len(_keyed(lists.get(name))) for name in _names(lists)}
        pairs = tuple((name, f"{name} ({count})") for name, count in counts.items())
        return Outline(sum(counts.values()), pairs, tuple(_notes(lists)))

    def pull(self, cursor: str, kept: Vocabulary | None) -> VocabularyPull:
        """All lists as they stand now. They are always read whole; the cursor only tells whether anything changed."""
        lists = self.api.vocabularies()
        mark = sha256(json.dumps([lists, self.settings.vocabulary_iri], sort_keys=True).encode()).hexdigest()
        if kept is not None and mark == cursor:
            return VocabularyPull(kept, cursor, 0, True)
        made = vocabulary(f"{RIGHTS}{self.connection}", self.settings.vocabulary_iri, lists)
        return VocabularyPull(made, mark, len(made.concepts), True, (), tuple(_notes(lists)))


def vocabulary(name: str, prefix: str, lists: Mapping[str, Any]) -> Vocabulary:
    """The lists as concept schemes; a key nobody knew before is a concept like any other."""
    schemes: list[ConceptScheme] = []
    concepts: dict[str, Concept] = {}
    for list_name in _names(lists):
        scheme = _iri(prefix, list_name)
        keyed = _keyed(lists.get(list_name))
        above = {key: broader(key, keyed) for key in keyed}
        for key, found in keyed.items():
            iri = _iri(prefix, list_name, key)
            parent = (_iri(prefix, list_name, above[key]),) if above[key] else ()
            concepts[iri] = _concept(iri, scheme, key, found, parent)
        tops = sorted(_iri(prefix, list_name, key) for key, parent in above.items() if not parent)
        schemes.append(ConceptScheme(scheme, (Label(list_name.replace("_", " "), "en"),), tuple(tops)))
    return Vocabulary(
        name, tuple(sorted(schemes, key=lambda s: s.iri)), tuple(concepts[iri] for iri in sorted(concepts))
    )


def shipped(name: str, prefix: str) -> Vocabulary:
    """The keys known when this was written, for work without a tenant; their labels are the keys in words."""
    lists = {
        list_name: [{"culture": "en", "metadata_element": {"key": key, "name": key.replace("_", " ")}} for key in keys]
        for list_name, keys in known_keys().items()
    }
    return vocabulary(name, prefix, lists)


def broader(key: str, keys: Iterable[str]) -> str:
    """The key right above this one: `any` covers its whole list, `P_any` every key that starts with `P_`; empty at the top."""
    there = keys if isinstance(keys, dict | set | frozenset) else set(keys)
    stem = key.removesuffix(f"_{_ANY}") if key != _ANY else ""
    while "_" in stem:
        stem = stem.rpartition("_")[0]
        if (candidate := f"{stem}_{_ANY}") in there:
            return candidate
    return _ANY if _ANY in there and key != _ANY else ""


@cache
def known_keys() -> Mapping[str, Sequence[str]]:
    """The keys of each list known when this was written; every list is open."""
    data: dict[str, list[str]] = json.loads((files(__package__ or "") / "known_keys.json").read_text("utf-8"))
    return data


def _keyed(value: Any) -> Keyed:
    """The elements of a list by key; one without a key is named by its address, for labels name nothing over languages."""
    found: Keyed = {}
    for element in elements(value):
        if key := element.key or element.url:
            found.setdefault(key, []).append(element)
    return found


def _concept(iri: str, scheme: str, key: str, found: Sequence[Element], parent: tuple[str, ...]) -> Concept:
    preferred: dict[str, Label] = {}
    others: set[Label] = set()
    for element in found:
        label = Label(element.name, element.language)
        if element.name and preferred.setdefault(element.language, label) != label:
            others.add(label)
    notes = {Label(element.url) for element in found if element.url}
    return Concept(
        iri,
        (scheme,),
        tuple(sorted(preferred.values())) or (Label(key.replace("_", " ")),),
        tuple(sorted(others)),
        notes=tuple(sorted(notes)),
        notations=(key,),
        broader=parent,
    )


def _names(lists: Mapping[str, Any]) -> list[str]:
    """The fifteen, then whatever else comes as a list of elements."""
    return [*SCHEMES, *(name for name in lists if name not in SCHEMES and elements(lists[name]))]


def _notes(lists: Mapping[str, Any]) -> Iterable[str]:
    for name in _names(lists):
        keys = _keyed(lists.get(name))
        if new := [key for key in keys if key not in known_keys().get(name, ())]:
            yield f"{name} has {len(new)} keys Thesaury did not know: {', '.join(sorted(new)[:5])}."
        if name not in lists:
            yield f"The system gives no list {name}."
        if nameless := sum(not element.key and not element.url for element in elements(lists.get(name))):
            yield f"{nameless} elements of {name} have neither key nor address and are left out."


def _iri(prefix: str, *parts: str) -> str:
    return prefix + ":".join(quote(part, safe="") for part in parts)
