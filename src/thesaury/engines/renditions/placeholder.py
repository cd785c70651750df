"""The picture that takes the place of one that was withdrawn: plain, grey, with one sentence."""

from functools import lru_cache
from hashlib import sha256

from thesaury.engines.renditions.making import MAKER, written
from thesaury.model.rendition import JPEG, RenditionFile, RightsMarks

LONGEST_SIDE = 4_096

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
"""In the languages that the font within Pillow can set."""


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


def _font(sentence: str, size: tuple[int, int]):  # type: ignore[no-untyped-def]
    """So large that the sentence takes four fifths of the width; None where nobody could read it."""
    from PIL import ImageFont

    most = max(8, min(size[1] // 6, 96))
    for points in range(most, 7, -1):
        font = ImageFont.load_default(points)
        if font.getlength(sentence) <= size[0] * 0.8:
            return font
    return None
