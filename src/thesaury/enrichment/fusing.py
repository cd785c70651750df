"""Several annotators read the same assets, and what they say of one concept is put together."""

from collections.abc import Sequence
from math import prod

from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Asset
from thesaury.ports.annotator import Annotator, Unread

Answer = tuple[Suggestion, ...] | Unread


class FusedAnnotator:
    """Fuses annotators by noisy-or: a concept is wrong only when everybody who named it is wrong, independently of each other.

    Score = 1 - (1 - s1)(1 - s2)... (Pearl 1988, Probabilistic Reasoning in Intelligent Systems, 4.3.2). An asset one of them could not
    read counts as unread, so that it is read again and nothing is taken for a lack of concepts.
    """

    def __init__(self, annotators: Sequence[Annotator]) -> None:
        """At least one annotator; evidence and reasons stand in their order."""
        self._annotators = tuple(annotators)

    @property
    def version(self) -> str:
        """The versions of all of them."""
        return "fused/1(" + "+".join(annotator.version for annotator in self._annotators) + ")"

    @property
    def vocabulary(self) -> str:
        """The vocabularies of all of them, each once."""
        keys = (key for annotator in self._annotators for key in annotator.vocabulary.split())
        return " ".join(dict.fromkeys(keys))

    def suggest(self, assets: Sequence[Asset]) -> Sequence[Answer]:
        """One answer per asset, in order. Raises what one of them raises."""
        answers = [annotator.suggest(assets) for annotator in self._annotators]
        return [self._fused(spoken) for spoken in zip(*answers, strict=True)] if assets else []

    def _fused(self, spoken: Sequence[Answer]) -> Answer:
        by_concept: dict[str, list[Suggestion]] = {}
        for answer in spoken:
            if isinstance(answer, Unread):
                return answer
            for suggestion in answer:
                by_concept.setdefault(suggestion.concept, []).append(suggestion)
        fused = [self._one(concept, named) for concept, named in by_concept.items()]
        return tuple(sorted(fused, key=lambda suggestion: (-suggestion.score, suggestion.concept)))

    def _one(self, concept: str, named: Sequence[Suggestion]) -> Suggestion:
        evidence = tuple(dict.fromkeys(found for suggestion in named for found in suggestion.evidence))
        reasons = tuple(dict.fromkeys(reason for suggestion in named for reason in suggestion.reasons))
        score = named[0].score if len(named) == 1 else 1 - prod(1 - suggestion.score for suggestion in named)
        return Suggestion(concept, score, evidence, self.version, named[0].vocabulary, reasons)
