"""The controlled words of a brandfolder as concept schemes: the allowed values of its custom fields, and the tree of its labels."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.mapping import path
from thesaury.connectors.brandfolder.settings import Settings, settings_of
from thesaury.connectors.brandfolder.shapes import Item, key, text, texts
from thesaury.connectors.texts import cleaned
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.source import Outline, Tools
from thesaury.ports.vocabulary_source import VocabularyPull, VocabularySource


def open_vocabulary(connection: Connection, tools: Tools) -> VocabularySource:
    """The vocabulary of a Brandfolder connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return BrandfolderVocabulary(settings, Api(settings, tools.secrets))


@dataclass(frozen=True, slots=True)
class BrandfolderVocabulary:
    """Reads everything each time: there is no list of changes, and few words."""

    settings: Settings
    api: Api

    def outline(self) -> Outline:
        """How many allowed values and labels there are, and the schemes with their names."""
        found, notes = self._read()
        pairs = tuple((scheme.iri, scheme.titles[0].text if scheme.titles else "") for scheme in found.schemes)
        return Outline(len(found.concepts), pairs, notes)

    def pull(self, cursor: str, kept: Vocabulary | None) -> VocabularyPull:
        """All words as they stand now; the cursor only tells whether any of them changed."""
        found, notes = self._read()
        mark = sha256(json.dumps(repr(found)).encode()).hexdigest()
        if kept is not None and mark == cursor:
            return VocabularyPull(kept, cursor, 0, True, (), notes)
        return VocabularyPull(found, mark, len(found.concepts), True, (), notes)

    def _read(self) -> tuple[Vocabulary, tuple[str, ...]]:
        fields = self.api.listed("custom_field_keys")
        try:
            labels, notes = self.api.listed("labels"), tuple[str, ...]()
        except Refused:
            labels, notes = (), ("Labels are not enabled on this account, or not for the user of the API key.",)
        name, space = self.settings.connection, f"urn:brandfolder:{quote(self.api.brandfolder, safe='')}"
        return vocabulary(name, space, fields, labels, self.settings.language), notes


def vocabulary(name: str, space: str, fields: Sequence[Item], labels: Sequence[Item], language: str) -> Vocabulary:
    """Custom field keys with allowed values, and labels, as one vocabulary below this name space."""
    made = [*_of_fields(space, fields, language), *_of_labels(space, labels, language)]
    concepts = sorted((concept for _, found in made for concept in found), key=lambda concept: concept.iri)
    schemes = sorted((scheme for scheme, _ in made), key=lambda scheme: scheme.iri)
    return Vocabulary(name, tuple(schemes), tuple(concepts))


def _of_fields(space: str, fields: Sequence[Item], language: str) -> Iterator[tuple[ConceptScheme, list[Concept]]]:
    for field in fields:
        scheme = f"{space}:field:{quote(key(field), safe='')}"
        # A custom field value has no other name than itself, so its IRI is made of it.
        values = {
            f"{scheme}:{quote(value, safe='')}": value
            for value in map(cleaned, texts(field, "allowed_values"))
            if value
        }
        if values:
            concepts = [Concept(iri, (scheme,), (Label(value, language),)) for iri, value in values.items()]
            yield ConceptScheme(scheme, _title(field, language), tuple(sorted(values))), concepts


def _of_labels(space: str, labels: Sequence[Item], language: str) -> Iterator[tuple[ConceptScheme, list[Concept]]]:
    scheme = f"{space}:labels"
    there = {key(label): f"{space}:label:{quote(key(label), safe='')}" for label in labels}
    concepts: list[Concept] = []
    for label in labels:
        parent = next((there[step] for step in path(label)[1:2] if step in there), "")
        preferred = (Label(cleaned(text(label, "name")), language),) if cleaned(text(label, "name")) else ()
        concepts.append(Concept(there[key(label)], (scheme,), preferred, broader=(parent,) if parent else ()))
    if concepts:
        tops = sorted(concept.iri for concept in concepts if not concept.broader)
        yield ConceptScheme(scheme, (Label("Labels", "en"),), tuple(tops)), concepts


def _title(field: Item, language: str) -> tuple[Label, ...]:
    name = cleaned(text(field, "name"))
    return (Label(name, language),) if name else ()
