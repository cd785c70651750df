"""Renditions of the assets that a test names, small pictures of one colour each."""

from hashlib import sha256
from io import BytesIO

from PIL import Image

from thesaury.model.asset import Asset
from thesaury.model.rendition import JPEG, RenditionFile, RenditionForm, RightsMarks
from thesaury.ports.renditions import Busy

Focus = tuple[float, float] | None


class FakeRenditions:
    """Implements `ports.renditions.Renditions`; `colours` says which assets have a picture, `busy` that nothing is made now, `away` that
    only previews can be had, which have a tag of their own, `unseen` whose tags are others until they are rendered; `rendered` keeps what
    was asked for."""

    def __init__(self) -> None:
        self.colours: dict[str, str] = {}
        self.rendered: list[tuple[str, RenditionForm, RightsMarks, Focus]] = []
        self.busy = self.away = False
        self.unseen: set[str] = set()

    def render(
        self, asset: Asset, form: RenditionForm, marks: RightsMarks, focus: Focus = None
    ) -> RenditionFile | None:
        if self.busy:
            raise Busy("Many pictures are being made. Ask for this one again in some seconds.")
        self.rendered.append((asset.id, form, marks, focus))
        if asset.id not in self.colours:
            return None
        self.unseen.discard(asset.id)
        tag = self.tag(asset, form, marks, focus) + ("-preview" if self.away else "")
        return _drawn((form.width, form.height or form.width), self.colours[asset.id], tag, form.media_type)

    def tag(self, asset: Asset, form: RenditionForm, marks: RightsMarks, focus: Focus = None) -> str:
        told = f"{asset.id} {self.colours.get(asset.id)} {form!r} {marks!r} {focus!r} {asset.id in self.unseen}"
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32] if asset.id in self.colours else ""

    def placeholder(self, width: int, height: int, language: str) -> RenditionFile:
        return _drawn((width, height), "grey", f"placeholder {width} {height} {language}", JPEG)


def _drawn(size: tuple[int, int], colour: str, tag: str, media_type: str) -> RenditionFile:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, media_type.partition("/")[2].upper(), quality=30)
    return RenditionFile(out.getvalue(), media_type, *size, tag)
