"""An embedding model in memory: texts lie close together that share words, or words it was told mean much the same."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray


class FakeEmbedder:
    """Each word has a direction of its own, and so has each meaning that words were told to share; it remembers what it was asked."""

    dimensions = 64

    def __init__(self, meanings: Mapping[str, str] | None = None, name: str = "fake#1") -> None:
        """`meanings` gives words a meaning: words of one meaning are alike."""
        self.name = name
        self._meanings = dict(meanings or {})
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([self._vector(text) for text in texts], np.float32).reshape(len(texts), self.dimensions)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self.embed((text,))[0], np.float32)

    def knows(self, word: str) -> bool:
        return word.casefold() in self._meanings

    def _vector(self, text: str) -> NDArray[np.float64]:
        words = text.casefold().replace(".", " ").split() or [""]
        vector = np.sum([_direction(self._meanings.get(word, word), self.dimensions) for word in words], axis=0)
        return np.asarray(vector / np.linalg.norm(vector))


def _direction(word: str, dimensions: int) -> NDArray[np.float64]:
    seed = int.from_bytes(sha256(word.encode("utf-8", "surrogatepass")).digest()[:4], "big")
    return np.random.default_rng(seed).standard_normal(dimensions)
