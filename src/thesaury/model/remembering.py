"""What was worked out of somebody's words: remembered in this process, and forgotten where a client is closed.

What is remembered so is a pure function of what it is asked, so nobody's answer depends on who asked before. But its questions are words of
clients, and when a client's doors are shut no word of it is to stay. What holds nothing of anybody, a table of the product by its name say,
has a `cache` of `functools`; `tests/unit/test_remembering.py` lists those, each with its reason.
"""

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar

Given = TypeVar("Given")

_ALL: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[..., Given]], "_lru_cache_wrapper[Given]"]:
    """The same function, which keeps the last so many answers until `forget_words` is called. It is to be pure."""

    def keep(function: Callable[..., Given]) -> "_lru_cache_wrapper[Given]":
        kept = lru_cache(most)(function)
        _ALL.append(kept.cache_clear)
        return kept

    return keep


def forget_words() -> None:
    """Let go of all that was remembered, of whomever: whoever asks next has it worked out again."""
    for forget in _ALL:
        forget()
