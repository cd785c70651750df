"""Checks uploaded tables beside the pages, one thread for each; those beyond the first few wait for their turn."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from itertools import islice
from threading import Lock, Thread

from thesaury.model.errors import ThesauryError
from thesaury.pipeline.correcting import Answering, Wanted, correct_table
from thesaury.ports.workspace import Workspace
from thesaury.web.parts.checking.turns import TURNS
from thesaury.web.parts.checking.uploads import State, Upload, Uploads
from thesaury.web.texts import phrase

FIRST = 100
"""So many different tags are shown on the page; all are in the sheet."""

_LOG = logging.getLogger(__name__)
MakeAnswering = Callable[[str], Answering]
"""Who answers under a profile by its name; empty for whichever fits each row."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows that are done, and of how many (0: unknown)."""

    done: int = 0
    total: int = 0


class Working:
    """The work at uploads."""

    def __init__(self, workspace: Workspace, uploads: Uploads, answering: MakeAnswering) -> None:
        """Nothing is worked at yet."""
        self._workspace, self._uploads, self._answering = workspace, uploads, answering
        self._lock = Lock()
        self._progress: dict[str, Progress] = {}

    def progress(self, upload: Upload) -> Progress | None:
        """How far the work is, or None while nobody works at it."""
        with self._lock:
            return self._progress.get(upload.id)

    def begin(self, upload: Upload) -> None:
        """Check it, in the name and language of whoever asks; nothing happens where somebody works at it already."""
        with self._lock:
            if upload.id in self._progress:
                return
            self._progress[upload.id] = Progress()
        context = copy_context()
        Thread(target=context.run, args=(self._worked, upload), name="checking", daemon=True).start()

    def _worked(self, upload: Upload) -> None:
        try:
            with TURNS:
                self._check(upload)
        except ThesauryError as error:
            _LOG.warning("table %s: %s", upload.id, error.message)
            self._uploads.changed(upload, state=State.REFUSED, message=error.message)
        except Exception:  # noqa: BLE001 - the end of the thread: what nobody foresaw is told, not lost
            _LOG.exception("table %s broke", upload.id)
            self._uploads.changed(upload, state=State.REFUSED, message=phrase("check.broke"))
        finally:
            with self._lock:
                self._progress.pop(upload.id, None)

    def _check(self, upload: Upload) -> None:
        sent, written = self._uploads.sent(upload), self._uploads.written(upload)
        answering = self._answering(upload.profile)
        handed = correct_table(
            self._workspace, answering, sent, written, Wanted(upload.columns), lambda *at: self._at(upload, *at)
        )
        sums = handed.tally.shape() | {"columns": list(handed.columns.tags)}
        sums["missing"] = {answering.called(scheme): number for scheme, number in sums["missing"].items()}
        sent.unlink(missing_ok=True)
        first = tuple(islice(handed.tally.distinct(), FIRST))
        self._uploads.changed(upload, state=State.READY, sums=sums, first=first)

    def _at(self, upload: Upload, stage: str, done: int = 0, total: int | None = None) -> None:
        with self._lock:
            self._progress[upload.id] = Progress(done, total or 0)
