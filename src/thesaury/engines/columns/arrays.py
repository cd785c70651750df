"""Small things numpy has no name for: ranges put together, strings in one array, strings as numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thesaury.model.remembering import remembered

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Places = NDArray[np.int64]
Keys = NDArray[np.uint64]
Codes = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Array = NDArray[Any]


def ranges(starts: Array, lengths: Array) -> Places:
    """All numbers of these ranges, one range after the other."""
    ends = np.cumsum(lengths, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total, dtype=np.int64) + np.repeat(starts - (ends - lengths), lengths)


def bounds(lengths: Array) -> Places:
    """Where each piece begins, and where the last one ends."""
    made = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=made[1:])
    return made


def key(text: str) -> bytes:
    """Eight bytes that stand for a text. Two of a billion texts share them once in about forty indexes of that size."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


remembered_key = remembered(100_000)(key)
"""The same for words and values, which come again and again."""


def keys(texts: Iterable[str]) -> Keys:
    """The keys of texts as numbers."""
    return np.frombuffer(b"".join(map(remembered_key, texts)), np.uint64)


def keys_of_ids(ids: Iterable[str]) -> Keys:
    """The same for texts that do not come again."""
    return np.frombuffer(b"".join(map(key, ids)), np.uint64)


def places(sorted_keys: Keys, wanted: Keys) -> Places:
    """Where each wanted key stands in a sorted array, -1 where it does not."""
    if not len(sorted_keys):
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(np.searchsorted(sorted_keys, wanted), len(sorted_keys) - 1)
    return np.where(sorted_keys[at] == wanted, at, -1)


@dataclass(frozen=True, slots=True, eq=False)
class Strings:
    """Texts one after the other in one array of bytes."""

    blob: Codes
    starts: Places

    def __len__(self) -> int:
        return len(self.starts) - 1

    def text(self, place: int) -> str:
        """One of them."""
        return bytes(self.blob[self.starts[place] : self.starts[place + 1]]).decode("utf-8", "surrogatepass")

    def texts(self) -> list[str]:
        """All of them."""
        whole, at = self.blob.tobytes(), self.starts.tolist()
        if whole.isascii():
            plain = whole.decode("ascii")
            return [plain[a:b] for a, b in pairwise(at)]
        return [whole[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(at)]

    def chosen(self, which: Array) -> "Strings":
        """Some of them, in the order of `which`."""
        starts, lengths = self.starts[which], np.diff(self.starts)[which]
        return Strings(self.blob[ranges(starts, lengths)], bounds(lengths))


def strings(texts: Sequence[str]) -> Strings:
    """Texts as an array."""
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    return Strings(np.frombuffer(b"".join(raw), np.uint8), bounds(np.array([len(one) for one in raw], np.int64)))


def joined(parts: Sequence[Strings]) -> Strings:
    """All texts of all parts, one after the other."""
    lengths = np.concatenate([np.diff(part.starts) for part in parts]) if parts else np.zeros(0, np.int64)
    return Strings(np.concatenate([part.blob for part in parts]) if parts else np.zeros(0, np.uint8), bounds(lengths))
