"""The extractor: which concepts and free terms a document speaks of, with scores, places and categories."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from thesaury.sandbox.poolparty.model import Entry, Match, Model
from thesaury.sandbox.poolparty.names import ALT, HIDDEN, PREF
from thesaury.sandbox.poolparty.options import Dialect
from thesaury.sandbox.poolparty.words import Token, is_little, tokens, wide_places

_WEIGHTS = {PREF: 1.0, ALT: 0.9, HIDDEN: 0.8}


@dataclass(frozen=True)
class Question:
    """What a caller of `extract` asks for."""

    text: str
    language: str
    detected: bool
    concepts: int
    terms: int
    minimum: float = 0.0
    schemes: tuple[str, ...] = ()
    extra_languages: tuple[str, ...] = ()
    without_nested: bool = False
    strip_plurals: bool = True
    categorize: bool = False
    details: bool = False
    positions: bool = False
    broader: bool = False
    related: bool = False
    show_text: bool = False

    @cached_property
    def wide(self) -> list[int]:
        """Where the text has characters that count twice in UTF-16."""
        return wide_places(self.text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found in a document with its matches and its score."""

    entry: Entry
    matches: tuple[Match, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Extractor:
    """Reads documents with one project's model and answers in a dialect's spelling."""

    project: str
    model: Model
    languages: tuple[str, ...]
    dialect: Dialect
    position_unit: str

    def answer(self, question: Question) -> dict[str, Any]:
        """The ExtractionResponse; what is empty is absent."""
        words = tokens(question.text)
        hits = self.hits(question, words)
        answer = {
            "concepts": [self._concept(hit, question, words) for hit in hits[: question.concepts]],
            self.dialect.terms_key: self._terms(question, words, hits),
            "categories": self.categories(hits, question.language) if question.categorize else [],
            "detectedLanguage": question.language if question.detected else "",
            "text": question.text if question.show_text else "",
        }
        return {name: value for name, value in answer.items() if value}

    def hits(self, question: Question, words: Sequence[Token]) -> list[Hit]:
        """The concepts found, best first with 100; a language outside the project finds nothing."""
        if question.language not in self.languages:
            return []
        by_uri: dict[str, list[Match]] = defaultdict(list)
        for match in self._matches(question, words):
            by_uri[match.uri].append(match)
        raw = {uri: _strength(found, len(words)) for uri, found in by_uri.items()}
        best = max(raw.values(), default=1.0)
        scored = [Hit(self.model.entries[uri], tuple(by_uri[uri]), round(100 * raw[uri] / best, 2)) for uri in by_uri]
        kept = [hit for hit in scored if hit.score >= question.minimum]
        return sorted(kept, key=lambda hit: (-hit.score, hit.entry.uri))

    def _matches(self, question: Question, words: Sequence[Token]) -> list[Match]:
        found = self.model.matches(words, question.language, question.strip_plurals)
        if question.schemes:
            wanted = set(question.schemes)
            found = [match for match in found if wanted & set(self.model.entries[match.uri].schemes)]
        if question.without_nested:
            return _without_nested(found)
        return found

    def categories(self, hits: Sequence[Hit], language: str) -> list[dict[str, Any]]:
        """Top concepts above the concepts found; their scores add up to 100."""
        shares: dict[str, float] = {}
        for hit in hits:
            for top in hit.entry.tops:
                shares[top] = shares.get(top, 0.0) + hit.score / len(hit.entry.tops)
        whole = sum(shares.values())
        ranked = sorted(shares.items(), key=lambda named: -named[1])
        named = ((uri, self._label(self.model.entries[uri], language), share) for uri, share in ranked)
        return [{"uri": uri, "prefLabel": label, "score": round(100 * share / whole, 4)} for uri, label, share in named]

    def _concept(self, hit: Hit, question: Question, words: Sequence[Token]) -> dict[str, Any]:
        entry, language = hit.entry, question.language
        answer: dict[str, Any] = {
            "id": f"{self.project}:{entry.uri}@{language}",
            "project": self.project,
            "uri": entry.uri,
            "language": language,
            **self._labels(entry, question),
            "altLabels": list(entry.texts(language, ALT)),
            "hiddenLabels": list(entry.texts(language, HIDDEN)),
            "score": hit.score,
            "frequencyInDocument": len(hit.matches),
            "conceptSchemes": self.schemes(entry, language),
            "broaderConcepts": list(entry.broader) if question.broader else [],
            "transitiveBroaderConcepts": list(entry.above) if question.broader else [],
            "transitiveBroaderTopConcepts": list(entry.tops) if question.broader else [],
            "relatedConcepts": list(entry.related) if question.related else [],
        }
        if question.details or question.positions:
            answer["matchingLabels"] = self._matching(hit, question, words)
        return {name: value for name, value in answer.items() if value}

    def schemes(self, entry: Entry, language: str) -> list[dict[str, str]]:
        """The schemes of a concept with their titles."""
        titles = self.model.titles
        return [{"uri": uri, "title": _in_language(titles.get(uri, {}), language)} for uri in entry.schemes]

    def described(self, uri: str, language: str) -> dict[str, Any]:
        """One concept of the model, outside any document."""
        question = Question("", language, False, 1, 0, broader=True, related=True)
        described = self._concept(Hit(self.model.entries[uri], (), 0.0), question, ())
        return {name: value for name, value in described.items() if name not in ("score", "frequencyInDocument")}

    def _labels(self, entry: Entry, question: Question) -> dict[str, Any]:
        if not self.dialect.label_map:
            return {"prefLabel": entry.preferred(question.language)}
        extra = self.languages if "*" in question.extra_languages else question.extra_languages
        asked = dict.fromkeys((question.language, *extra))
        return {"prefLabels": {tag: entry.preferred(tag) for tag in asked if entry.preferred(tag)}}

    def _label(self, entry: Entry, language: str) -> str:
        return entry.preferred(language) or next((entry.preferred(tag) for tag in self.languages), "")

    def _matching(self, hit: Hit, question: Question, words: Sequence[Token]) -> list[dict[str, Any]]:
        by_label: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        for match in hit.matches:
            start, end = words[match.first].start, words[match.last].end
            by_label[match.label][question.text[start:end]].append((start, end))
        return [
            {"label": label, "matchedTexts": [self._matched(text, places, question) for text, places in found.items()]}
            for label, found in by_label.items()
        ]

    def _matched(self, text: str, places: Sequence[tuple[int, int]], question: Question) -> dict[str, Any]:
        answer: dict[str, Any] = {"matchedText": text, "frequency": len(places)}
        if question.positions:
            wide = question.wide
            answer["positions"] = [self._position(wide, start, end) for start, end in places]
        return answer

    def _position(self, wide: Sequence[int], start: int, end: int) -> dict[str, int]:
        if self.position_unit == "utf16":
            start, end = start + bisect_left(wide, start), end + bisect_left(wide, end)
        return {"beginningIndex": start, "endIndex": end - 1}

    def _terms(self, question: Question, words: Sequence[Token], hits: Iterable[Hit]) -> list[dict[str, Any]]:
        if question.terms <= 0:
            return []
        known = {n for hit in hits for match in hit.matches for n in range(match.first, match.last + 1)}
        free = Counter(word.text for n, word in enumerate(words) if n not in known and not is_little(word.text))
        best = max(free.values(), default=1)
        return [
            {"textValue": text, "score": round(100 * count / best, 2), "frequencyInDocument": count}
            for text, count in free.most_common(question.terms)
        ]


def _without_nested(matches: Sequence[Match]) -> list[Match]:
    """What does not lie inside a longer match; the widest that begins earliest is looked at first."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda each: (each.first, -each.last)):
        if not any(match.inside(other) for other in kept[-8:]):
            kept.append(match)
    return kept


def _strength(matches: Sequence[Match], length: int) -> float:
    weights = (_WEIGHTS[match.predicate] * (1 + 0.25 * (match.last - match.first)) for match in matches)
    earliest = min(match.first for match in matches)
    return sum(weights) * (1.25 - 0.25 * earliest / max(1, length))


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
