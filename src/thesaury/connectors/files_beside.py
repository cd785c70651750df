"""The pictures a table or an export names: a URL as it stands, a local file only below the folder the connection allows."""

import logging
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from thesaury.connectors.image_data import described, media_type
from thesaury.model.asset import File
from thesaury.model.errors import BadInput
from thesaury.ports.opening import MayOpen, anywhere

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FilesBeside:
    """Files relative to `root`; nothing outside it is looked at, for what names them may come from anyone, and nothing where `may_open`
    refuses."""

    root: Path
    may_open: MayOpen = anywhere

    def outside(self, named: str) -> bool:
        """Whether the name leads out of the root."""
        return bool(named) and "://" not in named and self._path(named) is None

    def state(self, named: str) -> str:
        """Size and time of the local file, or an empty string: it goes into the etag."""
        path = self._present(named)
        return f"{path.stat().st_size}-{path.stat().st_mtime_ns}" if path else ""

    def file(self, named: str) -> File | None:
        """The file as far as it is known; a picture that is there is digested and measured."""
        if "://" in named:
            return File(named, media_type(urlsplit(named).path))
        path = self._path(named)
        if not named or path is None:
            return None
        try:
            present = self._present(named)
            return described(present, self.may_open) if present else File(str(path), media_type(path.name))
        except (OSError, BadInput) as error:
            _log.info("%s was not measured: %s", path, error)
            return File(str(path), media_type(path.name))

    def _path(self, named: str) -> Path | None:
        try:
            path = (self.root / named.replace("\\", "/")).resolve()
        except (OSError, ValueError):  # a name too long, or one with a NUL in it
            return None
        return path if path.is_relative_to(self.root.resolve()) and self.may_open(path) else None

    def _present(self, named: str) -> Path | None:
        """The path of a picture that is there; a name without a picture's ending is never opened."""
        path = self._path(named) if named and "://" not in named and media_type(named) else None
        try:
            return path if path and path.is_file() else None
        except OSError:
            return None
