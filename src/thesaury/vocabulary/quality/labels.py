"""What labels, languages, notations and definitions leave to be wished."""

from collections import Counter
from collections.abc import Iterator

from thesaury.model.concept import Label
from thesaury.vocabulary.languages import canonical
from thesaury.vocabulary.quality.held import Notice, Scope
from thesaury.vocabulary.quality.rules import MISSING_LANGUAGE


def no_preferred(scope: Scope) -> Iterator[Notice]:
    """Nothing to call a concept by."""
    return (Notice("no-preferred-label", concept.iri) for concept in scope.used if not concept.preferred)


def inconsistent_preferred(scope: Scope) -> Iterator[Notice]:
    """Two preferred labels in one language (SKOS S14); an import mends this, a server may send it."""
    for concept in scope.used:
        seen: set[str] = set()
        for label in concept.preferred:
            if label.language in seen:
                yield Notice("inconsistent-preferred", concept.iri, label=label)
            seen.add(label.language)


def of_two_kinds(scope: Scope) -> Iterator[Notice]:
    """A label that is preferred and alternative, or one of them and hidden (SKOS S13)."""
    for concept in scope.used:
        counts = Counter(label for _, label in concept.labels())
        yield from (
            Notice("label-of-two-kinds", concept.iri, label=label) for label, count in counts.items() if count > 1
        )


def shared(scope: Scope) -> Iterator[Notice]:
    """Labels several concepts bear, whatever their kind: two preferred ones are a rule of their own."""
    bearers: dict[Label, dict[str, bool]] = {}
    for concept in scope.used:
        preferred = {Label(label.text.casefold(), label.language) for label in concept.preferred}
        for label in {Label(label.text.casefold(), label.language) for _, label in concept.labels()}:
            bearers.setdefault(label, {})[concept.iri] = label in preferred
    for label, held in sorted((label, held) for label, held in bearers.items() if len(held) > 1):
        rule = "duplicate-label" if sum(held.values()) > 1 else "overlapping-label"
        first, *others = sorted(held)
        yield Notice(rule, first, tuple(others), label)


def untagged(scope: Scope) -> Iterator[Notice]:
    """Labels in no language, or under a tag that BCP 47 does not know, where most have one; one notice for each concept."""
    if scope.most(sum(any(label.language for label in concept.preferred) for concept in scope.used)):
        for concept in scope.used:
            if found := next((label for _, label in concept.labels() if not canonical(label.language)), None):
                yield Notice("untagged-label", concept.iri, label=found)


def missing_languages(scope: Scope) -> Iterator[Notice]:
    """No preferred label in a language in which most of the scheme's concepts have one."""
    used = Counter(code for concept in scope.used for code in {label.language for label in concept.preferred} - {""})
    common = [language for language, count in sorted(used.items()) if scope.most(count)]
    for concept in scope.used:
        held = {label.language for label in concept.preferred}
        if missing := tuple(language for language in common if language not in held):
            yield Notice(MISSING_LANGUAGE, concept.iri, languages=missing)


def no_definition(scope: Scope) -> Iterator[Notice]:
    """No definition, where most have one."""
    without = [concept for concept in scope.used if not concept.definitions]
    if scope.most(len(scope.used) - len(without)):
        yield from (Notice("no-definition", concept.iri) for concept in without)


def ambiguous_notations(scope: Scope) -> Iterator[Notice]:
    """A notation that several concepts of the scheme bear."""
    bearers: dict[str, list[str]] = {}
    for concept in scope.used:
        for notation in concept.notations:
            bearers.setdefault(notation, []).append(concept.iri)
    for notation, held in sorted(bearers.items()):
        if len(held) > 1:
            yield Notice("ambiguous-notation", held[0], tuple(held[1:]), Label(notation))
