"""What a dictionary of meanings says of two vocabularies: a guitar is a musical instrument, and Greece lies in Europe."""

import re
from collections.abc import Iterator, Mapping

from scipy import sparse

from thesaury.onboarding.matching.side import Side
from thesaury.ports.word_senses import Relation, WordSenses
from thesaury.vocabulary.words.folding import folded, split
from thesaury.vocabulary.words.stems import primary

JOINED = re.compile(r"\s[&+]\s|/|,\s|\s(?:and|or|und|oder|et|ou|y|o|e|en|och)\s", re.IGNORECASE)
"""What stands between the parts of a label that names several things."""

_UP = frozenset({Relation.BROADER, Relation.WHOLE, Relation.FIELD})
_STEPS = 5
"""Higher up nearly everything is an object or an event."""
_STEP = 0.9
_SENSES = 2
"""Senses come with the commonest first; the third and later ones are seldom meant."""
_LATER_SENSE = 0.8
# A label that joins several things means each of them in part; one whose other words are said above it means what is left.
_PART, _REST = 0.8, 0.9


def by_meanings(source: Side, target: Side, senses: WordSenses) -> sparse.csr_array:
    """Sources × targets: 1 where both mean the same at first, less the further the target's meaning lies above the source's, and 0 where
    it does not. Raises BadInput where the dictionary turns out to be broken."""
    meant = _by_sense(target, senses)
    cells: dict[tuple[int, int], float] = {}
    for at in range(len(source)):
        for sense, likely in _senses(source, at, senses):
            for above, near in _climbed(sense, senses):
                for there, there_likely in meant.get(above, {}).items():
                    cells[at, there] = max(cells.get((at, there), 0.0), likely * near * there_likely)
    rows, columns = ([cell[side] for cell in cells] for side in (0, 1))
    return sparse.csr_array((list(cells.values()), (rows, columns)), shape=(len(source), len(target)))


def _by_sense(side: Side, senses: WordSenses) -> Mapping[str, Mapping[int, float]]:
    """The concepts that may mean each sense, with how likely that is."""
    found: dict[str, dict[int, float]] = {}
    for at in range(len(side)):
        for sense, likely in _senses(side, at, senses):
            meant = found.setdefault(sense, {})
            meant[at] = max(meant.get(at, 0.0), likely)
    return found


def _senses(side: Side, at: int, senses: WordSenses) -> Iterator[tuple[str, float]]:
    for phrase, share in _phrases(side, at, senses.language):
        # Of the parts of speech the first alone: concepts are called by nouns where their words can be any.
        for parts in senses.senses(phrase)[:1]:
            for place, sense in enumerate(parts[:_SENSES]):
                yield sense, share * (_LATER_SENSE if place else 1.0)


def _phrases(side: Side, at: int, language: str) -> Iterator[tuple[str, float]]:
    above = {word for over in side.above[at] for word in split(folded(side.name(over)))}
    for _, label in side.concepts[at].labels():
        if label.language and primary(label.language) != primary(language):
            continue
        yield label.text.strip(), 1.0
        parts = [part.strip() for part in JOINED.split(label.text) if part.strip()]
        yield from ((part, _PART) for part in parts if len(parts) > 1)
        words = split(folded(label.text))
        rest = [word for word in words if word not in above]
        if rest and rest != words:
            yield " ".join(rest), _REST


def _climbed(sense: str, senses: WordSenses) -> Iterator[tuple[str, float]]:
    """The sense and what lies above it, each once, with how near it is."""
    level, seen, near = {sense}, {sense}, 1.0
    for _ in range(_STEPS + 1):
        yield from ((one, near) for one in sorted(level))
        level = {above for one in level for relation, above in senses.related(one) if relation in _UP} - seen
        seen |= level
        near *= _STEP
