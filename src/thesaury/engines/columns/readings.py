"""What is read in which language: from the words of texts to the terms that rows are found by."""

import numpy as np

from thesaury.engines.columns.arrays import Array, Ints, Keys, Places, bounds, key, ranges
from thesaury.engines.columns.frequencies import encoded
from thesaury.engines.columns.languages import LANGUAGES, term
from thesaury.engines.columns.postings import Postings
from thesaury.model.remembering import remembered


class Readings:
    """Each one a piece of the words of a row, in one language; tags have several."""

    def __init__(self) -> None:
        self._numbers: list[int] = []

    def add(self, row: int, start: int, length: int, place: int, language: int) -> None:
        """One more."""
        self._numbers += (row, start, length, place, language)

    def columns(self) -> Places:
        """Rows, starts, lengths, places and languages of all."""
        return np.array(self._numbers, np.int64).reshape(-1, 5).T

    def languages(self) -> list[int]:
        """Those there are."""
        return sorted(set(self._numbers[4::5]))


def posted(readings: Readings, tokens: Ints, written: list[str]) -> Postings:
    """The terms of all readings, with their frequencies in each row."""
    rows, starts, lengths, places, languages = readings.columns()
    held = tokens[ranges(starts, lengths)]
    real = held >= 0
    rows, places, languages = (np.repeat(column, lengths)[real] for column in (rows, places, languages))
    forms, form = np.unique(held[real] * len(LANGUAGES) + languages, return_inverse=True)
    terms, term_of_form = np.unique(_keys(forms, written), return_inverse=True)
    return _counted(terms, term_of_form[form], rows, places)


def _keys(forms: Array, written: list[str]) -> Keys:
    words, languages = (forms // len(LANGUAGES)).tolist(), (forms % len(LANGUAGES)).tolist()
    made = [_key(written[word], language) for word, language in zip(words, languages, strict=True)]
    return np.frombuffer(b"".join(made), np.uint64)


@remembered(100_000)
def _key(word: str, language: int) -> bytes:
    return term_key(LANGUAGES[language], term(word, LANGUAGES[language]))


def term_key(language: str, term: str) -> bytes:
    """What a term of a language is kept under."""
    return key(f"{language}\x1f{term}")


def _counted(terms: Keys, held: Array, rows: Array, places: Array) -> Postings:
    """Postings in which each byte says how often a row has a term in its title, its texts and its tags."""
    count = int(rows.max()) + 1 if len(rows) else 1
    found, times = np.unique((held * count + rows) * 4 + places, return_counts=True)
    pairs, codes = found >> 2, encoded(found & 3, times)
    first = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])) if len(pairs) else np.zeros(0, np.int64)
    weights = np.add.reduceat(codes, first, dtype=np.uint8) if len(first) else codes
    pairs = pairs[first]
    lengths = np.bincount(pairs // count, minlength=len(terms))
    return Postings(terms, bounds(lengths), (pairs % count).astype(np.int32), weights)
