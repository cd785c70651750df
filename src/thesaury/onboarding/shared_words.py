"""The words of the shared model, asked for values: is there a term that is called so, and is there one that is called nearly so?"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from thesaury.governance.terms import Terms
from thesaury.governance.terms.alike import AlikeLabels
from thesaury.model.concept import Concept

_ALIKE = 0.75
"""Below that much likeness two words are not taken for each other."""
_AT_ONCE = 1000
"""Values that are looked up together."""


class SharedWords:
    """Labels of concepts in all languages; nothing of it changes."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Take the concepts of the shared model; deprecated ones cover nothing."""
        self._terms = Terms(concept for concept in concepts if not concept.deprecated)
        self._alike = AlikeLabels(self._terms.labels)

    def called(self, value: str) -> str:
        """The label of a concept that is the value, whatever its case, its accents and its number; an empty string where none is."""
        return next((bearer.label.text for bearer in self._terms.bearers(value)), "")

    def alike(self, values: Sequence[str], looked: Callable[[int, int], object] = lambda *_: None) -> Mapping[str, str]:
        """For each value that no concept is called by, the label most like it; values that nothing is like are left out. `looked` is told
        how many were looked up by now, and of how many."""
        asked = [value for value in dict.fromkeys(values) if not self.called(value)]
        found: dict[str, str] = {}
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            for value, near in zip(some, self._alike.to(some), strict=True):
                best = max(near, key=lambda one: one.likeness, default=None)
                if best and best.likeness >= _ALIKE:
                    found[value] = best.bearer.label.text
            looked(start + len(some), len(asked))
        return found
