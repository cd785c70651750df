"""Concepts that a text names: the labels of the vocabulary in it, language by language."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from thesaury.enrichment.matcher import Match, Matcher
from thesaury.enrichment.stopwords import is_stop_word
from thesaury.enrichment.terms import Entry, Term
from thesaury.enrichment.tokens import fold, without_accents
from thesaury.enrichment.variants import Form
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.inflecting import listed_forms
from thesaury.vocabulary.words.stems import primary


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a brief, in code points, that names a concept. `sure`, in 0 to 1, is how well the words are those of the label;
    `rivals` are all concepts that the same words may stand for, this one among them."""

    start: int
    end: int
    concept: str
    sure: float = 1.0
    rivals: tuple[str, ...] = ()


_SURE = {Form.WHOLE: 1.0, Form.BARE: 0.8, Form.PART: 0.5}
_DERIVED = 0.4
_PLURAL = 0.9
_SHORTEST, _WORDS = 4, 3
"""A plural that no stem knows is looked for among labels of so many letters, over so many words."""
_WORD = re.compile(r"\w+")
_STEM, _LENGTH = 0.75, 0.2
"""What a label weighs whose stem alone stands there, and what it gains by being as long: "shops" is "shop" rather than "shopping"."""


class Labels:
    """The labels of a thesaurus, looked for in texts; labels of a deprecated concept name the one that replaces it."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        """Read all labels, which takes a second for every fifty thousand."""
        self._brand = thesaurus.brand
        exact = {(term.concept, term.text) for term in thesaurus.brand.own if term.exact}
        entries: dict[str, list[Entry]] = defaultdict(list)
        self._listed: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for concept in thesaurus:
            iri = thesaurus.successor(concept.iri)
            if thesaurus.approved(iri):
                for kind, label in concept.labels():
                    entries[primary(label.language)].append(Entry(iri, kind, label.text))
                    plain = not label.text.isupper() and (iri, label.text) not in exact
                    if len(label.text) >= _SHORTEST and plain:
                        listed, said = self._listed[primary(label.language)], fold(label.text)
                        listed[said] = tuple(dict.fromkeys((*listed.get(said, ()), iri)))
        anywhere = entries.pop("", [])
        self._matchers = {
            language: Matcher([*entries.get(language, ()), *anywhere], language) for language in sorted(entries) or [""]
        }

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are labels in, as primary tags."""
        return tuple(language for language in self._matchers if language)

    def mentions(self, text: str, languages: Sequence[str]) -> list[Mention]:
        """What a text names in these languages (all of them where it has none of these), by place; of two that overlap the longer one,
        else the one of the first language."""
        spoken = [language for language in languages if language in self._matchers] or list(self._matchers)
        found = [
            (match, language) for language in spoken for match in self._meant(language, text)
            if not is_stop_word(fold(match.quote), tuple(spoken))
        ]  # fmt: skip
        named = [(list(_named(match)), language) for match, language in found]
        named += [(list(plural), language) for language in spoken for plural in self._plurals(text, language)]
        named.sort(key=lambda one: (one[0][0].start - one[0][0].end, spoken.index(one[1]), one[0][0].start))
        kept: list[Mention] = []
        for mentions, _ in named:
            if all(mentions[0].end <= other.start or mentions[0].start >= other.end for other in kept):
                kept += mentions
        return sorted(kept, key=lambda one: (one.start, one.concept))

    def _meant(self, language: str, text: str) -> Iterator[Match]:
        """The matches, each with the concepts alone that its words may mean to the client."""
        for match in self._matchers[language].matches(text):
            terms = (
                tuple(term for term in match.terms if self._brand.may_mean(term.concept, match.quote, term.label))
                if self._brand.own
                else match.terms
            )
            if terms:
                yield match._replace(terms=terms)

    def _plurals(self, text: str, language: str) -> Iterator[Sequence[Mention]]:
        """Labels whose plural stands there, of which a stem knows nothing: "supermarket shelves", "Lehrerinnen"."""
        listed = self._listed.get(language, {})
        anywhere = self._listed.get("", {})
        words = [(one.start(), one.end(), fold(one[0])) for one in _WORD.finditer(text)]
        for last, (_, end, word) in enumerate(words):
            if len(word) <= _SHORTEST or not listed_forms(word, language):
                continue
            for start, _, _ in words[max(0, last - _WORDS + 1) : last + 1]:
                forms = listed_forms(fold(text[start:end]), language)
                if rivals := tuple(
                    sorted({iri for form in forms for iri in (*listed.get(form, ()), *anywhere.get(form, ()))})
                ):
                    yield [Mention(start, end, iri, _PLURAL, rivals) for iri in rivals]


def _named(match: Match) -> Iterator[Mention]:
    best: dict[str, float] = {}
    for term in match.terms:
        best[term.concept] = max(best.get(term.concept, 0.0), _sure(match, term))
    rivals = tuple(best)
    return (Mention(match.start, match.end, concept, sure, rivals) for concept, sure in best.items())


def _sure(match: Match, term: Term) -> float:
    said, label = fold(match.quote), fold(term.text)
    if said != label and term.words == 1 and _derived(match.quote, term.text):
        return _SURE.get(term.form, 0.5) * _DERIVED
    alike = 1.0 if said == label else _STEM + _LENGTH * min(len(said), len(label)) / max(len(said), len(label))
    return _SURE.get(term.form, 0.5) * alike


def _derived(said: str, label: str) -> bool:
    """Whether two German words share a stem and are not forms of one another, as far as their letters tell: "kaufen" and "Käufer". Nouns
    have a capital there, and verbs none; in other languages labels have none."""
    if not (label[:1].isupper() and label[1:].islower()):
        return False
    short, long = sorted((without_accents(fold(said)), without_accents(fold(label))), key=len)
    plural = long in (f"{short}er", f"{short}ern")
    return said[:1].islower() or (said.endswith("er") != label.endswith("er") and not plural)


_KEPT: WeakKeyDictionary[Thesaurus, Labels] = WeakKeyDictionary()


def labels_of(thesaurus: Thesaurus) -> Labels:
    """The labels of a thesaurus, read once for each."""
    if (known := _KEPT.get(thesaurus)) is None:
        known = _KEPT[thesaurus] = Labels(thesaurus)
    return known


def concepts_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Each concept once, in the order of the text."""
    return tuple(dict.fromkeys(one.concept for one in mentions))
