"""Flows, and the names that one process at a time may hold."""

from dataclasses import dataclass
from typing import Protocol

from thesaury.model.flow import Flow, FlowState


class Flows(Protocol):
    """Flows and when each is due."""

    def put(self, flow: Flow, due: str) -> None:
        """Add a flow or replace the one of this name; its hook stays."""

    def exchange(self, name: str, before: FlowState | None, flow: Flow | None, due: str) -> bool:
        """Put this flow (or none: remove it) in the place of what is kept under the name, if that is still exactly `before` (or nothing);
        false, and nothing is changed, where it is another. Nobody writes in between, in any process."""

    def drop(self, name: str) -> None:
        """Remove a flow; its runs stay in the log. Raises Usage where there is none."""

    def all(self) -> list[FlowState]:
        """Every flow, by name."""

    def get(self, name: str) -> FlowState | None:
        """One flow, or None."""

    def set_hook(self, name: str, digest: str) -> None:
        """Keep the SHA-256 of a flow's hook token; empty removes it. Raises Usage where there is no such flow."""

    def by_hook(self, digest: str) -> FlowState | None:
        """The flow with this hook, or None."""

    def claim(self, name: str, due: str, following: str) -> bool:
        """Move the flow's due moment from `due` to `following`; false when somebody else did so before."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a name, and until when (seconds since 1970, UTC)."""

    name: str
    holder: str
    until: float


class Leases(Protocol):
    """Names that one holder at a time may have, over all processes; they run out by themselves."""

    def take(self, name: str, holder: str, now: float, seconds: float) -> bool:
        """Take or renew a name until `now + seconds`; false while another holder's lease runs."""

    def release(self, name: str, holder: str) -> None:
        """Give a name back, if this holder has it."""

    def held(self, prefix: str) -> list[Lease]:
        """Every lease whose name starts so, run out or not, by name."""
