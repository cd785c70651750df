"""Where the words a client wants, allows and forbids are kept."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.brand_term import BrandTerm


class BrandTerms(Protocol):
    """Brand terms by text and language, and which of them are in force.

    Readers ask what is in force; what lies in the future joins it by `enforce`, so that all of them see the change at one moment.
    """

    def all(self) -> list[BrandTerm]:
        """Every term, by text, then by language."""

    def in_force(self) -> list[BrandTerm]:
        """Those that hold now, in the same order."""

    def change(self, put: Sequence[BrandTerm], drop: Sequence[tuple[str, str]], day: str) -> None:
        """Keep these in the place of those with their keys, forget those with these keys, and let everything be in force that holds on
        this day (ISO 8601); all in one transaction."""

    def enforce(self, day: str) -> None:
        """Let everything be in force that holds on this day (ISO 8601)."""
