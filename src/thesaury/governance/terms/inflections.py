"""Plurals and singulars: labels that are the listed form of a tag, or of which the tag is the listed form."""

from collections.abc import Iterator

from thesaury.governance.terms.labels import Bearer, LabelTable
from thesaury.governance.terms.postings import Postings
from thesaury.governance.wording import accented, keys, letters
from thesaury.vocabulary.words.inflecting import listed_forms

_UMLAUTS_COUNT = ("de",)
"""Where an accent tells words apart: `Kuchen` is no plural of `Küche`. Elsewhere people leave accents out, and write `ecoles`."""

_LONGEST_ACRONYM = 6


class Inflections:
    """Looks up inflected tags among the labels of the same language."""

    def __init__(self, labels: LabelTable) -> None:
        """Read which labels are plurals."""
        self._labels = labels
        self._by_listed_form = Postings(self._listed())

    def bearers(self, tag: str) -> list[Bearer]:
        """Who bears a label of which the tag is the plural or singular, in the language of that label."""
        words = accented(tag)
        return [
            bearer
            for language in self._labels.languages
            for bearer in (*self._singulars(words, language), *self._plurals(words, language))
        ]

    def _singulars(self, words: str, language: str) -> Iterator[Bearer]:
        for form in listed_forms(words, language):
            for bearer in self._labels.written(form):
                if (
                    bearer.language == language
                    and _same(form, accented(bearer.label.text), language)
                    and not _acronym(bearer)
                ):
                    yield bearer

    def _plurals(self, words: str, language: str) -> Iterator[Bearer]:
        for bearer in self._labels.all(self._by_listed_form.of([f"{language}:{key}" for key in keys(words)])):
            forms = listed_forms(accented(bearer.label.text), language)
            if any(_same(form, words, language) for form in forms):
                yield bearer

    def _listed(self) -> Iterator[tuple[str, int]]:
        for number, bearer in enumerate(self._labels.bearers):
            if _acronym(bearer):
                continue
            for form in listed_forms(accented(bearer.label.text), bearer.language):
                for key in keys(form):
                    yield f"{bearer.language}:{key}", number


def _acronym(bearer: Bearer) -> bool:
    """Neither are `swifts` the plural of SWIFT, nor is `sar` the singular of SARS."""
    return bearer.label.text.isupper() and len(bearer.label.text) <= _LONGEST_ACRONYM


def _same(one: str, other: str, language: str) -> bool:
    if language in _UMLAUTS_COUNT:
        return letters(one) == letters(other)
    return not set(keys(one)).isdisjoint(keys(other))
