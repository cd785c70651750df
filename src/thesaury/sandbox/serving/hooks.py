"""What a vendor answers to the control plane."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _nothing() -> None:
    """A vendor without anything of its own to reset."""


def _no_edit(payload: dict[str, Any]) -> Any:
    raise ValueError("This sandbox has no data that can be edited behind its back.")


def _no_counters() -> dict[str, Any]:
    return {}


def _only_url(url: str) -> dict[str, Any]:
    return {"url": url}


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a vendor answers to the control plane: `reset` after the store was emptied, `edit` for POST data (ValueError is told to
    the caller), `counters` for GET state, `where` for GET where (given the server's own URL)."""

    reset: Callable[[], None] = _nothing
    edit: Callable[[dict[str, Any]], Any] = _no_edit
    counters: Callable[[], dict[str, Any]] = _no_counters
    where: Callable[[str], dict[str, Any]] = _only_url
