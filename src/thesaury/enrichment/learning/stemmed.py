"""Words as the learned engine weighs them: stems without function words, and the parts of compounds, which count less."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from thesaury.enrichment.learning.compounds import Compounds
from thesaury.enrichment.stopwords import STOP_WORDS
from thesaury.enrichment.tokens import Stems, fold, words

# Of a compound's parts less is certain than of a word that stands alone.
_PART = 0.7


class Stemmed:
    """Words of one language to weighted stems; what was asked before is remembered."""

    _MOST = 1 << 17

    def __init__(self, language: str, compounds: Compounds | None) -> None:
        self._stems, self._compounds = Stems(language), compounds
        self._stop = STOP_WORDS.get(language, frozenset())
        self._known: dict[str, tuple[tuple[str, float], ...]] = {}

    def __getstate__(self) -> dict[str, object]:
        """Another process remembers for itself."""
        return self.__dict__ | {"_known": {}}

    def of(self, text: str) -> Mapping[str, float]:
        """The stems of a text and the parts of its compounds, with how often they occur, a part 0.7 times."""
        known = self._known
        found: dict[str, float] = defaultdict(float)
        for word, times in Counter(words(text)).items():
            said = known.get(word)
            for stem, weight in self._said(word) if said is None else said:
                found[stem] += weight * times
        return found

    def of_word(self, word: str) -> Sequence[tuple[str, float]]:
        """The stem of a word and those of its parts, with their weights; none for function words."""
        said = self._known.get(word)
        return self._said(word) if said is None else said

    def _said(self, word: str) -> tuple[tuple[str, float], ...]:
        if len(self._known) >= self._MOST:
            self._known.clear()
        said: tuple[tuple[str, float], ...] = ()
        folded = fold(word)
        if len(folded) > 1 and folded not in self._stop:
            parts = self._compounds.parts(folded) if self._compounds else ()
            said = ((self._stems.of(word), 1.0), *((self._stems.of(part), _PART) for part in parts))
        self._known[word] = said
        return said
