"""The label annotator: proposes the concepts whose labels an asset's texts and tags contain."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from thesaury.enrichment.matcher import Match, Matcher
from thesaury.enrichment.neighbours import Neighbours
from thesaury.enrichment.scoring import Hit, score, signs
from thesaury.enrichment.stopwords import is_stop_word
from thesaury.enrichment.terms import Entry
from thesaury.enrichment.tokens import fold
from thesaury.model.annotation import Evidence, Suggestion
from thesaury.model.asset import Asset, Text
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.ports.language import LanguageDetector

MOST_SUGGESTIONS = 40
_MOST_EVIDENCE = 5


class LabelAnnotator:
    """Matches the labels of vocabularies in one or more languages; a static rule scores them (see `scoring`).

    A text is read in its own language, else in the one the detector tells, else in every language a vocabulary has. With
    `languages` only labels in these are matched, unless a vocabulary has none of them.
    """

    version = "labels/1"

    def __init__(
        self,
        vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]],
        detector: LanguageDetector,
        languages: Sequence[str],
    ) -> None:
        wanted = tuple(map(_primary, languages))
        self.vocabulary = " ".join(version.key for version, _ in vocabularies)
        self._detector = detector
        self._neighbours = Neighbours(vocabulary for _, vocabulary in vocabularies)
        self._matchers = [_matchers(vocabulary, wanted) for _, vocabulary in vocabularies]
        self._languages = tuple(
            dict.fromkeys(language for matchers in self._matchers for language in matchers if language)
        )
        self._version_of: dict[str, str] = {}
        for version, vocabulary in vocabularies:
            for concept in vocabulary.concepts:
                self._version_of.setdefault(concept.iri, version.key)

    def suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...]]:
        """At most 40 suggestions per asset, by falling score, then by IRI."""
        return [self._suggestions(asset) for asset in assets]

    def _suggestions(self, asset: Asset) -> tuple[Suggestion, ...]:
        texts = [*asset.texts(), *(Text("tag", tag) for tag in asset.tags())]
        hits: dict[str, dict[tuple[int, int, int], Hit]] = defaultdict(dict)
        for number, text in enumerate(texts):
            for hit in self._hits(text):
                hits[hit.term.concept].setdefault((number, hit.match.start, hit.match.end), hit)
        found = {concept: list(places.values()) for concept, places in hits.items()}
        support = self._neighbours.support(
            {concept: {fold(hit.match.quote) for hit in places} for concept, places in found.items()}
        )
        letters = sum(len(text.value) for text in texts)
        suggestions = [self._suggestion(concept, places, support, letters) for concept, places in found.items()]
        return tuple(sorted(suggestions, key=lambda one: (-one.score, one.concept))[:MOST_SUGGESTIONS])

    def _suggestion(self, concept: str, hits: Sequence[Hit], support: Mapping[str, float], letters: int) -> Suggestion:
        likelihood = score(signs(hits, support, self._neighbours.depth(concept), letters))
        evidence = tuple(map(_evidence, hits[:_MOST_EVIDENCE]))
        return Suggestion(concept, round(likelihood, 6), evidence, self.version, self._version_of[concept])

    def _hits(self, text: Text) -> Iterator[Hit]:
        """Longest matches first, then weaker ones of concepts that these did not show."""
        languages = self._languages_of(text)
        for matchers in self._matchers:
            readable = [matcher for language, matcher in matchers.items() if language in languages]
            strong = [
                hit for one in readable for hit in _hits_of(one.matches(text.value), text, one.language, languages)
            ]
            yield from strong
            shown = {hit.term.concept for hit in strong}
            for one in readable:
                weaker = _hits_of(one.weaker_matches(text.value), text, one.language, languages)
                yield from (hit for hit in weaker if hit.term.concept not in shown)

    def _languages_of(self, text: Text) -> tuple[str, ...]:
        """The languages to read a text in; labels without a language are always read."""
        language = _primary(text.language)
        if not language and len(self._languages) > 1:
            language = self._detector.detect(text.value, self._languages)
        return (language, "") if language else (*self._languages, "")


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _matchers(vocabulary: Vocabulary, wanted: Sequence[str]) -> dict[str, Matcher]:
    """One matcher per language; labels without a language belong to each of them."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for concept in vocabulary.concepts:
        if not concept.deprecated:
            for kind, label in concept.labels():
                entries[_primary(label.language)].append(Entry(concept.iri, kind, label.text))
    anywhere = entries.pop("", [])
    spoken = [language for language in wanted if language in entries] or sorted(entries) or [""]
    return {language: Matcher([*entries.get(language, ()), *anywhere], language) for language in spoken}


def _hits_of(matches: Iterable[Match], text: Text, language: str, languages: tuple[str, ...]) -> Iterator[Hit]:
    """The hits of every match that is no function word in any language the text may be in."""
    for match in matches:
        if not is_stop_word(fold(match.quote), languages):
            rivals = tuple(dict.fromkeys(term.concept for term in match.terms))
            yield from (Hit(text, language, match, term, rivals) for term in match.terms)


def _evidence(hit: Hit) -> Evidence:
    match = hit.match
    return Evidence(hit.text.field, match.start, match.end, match.quote, hit.term.label, hit.language)
