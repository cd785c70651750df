"""Fonts for print: each sign in the first font that has it.

First come TrueType files that somebody put into `fonts/` of the workspace, then Bitstream Vera, which lies within reportlab (western
Europe, and some of the centre), then fonts of the machine that are known by their place: DejaVu (all of Latin, Greek, Cyrillic) and a few
with Chinese, Japanese and Korean. A letter that none has stands without its marks, anything else as a box. What runs from right to left,
or has to be shaped, is not set: a wrong word is worse than a box.
"""

import logging
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from threading import RLock
from xml.sax.saxutils import escape
from zlib import crc32

_LOG = logging.getLogger(__name__)

_MACHINE = (
    ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
    ("/usr/share/fonts/TTF/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf"),
    ("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf"),
    ("/System/Library/Fonts/Supplemental/Arial Unicode.ttf", ""),
    ("C:/Windows/Fonts/arial.ttf", "C:/Windows/Fonts/arialbd.ttf"),
    ("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", ""),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", ""),
    ("C:/Windows/Fonts/simsunb.ttf", ""),
    ("C:/Windows/Fonts/malgun.ttf", "C:/Windows/Fonts/malgunbd.ttf"),
)
_UNSET = ((0x0590, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE))
"""Hebrew, Arabic, Syriac and their like; the scripts of India, Burmese, Khmer."""
_BOX, _PLAIN = "\u25a1", "?"


@dataclass(frozen=True, slots=True)
class _Font:
    regular: str
    bold: str
    signs: frozenset[int]
    thick: frozenset[int]
    """Those that it has in bold too."""


_loading = RLock()


class Fonts:
    """The fonts of one print; it remembers what none of them has."""

    def __init__(self, own: Path) -> None:
        """`own` is the folder of fonts that somebody chose; it may be missing."""
        self._waiting = iter((*_own(own), ("Vera.ttf", "VeraBd.ttf"), *_MACHINE))
        self._chain: list[_Font] = []
        self._found: dict[str, _Font | None] = {}
        self.missing: dict[str, None] = {}

    def markup(self, text: str, bold: bool = False) -> str:
        """The text as markup of a paragraph: escaped, each run in a font that has its signs."""
        parts = []
        for font, signs in groupby(self._set(seen(text)), key=lambda pair: pair[0]):
            told = "".join(sign for _, sign in signs)
            thick = bold and all(sign == "\n" or ord(sign) in font.thick for sign in told)
            run = escape(told).replace("\n", "<br/>")
            parts.append(f'<font name="{font.bold if thick else font.regular}">{run}</font>')
        return "".join(parts)

    def runs(self, text: str) -> list[tuple[str, str]]:
        """One line as runs, each with the name of its font."""
        parts = groupby(self._set(" ".join(seen(text).split())), key=lambda pair: pair[0])
        return [(font.regular, "".join(sign for _, sign in signs)) for font, signs in parts]

    def _set(self, signs: Iterable[str]) -> Iterator[tuple[_Font, str]]:
        last = self._first()
        for sign in signs:
            if sign != "\n" and ord(sign) not in last.signs:
                if (font := self._having(sign)) is None:
                    self.missing[sign] = None
                    yield self._instead(sign)
                    continue
                last = font
            yield last, sign

    def _instead(self, sign: str) -> tuple[_Font, str]:
        """The letter without its marks, else a box."""
        for other in (unicodedata.normalize("NFD", sign)[0], _BOX):
            if other != sign and (font := self._having(other)):
                return font, other
        return self._first(), _PLAIN

    def _first(self) -> _Font:
        if not self._chain:
            self._more()
        return self._chain[0]

    def _having(self, sign: str) -> _Font | None:
        """The first font with this sign; further ones are opened only where those before lack it."""
        if sign not in self._found:
            self._found[sign] = None if _unset(sign) else self._sought(ord(sign))
        return self._found[sign]

    def _sought(self, code: int) -> _Font | None:
        place = 0
        while place < len(self._chain) or self._more():
            if place < len(self._chain) and code in self._chain[place].signs:
                return self._chain[place]
            place += 1
        return None

    def _more(self) -> bool:
        """Open the next font that is there; false where there is none."""
        for regular, bold in self._waiting:
            if font := _opened(regular, bold):
                self._chain.append(font)
                return True
        return False


def seen(text: str) -> str:
    """What of a text can be seen, composed."""
    return "".join(sign for sign in unicodedata.normalize("NFC", text) if not _unseen(sign))


def _own(folder: Path) -> list[tuple[str, str]]:
    files = sorted(str(path) for path in folder.glob("*") if path.suffix.lower() in (".ttf", ".ttc"))
    bold = {name: next((one for one in files if one == f"{name[:-4]}-Bold{name[-4:]}"), "") for name in files}
    return [(name, bold[name]) for name in files if name not in set(bold.values())]


def _opened(regular: str, bold: str) -> _Font | None:
    if not _there(regular):
        return None
    with _loading:
        found = _registered(regular, _stamp(regular))
        if found is None:
            return None
        thick = _registered(bold, _stamp(bold)) if bold and _there(bold) else None
        name, signs = found
        return _Font(name, thick[0] if thick else name, signs, thick[1] if thick else frozenset())


@lru_cache(maxsize=64)
def _registered(path: str, stamp: int) -> tuple[str, frozenset[int]] | None:
    """The name of a font within reportlab, which keeps one list for the process, and the signs it has; None where it cannot be read, or
    embedded. The name holds the place: another client may have a file that is called the same."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    name = f"{Path(path).stem}-{crc32(path.encode()):08x}-{stamp}" if stamp else Path(path).stem
    try:
        font = TTFont(name, path)
        registerFont(font)
    except (TTFError, OSError, ValueError, KeyError, IndexError) as error:
        _LOG.warning("the font %s is not used: %s", path, error)
        return None
    return name, frozenset(font.face.charToGlyph)


def _there(path: str) -> bool:
    return "/" not in path or Path(path).is_file()


def _stamp(path: str) -> int:
    """Another one when the file is; 0 for what reportlab brings itself."""
    return int(Path(path).stat().st_mtime) if "/" in path else 0


def _unseen(sign: str) -> bool:
    """What nobody sees: controls but for ends of lines, joiners, selectors of variants, halves of signs."""
    return sign != "\n" and (
        unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") or 0xFE00 <= ord(sign) <= 0xFE0F
    )


def _unset(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _UNSET)
