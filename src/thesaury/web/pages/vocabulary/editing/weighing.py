"""What a draft would touch, and what a second look at it finds: worked out beside the pages, once for each state of the draft."""

import logging
from contextvars import copy_context
from dataclasses import dataclass
from threading import Lock, Thread

from thesaury.model.draft import Seen
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.editing import Impact, content_of, impact
from thesaury.pipeline.words import vocabularies_as_they_came
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.quality import Beside, Notice, notices
from thesaury.vocabulary.quality.trend import new_notices
from thesaury.web.parts.vocabulary.preparing import Progress
from thesaury.web.texts import phrase

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What publishing a draft would touch, and what a second look finds in it that it does not find in the version before; or why
    nobody knows (`message`)."""

    seen: Seen
    impact: Impact | None = None
    worse: tuple[tuple[str, Notice], ...] = ()
    mended: int = 0
    message: str = ""


class Weighing:
    """Weighs the drafts of one workspace, one thread for each vocabulary."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is weighed yet."""
        self._workspace = workspace
        self._lock = Lock()
        self._weighed: dict[str, Weighed] = {}
        self._progress: dict[str, Progress] = {}

    def weighed(self, name: str, seen: Seen) -> Weighed | None:
        """What this draft would touch, or None: then it is being looked at."""
        with self._lock:
            held = self._weighed.get(name)
            if held and held.seen == seen:
                return held
            if name in self._progress:
                return None
            self._progress[name] = Progress("weigh")
        context = copy_context()
        Thread(target=context.run, args=(self._weigh, name, seen), name="weighing", daemon=True).start()
        return None

    def progress(self, name: str) -> Progress | None:
        """How far the look at a draft is, or None while nobody looks."""
        with self._lock:
            return self._progress.get(name)

    def _weigh(self, name: str, seen: Seen) -> None:
        try:
            weighed = self._looked(name, seen)
        except ThesauryError as error:
            weighed = Weighed(seen, message=error.message)
        except Exception:  # noqa: BLE001 - the end of the thread: what nobody foresaw is told, not lost
            _LOG.exception("the draft of %s could not be weighed", name)
            weighed = Weighed(seen, message=phrase("import.broke"))
        with self._lock:
            self._weighed[name] = weighed
            self._progress.pop(name, None)

    def _looked(self, name: str, seen: Seen) -> Weighed:
        found = impact(self._workspace, name, lambda *at: self._at(name, *at))
        view, content = content_of(self._workspace, name)
        before = self._workspace.catalogue.vocabularies.get(name, view.version)
        others = vocabularies_as_they_came(self._workspace)
        beside = Beside([kept for version, kept in others if version.name != name])
        old, new = notices(before, beside), notices(content, beside)
        return Weighed(seen, found, tuple(new_notices(old, new)), len(new_notices(new, old)))

    def _at(self, name: str, stage: str, done: int = 0, total: int | None = None) -> None:
        with self._lock:
            self._progress[name] = Progress(stage, done, total or 0)
