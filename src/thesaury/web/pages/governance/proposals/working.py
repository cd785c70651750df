"""What takes a while: gathering, and sending and looking. One at a time, in the background, with its progress; pages look at it."""

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from threading import Lock, Thread

from thesaury.model.errors import ThesauryError
from thesaury.pipeline.proposals.following import follow
from thesaury.pipeline.proposals.gathering import gather
from thesaury.ports.progress import Progress
from thesaury.ports.workspace import Workspace
from thesaury.web.texts import phrase


@dataclass(frozen=True, slots=True)
class Standing:
    """What is being done (`gather`, `follow`, empty: nothing) and how far it came, or how the last one ended."""

    doing: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    said: str = ""
    failed: bool = False


class Working:
    """The work of one desk."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is done yet."""
        self._workspace, self._lock, self._standing = workspace, Lock(), Standing()

    def standing(self) -> Standing:
        """How it stands now."""
        return self._standing

    def begin(self, doing: str) -> bool:
        """Begin, in the name and the language of whoever asks; false where something is under way."""
        with self._lock:
            if self._standing.doing:
                return False
            self._standing = Standing(doing)
        work = {"gather": self._gather, "follow": self._follow}[doing]
        Thread(target=copy_context().run, args=(self._run, work), name="proposals", daemon=True).start()
        return True

    def _run(self, work: Callable[[Progress], str]) -> None:
        try:
            self._standing = Standing(said=work(self._heard))
        except ThesauryError as error:
            self._standing = Standing(said=error.message, failed=True)
        except BaseException:
            self._standing = Standing(said=phrase("proposals.work.failed"), failed=True)
            raise

    def _gather(self, progress: Progress) -> str:
        ended = gather(self._workspace, progress=progress)
        return phrase("proposals.gathered", new=ended.new, renewed=ended.renewed, returned=ended.returned)

    def _follow(self, progress: Progress) -> str:
        done = follow(self._workspace, progress=progress)
        said = phrase(
            "proposals.followed",
            sent=done.sent + done.linked,
            drafted=done.drafted,
            arrived=done.arrived,
            refused=done.refused,
            waiting=done.waiting,
        )
        return " ".join([said, *(f"{name}: {why}" for name, why in done.hindrances)])

    def _heard(self, stage: str, done: int, total: int | None) -> None:
        self._standing = Standing(self._standing.doing, stage, done, total or 0)
