"""Large pictures to place: made once, kept beside the previews, and never so many at a time that the server answers nobody else."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from thesaury.model.errors import Retry, ThesauryError
from thesaury.ports.files import written_whole

if TYPE_CHECKING:
    from PIL import Image

_LOG = logging.getLogger(__name__)

LONGEST_SIDE = 4096
"""What Figma takes at most, and enough for a page of a magazine at 300 dots an inch."""
_QUALITY = 85
_MOST_PIXELS = 120_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
"""Read these alone: some of Pillow's other readers start programs of the system."""
_MAKER = "1"
"""Changes when pictures are made another way, so that kept ones are made again."""

_AT_ONCE, _WAITING, _PATIENCE = 2, 4, 10.0
_MOST_KEPT = 1_000


class Busy(Retry):
    """So many pictures are being made that this one has to be asked for again."""


def large(path: Path) -> bytes:
    """The picture as it is placed."""
    return scaled(path, LONGEST_SIDE)


class LargePictures:
    """Makes and keeps the large pictures of one workspace; threads may share it."""

    def __init__(
        self,
        folder: Path,
        make: Callable[[Path], bytes] = large,
        at_once: int = _AT_ONCE,
        waiting: int = _WAITING,
        patience: float = _PATIENCE,
        most: int = _MOST_KEPT,
    ) -> None:
        """Keep the newest `most` in this folder, made when first needed; `waiting` wait for so many seconds while others are made."""
        self._folder, self._make, self._most, self._patience = folder, make, most, patience
        # A large picture takes much memory and time, and each that waits a thread that other pages need.
        self._turns, self._places = BoundedSemaphore(at_once), BoundedSemaphore(at_once + waiting)

    def jpeg(self, path: Path) -> bytes:
        """The picture at this place. ValueError when it cannot be read or is far too large; raises Busy."""
        kept = self._folder / f"{tag_of(path)}.jpg"
        if (found := _read(kept)) is not None:
            return found
        with self._turn():
            # While it waited another one may have made the same.
            return found if (found := _read(kept)) is not None else self._made(path, kept)

    def _made(self, path: Path, kept: Path) -> bytes:
        made = self._make(path)
        try:
            with written_whole(kept) as file:
                file.write(made)
            self._sweep()
        except (ThesauryError, OSError) as error:
            _LOG.warning("a large picture is sent but not kept: %s", error)
        return made

    def _sweep(self) -> None:
        found = sorted(self._folder.glob("*.jpg"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for one in found[self._most :]:
            with suppress(OSError):
                one.unlink(missing_ok=True)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with _held(self._places, 0), _held(self._turns, self._patience):
            yield


def tag_of(path: Path) -> str:
    """Changes with the file, its place and the way pictures are made. ValueError when the file is gone."""
    try:
        stat = path.stat()
    except OSError as error:
        raise ValueError(str(error)) from error
    said = f"{_MAKER} {path} {stat.st_mtime_ns} {stat.st_size}"
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def scaled(path: Path, longest: int) -> bytes:
    """The picture as JPEG, upright, in sRGB, no side longer than this. ValueError when it cannot be read or is far too large."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path, formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ValueError(f"{image.width} x {image.height} pixels are too many")
            # Small first: what turns a picture, or its colours, copies all of it.
            image.draft("RGB", (longest, longest))
            image.thumbnail((longest, longest))
            return _written(_in_srgb(ImageOps.exif_transpose(image)))
    except (OSError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(str(error)) from error


def as_jpeg(webp: bytes) -> bytes:
    """One of our own previews as JPEG."""
    from PIL import Image

    with Image.open(BytesIO(webp), formats=["WEBP"]) as image:
        return _written(image.convert("RGB"))


def _written(image: "Image.Image") -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _in_srgb(image: "Image.Image") -> "Image.Image":
    """In RGB as the picture's own profile means it, on white where it is transparent."""
    from PIL import Image, ImageCms

    if image.mode in ("RGBA", "LA", "PA", "P"):
        opaque = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", opaque.size, "white"), opaque).convert("RGB")
    if (profile := image.info.get("icc_profile")) and image.mode in ("RGB", "CMYK"):
        try:
            meant = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    return image.convert("RGB")


def _read(kept: Path) -> bytes | None:
    try:
        return kept.read_bytes()
    except OSError:
        return None


@contextmanager
def _held(turns: BoundedSemaphore, patience: float) -> Iterator[None]:
    if not turns.acquire(blocking=patience > 0, timeout=patience or None):
        raise Busy("Many large pictures are being made. Ask for this one again in some seconds.")
    try:
        yield
    finally:
        turns.release()
