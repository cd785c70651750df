"""What a matcher looks for: the wordings of labels, each with its concept and what makes it a strong or a weak sign."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from thesaury.enrichment.stopwords import is_stop_word
from thesaury.enrichment.tokens import Lexicon, fold, words
from thesaury.enrichment.variants import Form, variants
from thesaury.model.concept import LabelKind

# Longer words in capitals ("NATURE") are taken for emphasis, not for acronyms.
_ACRONYM_LENGTH = 5
# A part that more concepts than this share ("Lord", "exhibition") speaks for none of them.
_PART_SHARERS = 3

Path = tuple[int, ...]


class Entry(NamedTuple):
    """One label of one concept."""

    concept: str
    kind: LabelKind
    label: str


@dataclass(frozen=True, slots=True)
class Term:
    """One wording of one label, with its number of words; an acronym (US, IT, AIDS) counts only as written.

    `number` is its place among the terms of its matcher.
    """

    concept: str
    kind: LabelKind
    label: str
    text: str
    form: Form
    words: int
    acronym: bool
    number: int = field(default=0, compare=False)


def terms_by_path(
    entries: Iterable[Entry], lexicon: Lexicon, language: str
) -> tuple[list[Term], dict[Path, tuple[Term, ...]]]:
    """All terms by their number, and every sequence of word numbers, learned by the lexicon, with the terms found by it.

    Where labels of several concepts share a sequence, only the fullest forms count: a whole label beats one that lost its
    qualifier, which beats a part; a part that too many share counts for nobody.
    """
    made: list[Term] = []
    terms: dict[Path, tuple[Term, ...]] = {}
    for entry in entries:
        for term in _terms(entry, language, len(made)):
            made.append(term)
            for path in lexicon.learn(words(term.text)):
                terms[path] = _fullest(terms.get(path, ()), term)
    return made, {
        path: found for path, found in terms.items() if found[0].form is not Form.PART or len(found) <= _PART_SHARERS
    }


def _terms(entry: Entry, language: str, number: int) -> Iterator[Term]:
    for variant in variants(entry.label, language):
        spoken = words(variant.text)
        acronym = variant.text.isupper() and 1 < len(variant.text) <= _ACRONYM_LENGTH
        if acronym or _speaks(spoken, language):
            yield Term(*entry, variant.text, variant.form, len(spoken), acronym, number)
            number += 1


def _fullest(known: tuple[Term, ...], term: Term) -> tuple[Term, ...]:
    """The terms of the fullest form among these, one for each concept."""
    if not known or term.form < known[0].form:
        return (term,)
    if term.form > known[0].form or (term.form is Form.PART and len(known) > _PART_SHARERS):
        return known
    return known if any(other.concept == term.concept for other in known) else (*known, term)


def _speaks(spoken: list[str], language: str) -> bool:
    """Whether the words say anything: more than one letter, two digits or function words."""
    told = [word for word in map(fold, spoken) if not is_stop_word(word, (language,))]
    return bool(told) and (len(told) > 1 or len(told[0]) > (2 if told[0].isdigit() else 1))
