"""Finds the labels of a vocabulary in a text of one language, and says which words stand for which concepts."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from thesaury.enrichment.scattered import Scattered
from thesaury.enrichment.stopwords import STOP_WORDS, is_stop_word
from thesaury.enrichment.terms import Entry, Term, terms_by_path
from thesaury.enrichment.tokens import Joint, Lexicon, Remembered, fold, joint, starts, units, word
from thesaury.enrichment.trie import Trie

_BREAK, _PLAIN = int(Joint.BREAK), int(Joint.PLAIN)
_SENTENCE_END = re.compile(r"[.!?;:\n]")
_PUNCTUATION = re.compile(r"[,()\[\]<>:]")


class Manner(IntEnum):
    """How a match was found, the strongest sign first: no longer label there, inside a longer label, words in any order."""

    LONGEST = 0
    NESTED = 1
    SCATTERED = 2


class Match(NamedTuple):
    """A stretch of a text, in code points, and the terms it stands for."""

    start: int
    end: int
    quote: str
    terms: tuple[Term, ...]
    manner: Manner


Span = tuple[int, int, tuple[Term, ...]]
"""First and last word of a match, by position, and its terms."""


class Matcher:
    """Matches labels regardless of case, accents, inflection and hyphens; the longest match wins over those inside it."""

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        self.language = language
        self._lexicon = Lexicon(language)
        self.terms, terms = terms_by_path(entries, self._lexicon, language)
        self._trie: Trie[Term] = Trie(len(self._lexicon))
        for path in list(terms):
            self._trie.add(path, terms.pop(path))
        self._guarded = {node for node, found in enumerate(self._trie.items) if any(term.acronym for term in found)}
        self._scattered: Scattered | None = None
        self._numbers = Remembered(self._number)
        self._joints = Remembered(joint)

    def matches(self, text: str) -> list[Match]:
        """The longest matches by start; none lies within another, and each `quote` is `text[start:end]`."""
        cut = units(text)
        return _located(text, cut, self.spans(text, cut), Manner.LONGEST)

    def labels_in(self, text: str) -> list[Match]:
        """The longest matches and what is left of each when its last or its first word is taken away."""
        cut = units(text)
        spans = self.spans(text, cut)
        found = _located(text, cut, spans, Manner.LONGEST)
        if inside := list(self._nested(text, cut, spans)):
            found += _located(text, cut, inside, Manner.NESTED)
        return found

    def weaker_matches(self, text: str) -> list[Match]:
        """Labels inside longer ones, then stretches of a sentence that hold all words of a label in any order."""
        cut = units(text)
        return [
            *_located(text, cut, self._nested(text, cut, self.spans(text, cut)), Manner.NESTED),
            *_located(text, cut, self._scattered_spans(cut), Manner.SCATTERED),
        ]

    def spans(self, text: str, cut: list[str]) -> list[Span]:
        """The longest matches of a text, already cut into units; none lies within another."""
        return self._spans(text, cut) if "-" in text else self._longest(text, cut)

    def _number(self, unit: str) -> int:
        return self._lexicon.number(word(unit))

    def _spans(self, text: str, cut: list[str]) -> list[Span]:
        """The longest matches, words with a hyphen that stand for labels without one among them."""
        spans = self._longest(text, cut)
        if any(unit[-1] == "-" for unit in cut) and (closed := list(self._closed_up(cut))):
            _put_in(closed, spans)
        return spans

    def _longest(self, text: str, cut: list[str]) -> list[Span]:
        """From every unit on the longest match, if it reaches further than those before. Flat, for here the time goes."""
        numbers = [*map(self._numbers.__getitem__, cut), 0]
        items, branches, guarded, walk = self._trie.items, self._trie.branches, self._guarded, self._walk
        spans: list[Span] = []
        keep = spans.append
        reach = -1
        for first, (node, following) in enumerate(pairwise(numbers)):
            if not node:
                continue
            if following in branches[node] and (longer := walk(text, cut, numbers, first)):
                if longer[1] > reach:
                    reach = longer[1]
                    keep(longer)
            elif first > reach and (terms := items[node]):
                single: Span | None = (first, first, terms)
                if node in guarded:
                    single = self._admitted((first, first, terms), text, cut, soft=False)
                if single:
                    reach = first
                    keep(single)
        return spans

    def _walk(self, text: str, cut: list[str], numbers: list[int], first: int) -> Span | None:
        """The longest match of more than one word."""
        node, last, soft, longest = numbers[first], first, False, None
        while branch := self._trie.branches[node]:
            joined = self._joints[cut[last]]
            if joined == _BREAK or not (node := branch.get(numbers[last + 1], 0)):
                break
            soft = soft or joined != _PLAIN
            last += 1
            if terms := self._trie.items[node]:
                span = first, last, terms
                longest = (self._admitted(span, text, cut, soft) if soft or node in self._guarded else span) or longest
        return longest

    def _nested(self, text: str, cut: list[str], spans: Iterable[Span]) -> Iterator[Span]:
        """What is left of each longest match when its last or its first word is taken away."""
        for first, last, _ in spans:
            if first == last:
                continue
            inside = {
                (offset + inner_first, offset + inner_last): terms
                for offset, piece in ((first, cut[first:last]), (first + 1, cut[first + 1 : last + 1]))
                for inner_first, inner_last, terms in self._spans(text, piece)
            }
            yield from ((*place, terms) for place, terms in inside.items())

    def _scattered_spans(self, cut: list[str]) -> Iterator[Span]:
        numbers = list(map(self._numbers.__getitem__, cut))
        if self._scattered is None:
            stop_words = map(self._lexicon.number, STOP_WORDS.get(self.language, ()))
            self._scattered = Scattered(self._trie, set(stop_words))
        return self._scattered.spans(numbers, [_SENTENCE_END.search(unit) is not None for unit in cut])

    def _admitted(self, span: Span, text: str, cut: list[str], soft: bool) -> Span | None:
        """The span without acronyms that are written otherwise here, and without terms that cannot hold a soft gap."""
        first, last, terms = span
        quote = "".join(cut[first:last]) + word(cut[last])
        shouted = text.isupper() and len(cut) > 1 and is_stop_word(fold(quote), (self.language,))
        admitted = tuple(
            term
            for term in terms
            if (not term.acronym or (quote == term.text and not shouted))
            and (not soft or _PUNCTUATION.search(term.text))
        )
        return (first, last, admitted) if admitted else None

    def _closed_up(self, cut: list[str]) -> Iterator[Span]:
        """Words with a hyphen, such as "co-working", that stand for labels without one."""
        for first in [place for place, unit in enumerate(cut[:-1]) if unit[-1] == "-" and unit[-2].isalnum()]:
            node = self._numbers[cut[first][:-1] + cut[first + 1]]
            if node and (terms := tuple(term for term in self._trie.items[node] if not term.acronym)):
                yield first, first + 1, terms


def _located(text: str, cut: list[str], spans: Iterable[Span], manner: Manner) -> list[Match]:
    begin = starts(text, cut)
    found = []
    for first, last, terms in spans:
        start, end = begin[first], begin[last] + len(word(cut[last]))
        found.append(Match(start, end, text[start:end], terms, manner))
    return found


def _put_in(added: Iterable[Span], spans: list[Span]) -> None:
    """Put spans in among others, sorted by place, in place of those that lie within them; one within another is left out."""
    for span in added:
        first, last, _ = span
        at = end = bisect_left(spans, first, key=_first)
        while end < len(spans) and spans[end][1] <= last:
            end += 1
        inside = (at > 0 and spans[at - 1][1] >= last) or (end < len(spans) and spans[end][0] == first)
        if not inside:
            spans[at:end] = [span]


def _first(span: Span) -> int:
    return span[0]
