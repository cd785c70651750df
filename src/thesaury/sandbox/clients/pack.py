"""Writes an agency's client to disk: its own vocabulary, its table of assets and its pictures."""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from pathlib import Path
from types import MappingProxyType

from thesaury.sandbox.brand.drawing import Job, Progress, Target, draw_all, write_whole


@dataclass(frozen=True, slots=True)
class Client:
    """A client as its agency describes it.

    `canary` is a made-up word that stands in this client's texts and nowhere else; `homonym` is a label that means something else
    at Fennmoor; `forbidden` must not reach the public.
    """

    name: str
    title: str
    agency: str
    canary: str
    homonym: str
    forbidden: str


@dataclass(frozen=True, slots=True)
class ClientPack:
    """Where the parts of a written client lie."""

    root: Path
    vocabulary: Path
    assets: Path


CLIENTS: Mapping[str, Client] = MappingProxyType(
    {
        client.name: client
        for client in (
            Client("brackwater", "Brackwater", "Northlight", "zephrilok", "refill", "waterproof"),
            Client("cafe_orso", "Café Orso", "Palaver", "ombruvia", "bar", "expresso"),
        )
    }
)


def write_client(
    name: str,
    folder: Path,
    progress: Progress | None = None,
    assets: Collection[str] | None = None,
    pictures: bool = True,
) -> ClientPack:
    """Writes the client, or the named assets of it, below `folder`; what is already there and right stays untouched. Without pictures it
    takes no time.

    ValueError for a client that does not exist.
    """
    if name not in CLIENTS:
        raise ValueError(f"There is no client {name!r}. Choose one of: {', '.join(CLIENTS)}.")
    pack = ClientPack(folder, folder / "vocabulary.ttl", folder / "assets.csv")
    rows = [row for row in _rows(name) if assets is None or row["id"] in assets]
    write_whole(pack.vocabulary, _text(name, "vocabulary.ttl").encode())
    write_whole(pack.assets, _table(rows).encode())
    if pictures:
        draw_all(folder, [_job(row) for row in rows], progress)
    return pack


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(_text(name, "assets.csv"))))


def _text(name: str, file: str) -> str:
    return (files("thesaury.sandbox.clients") / "data" / name / file).read_text(encoding="utf-8")


def _table(rows: list[dict[str, str]]) -> str:
    """The client's table as its DAM would give it: with the picture's path, without how it is drawn."""
    text = StringIO()
    columns = [*(column for row in rows[:1] for column in row if column != "scene"), "file"]
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "file": _location(row)} for row in rows)
    return text.getvalue()


def _location(row: dict[str, str]) -> str:
    return f"pictures/{row['id']}.jpg"


def _job(row: dict[str, str]) -> Job:
    motif, palette, seed, shape = row["scene"].split()
    return Job((motif, palette, int(seed), shape), (Target(_location(row)),))
