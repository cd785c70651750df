"""One picture with what is said of it, as a card of fixed width whose words are never cut off unsaid."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Paragraph

from thesaury.engines.printing.fonts import Fonts
from thesaury.ports.board_printing import PrintedItem, PrintWords, Tone

PICTURE = 56 * mm
"""How high a picture is at most."""
_LEAST = 120
"""So many characters of a text stay on the card, however little room there is."""

_TONES = {Tone.GOOD: "#1b6b3a", Tone.SOON: "#8a5300", Tone.ASK: "#2b5c9b", Tone.BAD: "#a3182c", Tone.PLAIN: "#555555"}
_TITLE = ParagraphStyle("title", fontSize=9, leading=11.2, spaceBefore=3, textColor=HexColor("#1a1a1a"))
_SMALL = ParagraphStyle("small", fontSize=7.5, leading=9.4, spaceBefore=1.5, textColor=HexColor("#333333"))
_FAINT = ParagraphStyle("faint", parent=_SMALL, textColor=HexColor("#666666"))
_NOTE = ParagraphStyle("note", parent=_SMALL, leftIndent=5, borderPadding=0, textColor=HexColor("#1a1a1a"))


@dataclass(slots=True)
class _Part:
    style: ParagraphStyle
    text: str
    bold: bool = False
    before: str = ""
    cut: int = 0
    """How many characters stand on the card where it is not all of them."""


class _Jpeg(ImageReader):
    """A JPEG that goes into the file as it is: reportlab would decode it to tell it from others, and keep what it decoded."""

    _dataA = None  # noqa: N815, as reportlab calls a mask

    def __init__(self, picture: bytes) -> None:
        super().__init__(BytesIO(picture))
        self._picture = picture

    def getRGBData(self) -> bytes:  # noqa: N802, for reportlab calls it so
        """What tells it from other pictures."""
        return self._picture


class Picture(Flowable):
    """A picture in a box of fixed height, upright as it is; where it may not be used, an empty box that is crossed out."""

    def __init__(
        self, made: Callable[[], bytes | None], width: float, nothing: list[tuple[str, str]], barred: bool
    ) -> None:
        """It is asked for when it is drawn, so that one picture is in memory at a time."""
        super().__init__()
        self._wide, self._high = width, PICTURE
        self._made, self._nothing, self._barred = made, nothing, barred

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The box."""
        return self._wide, self._high

    def draw(self) -> None:
        """The picture, or what stands in its place."""
        canvas = self.canv
        if self._barred:  # whoever has the file could take a picture out from under whatever covers it
            self._crossed(canvas)
            return
        picture = self._made()
        if picture is None:
            self._blank(canvas)
            return
        image = _Jpeg(picture)
        pixels = image.getSize()
        scale = min(self._wide / pixels[0], self._high / pixels[1])
        wide, high = pixels[0] * scale, pixels[1] * scale
        top = self._high - high
        canvas.drawImage(image, 0, top, wide, high)

    def _box(self, canvas: Any) -> None:
        canvas.setFillColor(HexColor("#eeeeee"))
        canvas.rect(0, 0, self._wide, self._high, stroke=0, fill=1)

    def _crossed(self, canvas: Any) -> None:
        self._box(canvas)
        canvas.setStrokeColor(HexColor(_TONES[Tone.BAD]))
        canvas.setLineWidth(2)
        canvas.line(0, 0, self._wide, self._high)

    def _blank(self, canvas: Any) -> None:
        self._box(canvas)
        canvas.setFillColor(HexColor("#666666"))
        place = (self._wide - width_of(canvas, self._nothing, 8)) / 2
        drawn(canvas, self._nothing, 8, place, self._high / 2)


def width_of(canvas: Any, runs: list[tuple[str, str]], size: float) -> float:
    """How wide a line is, in points."""
    return sum(float(canvas.stringWidth(text, font, size)) for font, text in runs)


def drawn(canvas: Any, runs: list[tuple[str, str]], size: float, x: float, y: float) -> None:
    """Draw a line that begins here."""
    for font, text in runs:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)
        x += canvas.stringWidth(text, font, size)


def card(
    item: PrintedItem, width: float, height: float, fonts: Fonts, words: PrintWords
) -> tuple[list[Flowable], list[str]]:
    """The card, no higher than `height`, and in full each text that did not fit on it."""
    parts = [part for part in _parts(item) if part.text]
    room = height - PICTURE
    while _height(parts, width, fonts, words) > room:
        longest = max(parts, key=lambda part: part.cut or len(part.text))
        if (left := longest.cut or len(longest.text)) <= _LEAST:
            break
        longest.cut = max(_LEAST, left * 3 // 4)
    shown: list[Flowable] = [Picture(item.picture, width, fonts.runs(words.no_picture), item.barred)]
    shown += [_paragraph(part, fonts, words) for part in parts]
    return shown, [part.text for part in parts if part.cut]


def _parts(item: PrintedItem) -> list[_Part]:
    toned = ParagraphStyle("toned", parent=_SMALL, textColor=HexColor(_TONES[item.tone]))
    return [
        _Part(_TITLE, item.title, bold=True, before=f"{item.number}  "),
        _Part(toned, item.state, bold=True),
        _Part(_SMALL, item.rights),
        _Part(_SMALL, " ".join(item.duties)),
        _Part(toned, item.news),
        _Part(_SMALL, item.section, bold=True),
        _Part(_FAINT, " · ".join(item.concepts)),
        _Part(_NOTE, item.note),
    ]


def _height(parts: list[_Part], width: float, fonts: Fonts, words: PrintWords) -> float:
    made = [_paragraph(part, fonts, words) for part in parts]
    return sum(one.wrap(width, 10_000)[1] + one.getSpaceBefore() for one in made)


def _paragraph(part: _Part, fonts: Fonts, words: PrintWords) -> Paragraph:
    text = part.before + part.text
    if part.cut:
        text = f"{part.before}{part.text[: part.cut].rstrip()} \N{HORIZONTAL ELLIPSIS} {words.note_below}"
    return Paragraph(fonts.markup(text, part.bold), part.style)
