"""An annotator in memory: finds labels letter by letter, without any knowledge of words."""

from collections.abc import Iterator, Sequence

from thesaury.model.annotation import Evidence, Suggestion
from thesaury.model.asset import Asset, Text
from thesaury.model.concept import Vocabulary


class FakeAnnotator:
    """Suggests a concept wherever one of its labels stands in a text or tag; the more places, the surer."""

    version = "fake/1"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = f"{vocabulary.name}@1"
        self._labels = {
            concept.iri: tuple(label.text for _, label in concept.labels()) for concept in vocabulary.concepts
        }

    def suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...]]:
        return [tuple(sorted(self._found(asset), key=lambda s: (-s.score, s.concept))) for asset in assets]

    def _found(self, asset: Asset) -> Iterator[Suggestion]:
        texts = [*asset.texts(), *(Text("tag", tag) for tag in asset.tags())]
        for concept, labels in self._labels.items():
            evidence = tuple(
                Evidence(text.field, at, at + len(label), label, label, text.language)
                for text in texts
                for label in labels
                if (at := text.value.find(label)) >= 0
            )
            if evidence:
                yield Suggestion(concept, 1 - 0.5 ** len(evidence), evidence, self.version, self.vocabulary)
