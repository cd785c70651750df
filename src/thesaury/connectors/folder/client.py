"""Reads files: chooses the program for embedded metadata and brings everything known of one file together."""

import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

from thesaury.connectors.folder import lineage
from thesaury.connectors.folder.embedded import Embedded
from thesaury.connectors.folder.exiftool import ExifTool
from thesaury.connectors.folder.walk import sidecars
from thesaury.connectors.folder.xmp import read_xmp
from thesaury.connectors.image_data import described, media_type
from thesaury.connectors.looks import look_of
from thesaury.model.errors import BadInput, Usage
from thesaury.ports.opening import MayOpen, anywhere, opened, whole

_log = logging.getLogger(__name__)


class MetadataReader(Protocol):
    """Reads the metadata inside files."""

    @property
    def name(self) -> str:
        """How notes name it."""

    def read(self, paths: Sequence[Path], may_open: MayOpen = anywhere) -> Mapping[Path, dict[str, Any]] | None:
        """What each file that may be opened holds, or None when the reader failed as a whole."""


def metadata_reader(choice: str) -> MetadataReader:
    """The reader a connection asks for: `exiftool`, `pillow`, or `auto`. Raises Usage when it is not there."""
    if choice not in ("", "auto", "exiftool", "pillow"):
        raise Usage(f"There is no metadata reader '{choice}'; choose auto, exiftool or pillow.")
    program = shutil.which("exiftool") if choice != "pillow" else None
    if choice == "exiftool" and not program:
        raise Usage("ExifTool is not installed; install it or set reader to auto.")
    return ExifTool(program) if program else Embedded()


def embedded(reader: MetadataReader, paths: Sequence[Path], may_open: MayOpen = anywhere) -> dict[Path, dict[str, Any]]:
    """The metadata inside each file; what the reader left out, Pillow tries."""
    found = dict(reader.read(paths, may_open) or {})
    left = [path for path in paths if path not in found]
    return found | dict(Embedded().read(left, may_open)) if left else found


def etag(picture: Path) -> str:
    """Changes whenever the file or one of its sidecars does: size and time of each. Raises OSError."""
    states = [file.stat() for file in (picture, *sidecars(picture))]
    return "+".join(f"{state.st_size}-{state.st_mtime_ns}" for state in states)


def payload(
    key: str,
    picture: Path,
    mark: str,
    inside: Mapping[str, Any],
    look: bool = False,
    root: Path | None = None,
    may_open: MayOpen = anywhere,
) -> dict[str, Any]:
    """Everything known of one file, ready for `mapping.record`, and what it looks like where that is asked for.

    With `root` also which pictures below it were its sources. Raises OSError or BadInput when it cannot be read.
    """
    file = described(picture, may_open)
    if look and file.media_type.startswith("image/"):
        with opened(picture, may_open) as shown:
            file = replace(file, look=look_of(shown))
    layers: list[dict[str, Any]] = []
    notes: list[str] = []
    for sidecar in sidecars(picture):
        try:
            layers.append(read_xmp(whole(sidecar, may_open)))
        except (OSError, BadInput) as error:
            notes.append(f"The sidecar {sidecar.name} was not read: {error}")
            _log.warning("The sidecar %s was not read: %s", sidecar, error)
    return {
        **(_made_from([*layers, inside], key, root, may_open) if root else {}),
        "path": key,
        "etag": mark,
        "file": asdict(file),
        "embedded": dict(inside),
        "sidecars": layers,
        "notes": notes,
    }


def _made_from(layers: Sequence[Mapping[str, Any]], key: str, root: Path, may_open: MayOpen) -> dict[str, Any]:
    found = lineage.sources(layers, key, root, lambda path: bool(media_type(path)) and may_open(root / path))
    told = {"pictures": [*found.pictures], "unknown": [*found.unknown]}
    return {"made_from": told} if any(told.values()) else {}
