"""Directories in which something is made, beside the place where it will be: gone afterwards, also those of processes that were ended."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from thesaury.sync.leasing import alive


@contextmanager
def scratch(place: Path, what: str) -> Iterator[Path]:
    """The name of a directory that is not there yet, in which this process makes such a thing; what is left there is thrown away,
    and so is what processes left that were cut off while they made the same."""
    for left in scratches(place, what):
        if left.name.endswith(f"-{os.getpid()}") or not alive(int(left.name.rpartition("-")[2])):
            rmtree(left, ignore_errors=True)
    fresh = place / f".{what}-{os.getpid()}"
    try:
        yield fresh
    finally:
        rmtree(fresh, ignore_errors=True)


def scratches(place: Path, what: str) -> list[Path]:
    """The directories in which somebody makes such a thing, or did."""
    called = re.compile(rf"\.{re.escape(what)}-\d+")
    return [path for path in place.iterdir() if called.fullmatch(path.name)]
