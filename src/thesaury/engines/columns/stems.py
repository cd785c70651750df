"""What the words of a segment are found by in each language: looked up once, and remembered while the segment is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from thesaury.engines.columns.arrays import Array, Keys, Mask
from thesaury.engines.columns.languages import is_stop_word, term
from thesaury.engines.columns.readings import term_key
from thesaury.engines.columns.segment import Words


@dataclass(frozen=True, slots=True, eq=False)
class Stems:
    """By word: the keys of its terms, one for each language; whether it is a stop word in one of them; and whether both are known yet."""

    terms: Keys
    stops: Mask
    known: Mask


_remembered: "WeakKeyDictionary[Words, dict[tuple[str, ...], Stems]]" = WeakKeyDictionary()


def stems(words: Words, tokens: Array, languages: Sequence[str]) -> Stems:
    """What is known of the words; all of these tokens (none of them below 0) are."""
    spoken, count = tuple(languages), len(words.keys)
    by_languages = _remembered.setdefault(words, {})
    if (made := by_languages.get(spoken)) is None:
        terms = np.zeros((count, len(spoken)), np.uint64)
        made = by_languages.setdefault(spoken, Stems(terms, np.zeros(count, np.bool_), np.zeros(count, np.bool_)))
    new = np.unique(tokens[~made.known[tokens]])
    for word, text in zip(new.tolist(), words.texts.chosen(new).texts(), strict=True):
        found = b"".join(term_key(language, term(text, language)) for language in spoken)
        made.terms[word] = np.frombuffer(found, np.uint64)
        made.stops[word] = any(is_stop_word(text, language) for language in spoken)
    made.known[new] = True
    return made
