"""Writes the demo agency to disk: its shared model, its second client's table with pictures, and what a careful person maps them to."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path

from thesaury.sandbox.brand.drawing import Job, Progress, Target, draw_all, write_whole

CLIENT = "ormevaux"
"""The second client: a house of linen and tableware. The first one is Brackwater, of `sandbox.clients`."""
CONCEPTS = "https://words.northlight.example/concept/"
"""Where the concepts of the shared model lie; the gold has their local names."""

_PICTURES = "Fichier"
_SCENE = "scene"


@dataclass(frozen=True, slots=True)
class AgencyPack:
    """Where the parts of a written agency lie. The client's table is parted by semicolons, as a French spreadsheet saves it; the two
    tables of gold are for measuring only and belong to no client."""

    root: Path
    shared: Path
    assets: Path
    fields: Path
    values: Path


@dataclass(frozen=True, slots=True)
class FieldGold:
    """What a careful person says of a field of the client: its role, and its language where it is a text."""

    field: str
    role: str
    language: str


@dataclass(frozen=True, slots=True)
class ValueGold:
    """What a careful person maps a value to: `exact`, `close`, `broad` (the concept is the broader one) or `related` to a concept of
    the shared model; `own` is the client's own and stays distinct, `none` is nothing to be mapped."""

    field: str
    value: str
    relation: str
    concept: str


def write_agency(folder: Path, progress: Progress | None = None, pictures: bool = True) -> AgencyPack:
    """Writes the agency below `folder`; what is already there and right stays untouched. Without pictures it takes no time."""
    gold = folder / "evaluation"
    shared = write_shared(folder)
    table = write_delivery(folder / "clients" / CLIENT, progress, pictures)
    pack = AgencyPack(folder, shared, table, gold / "fields.csv", gold / "values.csv")
    for path in (pack.fields, pack.values):
        write_whole(path, _text(f"{CLIENT}/{path.name}").encode())
    return pack


def write_shared(folder: Path, later: bool = False) -> Path:
    """Writes the shared model into `folder`; `later` the version after it, which says more of life outdoors."""
    path = folder / ("shared-later.ttl" if later else "shared.ttl")
    text = _text("shared.ttl") + (_text("shared-later.ttl") if later else "")
    write_whole(path, text.encode())
    return path


def write_delivery(folder: Path, progress: Progress | None = None, pictures: bool = True) -> Path:
    """Writes what the second client delivered into `folder`: its table, which is returned, and its pictures beside it."""
    path = folder / "assets.csv"
    write_whole(path, _table().encode())
    if pictures:
        draw_all(folder, map(_job, _rows()), progress)
    return path


@cache
def field_gold() -> tuple[FieldGold, ...]:
    """The final role of every field of the second client."""
    return tuple(FieldGold(**row) for row in csv.DictReader(StringIO(_text(f"{CLIENT}/fields.csv"))))


@cache
def value_gold() -> tuple[ValueGold, ...]:
    """The final mapping of all 200 values of the second client's controlled fields."""
    return tuple(ValueGold(**row) for row in csv.DictReader(StringIO(_text(f"{CLIENT}/values.csv"))))


def _rows() -> Iterator[dict[str, str]]:
    return csv.DictReader(StringIO(_text(f"{CLIENT}/assets.csv")), delimiter=";")


def _text(name: str) -> str:
    return (files("thesaury.sandbox.agency") / "data" / name).read_text(encoding="utf-8")


def _table() -> str:
    """The table as the client exports it: without how its pictures are drawn."""
    text = StringIO()
    rows = list(_rows())
    columns = [column for column in rows[0] if column != _SCENE]
    writer = csv.DictWriter(text, columns, delimiter=";", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _job(row: dict[str, str]) -> Job:
    motif, palette, seed, shape = row[_SCENE].split()
    return Job((motif, palette, int(seed), shape), (Target(row[_PICTURES]),))
