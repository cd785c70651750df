"""The files that renditions are made of: those of this machine, those that other systems hand out, else the previews they show."""

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import BinaryIO

from thesaury.engines.previews.remote import Albums, RemotePictures
from thesaury.engines.previews.thumbnails import local_pictures
from thesaury.engines.renditions.keeping import Kept
from thesaury.engines.turns import Turns
from thesaury.model.asset import Asset, Record
from thesaury.model.errors import AskPerson, Retry, ThesauryError
from thesaury.ports.workspace import Workspace

_LOG = logging.getLogger(__name__)

MOST_BYTES = 256 << 20
"""A file that is larger is not fetched: the preview has to do."""
_KEPT, _KEPT_BYTES = 400, 4 << 30
_NOTED, _NONE = 100_000, b""
_LACKING_SECONDS = 86_400.0
"""So long a system is not asked again for a file that it does not give."""
_AWAY_SECONDS, _WRONG_SECONDS = 60.0, 600.0
"""And so long where it did not answer, or refused our credential."""
_STRIPES, _DIGITS = 16, 32


@dataclass(frozen=True, slots=True)
class Origin:
    """A file to make renditions of, not fetched yet. `key` says what is known of it now: of a file on this machine its state, of one that
    was fetched the digest of its content, so that a record that changes without its picture changes no rendition. `spoilt` is called
    when it could not be read."""

    key: Callable[[], str]
    opened: Callable[[], BinaryIO | None]
    spoilt: Callable[[], None] = lambda: None


class Originals:
    """The files behind the assets of one workspace; threads may share it."""

    def __init__(self, workspace: Workspace, folder: Path, clock: Callable[[], float] = monotonic) -> None:
        """Keep those of other systems in this folder; nothing is fetched yet."""
        self._workspace, self._albums, self._clock = workspace, Albums(workspace), clock
        self._previews = RemotePictures(workspace, workspace.root / "previews" / "remote", self._albums)
        self._kept = Kept(folder, _KEPT, _KEPT_BYTES)
        self._known = Kept(folder.with_name("known"), _NOTED, 1 << 30)
        self._failed: dict[str, float] = {}
        # One file is fetched once, however many of its renditions are asked for; and few at a time, for they are large.
        self._locks, self._turns = tuple(Lock() for _ in range(_STRIPES)), Turns(2, 6, 20.0)

    def of(self, asset: Asset, trying: bool) -> Iterator[Origin]:
        """Where the picture of an asset can be had, the best first. When `trying`, also what was not to be had a day ago."""
        for path in local_pictures(asset):
            if state := self._state(path):
                yield Origin(partial(str, state), partial(self._opened, path))
        elsewhere = [record for record in asset.records if record.file and "://" in record.file.location]
        for record in elsewhere:
            if self._may_have(record, trying):
                key = partial(self._key, _name(record))
                yield Origin(key, partial(self._original, record), partial(self._lacks, record))
        if elsewhere:
            name = _digest(" ".join(["preview", *map(_name, elsewhere)]).encode())
            yield Origin(partial(self._key, name), partial(self._preview, asset, name))

    def _state(self, path: Path) -> str:
        """Changes with the file of this machine; empty where it is not here."""
        try:
            with self._workspace.opened(path) as file:
                stat = os.fstat(file.fileno())
        except OSError:
            return ""
        return f"{path} {stat.st_mtime_ns} {stat.st_size}"

    def _opened(self, path: Path | None) -> BinaryIO | None:
        try:
            return self._workspace.opened(path) if path else None
        except OSError as error:
            _LOG.info("%s is not here: %s", path, error)
            return None

    def _key(self, name: str) -> str:
        """By its content where that was seen once."""
        return (self._known.noted(name) or b"").decode("ascii", "replace") or f"not seen yet {name}"

    def _preview(self, asset: Asset, name: str) -> BinaryIO | None:
        if (path := self._previews.picture(asset)) and self._known.noted(name) is None:
            self._known.write(name, _digest(path.read_bytes()).encode())
        return self._opened(path)

    def _may_have(self, record: Record, trying: bool) -> bool:
        media = record.file.media_type if record.file else ""
        if media and not media.startswith("image/"):
            return False
        lacking = self._known.noted(_name(record)) == _NONE
        return not lacking or (trying and self._known.age(_name(record)) > _LACKING_SECONDS)

    def _original(self, record: Record) -> BinaryIO | None:
        return self._opened(self._place(record))

    def _place(self, record: Record) -> Path | None:
        name = _name(record)
        if self._kept.touch(name):
            return self._kept.place(name)
        with self._turns.taken(), self._locks[int(name[:4], 16) % _STRIPES]:
            if self._kept.touch(name) or self._fetched(record, name):
                return self._kept.place(name)
        return None

    def _fetched(self, record: Record, name: str) -> bool:
        if self._clock() < self._failed.get(name, 0.0):
            return False
        seconds = _WRONG_SECONDS
        try:
            album = self._albums.of(record.connection)
            if album and album.original(self._whole(record), self._kept.place(name), MOST_BYTES):
                self._known.write(name, _file_digest(self._kept.place(name)).encode())
                self._kept.sweep()
                return True
            self._lacks(record)
            return False
        except (Retry, AskPerson) as error:
            seconds = _AWAY_SECONDS if isinstance(error, Retry) else _WRONG_SECONDS
            _LOG.info("no original of %s now: %s", record.key, error.message)
        except ThesauryError as error:
            _LOG.warning("the original of %s is not kept: %s", record.key, error.message)
        self._failed[name] = self._clock() + seconds
        return False

    def _lacks(self, record: Record) -> None:
        """There is none for us, or what was fetched is no picture: remembered beyond this process, or plans would change to and fro."""
        name = _name(record)
        self._kept.drop(name)
        self._known.write(name, _NONE)

    def _whole(self, record: Record) -> Record:
        """With its payload, which assets do not carry about and some systems need."""
        kept = self._workspace.catalogue.records.raws(record.connection, [record.external_id])
        return replace(record, raw=kept.get(record.external_id, record.raw))


def _name(record: Record) -> str:
    return _digest(f"{record.key} {record.etag}".encode("utf-8", "surrogatepass"))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:_DIGITS]


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()[:_DIGITS]
