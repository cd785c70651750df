"""Small vocabularies for the tests of this room."""

from collections.abc import Iterable
from typing import Any

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.statement import SKOS, Iri, Literal, Statement
from thesaury.vocabulary.checks import check
from thesaury.vocabulary.report import Finding, Severity

ROOT = "https://v.example/"
SCHEME = f"{ROOT}scheme"
XL = "http://www.w3.org/2008/05/skos-xl#"


def iri(name: str) -> str:
    """The IRI of a concept by its short name; what is an IRI already stays."""
    return name if ":" in name else ROOT + name


def labels(*texts: str) -> tuple[Label, ...]:
    """Labels written as `text@language`, sorted."""
    parted = (text.rpartition("@") if "@" in text else (text, "", "") for text in texts)
    return tuple(sorted(Label(text, language) for text, _, language in parted))


def concept(name: str, *preferred: str, **fields: Any) -> Concept:
    """A concept in the scheme; relations by short names, labels as `text@language`."""
    relations = {field: tuple(sorted(map(iri, fields.pop(field, ())))) for field in ("broader", "related")}
    texts = {field: labels(*fields.pop(field, ())) for field in ("alternative", "hidden", "definitions", "notes")}
    fields.setdefault("schemes", (SCHEME,))
    return Concept(iri(name), preferred=labels(*(preferred or (f"{name}@en",))), **relations, **texts, **fields)


def vocabulary(*concepts: Concept, tops: Iterable[str] = (), schemes: tuple[ConceptScheme, ...] = ()) -> Vocabulary:
    """A vocabulary with one scheme, or these."""
    own = (ConceptScheme(SCHEME, labels("Scheme@en"), tuple(sorted(map(iri, tops)))),)
    return Vocabulary("test", schemes or own, tuple(sorted(concepts, key=lambda c: c.iri)))


def checked(*concepts: Concept, **given: Any) -> tuple[dict[str, Concept], list[Finding]]:
    """The concepts after all checks by short name, and the findings but for those on top concepts."""
    after, findings = check(vocabulary(*concepts, **given))
    return {c.iri.removeprefix(ROOT): c for c in after.concepts}, [f for f in findings if f.rule != "top-concepts"]


def rules(findings: Iterable[Finding]) -> list[tuple[str, Severity]]:
    """The rules that found something, with their severity, in order."""
    return [(finding.rule, finding.severity) for finding in findings]


def says(subject: str, predicate: str, value: str | Literal) -> Statement:
    """A statement with short names and SKOS predicates; `a` is the type."""
    name = predicate if ":" in predicate else SKOS + predicate
    return Statement(iri(subject), name, value if isinstance(value, Literal) else Iri(iri(value)))
