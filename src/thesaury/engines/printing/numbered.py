"""Pages that say at their foot how many there are, which is known once all are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from thesaury.engines.printing.cards import drawn, width_of
from thesaury.engines.printing.fonts import Fonts

_FINE = 7.5


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of every page: `text` at the left, cut where there is no room, and at the right what `numbered` says of the
    number of a page and of all. `wide` is the page, `margin` its side margins, `gap` what is left between both and `low` how far up the
    line stands, in points."""

    text: str
    numbered: Callable[[int, int], str]
    fonts: Fonts
    colour: Color
    wide: float
    margin: float
    gap: float
    low: float


class NumberedCanvas(Canvas):
    """A canvas that draws the foot of its pages when the last of them is done."""

    def __init__(self, *given: Any, foot: Foot, **more: Any) -> None:
        """As a canvas, with the foot."""
        super().__init__(*given, **more)
        self._pages: list[dict[str, Any]] = []
        self._foot = foot

    def showPage(self) -> None:  # noqa: N802, for reportlab calls it so
        """Keep the page; it is finished at the end."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Finish every page, then the file."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self._numbered(number, len(self._pages))
            super().showPage()
        super().save()

    def _numbered(self, number: int, count: int) -> None:
        foot, text = self._foot, self._foot.text
        self.setFillColor(foot.colour)
        page = foot.fonts.runs(foot.numbered(number, count))
        taken = width_of(self, page, _FINE)
        drawn(self, page, _FINE, foot.wide - foot.margin - taken, foot.low)
        room = foot.wide - 2 * foot.margin - taken - foot.gap
        while width_of(self, line := foot.fonts.runs(text), _FINE) > room:
            text = text[: -max(2, len(text) // 20)].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
        drawn(self, line, _FINE, foot.margin, foot.low)
