"""Reads drafts, compares them with what is here, and keeps them once somebody says so; all of it beside the pages."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from threading import Lock, Thread

from thesaury.model.concept import Concept, Vocabulary
from thesaury.model.errors import ThesauryError
from thesaury.pipeline import enrich, keep_vocabulary, logged, project, would_touch
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.diff import Diff, diff
from thesaury.vocabulary.importing import import_vocabulary
from thesaury.vocabulary.report import ImportReport, report
from thesaury.web.failures import NotHere
from thesaury.web.parts.vocabulary.drafts import Draft, Drafts, State
from thesaury.web.parts.vocabulary.versions import named_in
from thesaury.web.parts.working import patiently
from thesaury.web.texts import phrase

_LOG = logging.getLogger(__name__)
_KEPT = 3
"""So many drafts stay in memory once they are read; others are read again when they are looked at."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft as it was read: its content, what the checks say, what it changes, and how many assets would be annotated again."""

    vocabulary: Vocabulary
    report: ImportReport
    diff: Diff
    concepts: dict[str, Concept]
    current: int
    """The version it was compared with; 0 where there is none yet."""
    touched: int


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done now: a stage, how much of it is done, and of how much (0: unknown)."""

    stage: str
    done: int = 0
    total: int = 0


class Preparing:
    """Works at drafts, one thread for each."""

    def __init__(self, workspace: Workspace, drafts: Drafts) -> None:
        """Nothing is read yet."""
        self._workspace = workspace
        self._drafts = drafts
        self._lock = Lock()
        self._prepared: dict[str, Prepared] = {}
        self._progress: dict[str, Progress] = {}

    def prepared(self, draft: Draft) -> Prepared | None:
        """What was read of this draft, or None: then it is read, unless it was refused or is over."""
        with self._lock:
            held = self._prepared.get(draft.id)
        if held and held.current == self._current(draft.name):
            return held
        if draft.state in (State.READING, State.READY):
            self._work(draft, self._read, "read")
        return None

    def progress(self, draft: Draft) -> Progress | None:
        """How far the work at this draft is, or None while nobody works at it."""
        with self._lock:
            return self._progress.get(draft.id)

    def keep(self, draft: Draft) -> None:
        """Keep it as the next version, then annotate what it touches."""
        self._work(draft, self._keep, "keep")

    def forget(self, draft: Draft) -> None:
        """Forget what was read."""
        with self._lock:
            self._prepared.pop(draft.id, None)

    def _work(self, draft: Draft, work: Callable[[Draft], None], stage: str) -> None:
        """Begin, unless somebody works at it already; in the name and language of whoever asked."""
        with self._lock:
            if draft.id in self._progress:
                return
            self._progress[draft.id] = Progress(stage)
        context = copy_context()
        Thread(target=context.run, args=(self._worked, draft, work), name="vocabulary", daemon=True).start()

    def _worked(self, draft: Draft, work: Callable[[Draft], None]) -> None:
        try:
            work(draft)
        except ThesauryError as error:
            _LOG.warning("import %s: %s", draft.id, error.message)
            self._failed(draft, error.message)
        except Exception:  # noqa: BLE001 - the end of the thread: what nobody foresaw is told, not lost
            _LOG.exception("import %s broke", draft.id)
            self._failed(draft, phrase("import.broke"))
        finally:
            with self._lock:
                self._progress.pop(draft.id, None)

    def _failed(self, draft: Draft, message: str) -> None:
        """A file that cannot be read is refused; what could not be kept can be tried again; what is kept stays so."""
        try:
            newest = self._drafts.get(draft.id)
        except NotHere:  # somebody removed it meanwhile
            return
        state = State.REFUSED
        if newest.state is State.KEEPING:
            state = State.KEPT if newest.version else State.READY
        self._drafts.changed(newest, state=state, message=message)

    def _read(self, draft: Draft) -> None:
        vocabulary, said = self._content(draft)
        current = self._current(draft.name)
        before = self._workspace.catalogue.vocabularies.get(draft.name, current) if current else None
        empty = Vocabulary(draft.name, (), ())
        self._at(draft, "diff")
        found = diff(before or empty, vocabulary)
        touched = would_touch(self._workspace, before, vocabulary, lambda *at: self._at(draft, *at))
        held = named_in(before.concepts if before else (), vocabulary.concepts)
        with self._lock:
            while len(self._prepared) >= _KEPT:
                self._prepared.pop(next(iter(self._prepared)))
            self._prepared[draft.id] = Prepared(vocabulary, said, found, held, current, touched)
        if draft.state is State.READING:
            self._drafts.changed(draft, state=State.READY, message="")

    def _content(self, draft: Draft) -> tuple[Vocabulary, ImportReport]:
        """What is to be kept: what the file says, mended by every rule, or an earlier version as it was."""
        if draft.back_to:
            vocabulary = self._workspace.catalogue.vocabularies.get(draft.name, draft.back_to)
            return vocabulary, report(vocabulary, ())
        rdf, tables = self._workspace.rdf, self._workspace.tables
        return import_vocabulary(self._drafts.file(draft), draft.name, rdf, tables, dict(draft.mapping) or None)

    def _keep(self, draft: Draft) -> None:
        with self._lock:
            held = self._prepared.get(draft.id)
        vocabulary = held.vocabulary if held else self._content(draft)[0]
        source = f"{draft.name}@{draft.back_to}" if draft.back_to else draft.file
        self._at(draft, "keep")
        at = partial(self._at, draft)
        version = patiently(lambda: keep_vocabulary(self._workspace, vocabulary, source, at))
        draft = self._drafts.changed(draft, version=version.number, message="")
        self.forget(draft)
        self._annotate(draft)

    def _annotate(self, draft: Draft) -> None:
        """The part of a sync that a change of words calls for, as a run in the log."""
        with logged(self._workspace, []) as run:
            draft = self._drafts.changed(draft, run=run.id)
            enriched, unread = enrich(self._workspace, lambda *at: self._at(draft, *at))
            with self._workspace.projecting():
                projected = project(self._workspace, lambda *at: self._at(draft, *at))
            self._workspace.catalogue.runs.add(run.id, {"enriched": enriched, "projected": projected})
            self._workspace.catalogue.runs.fail(run.id, unread)
        draft = self._drafts.changed(draft, state=State.KEPT, annotated=enriched)
        self._drafts.done(draft)

    def _current(self, name: str) -> int:
        return next((v.number for v in self._workspace.catalogue.vocabularies.current() if v.name == name), 0)

    def _at(self, draft: Draft, stage: str, done: int = 0, total: int | None = None) -> None:
        with self._lock:
            self._progress[draft.id] = Progress(stage, done, total or 0)
