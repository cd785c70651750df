"""A workspace whose catalogue and index fail or hang when a test says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any, cast

from tests.patience import PATIENCE
from thesaury.model.errors import Unreachable
from thesaury.ports.workspace import Workspace

SENTENCE = "The disk of the catalogue does not answer. Wait a minute, then try again."


class Trouble:
    """Whether all is well, everything fails, or every answer waits."""

    def __init__(self) -> None:
        """All is well."""
        self._failing = False
        self._waiting = Event()
        self._released = Event()
        self._released.set()

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Within it every call raises Unreachable."""
        self._failing = True
        try:
            yield
        finally:
            self._failing = False

    @contextmanager
    def hanging(self) -> Iterator[Event]:
        """Within it every call waits; the event tells that one does."""
        self._waiting.clear()
        self._released.clear()
        try:
            yield self._waiting
        finally:
            self._released.set()

    def met(self) -> None:
        """What becomes of a call now. Raises Unreachable."""
        if self._failing:
            raise Unreachable(SENTENCE)
        if not self._released.is_set():
            self._waiting.set()
            self._released.wait(PATIENCE)


class _Part:
    """A part of the workspace, or of its catalogue: every call meets the trouble first."""

    def __init__(self, inner: object, trouble: Trouble) -> None:
        self._inner, self._trouble = inner, trouble

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found):
            return _Part(found, self._trouble) if type(found).__module__.startswith("thesaury.engines") else found

        def called(*arguments: Any, **named: Any) -> Any:
            self._trouble.met()
            return found(*arguments, **named)

        return called


class _Unsteady:
    """The workspace itself."""

    def __init__(self, inner: Workspace, trouble: Trouble) -> None:
        self._inner = inner
        self._parts = {"catalogue": _Part(inner.catalogue, trouble), "index": _Part(inner.index, trouble)}

    def __getattr__(self, name: str) -> Any:
        return self._parts[name] if name in self._parts else getattr(self._inner, name)


def unsteady(workspace: Workspace, trouble: Trouble) -> Workspace:
    """This workspace, whose parts meet the trouble."""
    return cast(Workspace, _Unsteady(workspace, trouble))
