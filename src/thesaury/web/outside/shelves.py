"""Vocabularies one by one, as other tools ask for them: each with its own thesaurus, and only those the caller may read."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from thesaury.model.access import Permission
from thesaury.model.concept import Concept, Label, LabelKind, Vocabulary, VocabularyVersion
from thesaury.vocabulary.languages import best
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.lexicon import Lexicon

_LAST = "\U0010ffff"
"""The sign behind all others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One label of a concept, as searches find it: `text` is folded."""

    text: str
    label: Label
    kind: LabelKind
    concept: Concept


@dataclass(frozen=True)
class Shelf:
    """One current vocabulary; nothing of other vocabularies is told with it."""

    version: VocabularyVersion
    vocabulary: Vocabulary
    languages: tuple[str, ...]
    """Those of the workspace that the vocabulary has labels in, best first, then its others."""

    @property
    def name(self) -> str:
        """The name, which is its id for other tools."""
        return self.version.name

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Its concepts with what is above, below and beside each."""
        return Thesaurus([self.vocabulary])

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """Every label, by its text."""
        found = (
            Entry(label.text.lower(), label, kind, concept)
            for concept in self.vocabulary.concepts
            for kind, label in concept.labels()
        )
        return sorted(found, key=lambda one: (one.text, one.label.language, one.kind.value, one.concept.iri))

    def beginning(self, start: str) -> Sequence[Entry]:
        """The labels that begin so, by their text; all of them where it is empty. The start is folded."""
        first = bisect_left(self.entries, start, key=lambda one: one.text)
        return self.entries[first : bisect_left(self.entries, f"{start}{_LAST}", key=lambda one: one.text)]

    @cached_property
    def notations(self) -> Mapping[str, Sequence[Entry]]:
        """The preferred labels of the concepts of each notation."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for notation in entry.concept.notations if entry.kind is LabelKind.PREFERRED else ():
                found.setdefault(notation, []).append(entry)
        return found

    def label(self, iri: str, language: str) -> Label | None:
        """The preferred label in exactly this language, or one of no language."""
        concept = self.thesaurus.concept(iri)
        named = concept.preferred if concept else ()
        return next((one for one in named if one.language == language), None) or next(
            (one for one in named if fits(one.language, language)), None
        )

    def any_label(self, iri: str, language: str) -> Label | None:
        """The preferred label in this language, else in the best there is."""
        concept = self.thesaurus.concept(iri)
        found = self.label(iri, language)
        return found or (best(concept.preferred, self.languages) if concept and concept.preferred else None)


class Shelves:
    """The current vocabularies, made ready once and again only when a version changes."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is read yet."""
        self._desk, self._lock = desk, Lock()
        self._held: dict[str, Shelf] = {}

    def readable(self) -> list[Shelf]:
        """Those the caller may read, by name: all, or those that are public."""
        everything = caller().may(Permission.READ)
        public = self._desk.workspace.public_vocabularies
        lexicon = self._desk.keeper.lexicon()
        return [
            self._shelf(lexicon, version, vocabulary)
            for version, vocabulary in lexicon.vocabularies
            if everything or version.name in public
        ]

    def shelf(self, name: str) -> Shelf | None:
        """The vocabulary of this name, where the caller may read it."""
        return next((one for one in self.readable() if one.name == name), None)

    def _shelf(self, lexicon: Lexicon, version: VocabularyVersion, vocabulary: Vocabulary) -> Shelf:
        """A vocabulary as it came: what a client calls its concepts is for nobody else."""
        with self._lock:
            held = self._held.get(version.name)
            if held is None or held.version.digest != version.digest:
                if lexicon.thesaurus.brand:
                    vocabulary = self._desk.workspace.catalogue.vocabularies.get(version.name, version.number)
                held = Shelf(version, vocabulary, _languages(vocabulary, lexicon.languages))
                self._held[version.name] = held
            return held


def fits(language: str, wanted: str) -> bool:
    """Whether a label of this language is one of the wanted language: the same, or a kind of it (`de-AT` of `de`), or none."""
    return not language or language == wanted or language.lower().startswith(f"{wanted.lower()}-")


def _languages(vocabulary: Vocabulary, first: Sequence[str]) -> tuple[str, ...]:
    there = {label.language for concept in vocabulary.concepts for label in concept.preferred if label.language}
    told = (*(one for one in first if one in there), *sorted(there - set(first)))
    return told or tuple(first[:1])
