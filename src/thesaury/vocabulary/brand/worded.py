"""Vocabularies in a client's words: the labels of concepts as its brand terms have them. What reads vocabularies needs to know no more.

own meaning   the concept bears the term, and no other concept is read by it
preferred     the concept is called so; what the vocabulary calls it stays another label
forbidden     what stands instead bears the word as a hidden label, so that it still finds; nothing is called so
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.model.concept import Concept, Label, LabelKind, Vocabulary
from thesaury.vocabulary.brand.words import BrandWords, keys, speaks, written
from thesaury.vocabulary.words.stems import primary


def worded(vocabularies: Sequence[Vocabulary], brand: BrandWords) -> list[Vocabulary]:
    """The vocabularies as this client words them, in their order; themselves where there are no brand terms."""
    if not brand:
        return list(vocabularies)
    plan = _planned(vocabularies, brand)
    return [
        replace(one, concepts=tuple(_reworded(concept, plan) for concept in one.concepts)) if plan else one
        for one in vocabularies
    ]


@dataclass(slots=True)
class _Plan:
    """Which concepts are reworded: what each gains, and which concepts each term may be read as (None: any)."""

    gains: dict[str, list[tuple[BrandTerm, LabelKind]]] = field(default_factory=lambda: defaultdict(list))
    bears: dict[str, list[tuple[Label, LabelKind, BrandTerm]]] = field(default_factory=lambda: defaultdict(list))
    meant: dict[tuple[str, str], frozenset[str] | None] = field(default_factory=dict)


_KINDS = {
    BrandStanding.PREFERRED: LabelKind.PREFERRED,
    BrandStanding.APPROVED: LabelKind.ALTERNATIVE,
    BrandStanding.FORBIDDEN: LabelKind.HIDDEN,
}


def _planned(vocabularies: Sequence[Vocabulary], brand: BrandWords) -> _Plan:
    plan = _Plan()
    bearers = _bearers(vocabularies, brand)
    for term in brand.terms:
        for concept, kind, label in _bearing(term, term.text, bearers):
            plan.bears[concept].append((label, kind, term))
        meant = {term.concept} if term.concept else _standing_instead(term, bearers)
        for concept in meant:
            plan.gains[concept].append((term, _KINDS[term.standing]))
        exclusive = meant and not (term.concept and term.exact)
        plan.meant[term.key] = frozenset(meant) if exclusive else None
    return plan


@dataclass(frozen=True, slots=True)
class _Bearers:
    """Who bears a term, or what stands instead of one, by the key of the label; `retired` are concepts that are no longer in use."""

    by_key: dict[str, list[tuple[str, LabelKind, Label]]]
    retired: set[str]


def _bearers(vocabularies: Sequence[Vocabulary], brand: BrandWords) -> _Bearers:
    sought = {key for term in brand.terms for text in (term.text, term.instead) if text for key in keys(text)}
    found: dict[str, list[tuple[str, LabelKind, Label]]] = defaultdict(list)
    retired = set[str]()
    for vocabulary in vocabularies:
        for concept in vocabulary.concepts:
            if concept.deprecated:
                retired.add(concept.iri)
            for kind, label in concept.labels():
                for key in keys(label.text):
                    if key in sought:
                        found[key].append((concept.iri, kind, label))
    return _Bearers(found, retired)


def _bearing(term: BrandTerm, text: str, bearers: _Bearers) -> Iterator[tuple[str, LabelKind, Label]]:
    """Every label that is this text in the language of the term, as it is written."""
    met = dict.fromkeys(one for key in keys(text) for one in bearers.by_key.get(key, ()))
    for concept, kind, label in met:
        if speaks(term, label.language) and (text != term.text or written(term, label.text)):
            yield concept, kind, label


def _standing_instead(term: BrandTerm, bearers: _Bearers) -> frozenset[str]:
    """The concepts that what stands instead of a forbidden word names: those it is the name of, else those it is another label of."""
    if not term.instead:
        return frozenset()
    borne = [one for one in _bearing(term, term.instead, bearers) if one[0] not in bearers.retired]
    named = {concept for concept, kind, _ in borne if kind is LabelKind.PREFERRED}
    return frozenset(named or {concept for concept, _, _ in borne})


def _reworded(concept: Concept, plan: _Plan) -> Concept:
    gains, bears = plan.gains.get(concept.iri, ()), plan.bears.get(concept.iri, ())
    if not gains and not bears:
        return concept
    labels = _Labels(concept)
    for label, _, term in bears:
        meant = plan.meant[term.key]
        if term.forbidden:
            labels.forbid(label, term, read=meant is None or concept.iri in meant)
        elif meant is not None and concept.iri not in meant:
            labels.silence(label)
    for term, kind in gains:
        labels.gain(Label(term.text, term.language), kind)
    return labels.concept()


class _Labels:
    """The labels of one concept while they are reworded."""

    def __init__(self, concept: Concept) -> None:
        self._concept = concept
        self._kinds: dict[Label, LabelKind] = {}
        for kind, label in concept.labels():
            self._kinds.setdefault(label, kind)
        self._unread = set(concept.unread)

    def gain(self, label: Label, kind: LabelKind) -> None:
        """Bear a label of this kind; as a preferred one it takes the place of that of its language. A label that is read says more than
        a hidden one."""
        if kind is LabelKind.PREFERRED:
            for other in self._named(label.language):
                self._kinds[other] = LabelKind.ALTERNATIVE
        elif label in self._kinds and (kind is LabelKind.HIDDEN or self._kinds[label] is LabelKind.PREFERRED):
            return
        self._kinds[label] = kind
        self._unread.discard(label)

    def silence(self, label: Label) -> None:
        """Read nothing by the label any more; a name stays a name."""
        if self._kinds.get(label) is LabelKind.PREFERRED:
            self._unread.add(label)
        else:
            self._kinds.pop(label, None)

    def forbid(self, label: Label, term: BrandTerm, read: bool) -> None:
        """Call nothing so; what was called so is called by what stands instead, else by another label of the language."""
        kind = self._kinds.pop(label, None)
        if kind is LabelKind.PREFERRED:
            others = (one for one, held in self._kinds.items() if _visible(held) and one.language == label.language)
            name = Label(term.instead, label.language) if term.instead else next(others, None)
            if name:
                self._kinds[name] = LabelKind.PREFERRED
                if not read:
                    self._unread.add(name)
        if kind and read:
            self._kinds[label] = LabelKind.HIDDEN

    def concept(self) -> Concept:
        """The concept with these labels; without any that may be shown it is called by the end of its IRI."""
        if not any(map(_visible, self._kinds.values())):
            name = Label(self._concept.iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or self._concept.iri)
            self._kinds[name] = LabelKind.PREFERRED
            self._unread.add(name)
        return replace(
            self._concept,
            preferred=self._of(LabelKind.PREFERRED),
            alternative=self._of(LabelKind.ALTERNATIVE),
            hidden=self._of(LabelKind.HIDDEN),
            unread=tuple(sorted(self._unread)),
        )

    def _named(self, language: str) -> list[Label]:
        return [
            label
            for label, kind in self._kinds.items()
            if kind is LabelKind.PREFERRED and (not language or primary(label.language) == primary(language))
        ]

    def _of(self, kind: LabelKind) -> tuple[Label, ...]:
        return tuple(sorted(label for label, held in self._kinds.items() if held is kind))


def _visible(kind: LabelKind) -> bool:
    return kind is not LabelKind.HIDDEN
