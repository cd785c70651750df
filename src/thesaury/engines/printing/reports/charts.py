"""Bars on paper: lying ones for things, standing ones for points in time, each with its value written beside it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from thesaury.engines.printing.cards import drawn, width_of
from thesaury.engines.printing.fonts import Fonts
from thesaury.ports.report_printing import PrintedBar

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_BAR, _LINE, _INK = HexColor("#5b7db1"), HexColor("#d5dae2"), HexColor("#1a1a1a")
_FINE = 7.5
_ROW, _THICK = 8.4 * mm, 2.8 * mm
_STANDING = 52 * mm
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


class LyingBars(Flowable):
    """One bar below the other: the name above each, its value behind it."""

    def __init__(self, bars: Sequence[PrintedBar], width: float, fonts: Fonts) -> None:
        """In the order given, `width` points wide."""
        super().__init__()
        self._bars, self._wide, self._fonts = bars, width, fonts

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As high as the bars need."""
        return self._wide, len(self._bars) * _ROW

    def draw(self) -> None:
        """From the top down."""
        canvas, longest = self.canv, max((bar.value or 0 for bar in self._bars), default=0) or 1
        room = self._wide - 22 * mm
        for place, bar in enumerate(self._bars, 1):
            bottom = (len(self._bars) - place) * _ROW
            canvas.setFillColor(_INK)
            _written(canvas, self._fonts, bar.name, 0, bottom + _THICK + 2.2, self._wide)
            length = room * (bar.value or 0) / longest
            canvas.setFillColor(_BAR)
            canvas.rect(0, bottom, max(length, 0.6), _THICK, stroke=0, fill=1)
            canvas.setFillColor(_INK)
            _written(canvas, self._fonts, bar.shown, length + 4, bottom + 1.2, self._wide - length - 4)


class StandingBars(Flowable):
    """One bar beside the other over a line, each with its value above and its name below."""

    def __init__(self, bars: Sequence[PrintedBar], width: float, fonts: Fonts) -> None:
        """In the order given, `width` points wide."""
        super().__init__()
        self._bars, self._wide, self._fonts = bars, width, fonts

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Always of the same height."""
        return self._wide, _STANDING

    def draw(self) -> None:
        """From left to right; where names have no room, every second or third is written."""
        canvas, longest = self.canv, max((bar.value or 0 for bar in self._bars), default=0) or 1
        step, foot = self._wide / max(len(self._bars), 1), 5 * mm
        room = _STANDING - foot - 5 * mm
        every = self._every(step)
        canvas.setStrokeColor(_LINE)
        canvas.line(0, foot, self._wide, foot)
        for place, bar in enumerate(self._bars):
            middle, height = (place + 0.5) * step, room * (bar.value or 0) / longest
            canvas.setFillColor(_BAR)
            canvas.rect(middle - step * 0.34, foot, step * 0.68, height, stroke=0, fill=1)
            canvas.setFillColor(_INK)
            if place % every == 0:
                self._centred(bar.name, middle, foot - 8.5)
                self._centred(bar.shown, middle, foot + height + 2.5)

    def _every(self, step: float) -> int:
        """Of how many bars one is named."""
        texts = [text for bar in self._bars for text in (bar.name, bar.shown)]
        widest = max((width_of(self.canv, self._fonts.runs(text), _FINE) for text in texts), default=0)
        return max(1, -int(-(widest + 3) // step))

    def _centred(self, text: str, middle: float, bottom: float) -> None:
        runs = self._fonts.runs(text)
        left = middle - width_of(self.canv, runs, _FINE) / 2
        drawn(self.canv, runs, _FINE, min(max(left, 0), self._wide), bottom)


def _written(canvas: "Canvas", fonts: Fonts, text: str, left: float, bottom: float, room: float) -> None:
    """One line, shortened to the room there is."""
    runs, shorter = fonts.runs(text), text
    while width_of(canvas, runs, _FINE) > room and len(shorter) > 2:
        shorter = shorter[: -max(2, len(shorter) // 20)].rstrip()
        runs = fonts.runs(shorter + _ELLIPSIS)
    drawn(canvas, runs, _FINE, left, bottom)
