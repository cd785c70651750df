"""What an edit is about to change, over the bench as it stands: the second look sees what the first one wrote."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from thesaury.model.concept import Concept, ConceptScheme, Label
from thesaury.vocabulary.checks.iris import fit
from thesaury.vocabulary.editing.bench import Bench, States
from thesaury.vocabulary.editing.refusal import EditRefused
from thesaury.vocabulary.languages import canonical


class Changing:
    """States to be, read and written by IRI; nothing holds before the bench is told."""

    def __init__(self, bench: Bench) -> None:
        """Nothing is changed yet."""
        self.bench = bench
        self.states = States()

    def concept(self, iri: str) -> Concept:
        """The concept as it will be. Raises EditRefused where there is none."""
        return self.states.concepts.get(iri) or self.bench.known(iri)

    def in_use(self, iri: str, what: str) -> Concept:
        """A concept that is not deprecated. Raises EditRefused, calling it `what`, where it is."""
        found = self.bench.known(iri)
        if found.deprecated:
            raise EditRefused(
                f"{self.bench.called(iri)} is deprecated, so it cannot be {what}. Choose one that is in use."
            )
        return found

    def put(self, concept: Concept) -> None:
        """A new concept, or one as it will be."""
        self.states.concepts[concept.iri] = concept

    def change(self, iri: str, **fields: Any) -> None:
        """The concept with these fields, in the order that the model wants."""
        self.put(replace(self.concept(iri), **{name: _in_order(value) for name, value in fields.items()}))

    def drop(self, iri: str) -> None:
        """The concept will be gone."""
        self.states.concepts[iri] = None

    def scheme(self, iri: str) -> ConceptScheme:
        """The scheme as it will be. Raises EditRefused where there is none."""
        found = self.states.schemes.get(iri) or self.bench.scheme(iri)
        if found is None:
            listed = ", ".join(sorted(self.bench.schemes())) or "none yet: add one first"
            raise EditRefused(f"There is no scheme {iri} in {self.bench.name}. Schemes there: {listed}.")
        return found

    def put_scheme(self, scheme: ConceptScheme) -> None:
        """A new scheme, or one as it will be."""
        self.states.schemes[scheme.iri] = scheme

    def settle(self, iris: Iterable[str]) -> None:
        """A concept is a top concept of those of its schemes in which nothing lies above it."""
        for iri in iris:
            concept = self.states.concepts[iri] if iri in self.states.concepts else self.bench.concept(iri)
            tops = _free(self, concept) if concept else set()
            former = self.bench.concept(iri)
            for scheme in tops | {*(concept.schemes if concept else ()), *(former.schemes if former else ())}:
                self._top(iri, scheme, scheme in tops)

    def _top(self, iri: str, scheme: str, top: bool) -> None:
        held = self.states.schemes.get(scheme) or self.bench.scheme(scheme)
        if held and (iri in held.top_concepts) is not top:
            tops = {*held.top_concepts, iri} if top else {*held.top_concepts} - {iri}
            self.put_scheme(replace(held, top_concepts=tuple(sorted(tops))))


def label_of(label: Label) -> Label:
    """The label as it is kept: one line, single spaces, a canonical language tag. Raises EditRefused where there is nothing."""
    text = " ".join(label.text.split())
    if not text:
        raise EditRefused("A label needs at least one sign. Write something, or take the label away.")
    return Label(text, language_of(label.language))


def language_of(tag: str) -> str:
    """A canonical language tag, or none. Raises EditRefused for what is no tag."""
    found = canonical(tag)
    if tag.strip() and not found:
        raise EditRefused(f"{tag[:40]!r} is no language tag. Write one such as en, de or pt-BR.")
    return found


def new_iri(bench: Bench, iri: str) -> str:
    """An IRI that nothing has yet. Raises EditRefused for another, or for what is none."""
    if not fit(iri):
        raise EditRefused(f"{iri[:200]!r} is not a whole http, https or urn IRI. Leave it out, and one is made.")
    if bench.concept(iri) or bench.scheme(iri):
        raise EditRefused(f"{iri} is there already: {bench.called(iri)}. Take another IRI.")
    return iri


def free_of(iris: Sequence[str], gone: Iterable[str]) -> tuple[str, ...]:
    """These IRIs without those."""
    without = set(gone)
    return tuple(iri for iri in iris if iri not in without)


def _free(changing: Changing, concept: Concept) -> set[str]:
    over = {scheme for iri in concept.broader for scheme in changing.concept(iri).schemes}
    return set(concept.schemes) - over


def _in_order(value: Any) -> Any:
    return tuple(sorted(set(value))) if isinstance(value, list | tuple | set | frozenset) else value
