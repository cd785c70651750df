"""Publishes drafts beside the pages, one thread for each vocabulary, and tells how far each is."""

import logging
import time
from contextvars import copy_context
from dataclasses import dataclass, replace
from threading import Lock, Thread

from thesaury.model.draft import Seen
from thesaury.model.errors import ThesauryError, WorkspaceBusy
from thesaury.pipeline import editing
from thesaury.ports.workspace import Workspace
from thesaury.web.texts import phrase

_LOG = logging.getLogger(__name__)
_TRIES, _PAUSE = 30, 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far publishing is: a stage while somebody works at it (empty: nobody does), how much of it is done, and of how much (0:
    unknown); then what came of it, or why not (`message`)."""

    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    published: editing.Published | None = None


class Publishing:
    """The publishing that goes on in this server, by vocabulary; what came of the last one is remembered until the next begins."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing goes on yet."""
        self._workspace = workspace
        self._lock = Lock()
        self._standing: dict[str, Standing] = {}

    def standing(self, vocabulary: str) -> Standing:
        """How far it is with this vocabulary."""
        with self._lock:
            return self._standing.get(vocabulary, Standing())

    def begin(self, vocabulary: str, who: str, note: str = "", saw: Seen | None = None) -> Standing:
        """Begin to publish the draft, unless that goes on already; in the name and language of whoever asked.

        Raises what `editing.ready` raises.
        """
        if not self.standing(vocabulary).stage:
            editing.ready(self._workspace, vocabulary, saw)
        with self._lock:
            held = self._standing.get(vocabulary, Standing())
            if held.stage:
                return held
            begun = self._standing[vocabulary] = Standing("keep")
        work = (copy_context().run, (self._worked, vocabulary, who, note, saw))
        Thread(target=work[0], args=work[1], name="publishing", daemon=True).start()
        return begun

    def _worked(self, vocabulary: str, who: str, note: str, saw: Seen | None) -> None:
        try:
            ended = Standing(published=self._published(vocabulary, who, note, saw))
        except ThesauryError as error:
            _LOG.warning("publishing %s: %s", vocabulary, error.message)
            ended = Standing(message=error.message)
        except Exception:  # noqa: BLE001 - the end of the thread: what nobody foresaw is told, not lost
            _LOG.exception("publishing %s broke", vocabulary)
            ended = Standing(message=phrase("import.broke"))
        with self._lock:
            self._standing[vocabulary] = ended

    def _published(self, vocabulary: str, who: str, note: str, saw: Seen | None) -> editing.Published:
        """Publish; where somebody else writes just now, wait for him for a while."""

        def heard(stage: str, done: int, total: int | None) -> None:
            with self._lock:
                at = self._standing[vocabulary]
                self._standing[vocabulary] = replace(at, stage=stage, done=done, total=total or 0)

        for left in range(_TRIES, -1, -1):
            try:
                return editing.publish(self._workspace, vocabulary, who, note, None if left < _TRIES else saw, heard)
            except WorkspaceBusy:
                if not left:
                    raise
                time.sleep(_PAUSE)
        raise AssertionError  # the last try returns or raises
