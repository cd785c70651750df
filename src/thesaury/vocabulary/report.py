"""What an import found, mended and refused: the findings, their rules, and the counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thesaury.model.concept import Vocabulary


class Severity(StrEnum):
    """How much a finding matters: worth knowing, put right, or left out."""

    INFO = "info"
    MENDED = "mended"
    REFUSED = "refused"


RULES: Mapping[str, str] = {
    "alternative-is-preferred": "An alternative or hidden label that says the same as a better label is dropped.",
    "ambiguous-parent": "A broader concept named by a label that several rows have is left out: name it by its id.",
    "broader-and-related": "Concepts that are broader and narrower, also over several steps, are not related as well.",
    "concept-without-label": "A concept without any label is refused, with every relation to it.",
    "control-character": "Control characters are removed from texts.",
    "cycle": "A circle of broader concepts is cut at one relation, the last by IRI.",
    "deep-hierarchy": "A hierarchy with more than 20 million pairs of narrower and broader concepts is refused as a whole.",
    "duplicate-id": "A row whose id an earlier row has is refused.",
    "duplicate-label": "Several concepts of one scheme bear the same preferred label.",
    "empty-label": "Empty texts are dropped.",
    "iri": "A concept or scheme whose IRI is not http, https or urn is refused, with every relation to it.",
    "language-tag": "A language tag is brought into the form of BCP 47, or dropped where it has none.",
    "long-text": "A text of more than 64 KiB is refused.",
    "missing-tier": "A tier that no row describes becomes a concept of its own.",
    "no-preferred-label": "A concept has only alternative or hidden labels.",
    "no-scheme": "A concept without scheme joins the only scheme, or one that is named after the vocabulary.",
    "orphan": "A concept is no top concept and has no broader, narrower or related one.",
    "parent-disagrees": "A row's parent is not the concept its tiers lie under; the tiers are followed.",
    "self-relation": "A concept is not broader than or related to itself; the relation is dropped.",
    "several-preferred": "Of several preferred labels in one language the shortest stays, the rest become alternative.",
    "top-concepts": "A scheme without top concepts gets those that have no broader one in it.",
    "triple-term": "Statements about statements are left out.",
    "undeclared-scheme": "A scheme that concepts name is not described; it is kept without title.",
    "unknown-concept": "A relation to a concept that is not in the file is dropped.",
    "untyped-concept": "A resource that is used as a concept and has a label is taken for one.",
    "white-space": "Line breaks and runs of spaces in labels become one space.",
}
"""Every rule an import checks, and what it does, in one sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where (a line, where it is known), by which rule, about which IRI or text."""

    line: int | None
    rule: str
    severity: Severity
    subject: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values with stable keys."""
        return {
            "line": self.line,
            "rule": self.rule,
            "severity": self.severity.value,
            "subject": self.subject,
            "message": self.message,
        }


def info(rule: str, subject: str, message: str, line: int | None = None) -> Finding:
    """A finding that is only worth knowing."""
    return Finding(line, rule, Severity.INFO, subject, message)


def mended(rule: str, subject: str, message: str, line: int | None = None) -> Finding:
    """A finding that was put right."""
    return Finding(line, rule, Severity.MENDED, subject, message)


def refused(rule: str, subject: str, message: str, line: int | None = None) -> Finding:
    """A finding for which something was left out."""
    return Finding(line, rule, Severity.REFUSED, subject, message)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import came to; `columns` tells what each column of a table was taken for."""

    vocabulary: str
    schemes: int
    concepts: int
    labels: Mapping[str, Mapping[str, int]]
    relations: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    def counts(self) -> dict[str, dict[str, int]]:
        """How many findings there are, by severity and rule."""
        found: dict[str, Counter[str]] = {severity.value: Counter() for severity in Severity}
        for finding in self.findings:
            found[finding.severity.value][finding.rule] += 1
        return {severity: dict(sorted(rules.items())) for severity, rules in found.items()}

    def as_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, ready for JSON."""
        return {
            "vocabulary": self.vocabulary,
            "schemes": self.schemes,
            "concepts": self.concepts,
            "labels": {kind: dict(languages) for kind, languages in self.labels.items()},
            "relations": dict(self.relations),
            "columns": dict(self.columns),
            "counts": self.counts(),
            "findings": [finding.as_dict() for finding in self.findings],
        }


def report(
    vocabulary: Vocabulary, findings: Iterable[Finding], columns: Iterable[tuple[str, str]] = ()
) -> ImportReport:
    """The report on a vocabulary as it was kept; findings by line, those without line last."""
    labels: dict[str, Counter[str]] = {}
    relations = dict.fromkeys(("broader", "related", "matches"), 0)
    for concept in vocabulary.concepts:
        for kind, label in concept.labels():
            labels.setdefault(kind.value, Counter())[label.language] += 1
        relations["broader"] += len(concept.broader)
        relations["related"] += len(concept.related)
        relations["matches"] += len(concept.matches)
    return ImportReport(
        vocabulary.name,
        len(vocabulary.schemes),
        len(vocabulary.concepts),
        {kind: dict(sorted(languages.items())) for kind, languages in sorted(labels.items())},
        relations,
        tuple(sorted(findings, key=lambda f: (f.line is None, f.line or 0, f.rule, f.subject, f.message))),
        tuple(columns),
    )
