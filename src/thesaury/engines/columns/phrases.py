"""Phrases: words that stand one behind the other in one text or tag, whatever their accents and capitals."""

from collections.abc import Sequence

import numpy as np

from thesaury.engines.columns.arrays import Array, Keys, Mask, keys, places, ranges
from thesaury.engines.columns.languages import folded, term
from thesaury.engines.columns.readings import term_key
from thesaury.engines.columns.segment import Segment
from thesaury.engines.columns.snapshot import Snapshot

_AT_ONCE = 20_000
"""Rows looked at together."""
_DENSE = 3
"""Where at least each third row is to be looked at, all are: that is quicker than to pick them out."""


def holding_phrase(snapshot: Snapshot, words: Sequence[str], where: Mask) -> Mask:
    """Which of the rows `where` hold these words (in small letters) in this order."""
    made = np.zeros(snapshot.rows, np.bool_)
    if not where.any():
        return made
    wanted = keys(map(folded, words))
    for part in snapshot.parts:
        written = [np.flatnonzero(part.segment.words.folds == one) for one in wanted]
        if all(map(len, written)):
            rows = np.flatnonzero(_with_all(part.segment, written) & where[part.rows])
            made[part.base + _in_order(part.segment, written, rows)] = True
    return made & where


def _with_all(segment: Segment, written: Sequence[Array]) -> Mask:
    """Which rows hold each of the words somewhere: by their terms, for the texts themselves are on the disk."""
    made = np.ones(segment.rows, np.bool_)
    for forms in written:
        one = np.zeros(segment.rows, np.bool_)
        at = places(segment.terms.keys, _terms(segment, forms))
        one[segment.terms.rows_of(at[at >= 0])] = True
        made &= one
    return made


def _terms(segment: Segment, forms: Array) -> Keys:
    """The terms that these words may be found by."""
    texts = segment.words.texts.chosen(forms).texts()
    languages = [*segment.languages]
    return np.frombuffer(b"".join(term_key(name, term(text, name)) for text in texts for name in languages), np.uint64)


def _in_order(segment: Segment, written: Sequence[Array], rows: Array) -> Array:
    """Those of ascending rows that hold the words one behind the other; some more than once."""
    blocks = (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
    return np.concatenate([np.zeros(0, np.int64), *(_in_block(segment, written, block) for block in blocks)])


def _in_block(segment: Segment, written: Sequence[Array], rows: Array) -> Array:
    words = segment.words
    first, last = int(rows[0]), int(rows[-1]) + 1
    if last - first < _DENSE * len(rows):
        rows, tokens = np.arange(first, last), words.tokens[words.starts[first] : words.starts[last]]
        ends = words.starts[first + 1 : last + 1] - words.starts[first]
    else:
        lengths = words.starts[rows + 1] - words.starts[rows]
        tokens, ends = words.tokens[ranges(words.starts[rows], lengths)], np.cumsum(lengths)
    return rows[np.searchsorted(ends, _begins(segment, written, tokens), side="right")]


def _begins(segment: Segment, written: Sequence[Array], tokens: Array) -> Array:
    """Where the words begin that stand in order: looked for by the rarest of them. The mark behind each text is no word."""
    rarest = min(range(len(written)), key=lambda number: int(segment.words.counts[written[number]].sum()))
    at = np.flatnonzero(_are(tokens, written[rarest])) - rarest
    at = at[(at >= 0) & (at + len(written) <= len(tokens))]
    for distance, forms in enumerate(written):
        if distance != rarest:
            at = at[_are(tokens[at + distance], forms)]
    return at


def _are(tokens: Array, forms: Array) -> Mask:
    return tokens == forms[0] if len(forms) == 1 else np.isin(tokens, forms)
