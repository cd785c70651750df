"""Where the whole graph is written before it is sent: below the workspace, where room is looked for first."""

import shutil
import time
from pathlib import Path

from thesaury.model.errors import NoSpace

_FOLDER = "exports"
_LEAST = 1 << 30
"""Bytes that are left free for the workspace itself."""
_TIMES = 4
"""So many times as large as its store the file is at most; in the plain forms of RDF both are about the same."""
_FORGOTTEN = 3600
"""Seconds after which nobody is still sent a file."""


def place_for_exports(root: Path) -> Path:
    """The folder, without what a server left there that was ended while it wrote or sent."""
    place = root / _FOLDER
    place.mkdir(exist_ok=True)
    for left in place.iterdir():
        if time.time() - left.stat().st_mtime > _FORGOTTEN:
            shutil.rmtree(left, ignore_errors=True)
    return place


def check_room(root: Path) -> None:
    """Raises NoSpace where a file as large as the graph may be would leave the workspace itself too little."""
    store = root / "graph"
    size = sum(file.stat().st_size for file in store.glob("*.sst")) if store.is_dir() else 0
    if shutil.disk_usage(root).free < _LEAST + _TIMES * size:
        raise NoSpace(
            "The graph cannot be written: too little room is left beside the workspace. Make room, then ask again."
        )
