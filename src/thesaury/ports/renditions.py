"""Renditions: pictures of assets in the sizes and crops in which they are delivered, with their rights written into them."""

from typing import Protocol

from thesaury.model.asset import Asset
from thesaury.model.errors import Retry
from thesaury.model.rendition import RenditionFile, RenditionForm, RightsMarks


class Busy(Retry):
    """So many pictures are being made that this one has to be asked for again."""


class Renditions(Protocol):
    """Makes the renditions of one workspace; threads may share it."""

    def render(
        self, asset: Asset, form: RenditionForm, marks: RightsMarks, focus: tuple[float, float] | None = None
    ) -> RenditionFile | None:
        """The picture of an asset in this form, from its own file where that can be had, else from the largest preview; None where there is
        none. Without a focus the picture itself is asked where most is to be seen. Raises Busy where so many are being made that this one
        has to be asked for again."""

    def tag(
        self, asset: Asset, form: RenditionForm, marks: RightsMarks, focus: tuple[float, float] | None = None
    ) -> str:
        """The tag `render` would give as far as is known, without making or fetching anything; empty where there is no picture.

        Of a picture in another system it is the one `render` gave last, and another one where the picture was never looked at, or its
        record changed since: whoever keeps a rendition keeps the tag that came with it, and asks `render` where this one differs.
        """

    def placeholder(self, width: int, height: int, language: str) -> RenditionFile:
        """A plain picture of this size that says, in this language (else in English), that the picture is no longer available; no side is
        longer than 4,096 pixels. The same question gives the same bytes."""
