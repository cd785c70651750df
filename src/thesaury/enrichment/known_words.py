"""What the vocabularies cover already: the stretches of a text that are labels, and phrases that are one in another form."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from thesaury.enrichment.matcher import Matcher
from thesaury.enrichment.stopwords import is_stop_word
from thesaury.enrichment.terms import Entry
from thesaury.enrichment.tokens import fold, without_accents, words
from thesaury.enrichment.variants import variants
from thesaury.model.asset import Text
from thesaury.model.concept import Vocabulary
from thesaury.ports.language import LanguageDetector

Stretch = tuple[int, int]
"""Start and end in a text, in code points."""

# Plurals that no English stemmer brings back to their singular.
_SINGULARS = {
    "children": "child",
    "feet": "foot",
    "geese": "goose",
    "halves": "half",
    "knives": "knife",
    "leaves": "leaf",
    "lives": "life",
    "loaves": "loaf",
    "mice": "mouse",
    "people": "person",
    "scarves": "scarf",
    "shelves": "shelf",
    "teeth": "tooth",
    "thieves": "thief",
    "wives": "wife",
    "wolves": "wolf",
}
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")


class KnownWords:
    """The labels of all vocabularies, in any language; a deprecated concept's too, for what was retired is no news."""

    def __init__(
        self, vocabularies: Iterable[Vocabulary], detector: LanguageDetector, languages: Sequence[str]
    ) -> None:
        """`languages` are those a text may be in besides the labels' own, likeliest first, as BCP 47 tags."""
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._squeezed: set[str] = set()
        for concept in (concept for vocabulary in vocabularies for concept in vocabulary.concepts):
            for kind, label in concept.labels():
                self._entries[primary(label.language)].append(Entry(concept.iri, kind, label.text))
                self._squeezed |= {_squeezed(variant.text) for variant in variants(label.text, label.language)}
        self._squeezed.discard("")
        self._labelled = tuple(sorted(filter(None, self._entries))) or ("",)
        self.languages = tuple(dict.fromkeys(filter(None, [*map(primary, languages), *self._labelled]))) or ("",)
        self._detector = detector
        self._detected = lru_cache(1 << 12)(lambda text: detector.detect(text, self.languages))
        self._matcher = lru_cache(None)(self._made)

    def language(self, text: Text) -> str:
        """The primary tag of a text's own language, else of the one the detector tells, else an empty string."""
        if own := primary(text.language):
            return own
        return self._detected(text.value) if len(self.languages) > 1 else self.languages[0]

    def covered(self, text: str, language: str) -> list[Stretch]:
        """The longest matches of labels in this language (in every one where it is empty), sorted; they may overlap."""
        read = (language,) if language else self._labelled
        return sorted(
            (match.start, match.end)
            for one in read
            for match in self._matcher(one).matches(text)
            if not is_stop_word(fold(match.quote), read)
        )

    def explain(self, tag: str) -> bool:
        """Whether labels cover every telling word of a tag, however it joins its words."""
        spaced = _CAMEL.sub(" ", tag).replace("_", " ")
        found = self.covered(spaced, "")
        rest = "".join(char for place, char in enumerate(spaced) if not any(a <= place < b for a, b in found))
        telling = [word for word in words(rest) if not is_stop_word(fold(word), self.languages)]
        return not telling or self.know(tag, "")

    def know(self, phrase: str, language: str) -> bool:
        """Whether a phrase is a label but for blanks, hyphens, accents, inflection or the order of its words."""
        if _squeezed(phrase) in self._squeezed:
            return True
        closed = "".join(words(phrase))
        matcher = self._matcher(language)
        whole = [(0, len(phrase), match) for match in (*matcher.matches(phrase), *matcher.weaker_matches(phrase))]
        whole += [(0, len(closed), match) for match in matcher.matches(closed)]
        return any((match.start, match.end) == (start, end) for start, end, match in whole)

    def _made(self, language: str) -> Matcher:
        """Labels without a language belong to each."""
        entries = [*self._entries.get(language, ()), *(self._entries.get("", ()) if language else ())]
        return Matcher(entries, language)


def primary(tag: str) -> str:
    """The primary part of a BCP 47 tag, in lower case."""
    return tag.partition("-")[0].lower()


def _squeezed(text: str) -> str:
    """A text as one word, without accents and without an irregular plural at its end."""
    *before, last = words(fold(text)) or [""]
    singular = f"{last[:-3]}man" if last.endswith("men") else _SINGULARS.get(last, last)
    return without_accents("".join([*before, singular]))
