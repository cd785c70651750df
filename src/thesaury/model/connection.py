"""Connections, their capabilities and the runs that use them."""

from dataclasses import dataclass
from enum import StrEnum


class RunState(StrEnum):
    """How a run stands; an `interrupted` one was cut off and is taken up by the next."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Connection:
    """One configured connector; `settings` are its own (never a secret), as ordered pairs."""

    name: str
    connector: str
    settings: tuple[tuple[str, str], ...] = ()

    def setting(self, name: str, default: str = "") -> str:
        """One setting, or the default."""
        return dict(self.settings).get(name, default)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a system can do (contract: dams, capability flags); a missing one is said, never simulated."""

    tags: str = "none"
    controlled_values: bool = False
    external_ref: bool = False
    localized_labels: bool = False
    hierarchy: bool = False
    delete_feed: bool = False
    change_feed: str = "none"
    webhook: str = "none"
    write_async: bool = False
    rights_native: str = "none"
    usage_report: bool = False
    page_limit: int = 500


@dataclass(frozen=True, slots=True)
class Run:
    """One pass of the ingest line over one connection, with its counts."""

    id: int
    connection: str
    state: RunState
    started_at: str
    finished_at: str | None
    counts: tuple[tuple[str, int], ...] = ()
    message: str = ""
