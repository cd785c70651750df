"""A vocabulary server in memory, with a list of changes that leaves imports out, and its source."""

import json
from dataclasses import dataclass, field, replace

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import Unreachable
from thesaury.ports.source import Outline
from thesaury.ports.vocabulary_source import VocabularyPull

SCHEME = "https://words.example/scheme"
_BASE = "https://words.example/"


@dataclass
class FakeVocabularyServer:
    """Approved concepts, suggestions beside them, and the IRIs of changed ones in order; `due` asks for a comparison."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    suggestions: list[Label] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    reachable: bool = True
    due: bool = False

    def put(self, concept: Concept, told: bool = True) -> str:
        self.concepts[concept.iri] = concept
        if told:
            self.changed.append(concept.iri)
        return concept.iri

    def relabel(self, iri: str, label: Label) -> None:
        others = tuple(one for one in self.concepts[iri].preferred if one.language != label.language)
        self.put(replace(self.concepts[iri], preferred=tuple(sorted((*others, label)))))

    def add(self, label: Label) -> str:
        return self.put(Concept(f"{_BASE}{len(self.changed)}-{label.text}", (SCHEME,), (label,)))

    def remove(self, iri: str) -> None:
        del self.concepts[iri]
        self.changed.append(iri)
        for other in list(self.concepts.values()):
            if iri in other.related:
                self.put(replace(other, related=tuple(one for one in other.related if one != iri)))

    def merge(self, iri: str, into: str) -> None:
        self.put(replace(self.concepts[iri], deprecated=True, replaced_by=into))

    def suggest(self, label: Label) -> None:
        self.suggestions.append(label)

    def bring_in(self, count: int) -> None:
        for number in range(count):
            label = Label(f"imported {number}", "en")
            self.put(Concept(f"{_BASE}imported-{number}", (SCHEME,), (label,)), told=False)


@dataclass(frozen=True)
class FakeVocabularySource:
    """Reads one such server; the cursor is the place in its list of changes."""

    server: FakeVocabularyServer
    name: str = "words"

    def outline(self) -> Outline:
        self._reach()
        living = sum(not concept.deprecated for concept in self.server.concepts.values())
        return Outline(living, ((SCHEME, "Words"),))

    def pull(self, cursor: str, kept: Vocabulary | None) -> VocabularyPull:
        self._reach()
        changed = self.server.changed
        place = _place(cursor) if kept is not None else None
        dirty = set(changed[place:]) if place is not None else set()
        if place is None or kept is None or self.server.due:
            concepts = dict(self.server.concepts)
            old = {concept.iri: concept for concept in kept.concepts} if kept and place is not None else concepts
            differing = {iri for iri in concepts.keys() | old.keys() if concepts.get(iri) != old.get(iri)}
            return self._pulled(concepts, len(concepts), True, tuple(sorted(differing - dirty)))
        there = {concept.iri: concept for concept in kept.concepts if concept.iri not in dirty}
        there |= {iri: self.server.concepts[iri] for iri in dirty if iri in self.server.concepts}
        return self._pulled(there, len(dirty), False)

    def _pulled(
        self, concepts: dict[str, Concept], read: int, whole: bool, missed: tuple[str, ...] = ()
    ) -> VocabularyPull:
        schemes = (ConceptScheme(SCHEME, (Label("Words", "en"),)),)
        vocabulary = Vocabulary(self.name, schemes, tuple(concepts[iri] for iri in sorted(concepts)))
        return VocabularyPull(vocabulary, json.dumps({"place": len(self.server.changed)}), read, whole, missed)

    def _reach(self) -> None:
        if not self.server.reachable:
            raise Unreachable("The server does not answer. Try again later.")


def _place(cursor: str) -> int | None:
    try:
        return int(json.loads(cursor)["place"])
    except (ValueError, TypeError, KeyError):
        return None
