"""Where accept rules are kept."""

from typing import Protocol

from thesaury.model.acceptance import AcceptRule


class AcceptRules(Protocol):
    """One rule per concept scheme at the most."""

    def put(self, rule: AcceptRule) -> None:
        """Add a rule, or replace the one of this scheme."""

    def drop(self, scheme: str) -> None:
        """Remove a rule; what it accepted stays. Raises Usage where there is none."""

    def all(self) -> list[AcceptRule]:
        """Every rule, by scheme."""
