"""Uses in the graph: a first load in bulk, then what came or was corrected, then the events of records that belong to another asset now.

The marks say how far it is; whatever moment it is cut off at, it goes on from there. While the first load lasts (`bound` is the revision it
goes to), statements are only ever added: an event that is corrected meanwhile has a revision beyond the bound, and is replaced later.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from thesaury.analytics.activity import activity_of
from thesaury.analytics.graph.campaigns import named_campaign
from thesaury.analytics.graph.uses import TOLD, use_statements
from thesaury.analytics.naming import CAMPAIGNS_GRAPH, USES_GRAPH, use_iri
from thesaury.model.statement import OWL, Literal, Statement
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.measuring.campaigns import drop_unnamed
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of

LOADED, BOUND, READ = "uses loaded", "uses bound", "uses read"
TALLIED = "tallied"
"""The mark of what the tallies were made from."""
READING = "uses"
"""What progress hears while events are read."""
SEARCHED, UPLOADED = "searches reported", "uploads reported"
"""Marks: the revisions of the newest events of these kinds, which are in other graphs."""

_BULK, _FEW = 250_000, 5_000
"""Events of one write: the first load's, and those of later ones, which are looked up one by one."""
_VERSION = f"{OWL}versionInfo"
_MARKED = {UsageKind.SEARCH: SEARCHED, UsageKind.UPLOAD: UPLOADED}

_log = logging.getLogger(__name__)

Changed = list[tuple[int, str, UsageEvent]]


@dataclass
class Brought:
    """What was done: how many events were read, and whether all of it was."""

    events: int = 0
    whole: bool = True


