"""Lists the pictures below a folder in a fixed order, and the sidecars that belong to each."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from thesaury.connectors.image_data import media_type
from thesaury.model.errors import Unreachable, Usage
from thesaury.ports.opening import MayOpen, anywhere, held

# Folders that systems keep for themselves; their pictures are thumbnails or rubbish.
_SYSTEM = frozenset({"lost+found", "System Volume Information", "$RECYCLE.BIN", "@eaDir", "__MACOSX"})


_AWAY = "a link leads to what this workspace may not open"


@dataclass(frozen=True, slots=True)
class Listing:
    """External ids (paths below the root, with `/`) in the order of their code points, and what could not be listed."""

    keys: tuple[str, ...]
    refused: tuple[tuple[str, str], ...] = ()


def listing(root: Path, may_open: MayOpen = anywhere) -> Listing:
    """Everything with a picture's ending below the root, but hidden and system folders; a folder that several links lead
    to is entered once, and no link is followed to where `may_open` refuses.
    Raises Unreachable when the root cannot be read, Usage when it is no folder."""
    if root.exists() and not root.is_dir():
        raise Usage(f"{root} is a file, not a folder; name the folder it lies in.")
    walk = _Walk(root, may_open)
    walk.enter("")
    while walk.linked:
        walk.enter(walk.linked.pop(0))
    for folder, sentence in walk.refused:
        if not folder:
            raise Unreachable(
                f"The folder {root} cannot be read ({sentence}); connect the disk or share and try again."
            )
    return Listing(tuple(sorted(walk.keys)), tuple(walk.refused))


def sidecars(picture: Path) -> Iterator[Path]:
    """The sidecars that are there, `NAME.xmp` before `NAME.jpg.xmp`: the second is the more exact and wins."""
    for stem in (picture.with_suffix(""), picture):
        for ending in (".xmp", ".XMP"):
            sidecar = stem.with_name(stem.name + ending)
            if sidecar.is_file():
                yield sidecar
                break


def own_sidecar(picture: Path) -> Path:
    """The sidecar to write: the more exact one of those there, else a new `NAME.xmp`; never one that two pictures share."""
    there = [sidecar for sidecar in sidecars(picture) if not shared(sidecar, picture)]
    plain = picture.with_suffix(".xmp")
    exact = picture.with_name(f"{picture.name}.xmp")
    return there[-1] if there else exact if shared(plain, picture) else plain


def shared(sidecar: Path, picture: Path) -> bool:
    """Whether another picture has the same sidecar: `a.xmp` is that of both `a.jpg` and `a.tif`."""
    return sidecar.stem == picture.stem and any(other.name != picture.name for other in pictures_of(sidecar))


def pictures_of(sidecar: Path) -> Iterator[Path]:
    """The pictures a sidecar belongs to: `a.jpg` and `a.tif` to `a.xmp`, and `a.jpg` to `a.jpg.xmp`."""
    for other in sidecar.parent.glob(f"{escape(sidecar.stem)}*"):
        if media_type(other.name) and sidecar.stem in (other.stem, other.name):
            yield other


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name is hidden or the system's own."""
    return name.startswith(".") or name in _SYSTEM


class _Walk:
    """One walk; folders behind symbolic links wait in `linked`, so that a real path always comes first."""

    def __init__(self, root: Path, may_open: MayOpen) -> None:
        self._root, self._may_open = root, may_open
        self._seen: set[tuple[int, int]] = set()
        self.keys: list[str] = []
        self.linked: list[str] = []
        self.refused: list[tuple[str, str]] = []

    def enter(self, folder: str) -> None:
        """Lists one folder and those in it, without recursion, so that no depth is too deep."""
        waiting = [folder]
        while waiting:
            current = waiting.pop()
            try:
                with held(self._root / current, self._may_open) as place:
                    waiting += self._list(current, place) if self._new(place) else []
            except OSError as error:
                self.refused.append((_shown(current), f"the folder cannot be read: {error.strerror or error}"))

    def _new(self, folder: Path) -> bool:
        status = folder.stat()
        place = (status.st_dev, status.st_ino)
        new = place not in self._seen
        self._seen.add(place)
        return new

    def _list(self, folder: str, there: Path) -> list[str]:
        folders: list[str] = []
        pictures: list[str] = []
        away: set[str] = set()
        with os.scandir(there) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                key = f"{folder}/{entry.name}" if folder else entry.name
                if is_passed_over(entry.name):
                    continue
                if entry.is_symlink() and not self._may_open(Path(entry.path)):
                    away.add(entry.name)
                elif entry.is_dir():
                    (self.linked if entry.is_symlink() else folders).append(key)
                elif media_type(entry.name) and entry.is_file():
                    pictures.append(entry.name)
        self._put(folder, pictures, away)
        return folders

    def _put(self, folder: str, pictures: list[str], away: set[str]) -> None:
        """Keep what lies in a folder, but no picture whose sidecar is a link that leads away."""
        stems = {name[:-4] for name in away if name.lower().endswith(".xmp")}
        for name in (*pictures, *sorted(away)):
            key = f"{folder}/{name}" if folder else name
            if name in away or {name, Path(name).stem} & stems:
                self.refused.append((_shown(key), _AWAY))
            else:
                self._keep(key)

    def _keep(self, key: str) -> None:
        if _shown(key) == key:
            self.keys.append(key)
        else:
            self.refused.append((_shown(key), "the name is not valid UTF-8; rename the file"))


def _shown(name: str) -> str:
    """The name as it can be stored and shown: bytes that are no UTF-8 as `\\udcXX`."""
    return name.encode("utf-8", "backslashreplace").decode()
