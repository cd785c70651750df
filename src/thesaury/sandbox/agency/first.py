"""Writes the demo agency's first client, Brackwater: what `sandbox.clients` has, pictures bought for a time, and brand terms."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from io import StringIO
from pathlib import Path

from thesaury.sandbox.brand.drawing import Job, Progress, Target, draw_all, write_whole
from thesaury.sandbox.clients import write_client

FIRST = "brackwater"
"""Its name."""

_DAYS, _SCENE, _EXPIRY = "days", "scene", "expiry_date"


@dataclass(frozen=True, slots=True)
class FirstPack:
    """Where the parts of the written client lie."""

    vocabulary: Path
    assets: Path
    bought: Path
    brand_terms: Path


def write_first(folder: Path, bought_on: date, progress: Progress | None = None, pictures: bool = True) -> FirstPack:
    """Writes the client below `folder`; what is already there and right stays untouched. Without pictures it takes no time.

    The licences of what was bought end so many days after `bought_on`: whoever looks at the demo soon after sees some that end.
    """
    own = write_client(FIRST, folder / "dam", progress, pictures=pictures)
    bought, terms = folder / "bought", folder / "brand-terms.csv"
    rows = list(csv.DictReader(StringIO(_text("bought.csv"))))
    write_whole(bought / "assets.csv", _table(rows, bought_on).encode())
    write_whole(terms, _text("brand-terms.csv").encode())
    if pictures:
        draw_all(bought, [_job(row) for row in rows])
    return FirstPack(own.vocabulary, own.assets, bought / "assets.csv", terms)


def _text(name: str) -> str:
    return (files("thesaury.sandbox.agency") / "data" / FIRST / name).read_text(encoding="utf-8")


def _table(rows: list[dict[str, str]], bought_on: date) -> str:
    """The table as the seller of the pictures sends it: with the day on which each licence ends."""
    text = StringIO()
    columns = [column for column in rows[0] if column not in (_DAYS, _SCENE)]
    writer = csv.DictWriter(text, [*columns, _EXPIRY, "file"], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        ends = bought_on + timedelta(days=int(row[_DAYS]))
        writer.writerow({**row, _EXPIRY: ends.isoformat(), "file": _picture(row)})
    return text.getvalue()


def _picture(row: dict[str, str]) -> str:
    return f"pictures/{row['id']}.jpg"


def _job(row: dict[str, str]) -> Job:
    motif, palette, seed, shape = row[_SCENE].split()
    return Job((motif, palette, int(seed), shape), (Target(_picture(row)),))
