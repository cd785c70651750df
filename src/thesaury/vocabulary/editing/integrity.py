"""Whether what an edit did keeps the vocabulary whole: looked at where it changed something, and nowhere else."""

from collections.abc import Iterator

from thesaury.model.concept import Concept, Vocabulary
from thesaury.vocabulary.checks import iris, labels, relations, texts
from thesaury.vocabulary.editing.bench import Bench, States, bearings
from thesaury.vocabulary.editing.refusal import EditRefused
from thesaury.vocabulary.report import Finding, Severity

_OWN = (
    iris.iris,
    texts.control_characters,
    texts.white_space,
    texts.long_texts,
    texts.empty_texts,
    texts.language_tags,
    labels.several_preferred,
    labels.alternative_is_preferred,
    labels.concepts_without_label,
    relations.self_relations,
)
"""The rules of an import that look at one concept alone."""


def hold(bench: Bench, before: States) -> None:
    """Raises EditRefused unless the states that took the place of these keep every rule; what was amiss before may stay so."""
    for iri, old in before.concepts.items():
        if new := bench.concept(iri):
            _fit(old, new)
            _named_apart(bench, old, new)
            _standing(bench, old, new)
            _beside(bench, old, new)
    for iri in before.schemes:
        scheme = bench.scheme(iri)
        findings = texts.control_characters(Vocabulary("", (scheme,), ()))[1] if scheme else []
        _refuse(findings + (texts.long_texts(Vocabulary("", (scheme,), ()))[1] if scheme else []))
        _refuse(iris.iris(Vocabulary("", (scheme,), ()))[1] if scheme else [])


def _fit(old: Concept | None, new: Concept) -> None:
    amiss = {finding.rule for finding in _findings(old)} if old else set()
    _refuse([finding for finding in _findings(new) if finding.rule not in amiss])


def _findings(concept: Concept) -> Iterator[Finding]:
    vocabulary = Vocabulary("", (), (concept,))
    for rule in _OWN:
        vocabulary, found = rule(vocabulary)
        yield from (finding for finding in found if finding.severity is not Severity.INFO)


def _refuse(findings: list[Finding]) -> None:
    if findings:
        raise EditRefused(f"This cannot be kept so: {findings[0].message}")


def _named_apart(bench: Bench, old: Concept | None, new: Concept) -> None:
    """No other concept in use of the scheme has the same preferred label."""
    for bearing in bearings(new) - (bearings(old) if old else set()):
        if others := sorted({*bench.bearers(bearing)} - {new.iri}):
            raise EditRefused(
                f"{bench.called(others[0])} <{others[0]}> is called so already in {bench.called(bearing[0])}."
                " Take another label, or merge the two."
            )


def _standing(bench: Bench, old: Concept | None, new: Concept) -> None:
    """No circle, and nothing in use below what is not."""
    was = old.broader if old else ()
    added = {*new.broader} - {*was}
    if added and new.iri in bench.above(new.iri):
        raise EditRefused(
            f"{bench.called(new.iri)} would lie above itself. Choose a place that is not below it: "
            f"{', '.join(bench.called(iri) for iri in sorted(added))} is."
        )
    looked_at = added if old and not old.deprecated else {*new.broader}
    for iri in sorted(looked_at) if not new.deprecated else ():
        over = bench.concept(iri)
        if over and over.deprecated:
            raise EditRefused(
                f"{bench.called(iri)} is deprecated, so nothing in use may lie below it. Choose another place."
            )


def _beside(bench: Bench, old: Concept | None, new: Concept) -> None:
    """What lies above or below is not related too (SKOS S27): looked at for new neighbours and, after a move, for all below."""
    placed = bool({*new.broader} - {*(old.broader if old else ())})
    if not placed and not {*new.related} - {*(old.related if old else ())}:
        return
    over = bench.above(new.iri)
    looked_at = {new.iri, *bench.below(new.iri)} if placed else {new.iri}
    for iri in sorted(looked_at):
        concept = bench.concept(iri)
        clashes = sorted(over.intersection(concept.related)) if concept else []
        if not clashes and iri == new.iri:
            clashes = sorted(bench.below(iri).intersection(new.related)) if new.related else []
        if clashes:
            raise EditRefused(
                f"{bench.called(iri)} and {bench.called(clashes[0])} are related, so neither may lie above the other."
                " Take that back first."
            )
