"""One of the two vocabularies that are matched, with its labels as terms and its hierarchy by number."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from thesaury.model.concept import Concept, Label, LabelKind, Vocabulary
from thesaury.onboarding.matching.terms import Reading, Terms, frame_of, reading, words_of
from thesaury.vocabulary.hierarchy import above
from thesaury.vocabulary.words.stems import primary

_USUAL = "en"
"""The language in which labels are read that do not say theirs, where no other label says one either."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One label of a concept as terms; `trust` is 1 for a preferred label and less for others.

    `frame` are its function words that change what it says, `words` its other words unstemmed, none where nobody wrote this label.
    """

    terms: Terms
    text: str
    trust: float
    frame: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


# A second name is nearly as good as the first, but it is where concepts overlap: it decides only where no preferred label does.
_TRUST = {LabelKind.PREFERRED: 1.0, LabelKind.ALTERNATIVE: 0.96, LabelKind.HIDDEN: 0.94}


@dataclass(frozen=True)
class Side:
    """The concepts in use of one vocabulary, numbered by their place in `concepts`.

    `wordings` are the labels of each concept that are compared, `broader`, `narrower` and `related` the numbers beside it.
    `languages` are those in which labels say that they are.
    """

    concepts: tuple[Concept, ...]
    wordings: tuple[tuple[Wording, ...], ...]
    broader: tuple[tuple[int, ...], ...]
    narrower: tuple[tuple[int, ...], ...]
    related: tuple[tuple[int, ...], ...]
    languages: frozenset[str]

    def __len__(self) -> int:
        return len(self.concepts)

    @cached_property
    def above(self) -> tuple[Mapping[int, int], ...]:
        """Everything above each concept with its shortest distance, nearest first."""
        broader = dict(enumerate(map(list, self.broader)))
        numbered = {str(at): [str(over) for over in overs] for at, overs in broader.items()}
        return tuple({int(o): far for o, far in above(str(at), numbered).items()} for at in range(len(self)))

    @cached_property
    def siblings(self) -> tuple[tuple[int, ...], ...]:
        """The other concepts below what is directly above each."""
        found = (dict.fromkeys(s for over in self.broader[at] for s in self.narrower[over]) for at in range(len(self)))
        return tuple(tuple(sibling for sibling in all_ if sibling != at) for at, all_ in enumerate(found))

    def name(self, at: int) -> str:
        """What a concept is called, for a person."""
        concept = self.concepts[at]
        return next((label.text for _, label in concept.labels()), concept.iri)


def sides(source: Vocabulary, target: Vocabulary) -> tuple[Side, Side]:
    """Both vocabularies, read in the languages they have in common, without what is deprecated.

    A label that does not say its language is read in every one of the other side. Where they have none in common, every label is
    compared with every other: names and loanwords are all there is then.
    """
    kept = [tuple(c for c in vocabulary.concepts if not c.deprecated) for vocabulary in (source, target)]
    spoken = [_languages(concepts) for concepts in kept]
    told = [languages - {""} for languages in spoken]
    heard = [own | (told[1 - at] if "" in spoken[at] else set()) for at, own in enumerate(told)]
    shared = heard[0] & heard[1]
    read_in = sorted(shared or {_USUAL})
    compared = [tuple(_compared(concept, shared, read_in) for concept in concepts) for concepts in kept]
    every = [label for labels in compared for own in labels for _, label in own]
    read = reading({word for label in every for word in words_of(label.text, label.language)})
    first, second = (
        _side(concepts, labels, read, len(shared) > 1, frozenset(languages))
        for concepts, labels, languages in zip(kept, compared, told, strict=True)
    )
    return first, second


def foreign(source: Side, target: Side) -> bool:
    """Whether both say their languages, and have none in common."""
    return bool(source.languages and target.languages) and source.languages.isdisjoint(target.languages)


Compared = tuple[tuple[LabelKind, Label], ...]


def _languages(concepts: Iterable[Concept]) -> set[str]:
    """The languages of labels, with an empty one where a label does not say its own."""
    return {primary(label.language) for concept in concepts for _, label in concept.labels()}


def _compared(concept: Concept, shared: Collection[str], read_in: Sequence[str]) -> Compared:
    """The labels that may meet one of the other side, each with a language; all of them where none would be left."""
    labels = [
        (kind, Label(label.text, language))
        for kind, label in concept.labels()
        for language in ([primary(label.language)] if label.language else read_in)
    ]
    return tuple((kind, label) for kind, label in labels if label.language in shared) or tuple(labels)


def _side(
    concepts: tuple[Concept, ...], compared: Sequence[Compared], read: Reading, several: bool, languages: frozenset[str]
) -> Side:
    numbers = {concept.iri: at for at, concept in enumerate(concepts)}
    broader = [_numbered(concept.broader, numbers) for concept in concepts]
    narrower: list[list[int]] = [[] for _ in concepts]
    for at, overs in enumerate(broader):
        for over in overs:
            narrower[over].append(at)
    return Side(
        concepts,
        tuple(_wordings(labels, read, several) for labels in compared),
        tuple(broader),
        tuple(map(tuple, narrower)),
        tuple(_numbered(concept.related, numbers) for concept in concepts),
        languages,
    )


def _numbered(iris: Iterable[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(numbers[iri] for iri in iris if iri in numbers)


def _wordings(labels: Compared, read: Reading, several: bool) -> tuple[Wording, ...]:
    """Each sequence of terms once, as the most trusted label has it. In several languages a term is one of its own language."""
    found: dict[Terms, Wording] = {}
    for kind, label in labels:
        terms = read(label.text, label.language)
        marked = tuple(f"{label.language}:{term}" for term in terms) if several else terms
        if marked:
            found.setdefault(marked, _wording(marked, label, _TRUST[kind]))
    return tuple(found.values())


def _wording(terms: Terms, label: Label, trust: float) -> Wording:
    words = sorted(words_of(label.text, label.language))
    return Wording(terms, label.text, trust, frame_of(label.text, label.language), tuple(words))
