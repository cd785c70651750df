"""Vocabularies in memory, every version of them."""

from thesaury.model.concept import Concept, Vocabulary, VocabularyVersion
from thesaury.model.errors import Usage
from thesaury.ports.vocabularies import Pulled


class FakeVocabularies:
    def __init__(self) -> None:
        self._kept: dict[str, list[tuple[VocabularyVersion, Vocabulary]]] = {}
        self._pulls: dict[str, Pulled] = {}

    def put(self, vocabulary: Vocabulary, source: str, at: str) -> VocabularyVersion:
        kept = self._kept.setdefault(vocabulary.name, [])
        content = Vocabulary(
            vocabulary.name,
            tuple(sorted(vocabulary.schemes, key=lambda scheme: scheme.iri)),
            tuple(sorted(vocabulary.concepts, key=lambda concept: concept.iri)),
        )
        if not kept or kept[-1][1] != content:
            digest = f"{abs(hash((content.schemes, content.concepts))):064x}"
            concepts = len(content.concepts)
            kept.append((VocabularyVersion(content.name, len(kept) + 1, digest, concepts, at, source), content))
        return kept[-1][0]

    def pulled(self, pulled: Pulled, vocabulary: Vocabulary | None = None) -> VocabularyVersion | None:
        self._pulls[pulled.connection] = pulled
        return self.put(vocabulary, pulled.connection, pulled.at) if vocabulary else None

    def pulls(self) -> list[Pulled]:
        return [self._pulls[connection] for connection in sorted(self._pulls)]

    def versions(self, name: str | None = None) -> list[VocabularyVersion]:
        return [version for kept in sorted(self._kept) if name in (None, kept) for version, _ in self._kept[kept]]

    def current(self) -> list[VocabularyVersion]:
        return [self._kept[name][-1][0] for name in sorted(self._kept)]

    def history(self, name: str, iri: str, most: int = 50) -> list[tuple[VocabularyVersion, Concept | None]]:
        kept = list(reversed(self._kept.get(name, [])))[:most]
        return [(version, next((c for c in v.concepts if c.iri == iri), None)) for version, v in kept]

    def get(self, name: str, number: int | None = None) -> Vocabulary:
        kept = self._kept.get(name, [])
        if not kept or (number is not None and not 1 <= number <= len(kept)):
            raise Usage(f"There is no vocabulary {name!r}, or no version {number} of it.")
        return kept[(number or len(kept)) - 1][1]
