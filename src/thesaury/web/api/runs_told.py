"""What failed in a run, done again."""

from collections.abc import Sequence
from typing import Any

from thesaury.dispatch import retry
from thesaury.model.connection import Failure
from thesaury.model.errors import Usage
from thesaury.web.desk import Desk
from thesaury.web.door.noting import noted

MOST = 25
"""Failures that are tried again at once: each may ask another system."""


def tried_again(desk: Desk, run: int, items: Sequence[str]) -> dict[str, Any]:
    """Do these items again, or all; what is mended and what fails still. Raises Usage for too many, and for an item that did not fail."""
    failed = desk.workspace.catalogue.runs.failures(run)
    if not items and len(failed) > MOST:
        raise Usage(f"{len(failed)} items failed in run {run}. Name up to {MOST} of them, or let the flow run again.")
    mended, failing = retry(desk.workspace, run, items, desk.workspace.settle_seconds)
    noted(desk, "run.retry", f"run:{run}", None, {"mended": len(mended), "failing": len(failing)})
    return {"mended": [_told(one) for one in mended], "failing": [_told(one) for one in failing]}


def _told(one: Failure) -> dict[str, str]:
    return {"stage": str(one.stage), "connection": one.connection, "item": one.item, "reason": one.reason}
