"""The words a workspace knows: those of its labels and of its assets. A query's words are corrected to them."""

from collections import Counter
from collections.abc import Callable, Sequence

from thesaury.ports.index import SearchIndex
from thesaury.search.text.spelling import Speller
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.folding import folded, split

_SELDOM = 2
"""A word that fewer assets hold may be a mistake itself, and nothing is corrected to it."""


def speller(thesaurus: Thesaurus, index: SearchIndex) -> Speller:
    """Corrects to words of preferred and alternative labels, and to those that some assets hold; hidden labels are known, no more."""
    uses: Counter[str] = Counter()
    written: dict[str, str] = {}
    for concept in thesaurus:
        uses.update({word: 0 for label in concept.hidden for word in split(folded(label.text))})
        for label in (*concept.preferred, *concept.alternative):
            for word in split(label.text.lower()):
                uses[folded(word)] += 1
                written.setdefault(folded(word), word)
    for word, count in index.words().items():
        if word.isalpha():
            uses[folded(word)] += count if count >= _SELDOM else 0
            written.setdefault(folded(word), word)
    return Speller(uses, lambda form: written.get(form, form))


def corrected(
    words: Sequence[str], known: Speller, index: SearchIndex, understood: Callable[[str], bool]
) -> tuple[tuple[str, str], ...]:
    """Pairs (typed, meant) of words that neither a label nor an asset has, where a near one is known.

    What is `understood` is no mistake either.
    """
    return known.corrected(words, known=lambda word: index.frequencies([word])[0] > 0 or understood(word))
