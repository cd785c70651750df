"""The format of an asset, by its medium and the sides of its picture."""

from thesaury.model.asset import Asset
from thesaury.model.brief import Format

_SQUARE = 1.1
"""Up to this ratio of the sides a picture is square: crops of 4 to 5 and 5 to 4 are not."""
_PANORAMA = 2.0
"""From this ratio of width to height on it is a panorama: wider than 16 to 9, as banners are."""


def format_of(asset: Asset) -> Format | None:
    """The format of the first file that tells one; None where no file does."""
    for record in asset.records:
        if record.file is None:
            continue
        if record.file.media_type.startswith("video/"):
            return Format.VIDEO
        if record.file.width > 0 and record.file.height > 0:
            return _shape(record.file.width / record.file.height)
    return None


def _shape(ratio: float) -> Format:
    if ratio >= _PANORAMA:
        return Format.PANORAMA
    if max(ratio, 1 / ratio) <= _SQUARE:
        return Format.SQUARE
    return Format.LANDSCAPE if ratio > 1 else Format.PORTRAIT


def fits(has: Format | None, wanted: Format) -> bool:
    """Whether an asset of this format serves where that one is asked for: a panorama is a landscape too."""
    return has is wanted or (wanted is Format.LANDSCAPE and has is Format.PANORAMA)
