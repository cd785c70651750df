"""The rules of quality: what each is called, how much a notice of it weighs, and on whom."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much of a concept's worth one notice takes: what misleads programs, what misleads people, what could be better."""

    GRAVE = 0.5
    PLAIN = 0.25
    LIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `mutual`: its notices weigh on all concepts they name, not on the first alone."""

    name: str
    severity: Severity
    mutual: bool = False


MISSING_LANGUAGE = "missing-language"

ALL = (
    Rule("no-preferred-label", Severity.GRAVE),
    Rule("inconsistent-preferred", Severity.GRAVE),
    Rule("duplicate-label", Severity.GRAVE, mutual=True),
    Rule("overlapping-label", Severity.PLAIN, mutual=True),
    Rule("label-of-two-kinds", Severity.LIGHT),
    Rule("untagged-label", Severity.LIGHT),
    Rule(MISSING_LANGUAGE, Severity.LIGHT),
    Rule("no-definition", Severity.LIGHT),
    Rule("ambiguous-notation", Severity.PLAIN, mutual=True),
    Rule("orphan", Severity.PLAIN),
    Rule("disconnected-cluster", Severity.PLAIN, mutual=True),
    Rule("cycle", Severity.GRAVE, mutual=True),
    Rule("relation-clash", Severity.GRAVE, mutual=True),
    Rule("redundant-broader", Severity.LIGHT),
    Rule("valueless-relation", Severity.LIGHT, mutual=True),
    Rule("omitted-top-concept", Severity.LIGHT),
    Rule("top-concept-with-broader", Severity.LIGHT),
    Rule("broken-mapping", Severity.GRAVE),
    Rule("mapping-to-deprecated", Severity.PLAIN),
    Rule("mapping-clash", Severity.PLAIN),
    Rule("several-exact-matches", Severity.PLAIN),
    Rule("mapping-within-scheme", Severity.LIGHT),
    Rule("unmapped", Severity.LIGHT),
    Rule("deprecated-without-replacement", Severity.PLAIN),
    Rule("broken-replacement", Severity.GRAVE),
    Rule("deprecated-above", Severity.PLAIN),
)
"""Every rule, in the order in which people look at them."""

BY_NAME = {rule.name: rule for rule in ALL}
