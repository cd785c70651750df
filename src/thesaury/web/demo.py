"""The demo brand, brought in by one click: what brings it in is handed to the web from outside, for pages know no sandbox."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock, Thread

from thesaury.model.errors import ThesauryError
from thesaury.ports.progress import Progress

_LOG = logging.getLogger(__name__)
_BEGUN = "demo.begun"

Demo = Callable[[Path, Progress], None]
"""Brings the demo brand into the workspace at this directory; called again after it was cut off, it goes on."""


@dataclass(frozen=True, slots=True)
class DemoState:
    """How far it is: `stage`, with what is done of it and of how much (None: not known); `failed` says why it stopped.

    `begun` stays true over a restart of the server until all of it is there.
    """

    offered: bool
    running: bool = False
    begun: bool = False
    stage: str = ""
    done: int = 0
    total: int | None = None
    failed: str = ""


class DemoLoading:
    """Loads the demo brand in the background, at most once at a time."""

    def __init__(self, root: Path, demo: Demo | None) -> None:
        """Nothing is loaded before `start` is called; without a `demo` nothing is offered."""
        self._root, self._demo = root, demo
        self._lock = Lock()
        self._thread: Thread | None = None
        self._step: tuple[str, int, int | None] = ("", 0, None)
        self._failed = ""

    def state(self) -> DemoState:
        """How it stands now."""
        running = self._thread is not None and self._thread.is_alive()
        begun = running or (self._root / _BEGUN).exists()
        return DemoState(self._demo is not None, running, begun, *self._step, "" if running else self._failed)

    def start(self) -> bool:
        """Begin, or go on; False where it runs already or none is offered."""
        with self._lock:
            if self._demo is None or self.state().running:
                return False
            (self._root / _BEGUN).touch()
            self._failed, self._step = "", ("", 0, None)
            # In the context of whoever asked, so that the audit log names him.
            load = partial(copy_context().run, self._load, self._demo)
            self._thread = Thread(target=load, name="demo", daemon=True)
            self._thread.start()
            return True

    def _load(self, demo: Demo) -> None:
        try:
            demo(self._root, self._heard)
            (self._root / _BEGUN).unlink(missing_ok=True)
        except ThesauryError as error:
            self._failed = error.message
            _LOG.warning("the demo is not loaded: %s", error.message)
        except Exception as error:  # noqa: BLE001 - a thread that ends without a word would leave the page waiting
            self._failed = str(error) or type(error).__name__
            _LOG.exception("the demo is not loaded")

    def _heard(self, stage: str, done: int, total: int | None) -> None:
        self._step = (stage, done, total)
