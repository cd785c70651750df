"""A folder of files that can be made or fetched again: written whole, and bounded in number and in bytes."""

import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock

from thesaury.model.errors import ThesauryError
from thesaury.ports.files import written_whole

_LOG = logging.getLogger(__name__)

_OFTEN = 32
"""After so many new files, or a hundredth of all, it is looked whether there are too many: to look at all of them takes time."""


class Kept:
    """The files that were used last; threads and processes may share the folder."""

    def __init__(self, folder: Path, most: int, most_bytes: int) -> None:
        """Keep `most` files and `most_bytes` bytes, or a few more for a while."""
        self.folder, self._most, self._most_bytes = folder, most, most_bytes
        self._new, self._counting = min(most, max(_OFTEN, most // 100)), Lock()
        self._seen = 0

    def place(self, name: str) -> Path:
        """Where a file of this name lies, or would."""
        return self.folder / name[:2] / name

    def read(self, name: str) -> bytes | None:
        """The file of this name, which is used by that; None where it is not kept."""
        try:
            content = self.place(name).read_bytes()
        except OSError:
            return None
        self.touch(name)
        return content

    def touch(self, name: str) -> bool:
        """Say that it is used; false where it is not kept."""
        try:
            os.utime(self.place(name))
        except OSError:
            return False
        return True

    def noted(self, name: str) -> bytes | None:
        """The same, without counting as a use."""
        try:
            return self.place(name).read_bytes()
        except OSError:
            return None

    def age(self, name: str) -> float:
        """How many seconds ago it was written or used last; 0 where it is not kept."""
        try:
            return time.time() - self.place(name).stat().st_mtime
        except OSError:
            return 0.0

    def drop(self, name: str) -> None:
        """Keep it no more."""
        with suppress(OSError):
            self.place(name).unlink(missing_ok=True)

    def write(self, name: str, content: bytes) -> None:
        """Keep it; where that cannot be, it is made again the next time."""
        try:
            with written_whole(self.place(name)) as file:
                file.write(content)
            self.sweep()
        except ThesauryError as error:
            _LOG.warning("a picture is delivered but not kept: %s", error.message)

    def sweep(self, always: bool = False) -> None:
        """Now and then, or now: what was used longest ago goes, until few and small enough ones are left."""
        with self._counting:
            self._seen += 1
            due = always or self._seen >= self._new
            self._seen = 0 if due else self._seen
        if due:
            self._swept()

    def _swept(self) -> None:
        left, size = 0, 0
        for path, stat in sorted(self._all(), key=lambda one: one[1].st_mtime_ns, reverse=True):
            left, size = left + 1, size + stat.st_size
            # The newest stays whatever its size: somebody is about to read it.
            if left > 1 and (left > self._most or size > self._most_bytes):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
                size -= stat.st_size

    def _all(self) -> list[tuple[Path, os.stat_result]]:
        found = []
        for path in self.folder.glob("??/*"):
            with suppress(OSError):  # another one sweeps, too
                found.append((path, path.stat()))
        return found
