"""A table on its way in: kept in a folder of its own in the workspace, up to a limit, and removed with it."""

import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from fastapi.concurrency import run_in_threadpool

from thesaury.model.errors import BadInput, NoSpace
from thesaury.web.parts.vocabulary.drafts import safe_name

LIMIT = 64 * 1024 * 1024
"""Bytes of a table: a hundred thousand rows of CSV are a tenth of it."""

CHUNK = 1 << 20
_FORGOTTEN = 24 * 3600


class TooLarge(BadInput):
    """A table with more bytes than are taken."""

    def __init__(self) -> None:
        super().__init__(f"A table has {LIMIT >> 20} MiB at most. Split it, or use the command line.")


class Sent:
    """A folder of its own for one table, removed in the end."""

    def __init__(self, above: Path) -> None:
        """In this folder of the workspace, where its other big files are."""
        above.mkdir(exist_ok=True)
        for left in above.glob(".sent-*"):  # a server that was killed removes nothing
            if time.time() - left.stat().st_mtime > _FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)
        self.folder = Path(mkdtemp(prefix=".sent-", dir=above))
        self.path = self.folder / "table"

    async def write(self, name: str, pieces: AsyncIterator[bytes]) -> None:
        """Keep what is sent under this name. Raises TooLarge, BadInput for nothing, NoSpace."""
        self.path, size = self.folder / safe_name(name), 0
        try:
            with self.path.open("wb") as kept:
                async for piece in pieces:
                    size += len(piece)
                    await run_in_threadpool(_put, kept, piece, size)
        except OSError as error:
            raise _no_space() from error
        if not size:
            raise BadInput("Nothing was sent. Send the table as the body, or as the field `file` of a form.")

    def copy(self, name: str, file: BinaryIO) -> None:
        """Keep a file that a form brought under this name. Raises TooLarge, BadInput for an empty one, NoSpace."""
        self.path, size = self.folder / safe_name(name), 0
        try:
            with self.path.open("wb") as kept:
                while piece := file.read(CHUNK):
                    size += len(piece)
                    _put(kept, piece, size)
        except OSError as error:
            raise _no_space() from error
        if not size:
            raise BadInput(f"{name} is empty. Look at it, then send it again.")

    def remove(self) -> None:
        """Forget all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _put(file: BinaryIO, piece: bytes, size: int) -> None:
    if size > LIMIT:
        raise TooLarge
    file.write(piece)


def _no_space() -> NoSpace:
    return NoSpace("The table cannot be kept: no space is left. Make room, then send it again.")
