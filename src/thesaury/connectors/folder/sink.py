"""Writes concepts and rights into XMP sidecars, beside what people and other programs wrote there."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from thesaury.connectors.folder.packet import Packet
from thesaury.connectors.folder.sidecar import edited
from thesaury.model.asset import Record
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.ports.sink import Write, Written


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
            there = edited(path, lambda packet: _carry(packet, write))
            return Written(write.record.key, str(path) if there else "")
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


def _carry(packet: Packet, write: Write) -> None:
    packet.replace(write.concepts)
    packet.state_rights(write.rights)


def _is_path(record: Record) -> bool:
    """Whether the id is a path below some folder: one that ends the file's own location, or looks like one."""
    external = record.external_id
    if external.startswith("/") or any(part in ("", ".") for part in external.split("/")) or not external.isprintable():
        return False
    own = record.file is not None and record.file.location.replace(os.sep, "/").endswith(f"/{external}")
    return own or not set(external) & set('\\:*?"<>|')