class UsesGraph:
    """Brings the uses of a workspace into its graph."""

    def __init__(self, workspace: Workspace, progress: Progress = unheard) -> None:
        """Stand on the records and tables as they are now. Raises BadInput where the table of own regions is wrong."""
        self._workspace, self._progress = workspace, progress
        self._store, self._usage = workspace.catalogue.measuring, workspace.catalogue.usage
        self._now, self._tables = workspace.catalogue.records.owners(), tables_of(workspace.root)
        self._stated = dict(self._store.owners())
        self._marks = dict(self._store.marks())
        self._campaigns, self._named = set[str](), set[str]()
        self._replaced = False
        self.brought = Brought()

    def begin(self) -> None:
        """Empty the graph and note that nothing is in it. The graph itself holds the name of this load: where it does not, as after it was
        made anew, everything is loaded again."""
        load = uuid4().hex
        self._store.forget()
        self._stated = {}
        with self._workspace.projecting():
            self._workspace.graph.load(USES_GRAPH, [Statement(USES_GRAPH, _VERSION, Literal(load))])
        self._marks = {LOADED: load, BOUND: str(self._usage.last_change()), READ: "0"}
        self._store.note(self._marks)

    def bring(self, stopped: Callable[[], bool]) -> Brought:
        """Go on until the graph says what the catalogue does, or until stopped."""
        total = self._usage.last_change()
        while not stopped():
            page = self._usage.changed(self._read(), _BULK if self._bound() else _FEW)
            if not page:
                self._note({BOUND: ""} if self._bound() else {})
                break
            self._write(page)
            self._progress(READING, min(self._read(), total), total)
        self.brought.whole = not stopped() and self._follow(stopped)
        if self._replaced:
            with self._workspace.projecting():
                drop_unnamed(self._workspace)
        return self.brought

    def _write(self, page: Changed) -> None:
        """One stretch of events; those beyond the bound of the first load wait for the next stretch."""
        if bound := self._bound():
            page = [one for one in page if one[0] <= bound]
            if not page:
                self._note({BOUND: ""})
                return
        self._own(f"{source}/{event.external_id}" for _, source, event in page if event.external_id)
        if bound:
            with self._workspace.projecting():
                self._workspace.graph.extend(USES_GRAPH, self._statements(page))
                self._name()
        else:
            self._replace((source, event) for _, source, event in page)
        self.brought.events += len(page)
        noted = {_MARKED[event.kind]: str(revision) for revision, _, event in page if event.kind in _MARKED}
        self._note(noted | {READ: str(page[-1][0])})

    def _own(self, keys: Iterable[str]) -> None:
        """Note by which assets these records stand in the graph, before they do: whoever repeats a stretch says the same again."""
        new = {key: self._now.get(key, "") for key in keys if key not in self._stated}
        if new:
            self._store.note_owners(new)
            self._stated |= new

    def _follow(self, stopped: Callable[[], bool]) -> bool:
        """State the events of records anew that belong to another asset by now: they were joined, parted, or not known yet."""
        moved = {key: self._now.get(key, "") for key, asset in self._stated.items() if self._now.get(key, "") != asset}
        self._stated |= moved
        sources = sorted({counted.connection for counted in self._usage.counts()}) if moved else []
        self._note({TALLIED: ""} if moved else {})  # no event is another one than before
        waiting, keys = list[tuple[str, UsageEvent]](), list[str]()
        for place, key in enumerate(moved, start=1):
            waiting += self._of_record(key, sources)
            keys.append(key)
            if len(waiting) >= _FEW or place == len(moved):
                self._replace(waiting)
                self._store.note_owners({key: moved[key] for key in keys})
                self.brought.events += len(waiting)
                waiting, keys = [], []
                if stopped():
                    return place == len(moved)
        return True

    def _of_record(self, key: str, sources: Sequence[str]) -> Iterator[tuple[str, UsageEvent]]:
        """The events of a record; the name of a connection may have a slash in it."""
        for source in sources:
            if key.startswith(f"{source}/"):
                yield from ((source, event) for event in self._usage.of_record(source, key[len(source) + 1 :]))

    def _replace(self, events: Iterable[tuple[str, UsageEvent]]) -> None:
        owned = {use_iri(source, event.id): list(self._of(source, event)) for source, event in events}
        if owned:
            self._replaced = True
            with self._workspace.projecting():
                self._workspace.graph.replace(USES_GRAPH, owned)
                self._name()

    def _name(self) -> None:
        """Put the campaigns that uses name into their graph, by their ids."""
        if new := self._campaigns - self._named:
            said = (statement for id in sorted(new) for statement in named_campaign(id))
            self._workspace.graph.extend(CAMPAIGNS_GRAPH, said)
            self._named |= new

    def _statements(self, page: Changed) -> Iterator[Statement]:
        for _, source, event in page:
            yield from self._of(source, event)

    def _of(self, source: str, event: UsageEvent) -> Iterator[Statement]:
        if event.kind not in TOLD:
            return
        try:
            asset = self._stated.get(f"{source}/{event.external_id}", "")
            done = activity_of(source, event, asset, tables=self._tables)
        except (ValueError, OverflowError):  # a system that writes no moment
            _log.warning("%s: event %s is left out, for %r is no moment", source, event.id, event.at)
            return
        if done.campaign:
            self._campaigns.add(done.campaign)
        yield from use_statements(done)

    def _read(self) -> int:
        return int(self._marks.get(READ) or 0)

    def _bound(self) -> int:
        return int(self._marks.get(BOUND) or 0)

    def _note(self, marks: Mapping[str, str]) -> None:
        if marks:
            self._marks |= marks
            self._store.note(marks)


def holds_uses(workspace: Workspace) -> bool:
    """Whether the graph is the one that the marks speak of; hold the graph for it."""
    load = workspace.catalogue.measuring.marks().get(LOADED, "")
    return bool(load) and any(workspace.graph.match(USES_GRAPH, USES_GRAPH, _VERSION, Literal(load)))


def uses_lost(workspace: Workspace, marks: Mapping[str, str]) -> bool:
    """Whether uses were loaded once, as these marks of the workspace say, and the graph knows nothing of it: it was put away, or restored
    without it. Read beside those who write, so that neither waits."""
    if not marks.get(LOADED):
        return False
    return not workspace.graph_reader.select(f"SELECT ?load {{ <{USES_GRAPH}> <{_VERSION}> ?load }} LIMIT 1")
