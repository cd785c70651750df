"""The manifest: which segments make up the index, and which of their rows live. Written anew with every put and put in place by rename."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from thesaury.engines.columns.arrays import Mask
from thesaury.engines.columns.files import Damaged

VERSION = 1
"""Raise it with every change of the files or of the analysis: older indexes are then refused, not misread."""

FILE = "manifest"
_MAGIC = b"thesaury columns "
_HEAD = len(_MAGIC) + 18
"""Bytes of the first line: the version in eight digits, a blank, the checksum of all that follows in eight, and the end of the line."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A segment by its name, how many rows it has, and which of them live (None: all)."""

    name: str
    rows: int
    live: Mask | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Manifest:
    """The segments, the model whose vectors count, and how many manifests there were before."""

    entries: tuple[Entry, ...] = ()
    model: str = ""
    generation: int = 0


def signature(folder: Path) -> bytes:
    """Differs from one manifest to the next; empty where there is none."""
    try:
        with (folder / FILE).open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError:
        return b""


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in the place of the one before, durable on return. Raises OSError; the one before is then still there."""
    said = [[entry.name, entry.rows, entry.live is not None] for entry in manifest.entries]
    line = json.dumps({"segments": said, "model": manifest.model, "generation": manifest.generation}).encode()
    bits = [np.packbits(entry.live).tobytes() for entry in manifest.entries if entry.live is not None]
    body = b"".join([line, b"\n", *bits])
    new = folder / f"{FILE}.new"
    try:
        with new.open("wb") as file:
            file.write(b"%s%08d %08x\n" % (_MAGIC, VERSION, crc32(body)) + body)
            file.flush()
            os.fsync(file.fileno())
        new.replace(folder / FILE)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    _settle(folder)


def read(folder: Path) -> tuple[Manifest, bytes]:
    """The manifest and its signature; an empty one where there is none. Raises Damaged."""
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return Manifest(), b""
    head, body = content[:_HEAD], content[_HEAD:]
    if not head.startswith(_MAGIC) or head[len(_MAGIC) : len(_MAGIC) + 8] != b"%08d" % VERSION:
        raise Damaged("it is of another version")
    if head[-9:] != b"%08x\n" % crc32(body):
        raise Damaged("its list of segments is damaged")
    line, _, bits = body.partition(b"\n")
    said = json.loads(line)
    entries, at = [], 0
    for name, rows, some_gone in said["segments"]:
        live = None
        if some_gone:
            size = -(-rows // 8)
            live = np.unpackbits(np.frombuffer(bits, np.uint8, size, at), count=rows).view(np.bool_)
            at += size
        entries.append(Entry(name, rows, live))
    return Manifest(tuple(entries), said["model"], said["generation"]), head


def _settle(folder: Path) -> None:
    """Make the names in the folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
