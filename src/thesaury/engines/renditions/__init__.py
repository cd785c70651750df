"""Renditions of assets, made once and kept beside the catalogue: `ports.renditions.Renditions`."""

import logging
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from time import monotonic
from typing import BinaryIO

from thesaury.engines.renditions.keeping import Kept
from thesaury.engines.renditions.making import MAKER, made
from thesaury.engines.renditions.originals import Origin, Originals
from thesaury.engines.renditions.placeholder import placeholder
from thesaury.engines.turns import Turns
from thesaury.model.asset import Asset
from thesaury.model.rendition import RenditionFile, RenditionForm, RightsMarks
from thesaury.ports.workspace import Workspace

__all__ = ["KeptRenditions"]

_LOG = logging.getLogger(__name__)

Focus = tuple[float, float] | None
Make = Callable[[BinaryIO, RenditionForm, RightsMarks, Focus], bytes]

_MOST_KEPT, _MOST_BYTES = 20_000, 4 << 30


class KeptRenditions:
    """Of the picture files on this machine first, then of the files and previews of other systems; threads may share it."""

    def __init__(
        self,
        workspace: Workspace,
        make: Make = made,
        turns: Turns | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Nothing is made or fetched yet. Two are made at a time, and four wait for ten seconds at most."""
        folder = workspace.root / "renditions"
        self._originals = Originals(workspace, folder / "originals", clock)
        self._kept = Kept(folder / "made", _MOST_KEPT, _MOST_BYTES)
        self._make, self._turns = make, turns or Turns(2, 4, 10.0)

    def render(
        self, asset: Asset, form: RenditionForm, marks: RightsMarks, focus: Focus = None
    ) -> RenditionFile | None:
        """The picture of an asset in this form; None where there is none. Raises Busy."""
        for origin in self._originals.of(asset, trying=True):
            try:
                if made := self._rendered(origin, form, marks, focus):
                    return made
            except ValueError as error:
                _LOG.info("no %s of %s: %s", form.name, asset.id, error)
                origin.spoilt()
        return None

    def tag(self, asset: Asset, form: RenditionForm, marks: RightsMarks, focus: Focus = None) -> str:
        """The tag it would have, without making or fetching anything; empty where there is no picture."""
        return next((_tag(origin, form, marks, focus) for origin in self._originals.of(asset, trying=False)), "")

    def placeholder(self, width: int, height: int, language: str) -> RenditionFile:
        """What is shown in the place of a picture that was withdrawn."""
        return placeholder(width, height, language)

    def _rendered(self, origin: Origin, form: RenditionForm, marks: RightsMarks, focus: Focus) -> RenditionFile | None:
        tag = _tag(origin, form, marks, focus)
        if (content := self._kept.read(tag)) is not None:
            return _file(content, form.media_type, tag)
        if (file := origin.opened()) is None:
            return None
        # Once it was fetched more is known of it.
        tag = _tag(origin, form, marks, focus)
        with file, self._turns.taken():
            # While it waited another one may have made the same.
            if (content := self._kept.read(tag)) is None:
                content = self._make(file, form, marks, focus)
                self._kept.write(tag, content)
        return _file(content, form.media_type, tag)


def _tag(origin: Origin, form: RenditionForm, marks: RightsMarks, focus: Focus) -> str:
    said = f"{MAKER}\x1e{origin.key()}\x1e{form!r}\x1e{marks!r}\x1e{focus!r}"
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _file(content: bytes, media_type: str, tag: str) -> RenditionFile:
    """The file with its size, read from its head."""
    from PIL import Image

    with Image.open(BytesIO(content), formats=("JPEG", "WEBP", "PNG")) as image:
        return RenditionFile(content, media_type, image.width, image.height, tag)
