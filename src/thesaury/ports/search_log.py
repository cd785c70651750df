"""Where searches are kept for analysis, until they are older than the workspace keeps them."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.search_log import KeptSearch


class SearchLog(Protocol):
    """Searches by their ids."""

    def add(self, searches: Sequence[KeptSearch]) -> int:
        """Keep these; one that is kept already takes the newer form. Returns how many are new."""

    def page(self, after: str = "", limit: int = 500) -> list[KeptSearch]:
        """By id, those after this one."""

    def count(self) -> int:
        """How many there are."""

    def state(self) -> int:
        """A number that grows with every change; 0 at first."""

    def forget(self, before: str) -> int:
        """Remove those asked before this moment, and say how many."""

    def day_key(self, day: str) -> bytes:
        """The random key of this day (ISO 8601), made when it is first asked for; keys of days before are forgotten for good."""
