"""What was withdrawn, as a table to take along: a line for each asset in each CMS."""

from collections.abc import Iterator

from thesaury.pipeline.csv_line import csv_line
from thesaury.pipeline.publishing.withdrawing import InCms, Withdrawn, withdrawals
from thesaury.ports.workspace import Workspace

COLUMNS = (
    *("asset", "title", "channel", "reason", "sentence", "since", "left_at"),
    *("cms", "needed_at", "gone_at", "seconds", "overdue", "attempts", "message", "pages"),
)
MOST = 10_000
"""Assets in a table, the last ones."""
_NOWHERE = InCms("", "", "-")


def table(workspace: Workspace, channel: str) -> Iterator[str]:
    """The lines with their head. What never stood in a CMS has one line without one."""
    yield csv_line(COLUMNS)
    for one in withdrawals(workspace, "", None, channel, MOST):
        for cms in one.cms or (_NOWHERE,):
            yield csv_line(_cells(one, cms))


def _cells(one: Withdrawn, cms: InCms) -> tuple[object, ...]:
    entry = one.entry
    reason = entry.reason.value if entry.reason else ""
    told = (entry.asset, one.title, entry.channel, reason, entry.sentence, entry.since, entry.changed_at)
    if cms is _NOWHERE:
        return (*told, *[""] * 8)
    pages = " ".join(use.use.address for use in one.pages if use.connection == cms.connection)
    late = "yes" if cms.overdue else "no"
    return (
        *told,
        *(cms.connection, cms.needed_at, cms.done_at, round(cms.seconds), late, cms.attempts, cms.message, pages),
    )
