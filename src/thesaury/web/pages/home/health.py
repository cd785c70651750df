"""Whether all is well, in words: the index, the model, the worker, the last runs, the connections, the disk."""

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from thesaury.bootstrap.standing import agency_above
from thesaury.dispatch.triggering import WORKERS
from thesaury.model.connection import Run, RunState
from thesaury.pipeline import whole_failures
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.workspace import Workspace
from thesaury.web.desk import Desk
from thesaury.web.pages.connections.listed import nobody_works
from thesaury.web.parts.ago import ago
from thesaury.web.parts.retelling import retold
from thesaury.web.texts import number, phrase

_LOOKED_AT = 10
"""Runs that are looked at."""
_LITTLE = 2 * 2**30
"""Bytes: with less free than this the disk is low."""

_MANNERS = {
    RunState.FINISHED: ("good", "check"),
    RunState.FAILED: ("bad", "cross"),
    RunState.INTERRUPTED: ("warn", "warning"),
    RunState.RUNNING: ("busy", "refresh"),
    RunState.WAITING: ("", "clock"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that is well or not: its name, its state as icon and word, a sentence, and where more is said."""

    key: str
    manner: str
    sign: str
    word: str
    sentence: str = ""
    url: str = ""

    @property
    def name(self) -> str:
        """What it is about."""
        return phrase(f"home.health.{self.key}")


def signs(desk: Desk) -> tuple[Sign, ...]:
    """All of them; nothing here takes longer than counting rows."""
    catalogue = desk.workspace.catalogue
    runs = catalogue.runs.recent(_LOOKED_AT)
    return (
        _index(catalogue),
        model_sign(desk),
        _worker(desk.workspace),
        _last_run(runs),
        *_failing(catalogue, runs),
        _disk(desk),
    )


def _sign(key: str, manner: str, sign: str, state: str, url: str = "", **gaps: object) -> Sign:
    return Sign(key, manner, sign, phrase(f"home.{key}.{state}"), phrase(f"home.{key}.{state}.why", **gaps), url)


def _index(catalogue: Catalogue) -> Sign:
    behind = catalogue.enrichments.count_unprojected()
    if behind:
        return _sign("index", "busy", "refresh", "behind", count=behind)
    return _sign("index", "good", "check", "current")


def model_sign(desk: Desk) -> Sign:
    """Whether a model helps to understand queries."""
    read, total = desk.keeper.progress
    known = desk.keeper.glance()
    if total:
        return _sign("model", "busy", "refresh", "reading", read=read, total=total)
    if known is None:
        return _sign("model", "busy", "refresh", "loading")
    if known.understanding.embedder:
        return _sign(
            "model", "good", "check", "there", "/settings/model", name=known.understanding.embedder.name.split("#")[0]
        )
    if known.understanding.missing:
        return _sign("model", "warn", "warning", "missing", "/settings/model", why=known.understanding.missing)
    return _sign("model", "", "info", "none", "/settings/model")


def _worker(workspace: Workspace) -> Sign:
    catalogue = workspace.catalogue
    alive = sum(lease.until > time.time() for lease in catalogue.leases.held(WORKERS))
    if alive:
        return _sign("worker", "good", "check", "alive", count=alive)
    if agency_above(workspace.root):
        if nobody_works(workspace):
            return _sign("worker", "warn", "warning", "away")
        return _sign("worker", "", "clock", "turns")
    waits = bool(catalogue.flows.all())
    return _sign("worker", "warn" if waits else "", "warning" if waits else "info", "absent" if waits else "unneeded")


def _last_run(runs: Sequence[Run]) -> Sign:
    if not runs:
        return _sign("run", "", "info", "none", "/flows")
    last = runs[0]
    manner, sign = _MANNERS[last.state]
    what = last.flow or ", ".join(last.connections) or phrase("home.run.words")
    sentence = phrase("home.run.when", what=what, when=ago(last.finished_at or last.started_at))
    return Sign("run", manner, sign, phrase(f"home.run.{last.state}"), sentence, f"/runs/{last.id}")


def _failing(catalogue: Catalogue, runs: Sequence[Run]) -> Iterator[Sign]:
    """A sign for each connection whose newest run left it for later."""
    seen = set[str]()
    for run in runs:
        if run.finished_at is None:
            continue
        failed = {failure.connection: failure.reason for failure in whole_failures(catalogue.runs.failures(run.id))}
        for name in run.connections:
            if name not in seen and name in failed:
                sentence = phrase("home.connection.why", name=name, why=retold(failed[name]))
                yield Sign(
                    "connection",
                    "bad",
                    "cross",
                    phrase("home.connection.failing"),
                    sentence,
                    f"/connections/{quote(name)}",
                )
            seen.add(name)


def _disk(desk: Desk) -> Sign:
    free = shutil.disk_usage(desk.workspace.root).free
    manner, sign, state = ("warn", "warning", "low") if free < _LITTLE else ("good", "check", "enough")
    return _sign("disk", manner, sign, state, gib=number(round(free / 2**30, 1)))
