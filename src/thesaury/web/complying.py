"""The compliance report as pages and programs see it: measured in the background, and again once something changed."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from threading import Lock, Thread

from thesaury.model.compliance import Compliance
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.complying import complied
from thesaury.pipeline.words import current_versions
from thesaury.ports.progress import Progress
from thesaury.ports.workspace import Workspace

_LOG = logging.getLogger(__name__)
State = tuple[object, ...]


class ComplianceKeeper:
    """Holds the newest report of one workspace; whoever asks never waits for a new one."""

    def __init__(self, workspace: Workspace, measure: Callable[[Workspace, Progress], Compliance] = complied) -> None:
        """Nothing is measured before `report` is called."""
        self._workspace, self._measure = workspace, measure
        self._lock = Lock()
        self._report: Compliance | None = None
        self._of: State = ()
        self._working: Thread | None = None
        self._failed = ""
        self._progress = (0, 0)

    @property
    def progress(self) -> tuple[int, int] | None:
        """How many assets are measured of how many, None while nobody measures."""
        return self._progress if self._working and self._working.is_alive() else None

    @property
    def failed(self) -> str:
        """Why the last attempt failed, empty where it did not."""
        return self._failed

    def report(self) -> Compliance | None:
        """The newest report, None while the first is made; one that is out of date is given, and made anew in the background."""
        state = self._state()
        with self._lock:
            if state != self._of and self.progress is None:
                self._progress, self._of = (0, 0), state
                context = copy_context()
                self._working = Thread(target=context.run, args=(self._work, state), name="compliance", daemon=True)
                self._working.start()
            return self._report

    def again(self) -> None:
        """Measure once more when somebody asks next, whatever changed."""
        with self._lock:
            self._of = ()

    def _work(self, state: State) -> None:
        try:
            report = self._measure(self._workspace, self._hear)
        except ThesauryError as error:
            self._failed = error.message
            _LOG.warning("the compliance report could not be made: %s", error.message)
        except Exception as error:  # noqa: BLE001 - the end of the thread: what nobody foresaw is told, not lost
            self._failed = repr(error)
            _LOG.exception("the compliance report broke")
        else:
            self._report, self._failed = report, ""

    def _hear(self, stage: str, done: int, total: int | None) -> None:
        self._progress = (done, total or 0)

    def _state(self) -> State:
        catalogue = self._workspace.catalogue
        versions = tuple(f"{version.key} {version.digest}" for version in current_versions(self._workspace))
        return versions, catalogue.enrichments.projected(), tuple(catalogue.profiles.all())
