"""One sidecar on the disk: read, changed and put back whole, never over what another program wrote meanwhile."""

import logging
from collections.abc import Callable
from pathlib import Path

from thesaury.connectors.folder.packet import Packet
from thesaury.model.errors import Unreachable
from thesaury.ports.files import file_error, written_whole

# What a new sidecar may be read by; one that is there keeps its own mode.
_MODE = 0o644
_log = logging.getLogger(__name__)


def opened(path: Path) -> Packet:
    """What the sidecar says, nothing where there is none. Raises BadInput or Unreachable."""
    return Packet(_present(path))


def edited(path: Path, edit: Callable[[Packet], None]) -> bool:
    """Change the sidecar; whether there is one afterwards. Where nothing changes nothing is written, nor is an empty one made.

    Raises BadInput for one that is no XMP, Unreachable where it cannot be written or changes just now, and NoSpace.
    """
    before, present = state(path), _present(path)
    packet = Packet(present)
    untouched = packet.content()
    edit(packet)
    if (content := packet.content()) in (present, untouched):
        return bool(present)
    mode = path.stat().st_mode if present else _MODE
    with written_whole(path) as file:
        Path(file.name).chmod(mode)
        file.write(content)
        if state(path) != before:
            raise Unreachable(f"Another program is writing {path}. Run this again when it has finished.")
    _log.info("wrote %s", path)
    return True


def _present(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise file_error(error, path) from error


def state(path: Path) -> tuple[int, int, int] | None:
    """What changes whenever another program writes the file; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
