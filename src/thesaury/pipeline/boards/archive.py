"""A board as a ZIP of previews: numbered as they stand, under names that Windows and macOS take, with a table of all of it."""

import re
import unicodedata
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from thesaury.pipeline.boards.ahead import Pictures
from thesaury.pipeline.boards.lines import Line, Telling
from thesaury.pipeline.boards.looked import MAY_BE_USED
from thesaury.pipeline.boards.tables import BEGINNING, COLUMNS, row
from thesaury.pipeline.csv_line import csv_line

MANIFEST = "manifest.csv"
_LONGEST = 120
"""Bytes of a title in a name: whole names stay below the 255 that file systems take, and short enough for a folder."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')


def archive(telling: Telling, pictures: Pictures, out: IO[bytes]) -> None:
    """Write it; one picture is in memory at a time. What may not be used today stands in the table alone, with the reason."""
    moment = _moment(telling.looked.board.changed)
    table = [BEGINNING + csv_line(COLUMNS)]
    with ZipFile(out, "w") as made:
        for line in telling.lines():
            file = _picture(telling, line, pictures, made, moment)
            table.append(row(line, file))
        made.writestr(_entry(MANIFEST, moment, ZIP_DEFLATED), "".join(table).encode("utf-8", "replace"))


def _picture(telling: Telling, line: Line, pictures: Pictures, made: ZipFile, moment: tuple[int, ...]) -> str:
    """The name under which the picture was written, or why it was not."""
    if line.one.asset is None or line.one.state not in MAY_BE_USED:
        return telling.words("left", why=line.state)
    picture = pictures(line.one.asset)
    if picture is None:
        return telling.words("no-preview")
    name = file_name(line.number, line.title, "jpg")
    made.writestr(_entry(name, moment, ZIP_STORED), picture)
    return name


def file_name(number: int, title: str, ending: str) -> str:
    """`007 Title.jpg`: no name that Windows keeps for devices, no sign that it or macOS refuses, none that cannot be seen, composed as
    most systems write it, never longer than they take."""
    told = unicodedata.normalize("NFC", title)
    told = "".join(" " if unicodedata.category(sign) in ("Zl", "Zp", "Cc") else sign for sign in told)
    told = "".join(sign for sign in told if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn"))
    told = " ".join(_FORBIDDEN.sub("-", told).split())
    cut = told.encode()[:_LONGEST].decode("utf-8", "ignore").rstrip(". -")
    return f"{number:03} {cut}.{ending}" if cut else f"{number:03}.{ending}"


def _entry(name: str, moment: tuple[int, ...], way: int) -> ZipInfo:
    """An entry that says nothing of this machine or of the time of day it was made."""
    year, month, day, hour, minute, second = moment
    entry = ZipInfo(name, (year, month, day, hour, minute, second))
    entry.compress_type, entry.external_attr, entry.create_system = way, 0o644 << 16, 3
    return entry


def _moment(iso: str) -> tuple[int, ...]:
    """When the board was changed, as archives write it; they know no year before 1980."""
    parts = tuple(int(part) for part in re.findall(r"\d+", iso)[:6])
    return parts if len(parts) == 6 and parts[0] >= 1980 else (1980, 1, 1, 0, 0, 0)
