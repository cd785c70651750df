"""What the vocabularies themselves say is the same: words and phrases that stand for each other in their alternative labels.

A concept called both `splenic vein` and `spleen vein` says that `splenic` may stand for `spleen`; one called both `urinary bladder` and
`bladder` says how the other labels with a bladder in them may be written. Two concepts whose labels are the same, alone on both
sides, lend each other their other names.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from thesaury.onboarding.matching.side import Side, Wording
from thesaury.onboarding.matching.terms import Terms

Group = tuple[Wording, ...]
"""Wordings that all mean one thing."""

_LONGEST_PHRASE = 3
_MOST_DERIVED = 8
_DERIVED_TRUST = 0.93
"""A label that nobody wrote is believed a little less than the least of those that somebody did."""
_SUREST = 0.9
_FAINT = 0.3
"""Words that stand for each other less often than this are left apart."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """`words`: how alike two terms are (0 to 1), both ways round; `phrases`: what else each phrase may be written as."""

    words: Mapping[tuple[str, str], float]
    phrases: Mapping[Terms, tuple[Terms, ...]]

    def also(self, words: Mapping[tuple[str, str], float]) -> "Synonyms":
        """With these words as well; where both know two words, those who think them more alike are believed."""
        more = {pair: max(alike, self.words.get(pair, 0.0)) for pair, alike in words.items()}
        return Synonyms({**self.words, **more}, self.phrases)


def synonyms(source: Side, target: Side) -> Synonyms:
    """What both sides and the concepts that are plainly the same on both teach."""
    groups = [*source.wordings, *target.wordings]
    groups += [source.wordings[s] + target.wordings[t] for s, t in anchors(source, target)]
    told = [group for group in groups if len(group) > 1]
    return Synonyms(_words(told), _phrases(told))


def anchors(source: Side, target: Side) -> Iterator[tuple[int, int]]:
    """Pairs with the same label, in any order of its terms, that only one concept of each side has."""
    owners = [_owners(side) for side in (source, target)]
    for terms, mine in owners[0].items():
        theirs = owners[1].get(terms, ())
        if len(mine) == len(theirs) == 1:
            yield from zip(mine, theirs, strict=True)


def derived(side: Side, told: Synonyms) -> tuple[Group, ...]:
    """For each concept, how else its labels may be written; nothing it has already."""
    return tuple(_derived(group, told) for group in side.wordings)


def _owners(side: Side) -> dict[frozenset[str], set[int]]:
    found: dict[frozenset[str], set[int]] = {}
    for at, group in enumerate(side.wordings):
        for wording in group:
            found.setdefault(frozenset(wording.terms), set()).add(at)
    return found


def _words(groups: Sequence[Group]) -> dict[tuple[str, str], float]:
    """Each pair of words that stand for each other beside the same others.

    The surer, the larger the share of all that is called by the rarer of them: once may be chance, and `plan` does not mean `manage` for
    being its other word in five concepts of two hundred. The root keeps words that have other meanings, too.
    """
    seen = Counter(pair for group in groups for pair in set(_swaps(group)))
    used = Counter(term for group in groups for term in {term for wording in group for term in wording.terms})
    likely = {pair: _SUREST * sqrt(times / (min(used[pair[0]], used[pair[1]]) + 1)) for pair, times in seen.items()}
    return {pair: alike for pair, alike in likely.items() if alike >= _FAINT}


def _swaps(group: Group) -> Iterator[tuple[str, str]]:
    for one in group:
        for other in group:
            mine, theirs = set(one.terms) - set(other.terms), set(other.terms) - set(one.terms)
            if len(mine) == len(theirs) == 1 and len(one.terms) > 1:
                yield mine.pop(), theirs.pop()


def _phrases(groups: Iterable[Group]) -> dict[Terms, tuple[Terms, ...]]:
    found: dict[Terms, dict[Terms, None]] = {}
    for group in groups:
        for one in group:
            if len(one.terms) <= _LONGEST_PHRASE:
                found.setdefault(one.terms, {}).update({o.terms: None for o in group if o.terms != one.terms})
    return {phrase: tuple(others) for phrase, others in found.items()}


def _derived(group: Group, told: Synonyms) -> Group:
    have = {wording.terms for wording in group}
    found: dict[Terms, Wording] = {}
    for wording in group:
        for terms in _rewritten(wording.terms, told):
            if terms not in have and len(found) < _MOST_DERIVED:
                found.setdefault(terms, replace(wording, terms=terms, trust=wording.trust * _DERIVED_TRUST, words=()))
    return tuple(found.values())


def _rewritten(terms: Terms, told: Synonyms) -> Iterator[Terms]:
    """The label with one phrase in it, but not all of it, written otherwise."""
    for length in range(min(_LONGEST_PHRASE, len(terms) - 1), 0, -1):
        for start in range(len(terms) - length + 1):
            for other in told.phrases.get(terms[start : start + length], ()):
                if len(other) <= _LONGEST_PHRASE:
                    yield terms[:start] + other + terms[start + length :]
