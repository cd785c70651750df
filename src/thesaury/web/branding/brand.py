"""The brand of a workspace as the pages show it, read again as soon as a file of it changes."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

from thesaury.config import SETTINGS_FILE, read_settings
from thesaury.model.errors import ThesauryError
from thesaury.web.branding.colours import DARK_GROUNDS, LIGHT_GROUNDS, lighter_shade, readable, shades
from thesaury.web.branding.logo import kept_logo


@dataclass(frozen=True, slots=True)
class Brand:
    """Name and logo, empty for the usual ones; the sheet with the colours, empty without; `mark` is another one with other content."""

    name: str = ""
    logo: str = ""
    sheet: str = ""
    mark: str = ""


class BrandKeeper:
    """Holds the brand of one workspace; a look costs two questions to the file system."""

    def __init__(self, root: Path) -> None:
        """Nothing is read yet."""
        self._root, self._lock = root, Lock()
        self._seen: tuple[object, ...] = ()
        self._brand = Brand()

    def brand(self) -> Brand:
        """The brand of this moment; where the settings cannot be read, the last one."""
        logo = kept_logo(self._root) or self._root / "branding"
        # Name and time: two files may be of one moment as the file system counts them.
        seen = (_changed(self._root / SETTINGS_FILE), logo.name, _changed(logo))
        with self._lock:
            if seen != self._seen:
                with suppress(ThesauryError):  # whoever wrote it by hand is told by the command that he runs next
                    self._brand = brand_of(self._root)
                self._seen = seen
            return self._brand


def brand_of(root: Path) -> Brand:
    """The brand as settings and logo have it. A colour that words could not be read in is left out."""
    settings, logo = read_settings(root), kept_logo(root)
    light = settings.brand_accent if readable_light(settings.brand_accent) else ""
    sheet = colours(light, settings.brand_accent_dark) if light else ""
    picture = logo.read_bytes() if logo else b""
    mark = sha256(sheet.encode() + picture).hexdigest()[:12]
    return Brand(settings.brand_name, f"/static/branding/logo?v={mark}" if logo else "", sheet, mark)


def readable_light(accent: str) -> bool:
    """Whether it is a colour that words can be read in on light pages."""
    return bool(accent) and readable(accent, LIGHT_GROUNDS)


def colours(light: str, dark: str) -> str:
    """The custom properties of an accent; without one for dark pages, or with one that cannot be read, a lighter shade is taken there."""
    chosen = dark if dark and readable(dark, DARK_GROUNDS) else lighter_shade(light)
    day, night = shades(light, LIGHT_GROUNDS[0]), shades(chosen, DARK_GROUNDS[0])
    pairs = {
        "accent": (day.accent, night.accent),
        "on-accent": (day.on_accent, night.on_accent),
        "tint": (day.tint, night.tint),
    }
    lines = "\n".join(f"  --{name}: light-dark({one}, {other});" for name, (one, other) in pairs.items())
    return f":root {{\n{lines}\n}}\n"


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
