"""What is asked of the vocabulary for one cell of a table, and what is answered: candidates, the best first."""

from dataclasses import dataclass
from enum import StrEnum

CERTAIN = 100.0
"""The score of a name that is exactly one concept's."""


class Quantifier(StrEnum):
    """How many of the values of a condition a concept has to have."""

    ANY = "any"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a concept should say of itself: values of a property (by id), as texts or IRIs. Where it is `required`, others are no
    candidates; else they only come later."""

    property: str
    values: tuple[str, ...]
    required: bool = False
    quantifier: Quantifier = Quantifier.ANY


@dataclass(frozen=True, slots=True)
class Query:
    """One question: a name, conditions, or both. Of `types` (schemes by IRI, or skos:Concept) a candidate is of one, or of each where
    `every_type` is true. `language` is that of the name (BCP 47), where it is known."""

    text: str = ""
    types: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limit: int = 5
    every_type: bool = False
    language: str = ""


class Sign(StrEnum):
    """What speaks for a candidate."""

    LIKENESS = "name-likeness"
    """How alike the name and a label of the concept are, 0 to 100."""
    EXACT = "exact-name"
    """Whether the name is a label of the concept, capitals, accents and hyphens aside."""
    PREFERRED = "preferred-label"
    """Whether that label is the one to use."""
    REPLACES = "replaces-deprecated"
    """Whether the name is that of a deprecated concept, which this one replaces."""
    CONDITIONS = "conditions-met"
    """The share of conditions that the concept meets, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept by IRI, how well it fits (0 to 100), whether that is certain, and what speaks for it."""

    concept: str
    score: float
    match: bool
    signs: tuple[tuple[Sign, float | bool], ...] = ()
