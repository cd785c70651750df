"""A file that holds keys: made once, readable by its owner only, never overwritten."""

import logging
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from thesaury.model.errors import Unreachable
from thesaury.ports.files import file_error

_log = logging.getLogger(__name__)


class KeyFile:
    """One key file, which may not be there yet."""

    def __init__(self, path: Path) -> None:
        """Nothing is read or made yet."""
        self.path = path

    def read(self) -> str:
        """What the file holds, or an empty string where there is none. Raises Unreachable."""
        try:
            return self.path.read_text("ascii", "replace")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise Unreachable(
                f"The key file {self.path} cannot be read: {error.strerror}. Give this user the right to read it."
            ) from error

    def made(self) -> str:
        """A new key, kept in the file; the one that is there where another process was quicker. Raises Unreachable, NoSpace."""
        from cryptography.fernet import Fernet

        # Written whole under another name first: whoever sees the file sees its key, and a link never overwrites.
        whole = self.path.with_name(f".{uuid4().hex}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(Fernet.generate_key() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(whole, self.path)
                _log.info("made the key file %s; keep a copy of it apart from the workspace", self.path)
        except OSError as error:
            raise file_error(error, self.path) from error
        finally:
            with suppress(OSError):
                whole.unlink(missing_ok=True)
        return self.read()
