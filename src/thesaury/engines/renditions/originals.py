"""The files that renditions are made of: those of this machine, those that other systems hand out, else the previews they show."""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import monotonic

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
_NOTED = 100_000
_LACKING_SECONDS = 86_400.0
"""So long a system is not asked again for a file that it does not give."""
_AWAY_SECONDS, _WRONG_SECONDS = 60.0, 600.0
"""And so long where it did not answer, or refused our credential."""
_STRIPES = 16


@dataclass(frozen=True, slots=True)
class Origin:
    """A file to make renditions of, not fetched yet; `key` changes with the picture. `spoilt` is called when it could not be read."""

    key: str
    path: Callable[[], Path | None]
    spoilt: Callable[[], None] = lambda: None


class Originals:
    """The files behind the assets of one workspace; threads may share it."""

    def __init__(self, workspace: Workspace, folder: Path, clock: Callable[[], float] = monotonic) -> None:
        """Keep those of other systems in this folder; nothing is fetched yet."""
        self._workspace, self._albums, self._clock = workspace, Albums(workspace), clock
        self._previews = RemotePictures(workspace, workspace.root / "previews" / "remote", self._albums)
        self._kept = Kept(folder, _KEPT, _KEPT_BYTES)
        self._lacking = Kept(folder.with_name("lacking"), _NOTED, 1 << 30)
        self._failed: dict[str, float] = {}
        # One file is fetched once, however many of its renditions are asked for; and few at a time, for they are large.
        self._locks, self._turns = tuple(Lock() for _ in range(_STRIPES)), Turns(2, 6, 20.0)

    def of(self, asset: Asset, trying: bool) -> Iterator[Origin]:
        """Where the picture of an asset can be had, the best first. When `trying`, also what was not to be had a day ago."""
        for path in local_pictures(asset):
            with suppress(OSError):
                stat = path.stat()
                yield Origin(f"{path} {stat.st_mtime_ns} {stat.st_size}", partial(Path, path))
        elsewhere = [record for record in asset.records if record.file and "://" in record.file.location]
        for record in elsewhere:
            if self._may_have(record, trying):
                key = f"original {record.key} {record.etag}"
                yield Origin(key, partial(self._original, record), partial(self._lacks, record))
        if elsewhere:
            known = " ".join(f"{record.key} {record.etag}" for record in elsewhere)
            yield Origin(f"preview {known}", partial(self._previews.picture, asset))

    def _may_have(self, record: Record, trying: bool) -> bool:
        media = record.file.media_type if record.file else ""
        if media and not media.startswith("image/"):
            return False
        asked = self._lacking.age(_name(record))
        return asked is None or (trying and asked > _LACKING_SECONDS)

    def _original(self, record: Record) -> Path | None:
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
                self._lacking.drop(name)
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
        self._lacking.write(name, b"")

    def _whole(self, record: Record) -> Record:
        """With its payload, which assets do not carry about and some systems need."""
        kept = self._workspace.catalogue.records.raws(record.connection, [record.external_id])
        return replace(record, raw=kept.get(record.external_id, record.raw))


def _name(record: Record) -> str:
    return sha256(f"{record.key} {record.etag}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
