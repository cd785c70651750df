"""Typing mistakes: the nearest words that the labels and names of the workspace have."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from thesaury.vocabulary.words.edits import FAR, distance, distance_to_start
from thesaury.vocabulary.words.folding import folded, ways
from thesaury.vocabulary.words.letters import letter_counts

_SHORTEST, _LONG = 4, 8
_LONGEST = 40
"""No word of a label is meant by more letters than this."""
_ENDINGS = ("s", "es", "e", "n", "en", "er", "r", "x")
"""What a known word may end in beside itself and still be known: plurals and cases of English, German and French."""


def allowed(word: str) -> int:
    """How many mistakes a word may have: none below 4 letters, 1 up to 7, 2 from 8 letters on."""
    return 0 if len(word) < _SHORTEST else 1 if len(word) < _LONG else 2


class Speller:
    """Corrects words by those it knows. The first letter may be the wrong one."""

    def __init__(self, words: Mapping[str, float], written: Callable[[str], str] = str) -> None:
        """Take folded words, each with how often it is used: one with 0 is known, and nothing is corrected to it.

        `written` tells how a folded word is shown.
        """
        self._words = sorted(words, key=lambda word: (len(word), word))
        self._uses = words
        self._written = written
        self._by_start = sorted(words)
        self._letters = letter_counts(self._words)
        self._lengths = [len(word) for word in self._words]

    def knows(self, word: str) -> bool:
        """The word is one of them, perhaps with an ending."""
        forms = ways(word)
        return any(
            form in self._uses
            or any(
                form.endswith(end) and len(form) - len(end) > 2 and form[: -len(end)] in self._uses for end in _ENDINGS
            )
            for form in forms
        )

    def nearest(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """The folded words nearest to this one, within `allowed`: by distance, then the most used first."""
        form = folded(word)
        most = allowed(form)
        if not most or len(form) > _LONGEST:
            return ()
        low, high = (bisect_left(self._lengths, n) for n in (len(form) - most, len(form) + most + 1))
        # Each mistake changes how often letters occur by two at most; few words pass this, and only they are compared.
        apart = np.abs(self._letters[low:high] - letter_counts([form])).sum(axis=1)
        near = (self._words[low + int(n)] for n in np.flatnonzero(apart <= 2 * most))
        return self._ranked({other: distance(form, other, most) for other in near}, limit)

    def nearest_starts(self, typed: str, limit: int = 5) -> tuple[str, ...]:
        """The folded words of which a beginning is within `allowed` of what was typed; the first two letters are right."""
        form = folded(typed)
        most = allowed(form)
        if not most or len(form) > _LONGEST:
            return ()
        low, high = (bisect_left(self._by_start, form[:2] + end) for end in ("", "\U0010ffff"))
        found = {other: distance_to_start(form, other, most) for other in self._by_start[low:high]}
        return self._ranked(found, limit)

    def corrected(
        self, words: Sequence[str], known: Callable[[str], bool] = lambda word: False
    ) -> tuple[tuple[str, str], ...]:
        """Pairs (typed, corrected) of those words that have a mistake and a nearest word; a word that is known here, or by
        `known` (such as one the assets hold), and one with a digit are never changed."""
        doubtful = (w for w in dict.fromkeys(words) if w.isalpha() and not self.knows(w) and not known(w))
        return tuple((word, self._written(near[0])) for word in doubtful if (near := self.nearest(word, 1)))

    def _ranked(self, distances: Mapping[str, int], limit: int) -> tuple[str, ...]:
        within = [word for word, far in distances.items() if far < FAR and self._uses[word] > 0]
        return tuple(sorted(within, key=lambda word: (distances[word], -self._uses[word], word))[:limit])
