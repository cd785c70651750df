"""Publishing within runs, and between them: what is to be gone is withdrawn within a minute, and what failed is tried again."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Thread
from typing import TypeVar

from thesaury.dispatch.stages import Kind, Position, Stage
from thesaury.model.connection import Connection, Failure
from thesaury.model.errors import ThesauryError, WorkspaceBusy
from thesaury.model.time import now
from thesaury.pipeline import connections, whole_failures
from thesaury.pipeline.publishing.intending import lost
from thesaury.pipeline.publishing.publishing import Published, never, publish, publish_again, publish_due
from thesaury.pipeline.publishing.refreshing import refresh, settle_due
from thesaury.pipeline.publishing.targets import publishing
from thesaury.pipeline.publishing.unplanned import unsought
from thesaury.pipeline.publishing.uses import collect
from thesaury.ports.jobs import Chunk
from thesaury.ports.progress import Progress
from thesaury.ports.workspace import Workspace

T = TypeVar("T")

ROUND = 60.0
"""Seconds between two looks at what is due, whatever runs do."""
PATIENCE = 20.0
"""So many seconds a round waits for its CMS before the next ones are taken; what takes longer goes on meanwhile."""
CHUNK_SECONDS = 60.0
"""How long one chunk of a run goes on publishing: so soon a run can be stopped, and the work of a dead worker is taken up."""
_PATIENCE = 120.0
"""So many seconds a run waits for somebody who refreshes a channel, or publishes to the same CMS."""
_NAMES = {
    "created": "published",
    "changed": "published_changed",
    "withdrawn": "withdrawn",
    "waiting": "publish_waiting",
    "refused": "publish_refused",
}

_log = logging.getLogger(__name__)


def chunks(
    workspace: Workspace, run: int, stage: Stage, position: Position, clock: Callable[[], str] = now
) -> tuple[list[Chunk], Position]:
    """One chunk after the other until nothing is due any more, or the system as a whole fails."""
    failed = {(one.stage, one.connection) for one in whole_failures(workspace.catalogue.runs.failures(run))}
    left = workspace.catalogue.publications.due(stage.connection, clock(), 1)
    if position.part and ((Kind.PUBLISH, stage.connection) in failed or not left):
        return [], position.next_stage()
    number = int(position.after) + 1 if position.part == "more" else 1
    return [Chunk(Kind.PUBLISH, stage.connection, (str(number),))], Position(position.stage, "more", str(number))


def qualify(workspace: Workspace, progress: Progress) -> dict[str, int]:
    """Bring the feeds of all channels up to date; returns counts for the log of the run. Somebody else who is at it is waited for."""
    done = patiently(lambda: refresh(workspace, progress=progress)).total
    return {"qualified": done.published, "left_channels": done.withdrawn}


def patiently(do: Callable[[], T]) -> T:
    """Do something that somebody else may be at just now: that is waited for. Raises WorkspaceBusy where it takes too long."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return do()
        except WorkspaceBusy:
            if time.monotonic() > end:
                raise
        time.sleep(0.2)


def publish_chunk(workspace: Workspace, run: int, name: str, progress: Progress) -> dict[str, int]:
    """Publish to a CMS for a while; failures are in the log of the run, counts come back for it."""
    (connection,) = connections(workspace, [name])
    end = time.monotonic() + CHUNK_SECONDS
    return noted(workspace, run, publish(workspace, connection, run, progress, enough=lambda: time.monotonic() > end))


def noted(workspace: Workspace, run: int, done: Published) -> dict[str, int]:
    """Put the failures into the log of the run; returns the counts for it."""
    failures = [Failure(Kind.PUBLISH, done.connection, asset, sentence) for asset, sentence in done.failures]
    workspace.catalogue.runs.fail(run, failures)
    return {_NAMES[name]: count for name, count in done.counts.items() if name in _NAMES}


def collect_uses(workspace: Workspace, name: str) -> dict[str, int]:
    """Ask the pages of a CMS which assets stand in them; returns counts for the log of the run."""
    (connection,) = connections(workspace, [name])
    found = collect(workspace, connection)
    return {"page_uses": found.new, "page_uses_ended": found.ended}


