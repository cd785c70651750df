"""An annotator that knows what words mean to one client: words that mean something of its own speak for nothing else."""

from collections.abc import Sequence
from dataclasses import replace

from thesaury.model.annotation import Evidence, Suggestion
from thesaury.model.asset import Asset
from thesaury.ports.annotator import Annotator, Unread
from thesaury.vocabulary.brand.words import BrandWords


class MeantWords:
    """Passes on what another annotator says, without the words that mean something else to the client."""

    def __init__(self, annotator: Annotator, brand: BrandWords) -> None:
        """Over any annotator, also one that has a dictionary of its own."""
        self._annotator, self._brand = annotator, brand

    @property
    def version(self) -> str:
        """The other one's: what depends on the brand terms is told apart by them."""
        return self._annotator.version

    @property
    def vocabulary(self) -> str:
        """The other one's."""
        return self._annotator.vocabulary

    def suggest(self, assets: Sequence[Asset]) -> Sequence[tuple[Suggestion, ...] | Unread]:
        """One answer per asset, in order. Raises what the other one raises."""
        return [said if isinstance(said, Unread) else self._kept(said) for said in self._annotator.suggest(assets)]

    def _kept(self, said: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
        """Without suggestions for which nothing but such words spoke."""
        weighed = ((one, tuple(each for each in one.evidence if self._speaks(one, each))) for one in said)
        return tuple(
            one if len(left) == len(one.evidence) else replace(one, evidence=left)
            for one, left in weighed
            if left or not one.evidence
        )

    def _speaks(self, suggestion: Suggestion, evidence: Evidence) -> bool:
        return self._brand.may_mean(suggestion.concept, evidence.quote, evidence.label)


def with_meanings(annotator: Annotator, brand: BrandWords) -> Annotator:
    """The annotator with what words mean to the client; itself where none means anything of its own."""
    return MeantWords(annotator, brand) if brand.own else annotator
