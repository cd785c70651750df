"""One index in the place of another, while others search: they find the old one or the new one, and never none."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

from thesaury.engines.columns import files, manifest
from thesaury.engines.columns.store import Folder


def exchange(folder: Path, new: Path) -> None:
    """Let the index in `new` take the place of whatever is in `folder`: an index, one that cannot be read, or another kind of index.

    What is new is moved beside the old, and counts once the manifest is renamed; a process that ends before has changed nothing. Both
    folders are on one disk; `new` is closed and gone afterwards. Raises WorkspaceBusy, NoSpace and Unreachable.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with Folder(folder).writing():
        listed, _ = manifest.read(new)
        for entry in listed.entries:
            _segment(new, entry.name).replace(_segment(folder, entry.name))
        manifest.write(folder, replace(listed, generation=max(listed.generation, _generation(folder)) + 1))
        kept = {f"{entry.name}{files.SUFFIX}" for entry in listed.entries} | {manifest.FILE}
        for found in folder.iterdir():
            if found.is_file() and not found.name.startswith(".") and found.name not in kept:
                # Where files that are read cannot be removed, the next writer tries again.
                with suppress(OSError):
                    found.unlink()
    rmtree(new, ignore_errors=True)


def _segment(folder: Path, name: str) -> Path:
    return folder / f"{name}{files.SUFFIX}"


def _generation(folder: Path) -> int:
    try:
        return manifest.read(folder)[0].generation
    except files.Damaged:
        return 0
