"""A segment as one file: a line of JSON that says where each array lies, and the arrays, mapped into memory when it is read."""

import json
import mmap
import os
from pathlib import Path

import numpy as np

from thesaury.engines.columns.arrays import Array
from thesaury.engines.columns.segment import Segment, apart, together

SUFFIX = ".segment"
_ALIGNED = 64
_SIZE = 8
"""Bytes at the beginning that say how long the line of JSON is."""


class Damaged(Exception):
    """A file is not what it should be."""


def write(folder: Path, segment: Segment) -> None:
    """Write the segment, durable on return. Raises OSError; what was written by then is taken away."""
    said, arrays = apart(segment)
    at, places = 0, {}
    for name, array in arrays.items():
        places[name] = (array.dtype.str, array.shape, at)
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    line = json.dumps({**said, "arrays": places, "bytes": at}).encode()
    head = len(line).to_bytes(_SIZE, "little") + line
    path = folder / f"{segment.name}{SUFFIX}"
    try:
        with path.open("wb") as file:
            file.write(head.ljust(_begin(len(line)), b"\0"))
            for array in arrays.values():
                file.write(np.ascontiguousarray(array).data)
                file.write(bytes(-array.nbytes % _ALIGNED))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def read(folder: Path, name: str) -> Segment:
    """The segment of this name. Raises FileNotFoundError, and Damaged where its length is not what it says."""
    with (folder / f"{name}{SUFFIX}").open("rb") as file:
        if os.fstat(file.fileno()).st_size <= _SIZE:
            raise Damaged(f"{name} is cut off")
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    length = int.from_bytes(content[:_SIZE], "little")
    try:
        said = json.loads(content[_SIZE : _SIZE + length])
        begin = _begin(length)
        if len(content) != begin + said["bytes"]:
            raise Damaged(f"{name} is cut off")
        arrays = {array: _mapped(content, begin, *place) for array, place in said["arrays"].items()}
        return together(name, said, arrays)
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{name} is no segment: {error}") from error


def _begin(length: int) -> int:
    """Where the arrays begin behind a line of this length."""
    return -(-(_SIZE + length) // _ALIGNED) * _ALIGNED


def _mapped(content: mmap.mmap, begin: int, kind: str, shape: list[int], at: int) -> Array:
    count = int(np.prod(shape, dtype=np.int64))
    return np.frombuffer(content, np.dtype(kind), count, begin + at if count else 0).reshape(shape)
