"""The graph of analysis brought up to date: uses, what is beside them, and the tallies where anything changed or the day turned."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import uuid4

from thesaury.analytics.naming import GONE_GRAPH, PURCHASES_GRAPH
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.model.time import now
from thesaury.pipeline.measuring.campaigns import digest_of
from thesaury.pipeline.measuring.parts import PARTS, Marks, renew, renew_campaigns
from thesaury.pipeline.measuring.uses import READ, TALLIED, UsesGraph, holds_uses, uses_lost
from thesaury.pipeline.rights.facets import today
from thesaury.pipeline.uncollected import uncollected
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import FILE
from thesaury.sync.leasing import holding, this_process

VERSION = "2"
"""Raised by hand when the graph says the same things otherwise: it is loaded anew then."""

AT = "measured at"
"""The mark that says when the figures were brought up to date: all of them, else it stays."""
FAILED = "measuring failed"
"""The mark that says what could not be brought up to date in the newest round, and why; empty for nothing."""
_VERSION, _LEASE = "version", "measuring"
_BUSY = "Analytics are being brought up to date already ({holder}). Wait until that has finished, then run this again."
_LEFT = (BadInput, Unreachable, Usage)
_log = logging.getLogger(__name__)


@dataclass
class Measured:
    """What was done: events that were read, graphs that were renewed, whether the tallies were made, and what could not be done, each with
    a sentence. `whole`: nothing was left for the next time because somebody stopped it."""

    events: int = 0
    renewed: list[str] = field(default_factory=list)
    tallied: bool = False
    failed: list[tuple[str, str]] = field(default_factory=list)
    whole: bool = True


def never() -> bool:
    """Nobody stops it."""
    return False


def measure(
    workspace: Workspace,
    progress: Progress = unheard,
    stopped: Callable[[], bool] = never,
    *,
    anew: bool = False,
    day: date | None = None,
) -> Measured:
    """Bring the graph of analysis up to what the catalogue says and to this day, or with `anew` make it again from nothing.

    Where a table is broken, what is made of it stays as it was, and `failed` says so. Cut off or stopped at any moment, the next time
    goes on from there. Raises WorkspaceBusy while somebody else does it.
    """
    with _alone(workspace), uncollected():
        done = _round(workspace, progress, stopped, anew, day or today())
        told = {FAILED: " ".join(dict.fromkeys(sentence for _, sentence in done.failed))}
        if done.whole and not done.failed:
            told[AT] = now()
        if done.whole or done.failed:
            workspace.catalogue.measuring.note(told)
        return done


def _round(workspace: Workspace, progress: Progress, stopped: Callable[[], bool], anew: bool, day: date) -> Measured:
    store, done = workspace.catalogue.measuring, Measured()
    try:
        uses = UsesGraph(workspace, progress)
    except BadInput as error:  # whatever names a market needs the table of regions
        _log.warning("analytics: %s", error.message)
        return Measured(failed=[("uses", error.message)])
    version = _version(workspace)
    if anew or store.marks().get(_VERSION) != version or not _holds(workspace):
        uses.begin()
        store.note({_VERSION: version})
    brought = uses.bring(stopped)
    done.events, done.whole = brought.events, brought.whole
    if done.whole:
        _beside(workspace, done, stopped, progress)
    if done.whole:
        _tally(workspace, done, day, stopped, progress)
    return done


def needs_measuring(workspace: Workspace, day: date | None = None) -> bool:
    """Whether anything came since the tallies were made, the day turned, or the graph that held them is gone."""
    marks = workspace.catalogue.measuring.marks()
    if marks.get(_VERSION) != _version(workspace) or marks.get(TALLIED) != _state(workspace, marks, day or today()):
        return True
    return uses_lost(workspace, marks)


def state_of(workspace: Workspace, day: date | None = None) -> dict[str, Any]:
    """How far it is: when all was brought up to date last (UTC, None: never), how many events were read of how many changes there were, the
    day the tallies are of, whether anything came since, and what could not be done in the newest round (None: nothing)."""
    marks = workspace.catalogue.measuring.marks()
    tallied = marks.get(TALLIED, "").partition(" ")[0]
    return {
        "at": marks.get(AT) or None,
        "read": int(marks.get(READ) or 0),
        "changes": workspace.catalogue.usage.last_change(),
        "day": tallied or None,
        "behind": needs_measuring(workspace, day),
        "failed": marks.get(FAILED) or None,
    }


def _beside(workspace: Workspace, done: Measured, stopped: Callable[[], bool], progress: Progress) -> None:
    marks = workspace.catalogue.measuring.marks()
    work: list[tuple[str, Callable[[], bool]]] = [
        (part.name, lambda part=part: renew(workspace, part, marks))  # type: ignore[misc]  # bound now, called below
        for part in PARTS
    ]
    work.append(("campaigns", lambda: renew_campaigns(workspace, marks)))
    for place, (name, bring) in enumerate(work):
        if stopped():
            done.whole = False
            return
        try:
            done.renewed += [name] if bring() else []
        except _LEFT as error:
            _log.warning("analytics, %s: %s", name, error.message)
            done.failed.append((name, error.message))
        progress("graphs", place + 1, len(work))


def _tally(workspace: Workspace, done: Measured, day: date, stopped: Callable[[], bool], progress: Progress) -> None:
    from thesaury.pipeline.measuring.counting import counted  # SciPy takes half a second to import
    from thesaury.pipeline.measuring.tallies import write_tallies

    store = workspace.catalogue.measuring
    # Asked before reading: what comes meanwhile is another state, and tallied the next time.
    state = _state(workspace, store.marks(), day)
    if store.marks().get(TALLIED) == state:
        return
    try:
        found = counted(workspace, day, progress)
    except _LEFT as error:
        _log.warning("analytics, tallies: %s", error.message)
        done.failed.append(("tallies", error.message))
        return
    with workspace.projecting():
        workspace.graph.load(PURCHASES_GRAPH, found.purchases())
        workspace.graph.load(GONE_GRAPH, found.gone())
    done.whole = write_tallies(workspace, found.slices, progress, stopped)
    if done.whole:
        store.note({TALLIED: state})
        done.tallied = True


def _version(workspace: Workspace) -> str:
    """Another text also when the workspace names its own groups of regions otherwise: uses name their markets by them."""
    return f"{VERSION} {digest_of(workspace.root / FILE)}".strip()


def _state(workspace: Workspace, marks: Marks, day: date) -> str:
    """Another text whenever the tallies may be others."""
    catalogue = workspace.catalogue
    told = [
        str(max(catalogue.usage.last_change(), int(marks.get(READ) or 0))),
        *(part.state(workspace, marks) for part in PARTS),
        catalogue.enrichments.projected(),
        *(f"{version.key} {version.digest}" for version in catalogue.vocabularies.current()),
        *(digest_of(path) for path in (workspace.campaigns_file, workspace.rates_file)),
        workspace.currency,
    ]
    return f"{day.isoformat()} {sha256(chr(10).join(told).encode('utf-8', 'surrogatepass')).hexdigest()}"


def _holds(workspace: Workspace) -> bool:
    with workspace.projecting():
        return holds_uses(workspace)


def _alone(workspace: Workspace) -> AbstractContextManager[None]:
    """Two at once would do the same twice. Raises WorkspaceBusy while somebody else is at it."""
    return holding(workspace.catalogue.leases, [_LEASE], f"{this_process()}-{uuid4().hex[:8]}", _BUSY)
