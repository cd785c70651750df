"""Cutting many assets into parts: independent tasks, alike in size, of which every process gets as many as the others."""

from collections.abc import Iterator, Sequence

from thesaury.model.asset import Asset

PART = 200
"""Assets of a part at most: what the learned annotator looks at together."""

LETTERS = 1_000_000
"""Letters of a part, but for an asset that has more by itself: memory is not to follow the length of texts."""


def cut(assets: Sequence[Asset], processes: int) -> Iterator[Sequence[Asset]]:
    """The assets in order, in parts whose number is a multiple of `processes` where no text is long."""
    rounds = -(-len(assets) // (PART * processes)) or 1
    most = -(-len(assets) // (rounds * processes))
    start, letters = 0, 0
    for number, asset in enumerate(assets):
        length = sum(len(text.value) for text in asset.texts())
        if number > start and (number - start >= most or letters + length > LETTERS):
            yield assets[start:number]
            start, letters = number, 0
        letters += length
    if assets:
        yield assets[start:]
