"""The picture that takes the place of one that was withdrawn: plain, grey, with one sentence."""

from functools import lru_cache
from hashlib import sha256
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from thesaury.engines.renditions.making import MAKER, written
from thesaury.model.rendition import JPEG, RenditionFile, RightsMarks

if TYPE_CHECKING:
    from PIL import ImageFont

LONGEST_SIDE = 4_096

_LEAST = 8
_GROUND, _INK = (232, 232, 232), (96, 96, 96)
_ENGLISH = "This picture is no longer available"
_SENTENCES = {
    "de": "Dieses Bild ist nicht mehr verfügbar",
    "fr": "Cette image n’est plus disponible",
    "es": "Esta imagen ya no está disponible",
    "it": "Questa immagine non è più disponibile",
    "nl": "Deze afbeelding is niet meer beschikbaar",
    "pt": "Esta imagem já não está disponível",
    "sv": "Den här bilden är inte längre tillgänglig",
    "da": "Dette billede er ikke længere tilgængeligt",
}
"""In the languages that the font can set."""


@lru_cache(maxsize=64)
def placeholder(width: int, height: int, language: str) -> RenditionFile:
    """The picture in this size and language; sides are held between 1 and 4,096 pixels."""
    from PIL import Image, ImageDraw

    size = max(1, min(LONGEST_SIDE, width)), max(1, min(LONGEST_SIDE, height))
    sentence = _SENTENCES.get(language.partition("-")[0].lower(), _ENGLISH)
    image = Image.new("RGB", size, _GROUND)
    draw = ImageDraw.Draw(image)
    if font := _font(sentence, size):
        draw.text((size[0] / 2, size[1] / 2), sentence, fill=_INK, font=font, anchor="mm")
    tag = sha256(f"placeholder {MAKER} {size} {sentence}".encode()).hexdigest()[:32]
    marks = RightsMarks(title=sentence, language=language)
    return RenditionFile(written(image, JPEG, marks), JPEG, *size, tag)


def _font(sentence: str, size: tuple[int, int]) -> "ImageFont.FreeTypeFont | None":
    """So large that the sentence takes four fifths of the width; None where nobody could read it."""
    from PIL import ImageFont

    # Bitstream Vera, which lies within reportlab: the font within Pillow has no letters with marks.
    with as_file(files("reportlab") / "fonts" / "Vera.ttf") as path:
        for points in range(max(_LEAST, min(size[1] // 6, 96)), _LEAST - 1, -1):
            font = ImageFont.truetype(path, points)
            if font.getlength(sentence) <= size[0] * 0.8:
                return font
    return None
