"""Files written whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from thesaury.model.errors import NoSpace, ThesauryError, Unreachable


@contextmanager
def written_whole(path: Path, told: Path | None = None) -> Iterator[IO[bytes]]:
    """A binary file that takes its place only when the block ends well. Raises NoSpace or Unreachable, which name `told` where the path is
    only another name for that."""
    temporary = path.with_name(f".{uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise file_error(error, told or path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def file_error(error: OSError, path: Path) -> ThesauryError:
    """The failure a file operation met, as a sentence that says what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoSpace(
            f"The disk is full: {path} could not be written and nothing was half written. Make room and run again."
        )
    return Unreachable(f"{path} cannot be used: {error.strerror or error}. Check the path and its permissions.")
