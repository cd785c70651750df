"""Likenesses: which assets may be one picture, by the perceptual hashes of their records; people have the last word.

A perceptual hash here has 64 bits; pictures that look alike differ in few of them (J. Buchner's ImageHash, `phash`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import AskPerson, Refused, Retry
from thesaury.model.likeness import Likeness, likeness
from thesaury.ports.catalogue import chunked
from thesaury.ports.identities import Looking
from thesaury.ports.pictures import Pictures
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace

NEAR = 6
"""Bits two hashes may differ in: the same picture scaled, compressed or with a border cut off stays below."""
CLOSEST = 5
"""Likenesses kept for one fresh look: pictures with little in them are alike to very many."""
BATCH = 50
LOOKS = 500
"""Pictures of one connection that one run looks at: the others wait for the next, for looking is not urgent."""
IN_A_ROW = 3
"""Pictures that fail one after the other before no more are asked for."""
_ROWS = 32  # times 100,000 looks of 8 bytes are 25 MB


@dataclass(frozen=True, slots=True)
class Looked:
    """How many previews were looked at, and the sentence where a connection stopped showing them."""

    looked: int = 0
    message: str = ""


def look(
    workspace: Workspace, connection: Connection, progress: Progress = unheard, limit: int | None = None
) -> Looked:
    """Hash the previews of those records of a connection that have no look yet, at most so many; what fails is left for the next time.

    One that fails does not keep the others from being looked at; several in a row say that the system does not show any now.
    """
    if "pictures" not in workspace.helps(connection):
        return Looked()
    pictures, done, after, failed, message = workspace.pictures(connection), 0, "", 0, ""
    identities = workspace.catalogue.identities
    while (limit is None or done < limit) and (records := identities.unlooked(connection.name, after, BATCH)):
        looks: list[tuple[str, str]] = []
        try:
            for record in records:
                try:
                    looks.append((record.external_id, _look_of(workspace, pictures, record)))
                    failed = 0
                except Retry as error:
                    failed, message = failed + 1, error.message
                    if failed == IN_A_ROW:
                        return Looked(done + len(looks), message)
        except AskPerson as error:
            return Looked(done + len(looks), error.message)
        finally:
            identities.note_looks(connection.name, looks)
        done, after = done + len(looks), records[-1].external_id
        progress(f"look {connection.name}", done, None)
    return Looked(done, message)


def _look_of(workspace: Workspace, pictures: Pictures, record: Record) -> str:
    """Empty where there is no picture to be had; that is not asked again until the record's file changes."""
    try:
        picture = pictures.preview(record)
    except Refused:
        return ""
    return workspace.look_of(picture) if picture else ""


def compare(workspace: Workspace) -> int:
    """Compare every fresh look with all others; returns how many likenesses are new and wait for a person."""
    identities = workspace.catalogue.identities
    fresh = identities.looks(fresh=True)
    return identities.compared(list(likenesses(fresh, identities.looks())), fresh) if fresh else 0


def likenesses(fresh: Sequence[Looking], everyone: Sequence[Looking], near: int = NEAR) -> Iterator[Likeness]:
    """For every fresh look the closest assets (at most CLOSEST others) whose looks differ in at most `near` bits."""
    known = _bits([looking.look for looking in everyone])
    # Where a system shows one sign for every film or document, thousands have one look: it is compared once.
    assets: dict[str, list[str]] = {}
    for looking in fresh:
        assets.setdefault(looking.look, []).append(looking.asset)
    for looks in chunked(list(assets), _ROWS):
        distances = np.bitwise_count(_bits(looks)[:, None] ^ known[None, :])
        for look, row in zip(looks, distances, strict=True):
            close = np.flatnonzero(row <= near)
            order = close[np.argsort(row[close], kind="stable")]
            for asset in assets[look]:
                yield from _closest(asset, ((everyone[place].asset, int(row[place])) for place in order))


def _closest(asset: str, others: Iterable[tuple[str, int]]) -> Iterator[Likeness]:
    """The first few of these others, of which no more are looked at than that takes."""
    seen: set[str] = {asset}
    for other, distance in others:
        if len(seen) > CLOSEST:
            return
        if other not in seen:
            seen.add(other)
            yield likeness(asset, other, distance)


def _bits(looks: Sequence[str]) -> NDArray[np.uint64]:
    return np.array([int(look, 16) for look in looks], dtype=np.uint64)
