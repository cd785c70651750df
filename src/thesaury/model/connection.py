"""Connections, their capabilities and the runs that use them."""

from dataclasses import dataclass
from enum import StrEnum


class RunState(StrEnum):
    """How a run stands; a `waiting` one is queued, an `interrupted` one was cut off and is taken up by the next."""

    WAITING = "waiting"
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
    """What a system can do (contract: dams, capability flags); a missing one is said, never simulated.

    `tags` is none, additive or replace; `change_feed` none, time, cursor, history or log; `webhook` none, unsigned or signed;
    `rights_native` none, dates or licences. `write_async` says that a write shows only after its reply, `free_tags` that single plain tags
    can be taken away and put back. `rate_policy` is a sentence; the connector keeps to it. `sweep_hours` is how often every id is compared
    to find what is gone: 0 after each pass, else at most every so many hours.
    """

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
    similar_search: bool = False
    folder_scope: bool = False
    free_tags: bool = False
    rate_policy: str = ""
    page_limit: int = 500
    sweep_hours: int = 0


@dataclass(frozen=True, slots=True)
class RunProgress:
    """Where a run that goes on stands: its stage (and the connection that stage is about), and how far that is.

    `step` of `steps` stages, from 0; `done` of `total` assets, which is None where nobody knows it; `since` is when the stage began.
    """

    stage: str
    connection: str = ""
    step: int = 0
    steps: int = 1
    done: int = 0
    total: int | None = None
    since: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a flow (or of `sync`, with an empty flow) over its connections.

    `counts` are new, changed, unchanged, gone, refused, enriched, accepted, projected, pushed, uncertain ...; `timings` the
    seconds each stage took, added up over its chunks; `progress` where it stands, or stood when it ended, None before its first stage.
    """

    id: int
    connections: tuple[str, ...]
    state: RunState
    started_at: str
    finished_at: str | None
    counts: tuple[tuple[str, int], ...] = ()
    message: str = ""
    flow: str = ""
    timings: tuple[tuple[str, float], ...] = ()
    progress: RunProgress | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing a run could not do: at which stage (pull, enrich, push), for which item, and a sentence that says why.

    `item` is the external id at pull, the asset id at enrich, the record key at push; `connection` may be empty at enrich.
    """

    stage: str
    connection: str
    item: str
    reason: str
