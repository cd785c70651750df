"""Edits that bring something in: concepts and schemes."""

from collections.abc import Sequence
from dataclasses import replace

from thesaury.model.concept import Concept, ConceptScheme, Label
from thesaury.model.edit import AddConcept, AddScheme, SetTitle
from thesaury.vocabulary.checks.rule import ordered, quoted
from thesaury.vocabulary.editing.changing import Changing, label_of, new_iri
from thesaury.vocabulary.editing.refusal import EditRefused


def add_concept(edit: AddConcept, changing: Changing) -> None:
    """A concept with a name, in a scheme, below what is in use."""
    bench = changing.bench
    preferred = ordered(map(label_of, edit.preferred))
    _one_in_a_language(preferred)
    for iri in edit.broader:
        changing.in_use(iri, "above a new concept")
    concept = Concept(
        new_iri(bench, edit.concept),
        schemes=_schemes(edit, changing),
        preferred=preferred,
        alternative=tuple(label for label in ordered(map(label_of, edit.alternative)) if label not in preferred),
        definitions=ordered(replace(label_of(one), text=one.text.strip()) for one in edit.definitions),
        broader=tuple(sorted(set(edit.broader))),
    )
    changing.put(concept)
    changing.settle([concept.iri])


def add_scheme(edit: AddScheme, changing: Changing) -> None:
    """A scheme without concepts yet."""
    titles = ordered(map(label_of, edit.titles))
    _one_in_a_language(titles)
    changing.put_scheme(ConceptScheme(new_iri(changing.bench, edit.scheme), titles))


def set_title(edit: SetTitle, changing: Changing) -> None:
    """The scheme has this title in its language."""
    scheme, title = changing.scheme(edit.scheme), label_of(edit.title)
    others = [one for one in scheme.titles if one.language != title.language]
    changing.put_scheme(replace(scheme, titles=ordered([*others, title])))


def _schemes(edit: AddConcept, changing: Changing) -> tuple[str, ...]:
    named = edit.schemes or [scheme for iri in edit.broader for scheme in changing.concept(iri).schemes]
    if not named and len(changing.bench.schemes()) == 1:
        named = list(changing.bench.schemes())
    if not named:
        raise EditRefused("Say in which scheme the concept is, or what is broader; where there is no scheme, add one.")
    return tuple(sorted({changing.scheme(iri).iri for iri in named}))


def _one_in_a_language(labels: Sequence[Label]) -> None:
    if not labels:
        raise EditRefused("A name is needed, in at least one language.")
    languages = [label.language for label in labels]
    for label in labels:
        if languages.count(label.language) > 1:
            raise EditRefused(
                f"{quoted(label)} is one of several names in its language. Keep one, and make the others alternative."
            )
