"""Reads embedded metadata by Pillow, for machines without ExifTool: XMP, IPTC-IIM and EXIF of the common formats."""

import logging
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thesaury.connectors.folder.xmp import read_xmp
from thesaury.connectors.image_data import BROKEN_PICTURE, media_type
from thesaury.connectors.texts import cleaned
from thesaury.model.errors import BadInput
from thesaury.ports.opening import MayOpen, anywhere, opened

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

# IPTC-IIM 4.2, record 2 data sets, by ExifTool's names.
_IPTC = {
    5: "objectname",
    25: "keywords",
    40: "specialinstructions",
    55: "datecreated",
    60: "timecreated",
    80: "by-line",
    90: "city",
    101: "country-primarylocationname",
    103: "originaltransmissionreference",
    105: "headline",
    110: "credit",
    115: "source",
    116: "copyrightnotice",
    120: "caption-abstract",
}
# EXIF 2.32 tags of the first directory and of the Exif directory, and Windows' own XP tags in UTF-16.
_IFD0 = {0x010E: "imagedescription", 0x013B: "artist", 0x8298: "copyright"}
_EXIF = {0x9003: "datetimeoriginal", 0x9011: "offsettimeoriginal"}
_WINDOWS = {0x9C9B: "xptitle", 0x9C9C: "xpcomment", 0x9C9E: "xpkeywords"}
_EXIF_DIRECTORY = 0x8769
_UTF8 = b"\x1b%G"
_log = logging.getLogger(__name__)


class Embedded:
    """Reads what Pillow can open; PDF, HEIC, SVG and video give nothing."""

    @property
    def name(self) -> str:
        """The library as a note names it."""
        return "Pillow"

    def read(self, paths: Sequence[Path], may_open: MayOpen = anywhere) -> Mapping[Path, dict[str, Any]]:
        """What each file holds, as `group:name` in small letters; what is broken is left out and logged."""
        return {path: _read(path, may_open) for path in paths if media_type(path.name).startswith("image/")}


def _read(path: Path, may_open: MayOpen) -> dict[str, Any]:
    from PIL import Image

    properties: dict[str, Any] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with opened(path, may_open) as file, Image.open(file) as picture:
                for part in (_xmp, _iptc, _exif):
                    properties |= _tolerant(part, picture, path)
    except (*BROKEN_PICTURE, Image.DecompressionBombError) as error:
        _log.info("Pillow reads no metadata from %s: %s", path, error)
    return properties


def _tolerant(part: Any, picture: "ImageFile", path: Path) -> dict[str, Any]:
    """One block of metadata, or none when it is broken: the other blocks still count."""
    try:
        properties: dict[str, Any] = part(picture)
        return properties
    except (*BROKEN_PICTURE, BadInput) as error:
        _log.info("Broken metadata (%s) in %s: %s", part.__name__, path, error)
        return {}


def _xmp(picture: "ImageFile") -> dict[str, Any]:
    packet = picture.info.get("xmp")
    return read_xmp(packet.encode() if isinstance(packet, str) else packet) if packet else {}


def _iptc(picture: "ImageFile") -> dict[str, Any]:
    from PIL.IptcImagePlugin import getiptcinfo

    found = getiptcinfo(picture) or {}
    marked = found.get((1, 90)) == _UTF8
    properties: dict[str, Any] = {}
    for number, name in _IPTC.items():
        value = found.get((2, number))
        if isinstance(value, list):
            properties[f"iptc:{name}"] = [_decoded(item, marked) for item in value]
        elif value:
            properties[f"iptc:{name}"] = _decoded(value, marked)
    return properties


def _exif(picture: "ImageFile") -> dict[str, Any]:
    exif = picture.getexif()
    inner = exif.get_ifd(_EXIF_DIRECTORY)
    texts = {name: exif.get(tag) for tag, name in _IFD0.items()} | {name: inner.get(tag) for tag, name in _EXIF.items()}
    properties = {f"exif:{name}": _exif_text(value) for name, value in texts.items() if value}
    for tag, name in _WINDOWS.items():
        if isinstance(value := exif.get(tag), bytes):
            properties[f"exif:{name}"] = cleaned(value.decode("utf-16-le", "replace"))
    return properties


def _exif_text(value: Any) -> str:
    """EXIF says ASCII and holds UTF-8; Pillow reads it as Latin 1."""
    data = value if isinstance(value, bytes) else str(value).encode("latin-1", "replace")
    return _decoded(data, marked=False)


def _decoded(data: bytes, marked: bool) -> str:
    try:
        return cleaned(data.decode())
    except UnicodeDecodeError:
        return cleaned(data.decode("utf-8" if marked else "cp1252", "replace"))
