"""Taxonomy servers that widen concepts: what else is meant where a concept is, by their own account."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Widened:
    """A concept (IRI) that stands near the one asked about, with a score in 0 to 1; that one itself has 1."""

    concept: str
    score: float


class ConceptExpander(Protocol):
    """Widens one concept at a time, so that it is known of each answer what it came from."""

    def expand(self, concept: str, most: int = 30, languages: Sequence[str] = ()) -> tuple[Widened, ...]:
        """At most so many concepts near this one, best first, itself left out; none for a concept the server does not know.

        It answers within seconds or not at all, for somebody waits. Raises Unreachable, NeedsLogin or Refused.
        """
