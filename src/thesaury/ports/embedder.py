"""Embedding models: texts as vectors that lie close together where texts mean much the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
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

    def embed_query(self, text: str) -> "NDArray[np.float32]":
        """The vector of what somebody asks, at length 1, to be compared with those of `embed`.

        Many models make no difference, and it is the row of `embed` then; others were taught that a query begins otherwise than a document.
        Raises BadInput as `embed` does.
        """

    def knows(self, word: str) -> bool:
        """The model was taught this word as a whole, so that it is no typing mistake. Raises BadInput as `embed` does."""


@dataclass(frozen=True, slots=True)
class FetchedModel:
    """A model that was fetched from a hub, in its folder, and what is remembered of it.

    `hub` is the host it came from, `commit` its state there, `revisions` the names under which that state was fetched, with the time
    (ISO 8601, UTC), `licence` what the hub states ("" for nothing), `prompts` what somebody said has to stand before a `query` and a
    `document`, `files` the SHA-256 of each file by its path, `bytes` the size of all.
    """

    folder: Path
    name: str
    hub: str
    commit: str
    licence: str
    revisions: Mapping[str, str]
    prompts: Mapping[str, str]
    files: Mapping[str, str]
    bytes: int
