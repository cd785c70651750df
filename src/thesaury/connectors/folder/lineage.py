"""What a picture was made from, by the media management of XMP (`xmpMM`, part 2 of the specification)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from thesaury.connectors.folder.layers import Layer, structures

_FROM, _PARTS = "xmpmm:derivedfrom", "xmpmm:ingredients"


@dataclass(frozen=True, slots=True)
class Sources:
    """External ids of pictures below the same root, and ids of documents that nobody here can name."""

    pictures: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def sources(layers: Sequence[Layer], key: str, root: Path, is_picture: Callable[[str], bool]) -> Sources:
    """What the picture with this external id was made from, by the sidecars and the metadata inside it.

    `stRef:filePath` is a path or a file URL; a relative one starts at the picture's own folder. What lies elsewhere is no picture of
    this folder, and a name alone is not searched for: two folders may have it.
    """
    found: list[str] = []
    unknown: list[str] = []
    for layer in layers:
        for reference in (*structures(layer.get(_FROM)), *structures(layer.get(_PARTS))):
            path = _inside(_text(reference, "filepath"), PurePosixPath(key).parent, PurePosixPath(root.as_posix()))
            if path and path != key and is_picture(path) and _is_there(root / path):
                found.append(path)
            elif reference in structures(layer.get(_FROM)):
                unknown += _other_document(layer, reference)
    return Sources(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown)))


def _other_document(layer: Layer, reference: Layer) -> Iterator[str]:
    """The id of another document that the picture says it was made from, where it names it without a path that we know.

    Every export of Photoshop and Lightroom says that it was made from its own earlier state: both have the same original, and such a
    reference says nothing. One is another document only where both sides name their original and the two differ.
    """
    own, other = _text(layer, "xmpmm:originaldocumentid"), _text(reference, "originaldocumentid")
    if own and other and own != other and _text(reference, "documentid") not in (own, _text(layer, "xmpmm:documentid")):
        yield other


def _is_there(path: Path) -> bool:
    """A file; a name that no disk can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _text(members: Layer, name: str) -> str:
    value = members.get(name)
    return value.strip() if isinstance(value, str) else ""


def _inside(text: str, folder: PurePosixPath, root: PurePosixPath) -> str:
    """The external id of a path, empty for none and where it leads out of the root."""
    if not text:
        return ""
    try:
        path = PurePosixPath(
            unquote(urlsplit(text).path) if text.lower().startswith("file:") else text.replace("\\", "/")
        )
    except ValueError:
        return ""
    if path.is_absolute():
        return path.relative_to(root).as_posix() if path.is_relative_to(root) and ".." not in path.parts else ""
    parts: list[str] = []
    for part in (folder / path).parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return ""
    return "/".join(parts)
