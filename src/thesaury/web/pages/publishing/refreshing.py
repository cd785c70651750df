"""Feeds brought up to date because somebody asks on a page: what is quick is done before the page answers, the rest goes on behind it."""

import logging
from contextvars import copy_context
from threading import Lock, Thread

from thesaury.model.errors import ThesauryError
from thesaury.pipeline.publishing import refresh
from thesaury.ports.workspace import Workspace

_LOG = logging.getLogger(__name__)
_PATIENCE = 3.0
"""Seconds a page waits for it."""


class Refreshing:
    """Refreshes channels of one workspace, each at most once at a time."""

    def __init__(self, workspace: Workspace, patience: float = _PATIENCE) -> None:
        """Nothing goes on yet."""
        self._workspace, self._patience, self._lock = workspace, patience, Lock()
        self._going: dict[str, Thread] = {}
        self._failed: dict[str, str] = {}

    def going(self, channel: str) -> bool:
        """Whether it goes on."""
        thread = self._going.get(channel)
        return thread is not None and thread.is_alive()

    def failed(self, channel: str) -> str:
        """Why the last one ended early; empty where it did not."""
        return "" if self.going(channel) else self._failed.get(channel, "")

    def start(self, channel: str) -> None:
        """Begin, unless it goes on already, and wait for it a little."""
        with self._lock:
            if not self.going(channel):
                self._failed.pop(channel, None)
                # In the context of whoever asked, so that the audit log names him.
                thread = Thread(target=copy_context().run, args=(self._refresh, channel), daemon=True)
                self._going[channel] = thread
                thread.start()
        self._going[channel].join(self._patience)

    def _refresh(self, channel: str) -> None:
        try:
            refresh(self._workspace, [channel])
        except ThesauryError as error:
            self._failed[channel] = error.message
        except Exception as error:  # noqa: BLE001 - a thread that ends without a word would leave the page waiting
            self._failed[channel] = str(error) or type(error).__name__
            _LOG.exception("the channel %s is not brought up to date", channel)
