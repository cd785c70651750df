"""What FastAPI works out of the types of parameters and answers is the same in the application of every client: it is worked out once.

An application has some fourteen hundred of them, which take 3 MiB once programs ask, too; nothing of a workspace is in them.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

MODULE, NAME = "fastapi._compat.v2", "TypeAdapter"
"""What FastAPI makes each field with. It is no part of its interface: where it is not there, every application has its own as ever."""


class SharedAdapters:
    """Makes adapters of types as `make` does, and gives an equal one again."""

    def __init__(self, make: Callable[..., Any]) -> None:
        """Nothing is made yet."""
        self._make = make
        self._made: dict[tuple[Any, str], Any] = {}

    def __call__(self, annotated: Any, *, config: Any = None, **further: Any) -> Any:
        """The adapter of this annotated type. What FastAPI makes up for one route, and what cannot be told apart, has its own."""
        kind = getattr(annotated, "__origin__", annotated)
        if config or further or getattr(kind, "__module__", "").startswith("fastapi"):
            return self._make(annotated, config=config, **further)
        key = (kind, repr(getattr(annotated, "__metadata__", ())))
        try:
            known = self._made.get(key)
        except TypeError:  # a type without a hash
            return self._make(annotated)
        if known is None:
            known = self._made[key] = self._make(annotated)
        return known


def share_types() -> None:
    """From now on the applications of this process share them."""
    try:
        fields = import_module(MODULE)
    except ImportError:
        return
    made_with = getattr(fields, NAME, None)
    if made_with is not None and not isinstance(made_with, SharedAdapters):
        setattr(fields, NAME, SharedAdapters(made_with))
