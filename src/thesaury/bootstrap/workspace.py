"""Workspaces in one directory: made, found and opened, and held for writing."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from thesaury.bootstrap.annotators import Annotators
from thesaury.bootstrap.finding import WORKSPACE
from thesaury.bootstrap.standing import agency_above, check_open
from thesaury.model.errors import Suspended, Unreachable, Usage, WorkspaceBusy
from thesaury.ports.graph import Graph
from thesaury.ports.jobs import Jobs, Work

_LOCK = "writing.lock"
_WRITER = "writer.txt"
_PATIENCE = 600.0
"""Seconds a worker waits for its turn at index and graph."""


class EmbeddedWorkspace(Annotators):
    """A workspace in one directory; implements `ports.workspace.Workspace`."""

    def __init__(self, root: Path) -> None:
        """Nothing is opened before it is asked for."""
        from filelock import FileLock

        super().__init__(root)
        self._lock = FileLock(root / _LOCK, timeout=0)

    def jobs(self, work: Work) -> Jobs:
        """The durable queue on DBOS. Raises Usage for a client of an agency whose settings name a database elsewhere: runs are told apart
        by their numbers alone there, and each client has a run 1."""
        from thesaury.engines.dbos import open_jobs
        from thesaury.sync.leasing import this_process

        if self.settings.jobs_database and agency_above(self.root):
            raise Usage(
                "Clients of an agency keep their jobs in their own folder: take jobs_database out of the settings."
            )
        place = self.settings.jobs_database or self.root / "jobs.db"
        return open_jobs(place, work, self.catalogue.leases, this_process(), on_error=work.abandon)

    @property
    def suspended(self) -> bool:
        """Whether nothing is to have this workspace open any more, as its agency says now; what runs long asks again and again."""
        try:
            check_open(self.root)
        except Suspended:
            return True
        return not self.root.exists()

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        """Hold the workspace for writing, waiting at most so many seconds; within one process it may be held again."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=patience)
        except Timeout:
            raise WorkspaceBusy(self._busy()) from None
        try:
            (self.root / _WRITER).write_text(str(os.getpid()))
            yield
        finally:
            self._released()

    def projecting(self) -> AbstractContextManager[None]:
        """Hold index and graph for writing, waiting for whoever holds them now."""
        return self.writing(_PATIENCE)

    def graph_at_rest(self) -> AbstractContextManager[Graph]:
        """A copy of the graph; where it is on a server, the graph itself, held."""
        from thesaury.bootstrap.graphs import graph_at_rest

        return graph_at_rest(self)

    def _released(self) -> None:
        """Give the lock back, and the graph with it: its store admits one process, and others wait for their turn."""
        if self._lock.lock_counter == 1 and "graph" in self.__dict__:
            self.__dict__.pop("graph").close()
        self._lock.release()

    def _busy(self) -> str:
        writer = self.root / _WRITER
        who = f" (process {writer.read_text()})" if writer.exists() else ""
        return f"Another process{who} is writing to {self.root}. Wait until it has finished, then run this again."


def init_workspace(root: Path, languages: tuple[str, ...] = ("en", "de", "fr")) -> EmbeddedWorkspace:
    """Make an empty workspace. Raises Usage where one is already, Unreachable where no directory can be made."""
    from thesaury.config import settings_text

    if (root / WORKSPACE).exists():
        raise Usage(f"{root} already holds a workspace. Use it as it is, or name another directory.")
    try:
        root.mkdir(parents=True, exist_ok=True)
        (root / WORKSPACE).write_text(settings_text(languages))
    except OSError as error:
        raise Unreachable(f"{root} cannot be made: {error.strerror}. Name a directory you may write to.") from error
    workspace = EmbeddedWorkspace(root)
    workspace.catalogue.enrichments.counts()
    return workspace


def open_workspace(root: Path) -> EmbeddedWorkspace:
    """The workspace at this directory. Raises Usage where there is none, Suspended for a client that its agency lets nobody open."""
    check_open(root)
    if not (root / WORKSPACE).exists():
        raise Usage(f"{root} is no Thesaury workspace. Make one with: thesaury init {root}")
    return EmbeddedWorkspace(root.absolute())
