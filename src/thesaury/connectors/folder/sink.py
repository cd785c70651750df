"""Writes concepts into XMP sidecars, beside what people and other programs wrote there."""

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from thesaury.connectors.folder.packet import Packet
from thesaury.model.asset import Record
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.ports.files import file_error, written_whole
from thesaury.ports.sink import Write, Written

# What a new sidecar may be read by; one that is there keeps its own mode.
_MODE = 0o644
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SidecarSink:
    """Writes one `<folder>/<external id>.xmp` a record; an id that is no relative path becomes one percent-encoded name."""

    folder: Path

    def apply(self, writes: Sequence[Write]) -> list[Written]:
        """One answer a write, in order. A sidecar that cannot be understood or lies outside the folder is refused and left
        untouched; equal content is not written again; no concepts and no sidecar need no file. Raises NoSpace."""
        return [self._written(write) for write in writes]

    def _written(self, write: Write) -> Written:
        try:
            path = self._path(write.record)
            return Written(write.record.key, str(path) if _merged(path, write) else "")
        except (BadInput, Usage, Unreachable) as error:
            return Written(write.record.key, refusal=error.message)

    def _path(self, record: Record) -> Path:
        """Where the sidecar lies. Raises Usage when that would be outside the folder."""
        external = record.external_id
        if ".." in external.replace("\\", "/").split("/"):
            raise Usage(f"The id {external} leads out of {self.folder}; nothing was written.")
        path = self.folder / f"{external if _is_path(record) else quote(external, safe='')}.xmp"
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise Usage(f"A link on the way to {path} leads out of {self.folder}; nothing was written.")
        return path


def _is_path(record: Record) -> bool:
    """Whether the id is a path below some folder: one that ends the file's own location, or looks like one."""
    external = record.external_id
    if external.startswith("/") or any(part in ("", ".") for part in external.split("/")) or not external.isprintable():
        return False
    own = record.file is not None and record.file.location.replace(os.sep, "/").endswith(f"/{external}")
    return own or not set(external) & set('\\:*?"<>|')


def _merged(path: Path, write: Write) -> bool:
    """Brings the sidecar to what the write asks for; False when there is none and none is needed."""
    try:
        present = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise file_error(error, path) from error
    if not present and not write.concepts:
        return False
    packet = Packet(present)
    packet.replace(write.concepts)
    if (content := packet.content()) != present:
        mode = path.stat().st_mode if present else _MODE
        with written_whole(path) as file:
            Path(file.name).chmod(mode)
            file.write(content)
        _log.info("wrote %s", path)
    return True
