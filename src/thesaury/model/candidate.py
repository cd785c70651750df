"""Candidate terms: phrases that people use of their assets and no concept has for a label."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """Where a phrase stands: `quote` is `text[start:end]` of the named field, in code points, with some words around it."""

    asset: str
    field: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class CandidateTerm:
    """A phrase that may deserve a concept, in its most frequent spelling.

    `language` is a BCP 47 primary tag; `assets` is the number of assets it stands in, `tagged` the number of those that bear it
    as a whole tag. `score` is above 0 and only compares the terms of one collection. At most five examples, each from another
    asset and, as far as there are any, from another sentence.
    """

    text: str
    language: str
    assets: int
    score: float
    examples: tuple[Example, ...] = ()
    tagged: int = 0
