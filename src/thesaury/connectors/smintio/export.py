"""Purchases out of a file that was exported from Smint.io: the same stream as the interface gives, without a login or a network."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from thesaury.connectors.smintio.export_items import Item, items
from thesaury.connectors.smintio.merging import place
from thesaury.connectors.smintio.stream import Misread, Stretch
from thesaury.model.errors import BadInput, Refused, Unreachable
from thesaury.ports.opening import MayOpen, anywhere, whole

_MOST = 512 * 2**20
"""Bytes of an export that are read at most, for it is held in memory."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What the file held when it had this digest: its items, those of one content element beside each other."""

    digest: str
    groups: Sequence[Sequence[Item]]


@dataclass
class ExportApi:
    """The stream over one file (`stream.PurchaseStream`). A page holds so many content elements, each with all of its purchases.

    A cursor is the digest of the file and the number of elements before it: a file that was replaced is read from its beginning.
    """

    name: str
    path: Path
    may_open: MayOpen = anywhere
    _read: _Read | None = field(default=None, init=False)
    _stamp: tuple[int, int, int] = field(default=(0, 0, 0), init=False)

    def page(self, cursor: str, limit: int) -> Stretch:
        """The next elements. Raises Unreachable where the file cannot be read, BadInput where it is no export."""
        read = self._current()
        start = _place(cursor, read.digest)
        found = tuple(item for group in read.groups[start : start + limit] for item in group)
        return Stretch(found, f"{read.digest}:{min(start + limit, len(read.groups))}", len(found))

    def binaries(self, cart: str, transaction: str) -> list[Mapping[str, Any]]:
        """None: an export names no files but previews."""
        return []

    def stream(self, address: str) -> AbstractContextManager[Iterator[bytes]]:
        """Raises Refused: there is nothing to stream."""
        raise Refused(f"{self.name} is an export, which holds no files. Connect the tenant itself to get them.", 404)

    def _current(self) -> _Read:
        """The file as it is now, read anew only when it was touched."""
        try:
            state = self.path.stat()
            stamp = (state.st_size, state.st_mtime_ns, state.st_ino)
            if self._read is None or stamp != self._stamp:
                self._read, self._stamp = self._whole(state.st_size), stamp
        except OSError as error:
            raise Unreachable(
                f"{self.name}: {self.path} cannot be read ({error.strerror}). Put the export there, or correct the setting path."
            ) from error
        return self._read

    def _whole(self, size: int) -> _Read:
        if size > _MOST:
            raise BadInput(f"{self.path} is larger than {_MOST >> 20} MiB. Export the purchases in several files.")
        data = whole(self.path, self.may_open)
        groups: dict[tuple[str, str], list[Item]] = {}
        for item in items(data, str(self.path)):
            key = ("", item.name) if isinstance(item, Misread) else (place(item)[0], "")
            groups.setdefault(key, []).append(item)
        return _Read(sha256(data).hexdigest(), list(groups.values()))


def _place(cursor: str, digest: str) -> int:
    """How many elements are handled when the cursor is of this very file, else 0."""
    of, _, number = cursor.rpartition(":")
    return int(number) if of == digest and number.isdecimal() else 0
