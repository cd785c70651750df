"""Progress: long work tells how far it is, and whoever listens decides how to show it."""

from typing import Protocol


class Progress(Protocol):
    """Called at every step; `total` is None while it is not known."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """The stage (`pull NAME`, `enrich`, `project`), what is done of it, and of how much."""


def unheard(stage: str, done: int, total: int | None) -> None:
    """Progress that nobody listens to."""