def uncertain(workspace: Workspace, name: str) -> int:
    """Of how many assets nobody knows what became of them in this CMS."""
    return workspace.catalogue.publications.counts(name).get("uncertain", 0)


def again(workspace: Workspace, run: int, failure: Failure) -> Failure | None:
    """Do again what failed; returns what fails again."""
    (connection,) = connections(workspace, [failure.connection])
    once_more = partial(publish_again, asset=failure.item) if failure.item else publish
    done = patiently(lambda: once_more(workspace, connection, run=run))
    reasons = dict(done.failures)
    reason = reasons.get(failure.item) or reasons.get("")
    return replace(failure, reason=reason) if reason else None


class Rounds:
    """Looks at all CMS again and again. Each has a thread of its own, so that one that does not answer keeps nobody waiting, not even the
    next round of the others."""

    def __init__(self, workspace: Workspace, clock: Callable[[], str] = now) -> None:
        """Nothing is looked at yet."""
        self._workspace, self._clock = workspace, clock
        self._busy: dict[str, Thread] = {}

    def look(self, stopped: Callable[[], bool] = never, patience: float | None = None) -> list[Published]:
        """One look: feeds that are behind are brought up to date, what they lost is withdrawn, and what is due is tried again.

        A CMS to which a run publishes just now, or an earlier round still, is left to it. Returns what was done within so many seconds,
        without them all.
        """
        targets = publishing(self._workspace)
        if not targets or stopped():
            return []
        for name in sorted({one.setting("channel").strip() for one in targets}):
            _attempt(f"channel {name}", partial(_bring_up, self._workspace, name, self._clock))
        done: list[Published] = []
        for one in targets:
            if not self._at(one.name) and _has_work(self._workspace, one, self._clock()):
                due = partial(_due, self._workspace, one, self._clock, stopped, done.append)
                thread = Thread(target=_attempt, args=(one.name, due), name=f"publish {one.name}", daemon=True)
                self._busy[one.name] = thread
                thread.start()
        self.wait(patience)
        return list(done)

    def wait(self, patience: float | None = None) -> None:
        """Wait for what is under way, at most so many seconds."""
        end = None if patience is None else time.monotonic() + patience
        for thread in self._busy.values():
            thread.join(None if end is None else max(0.0, end - time.monotonic()))

    def _at(self, name: str) -> bool:
        return name in self._busy and self._busy[name].is_alive()


def _due(
    workspace: Workspace,
    connection: Connection,
    clock: Callable[[], str],
    stopped: Callable[[], bool],
    heard: Callable[[Published], None],
) -> None:
    end = time.monotonic() + CHUNK_SECONDS
    heard(publish_due(workspace, connection, clock, enough=lambda: stopped() or time.monotonic() > end))


def _bring_up(workspace: Workspace, name: str, clock: Callable[[], str]) -> None:
    """Let a channel look at what was touched, or only at what turned by itself where it has to look at everything: that is left to a run,
    for it may take long."""
    feeds, channel = workspace.catalogue.feeds, workspace.catalogue.channels.get(name)
    if channel is None:
        return
    if 0 <= feeds.seen(name) < feeds.last_touch():
        refresh(workspace, [name], now=clock)
    else:
        settle_due(workspace, channel, clock())


def _has_work(workspace: Workspace, connection: Connection, moment: str) -> bool:
    """Whether something is due there, or its feed lost something since it was planned, or since it was looked for there."""
    due = workspace.catalogue.publications.due(connection.name, moment, 1)
    lost_any = any(True for _ in lost(workspace, connection, moment))
    return bool(due) or lost_any or bool(unsought(workspace, connection, moment))


def _attempt(what: str, do: Callable[[], object]) -> None:
    try:
        do()
    except WorkspaceBusy as error:
        _log.info("%s is left to others: %s", what, error.message)
    except ThesauryError as error:
        _log.warning("publishing, %s: %s", what, error.message)
    except Exception:  # noqa: BLE001 - the outermost loop: whatever nobody foresaw ends this look alone, and is never silent
        _log.exception("publishing, %s", what)
