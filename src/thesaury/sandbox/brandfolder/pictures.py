"""The bytes of attachments: from a written brand, from an upload, else a small plain picture that always has the same size."""

from base64 import b64decode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from thesaury.sandbox.serving.store import Store

UPLOADS = "upload"
_UPLOADED = "upload:"
_SIZE, _BYTES = (96, 64), 2_048
_THUMBNAIL = (256, 256)


class Pictures:
    """Finds the bytes of an attachment; `pack` is the folder of a written brand."""

    def __init__(self, store: Store, pack: Path | None = None) -> None:
        """Pictures from the folder and the uploads of the store."""
        self._store, self._pack = store, pack
        self._known: dict[str, dict[str, int]] = {}

    def facts(self, entry: Mapping[str, Any]) -> dict[str, int]:
        """Size, width and height; width and height only where the file is a picture."""
        file = str(entry["file"])
        if not self._real(file):
            return {"size": _BYTES, "width": _SIZE[0], "height": _SIZE[1]}
        if file not in self._known:
            self._known[file] = _measured(self.content(entry))
        return self._known[file]

    def content(self, entry: Mapping[str, Any]) -> bytes:
        """The bytes as they were uploaded."""
        file = str(entry["file"])
        if not self._real(file):
            return drawn(str(entry["filename"]))
        if file.startswith(_UPLOADED):
            kept = self._store.get(UPLOADS, file.removeprefix(_UPLOADED)) or {"content": ""}
            return b64decode(kept["content"])
        return self._place(file).read_bytes()

    def thumbnail(self, entry: Mapping[str, Any]) -> bytes:
        """A small JPEG; a plain one for what is no picture."""
        from PIL import Image, UnidentifiedImageError

        try:
            picture = Image.open(BytesIO(self.content(entry))).convert("RGB")
        except UnidentifiedImageError:
            return drawn(str(entry["filename"]))
        picture.thumbnail(_THUMBNAIL)
        out = BytesIO()
        picture.save(out, "JPEG")
        return out.getvalue()

    def _real(self, file: str) -> bool:
        return file.startswith(_UPLOADED) or bool(file and self._pack and self._place(file).is_file())

    def _place(self, file: str) -> Path:
        return (self._pack or Path()) / file


def uploaded(name: str) -> str:
    """How an attachment names a file that was uploaded under that name."""
    return f"{_UPLOADED}{name}"


@lru_cache(maxsize=64)
def drawn(name: str) -> bytes:
    """A plain JPEG whose colour follows from the name; what follows its end marker is ignored and makes it as long as all others."""
    from PIL import Image

    digest, out = sha256(name.encode()).digest(), BytesIO()
    Image.new("RGB", _SIZE, (digest[0], digest[1], digest[2])).save(out, "JPEG")
    return out.getvalue().ljust(_BYTES, b"\0")


def _measured(content: bytes) -> dict[str, int]:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as picture:
            return {"size": len(content), "width": picture.width, "height": picture.height}
    except UnidentifiedImageError:
        return {"size": len(content)}
