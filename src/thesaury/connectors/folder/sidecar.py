"""One sidecar on the disk: read, changed and put back whole, never over what another program wrote meanwhile."""

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from thesaury.connectors.folder.packet import Packet
from thesaury.model.errors import Unreachable
from thesaury.ports.files import file_error, written_whole
from thesaury.ports.opening import MayOpen, anywhere, held, whole

# What a new sidecar may be read by; one that is there keeps its own mode.
_MODE = 0o644
_log = logging.getLogger(__name__)


def opened(path: Path, may_open: MayOpen = anywhere) -> Packet:
    """What the sidecar says, nothing where there is none. Raises BadInput or Unreachable."""
    return Packet(present(path, may_open))


def edited(path: Path, edit: Callable[[Packet], None], may_open: MayOpen = anywhere) -> bool:
    """Change the sidecar; whether there is one afterwards. Where nothing changes nothing is written, nor is an empty one made.

    Raises BadInput for one that is no XMP, Unreachable where it cannot be written or changes just now, or lies where `may_open` refuses,
    and NoSpace.
    """
    try:
        with ExitStack() as kept:
            # Where there is no folder yet it is made.
            place = kept.enter_context(held(path.parent, may_open)) if path.parent.exists() else path.parent
            return _edited(path, place / path.name, edit, may_open)
    except OSError as error:
        raise file_error(error, path) from error


def _edited(path: Path, place: Path, edit: Callable[[Packet], None], may_open: MayOpen) -> bool:
    before, there = state(place), whole(place, may_open) if place.exists() else b""
    packet = Packet(there)
    untouched = packet.content()
    edit(packet)
    if (content := packet.content()) in (there, untouched):
        return bool(there)
    mode = place.stat().st_mode if there else _MODE
    with written_whole(place, path) as file:
        Path(file.name).chmod(mode)
        file.write(content)
        if state(place) != before:
            raise Unreachable(f"Another program is writing {path}. Run this again when it has finished.")
    _log.info("wrote %s", path)
    return True


def present(path: Path, may_open: MayOpen = anywhere) -> bytes:
    """The bytes of the sidecar, none where there is none. Raises Unreachable, also where it leads to where `may_open` refuses."""
    try:
        return whole(path, may_open) if path.exists() else b""
    except OSError as error:
        raise file_error(error, path) from error


def state(path: Path) -> tuple[int, int, int] | None:
    """What changes whenever another program writes the file; None where there is none."""
    try:
        return state_of(path.stat())
    except OSError:
        return None


def state_of(status: os.stat_result) -> tuple[int, int, int]:
    """The same of a file that is open."""
    return status.st_ino, status.st_size, status.st_mtime_ns
