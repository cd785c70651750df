"""Embedding models: texts as vectors that lie close together where texts mean much the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into vectors. The same text always gives the same vector, whatever is embedded beside it."""

    @property
    def name(self) -> str:
        """The model and what tells it from any other: vectors of two names are never compared. Such as `all-MiniLM-L6-v2#0f3a...`."""

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Texts × dimensions, each row at length 1; an empty text has a vector too. What a model cannot hold of a long text is left out.

        Raises BadInput where the model turns out to be broken.
        """
