"""One file from a hub: in parts if need be, and kept only when its digest is what the hub said."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from thesaury.engines.embedding.hub import Hub, HubFile, HubModel
from thesaury.model.errors import BadInput, Unreachable
from thesaury.ports.files import file_error

PAUSES = (0.5, 1.0, 2.0)
"""How long to wait before the next try, in seconds, while nothing comes; the last failure is told."""

_BLOCK = 1 << 20


def downloaded(hub: Hub, model: HubModel, file: HubFile, folder: Path) -> Iterator[int]:
    """Brings the file to its path below the folder, and tells again and again how many of its bytes are there.

    Raises BadInput where its content is not what the hub said (it is thrown away then), NoSpace, Unreachable, and what `Hub` raises.
    """
    whole, part = folder / file.path, _part(folder, file)
    if whole.is_file():
        return
    failures, before = 0, _size(part)
    while not part.exists() or _size(part) != file.size:
        try:
            yield from _continued(hub, model, file, part)
        except Unreachable:
            failures = failures + 1 if _size(part) == before else 1
            before = _size(part)
            if failures > len(PAUSES):
                raise
            time.sleep(PAUSES[failures - 1])
        else:
            break
    _check(hub, model, file, part)
    _rename(part, whole)


def left_to_fetch(file: HubFile, folder: Path) -> int:
    """How many bytes of the file are still to come, as far as its size is known."""
    return 0 if (folder / file.path).is_file() else max((file.size or 0) - _size(_part(folder, file)), 0)


def _continued(hub: Hub, model: HubModel, file: HubFile, part: Path) -> Iterator[int]:
    """Adds to the part what is missing of the file; what came is on the disk at every moment."""
    start = _size(part)
    if file.size is not None and start > file.size:
        start = 0
    with hub.content(model, file.path, start) as (begin, chunks):
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            output = part.open("r+b" if begin else "wb", buffering=0)
        except OSError as error:
            raise file_error(error, part) from error
        with output:
            output.seek(begin)
            done = begin
            for chunk in chunks:
                _write(output.fileno(), chunk, part)
                done += len(chunk)
                yield done


def _write(output: int, chunk: bytes, part: Path) -> None:
    try:
        while chunk:
            chunk = chunk[os.write(output, chunk) :]
    except OSError as error:
        raise file_error(error, part) from error


def _check(hub: Hub, model: HubModel, file: HubFile, part: Path) -> None:
    size = _size(part)
    if (file.size is not None and size != file.size) or (file.digest and file.digest not in _digests(part, size)):
        part.unlink(missing_ok=True)
        raise BadInput(
            f"{file.path} of {model.name} did not come as {hub.host} says it is: its size or digest differs. It was thrown away. Fetch "
            "the model again; if that does not help, the hub or a proxy before it is broken."
        )


def _digests(path: Path, size: int) -> set[str]:
    """SHA-256, plain SHA-1, and what git makes of a file: SHA-1 with its size before it."""
    git = hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)
    found = (hashlib.sha256(), hashlib.sha1(usedforsecurity=False), git)
    try:
        with path.open("rb") as content:
            while block := content.read(_BLOCK):
                for digest in found:
                    digest.update(block)
    except OSError as error:
        raise file_error(error, path) from error
    return {digest.hexdigest() for digest in found}


def _rename(part: Path, whole: Path) -> None:
    try:
        with part.open("rb+") as content:
            os.fsync(content.fileno())
        part.replace(whole)
    except OSError as error:
        raise file_error(error, whole) from error


def _part(folder: Path, file: HubFile) -> Path:
    return folder / f"{file.path}.part"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
