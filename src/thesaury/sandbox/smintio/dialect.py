"""What differs between tenants and times, or is not published: chosen at start, changed by the control plane."""

from dataclasses import dataclass, fields, replace
from typing import Any

LAYOUTS = ("flat", "list", "map")


@dataclass(frozen=True, slots=True)
class Paths:
    """Paths that are not public: the reads of content licensing below its base, and the payload below /portal/v1."""

    metadata: str = "/sync/genericMetadata"
    purchases: str = "/sync/licensePurchaseTransactions"
    binaries: str = "/sync/cartPurchaseTransactions/{cart}/licensePurchaseTransactions/{lpt}/binaries"
    payload: str = "/payload"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The switches. `layout` is that of asset data objects; `polls` says how often a long-running task is asked before it is done,
    `failing_tasks` that each ends in the state error, because a system behind the portal is away."""

    client_credentials: bool = False
    java_dates: bool = False
    legacy_constraints: bool = False
    quoted_results: bool = False
    layout: str = "flat"
    random_access: bool = True
    partial_errors: bool = False
    polls: int = 2
    failing_tasks: bool = False
    offset_limit: int = 5_000

    def changed(self, asked: dict[str, Any]) -> "Dialect":
        """The dialect with some switches set. Raises ValueError for one that does not exist."""
        known = {field.name for field in fields(self)}
        if asked.keys() - known:
            raise ValueError(f"No switch {', '.join(sorted(asked.keys() - known))}. Known: {', '.join(sorted(known))}.")
        if asked.get("layout", self.layout) not in LAYOUTS:
            raise ValueError(f"The layout is one of {', '.join(LAYOUTS)}.")
        return replace(self, **asked)
