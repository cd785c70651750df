"""Runs in words: how one stands, what it counted, how far it is and how long it will take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from thesaury.model.connection import Run, RunProgress, RunState
from thesaury.web.parts.moments import about, ago, at, lasted
from thesaury.web.texts import named, number, phrase

OPEN = (RunState.WAITING, RunState.RUNNING)
_MANNERS = {
    RunState.FINISHED: ("good", "check"),
    RunState.FAILED: ("bad", "cross"),
    RunState.INTERRUPTED: ("warn", "stop"),
    RunState.RUNNING: ("busy", "refresh"),
    RunState.WAITING: ("", "clock"),
}
_FIRST = (
    *("new", "changed", "gone", "refused", "enriched", "accepted", "pushed", "push_refused", "uncertain", "failed"),
    *("published", "published_changed", "withdrawn", "publish_waiting", "publish_refused"),
    *("cleaned", "reverted", "left", "proposed"),
    *("rows", "fields", "values", "concepts"),
)
_BAD = (
    *("refused", "push_refused", "uncertain", "failed", "unread", "left"),
    *("publish_waiting", "publish_refused"),
)
_SURE = 3.0
"""Seconds of a stage after which its pace says something."""


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a run: its name, how many, and whether that is something to look at."""

    name: str
    count: int
    bad: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: the stage in words, its place among the stages, what is done, and the bar; `most` 0 where nobody knows it."""

    stage: str
    place: str
    done: int
    most: int
    words: str
    remaining: str

    @property
    def percent(self) -> int:
        """How much of the stage is done, 0 to 100."""
        return min(100, 100 * self.done // self.most) if self.most else 0


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run as lists and its own page show it."""

    run: Run
    manner: str
    sign: str
    word: str
    what: str
    url: str
    ago: str
    at: str
    took: str
    counts: tuple[Count, ...]
    failed: int
    stoppable: bool

    @property
    def open(self) -> bool:
        """Whether it waits or goes on."""
        return self.run.state in OPEN

    @property
    def said(self) -> str:
        """What it did, in one line; what failed is told beside it."""
        failed = phrase("runs.count.failed")
        did = [one for one in self.counts if one.name != failed] or self.counts
        return ", ".join(f"{number(one.count)} {one.name}" for one in did) or phrase("runs.nothing")


def row(run: Run, failed: int = 0) -> RunRow:
    """The run in words; `failed` is how many things it could not do."""
    manner, sign = _MANNERS[run.state]
    word = phrase(f"runs.state.{run.state.value}")
    moment = run.finished_at or run.started_at
    what = run.flow or phrase("runs.by_hand")
    return RunRow(
        run,
        manner,
        sign,
        word,
        what,
        f"/runs/{run.id}",
        ago(moment),
        at(moment),
        took(run),
        counts(run),
        failed,
        stoppable(run),
    )


def stoppable(run: Run) -> bool:
    """Whether a person can end it here: it goes on, and workers do it."""
    return run.state in OPEN and bool(run.flow)


def counts(run: Run, names: Sequence[str] = _FIRST) -> tuple[Count, ...]:
    """What it counted that is not nought, the most telling first."""
    held = dict(run.counts)
    order = [*(name for name in names if name in held), *(name for name in held if name not in names)]
    shown = [
        name for name in order if held[name] and name in (*_FIRST, "unchanged", "projected", "usage", "looked", "alike")
    ]
    return tuple(Count(named("runs.count", name), held[name], name in _BAD) for name in shown)


def took(run: Run) -> str:
    """How long it took, or has taken so far; empty for one that waits."""
    if run.state is RunState.WAITING:
        return ""
    end = datetime.fromisoformat(run.finished_at) if run.finished_at else datetime.now(UTC)
    return lasted(max(0.0, (end - datetime.fromisoformat(run.started_at)).total_seconds()))


def progress(run: Run, moment: datetime) -> Progress | None:
    """How far a run is that goes on; None for one that has not begun or is over."""
    at_stage = run.progress
    if run.state is not RunState.RUNNING or at_stage is None:
        return None
    done = max(0, at_stage.done)
    words = _words(at_stage, done)
    left = remaining(at_stage, moment)
    return Progress(
        stage_words(at_stage.stage, at_stage.connection),
        phrase("runs.stage.place", place=at_stage.step + 1, most=at_stage.steps),
        done,
        at_stage.total or 0,
        words,
        phrase("runs.remaining", time=about(left)) if left is not None else "",
    )


def stage_words(stage: str, connection: str) -> str:
    """A stage as people call it, with the connection it is about."""
    words = named("runs.stage", stage)
    return f"{words}: {connection}" if connection else words


def remaining(at_stage: RunProgress, moment: datetime) -> float | None:
    """Seconds the stage will still take at its pace so far; None where that cannot be said yet."""
    if not at_stage.total or at_stage.done <= 0 or not at_stage.since:
        return None
    spent = (moment - datetime.fromisoformat(at_stage.since)).total_seconds()
    if spent < _SURE:
        return None
    return max(0.0, spent / at_stage.done * (at_stage.total - at_stage.done))


def _words(at_stage: RunProgress, done: int) -> str:
    if at_stage.total:
        return phrase("runs.done.of", done=min(done, at_stage.total), total=at_stage.total)
    return phrase("runs.done", count=done) if done else ""
