"""All wordings of all labels by number, found by a matcher for each language."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from thesaury.enrichment.learning.arrays import Ints
from thesaury.enrichment.learning.concept_table import ConceptTable
from thesaury.enrichment.matcher import Matcher
from thesaury.enrichment.terms import Entry, Term
from thesaury.model.concept import LabelKind

_KINDS = {kind: rank for rank, kind in enumerate(LabelKind)}
WORDING = ("concept", "form", "kind", "words", "letters")
"""The columns of `Wordings.traits`."""


class Wordings:
    """`matchers` by language, `terms` of all of them (those of a language begin at `first`), and `traits`, terms × `WORDING`."""

    def __init__(self, table: ConceptTable, languages: Sequence[str]) -> None:
        """Labels in these primary languages, or in all without any; labels without a language belong to each of them."""
        self.matchers = _matchers(table, languages)
        self.terms: list[Term] = []
        self.first: dict[str, int] = {}
        self._languages: list[str] = []
        for language, matcher in self.matchers.items():
            self.first[language] = len(self.terms)
            self.terms += matcher.terms
            self._languages += [language] * len(matcher.terms)
        traits = [
            (table.number[term.concept], term.form, _KINDS[term.kind], term.words, len(term.text))
            for term in self.terms
        ]
        self.traits: Ints = np.array(traits, np.int32).reshape(-1, len(WORDING))

    def language(self, wording: int) -> str:
        """The language of the matcher that a wording belongs to; empty where no label has one."""
        return self._languages[wording]


def primary(tag: str) -> str:
    """The primary language of a BCP 47 tag."""
    return tag.partition("-")[0].lower()


def _matchers(table: ConceptTable, wanted: Sequence[str]) -> dict[str, Matcher]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for concept in table.concepts:
        for kind, label in concept.labels():
            found[primary(label.language)].append(Entry(concept.iri, kind, label.text))
    anywhere = found.pop("", [])
    spoken = [language for language in wanted if language in found] or sorted(found) or [""]
    return {language: Matcher([*found.get(language, ()), *anywhere], language) for language in spoken}
