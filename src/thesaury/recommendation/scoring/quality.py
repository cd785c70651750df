"""Whether the file is good enough for what is planned, and whether somebody looked at what is said of it."""

from collections.abc import Iterable

from thesaury.model.asset import Asset
from thesaury.ports.enrichments import Findings

NEEDED = {
    "print": 3_500,
    "brochure": 3_500,
    "print_ad": 3_500,
    "periodical": 3_500,
    "book": 3_500,
    "packaging": 3_500,
    "pos": 3_500,
    "ooh": 4_000,
    "event": 3_500,
    "merchandise": 3_500,
    "press_kit": 3_500,
}
"""Pixels of the longer side for a channel: A4 in print has 3508 (297 mm at 300 dots an inch); posters are printed coarser, and larger."""
ON_SCREEN = 1_920
"""For every other channel: as wide as a full-HD screen (ITU-R BT.709)."""

_SIZE, _REVIEWED = 0.7, 0.3
_UNKNOWN = 0.5
"""What a file of unknown size counts: neither good nor bad."""


def quality(asset: Asset, findings: Findings, channels: Iterable[str]) -> float:
    """In 0 to 1: the longer side against what the most demanding channel needs, and whether what it is tagged with is accepted."""
    needed = max((NEEDED.get(channel, ON_SCREEN) for channel in channels), default=ON_SCREEN)
    known = len(findings.annotations) + len(findings.suggestions)
    reviewed = len(findings.annotations) / known if known else 0.0
    return _SIZE * _size(asset, needed) + _REVIEWED * reviewed


def _size(asset: Asset, needed: int) -> float:
    sides = [max(record.file.width, record.file.height) for record in asset.records if record.file]
    longest = max(sides, default=0)
    return min(1.0, longest / needed) if longest > 0 else _UNKNOWN
