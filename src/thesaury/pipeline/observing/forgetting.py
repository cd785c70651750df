"""Searches are forgotten when they are older than the workspace keeps them."""

from datetime import UTC, datetime, timedelta

from thesaury.ports.workspace import Workspace


def forget_searches(workspace: Workspace, moment: datetime) -> int:
    """Remove searches asked longer ago than the workspace keeps them (`search_days`; 0: for ever), empty those that systems reported and
    people told, whose words may name somebody too, and say how many."""
    if not workspace.search_days:
        return 0
    before = (moment.astimezone(UTC) - timedelta(days=workspace.search_days)).isoformat(timespec="seconds")
    return workspace.catalogue.search_log.forget(before) + workspace.catalogue.usage.forget_words(before)
