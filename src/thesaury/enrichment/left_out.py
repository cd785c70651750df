"""An annotator that says nothing of some concepts, such as those of schemes that a workspace does not tag with."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Asset
from thesaury.model.concept import Vocabulary
from thesaury.ports.annotator import Annotator, Unread


class LeavingOut:
    """Passes on what another annotator says, without these concepts. Its version names them, so that assets are read again when they
    become others."""

    def __init__(self, annotator: Annotator, concepts: Collection[str]) -> None:
        """Over any annotator; concepts are named by IRI."""
        self._annotator, self._concepts = annotator, frozenset(concepts)
        digest = sha256("\n".join(sorted(self._concepts)).encode()).hexdigest()[:8]
        self._version = f"without/1({annotator.version}:{digest})"

    @property
    def version(self) -> str:
        """The other one's, with a digest of what is left out."""
        return self._version

    @property
    def vocabulary(self) -> str:
        """The other one's."""
        return self._annotator.vocabulary

    def suggest(self, assets: Sequence[Asset]) -> Sequence[tuple[Suggestion, ...] | Unread]:
        """One answer per asset, in order. Raises what the other one raises."""
        return [said if isinstance(said, Unread) else self._kept(said) for said in self._annotator.suggest(assets)]

    def _kept(self, said: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
        return tuple(replace(one, annotator=self._version) for one in said if one.concept not in self._concepts)


def without_schemes(annotator: Annotator, vocabularies: Iterable[Vocabulary], schemes: Collection[str]) -> Annotator:
    """The annotator without the concepts that are in these schemes alone; itself where there are none.

    A concept that is in another scheme too is still suggested, and so is one that is in no scheme.
    """
    if not schemes:
        return annotator
    homes: dict[str, set[str]] = {}
    for vocabulary in vocabularies:
        for concept in vocabulary.concepts:
            homes.setdefault(concept.iri, set()).update(concept.schemes)
    silent = {iri for iri, within in homes.items() if within and within <= set(schemes)}
    return LeavingOut(annotator, silent) if silent else annotator
