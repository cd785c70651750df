"""Previews of assets: upright pictures in sRGB, made once, from whatever a record names or a system shows."""

from dataclasses import dataclass
from typing import Protocol

from thesaury.model.asset import Asset

WIDTHS = (320, 640, 1280)
"""The widths in pixels that may be asked for."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture in WebP and the tag that changes with it."""

    etag: str
    webp: bytes


class Previews(Protocol):
    """The previews of the assets of one workspace."""

    def preview(self, asset: Asset, width: int) -> Preview | None:
        """A picture of the asset at most this wide, upright, in sRGB, never enlarged; None where none can be had now."""

    def jpeg(self, asset: Asset, width: int) -> bytes | None:
        """The same picture as JPEG, for what reads no WebP; None where none can be had now."""
