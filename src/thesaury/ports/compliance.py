"""Where the shares of a compliance report are kept, day by day, so that one sees whether they grow."""

from collections.abc import Mapping
from typing import Protocol

from thesaury.model.compliance import Kind, Share

Group = tuple[Kind | None, str]
"""A kind of group and its value; None and an empty text for all assets."""


class ComplianceDays(Protocol):
    """The shares of each day on which they were measured."""

    def put(self, day: str, shares: Mapping[Group, Share]) -> None:
        """Keep the shares of a day (UTC, `2026-11-29`) in the place of what was kept of it."""

    def trend(self, group: Group = (None, ""), most: int = 90) -> tuple[tuple[str, Share], ...]:
        """The newest days of one group with their shares, oldest first."""
