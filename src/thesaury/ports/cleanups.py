"""Where clean-ups are kept: plans, what was decided of each entry, and what was done at each record."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.cleanup import Cleanup, CleanupState, Entry, Ruling, Step, StepState, Tallies, Treatment


class Cleanups(Protocol):
    """Plans, their entries in the order they were made, and their steps by connection and external id."""

    def put(self, cleanup: Cleanup, entries: Sequence[Entry]) -> None:
        """Keep a new plan with its entries. Raises Usage where the name is taken."""

    def get(self, id: str) -> Cleanup | None:
        """The plan with this id, or else of this name."""

    def all(self) -> list[Cleanup]:
        """Every plan, the newest first."""

    def drop(self, id: str) -> None:
        """Forget a plan with all its entries and steps; an unknown one is none."""

    def entries(
        self,
        id: str,
        after: int = 0,
        limit: int = 1_000_000,
        treatments: Sequence[Treatment | None] = (),
        ids: Sequence[str] = (),
    ) -> list[tuple[int, Entry]]:
        """The next entries after this place, each with its place (from 1): those decided so (None: not decided), and those with these
        ids; what is empty does not narrow."""

    def decide(self, id: str, rulings: Sequence[Ruling]) -> int:
        """Note what was decided, and whether all of a plan in `PLANNING` is; returns how many entries changed. Unknown entries are left
        out. A plan that is busy or reverted changes nothing."""

    def move(self, id: str, before: Sequence[CleanupState], state: CleanupState, run: int = 0) -> bool:
        """Bring a plan that is in one of these states into another; false where it is in none of them. A `run` that is not 0 is noted:
        as the one that reverts where the new state is REVERTING."""

    def keep_steps(self, steps: Sequence[Step]) -> None:
        """Keep these steps in the place of what is known of their records."""

    def steps(
        self,
        id: str,
        connection: str,
        after: str = "",
        limit: int = 500,
        states: Sequence[StepState] = (),
    ) -> list[Step]:
        """The next steps at one connection by external id after this one, those in these states (all without any)."""

    def steps_of(self, id: str, connection: str, external_ids: Sequence[str]) -> list[Step]:
        """The steps at these records, by external id; those without one are left out."""

    def tallies(self, id: str) -> Tallies:
        """How the entries are decided and the records stand; nought for an unknown plan."""
