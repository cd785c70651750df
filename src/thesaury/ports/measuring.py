"""Where it is kept how far the graph of analysis was brought up to date."""

from collections.abc import Mapping
from typing import Protocol


class Measuring(Protocol):
    """Marks by name, and the assets by which events stand in the graph."""

    def marks(self) -> Mapping[str, str]:
        """Every mark by its name."""

    def note(self, marks: Mapping[str, str]) -> None:
        """Set these marks together; others stay."""

    def owners(self) -> Mapping[str, str]:
        """The asset by which the events of a record stand in the graph, by the record's key; records that were not there then are left
        out."""

    def note_owners(self, owners: Mapping[str, str]) -> None:
        """Say of these records that their events stand there by these assets; others stay as they are."""

    def forget(self) -> None:
        """Forget everything: the graph is to be made anew."""
