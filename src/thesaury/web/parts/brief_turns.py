"""Whose turn it is to have a brief read from a file: each is whole in memory meanwhile, and a child process lays it out."""

from contextlib import AbstractAsyncContextManager
from threading import Semaphore

from thesaury.web.parts.checking.turns import held_within

AT_ONCE = 2
"""Files in one process."""

TURNS = Semaphore(AT_ONCE)
_PATIENCE = 20.0


def turn() -> AbstractAsyncContextManager[None]:
    """Wait a while, and hold up nobody meanwhile. Raises Retry where others take longer."""
    return held_within(
        TURNS, _PATIENCE, f"{AT_ONCE} other files are being read. Send this one again in a moment, or paste its text."
    )
