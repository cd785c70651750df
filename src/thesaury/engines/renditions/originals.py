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
_LACKING_SECONDS, _FAILED_SECONDS = 3_600.0, 60.0
"""How long it is remembered that a system gives no file, and that it did not answer."""
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
        self._lacking: dict[str, float] = {}
        # One file is fetched once, however many of its renditions are asked for; and few at a time, for they are large.
        self._locks, self._turns = tuple(Lock() for _ in range(_STRIPES)), Turns(2, 6, 20.0)

    def of(self, asset: Asset) -> Iterator[Origin]:
        """Where the picture of an asset can be had, the best first."""
        for path in local_pictures(asset):
            with suppress(OSError):
                stat = path.stat()
                yield Origin(f"{path} {stat.st_mtime_ns} {stat.st_size}", partial(Path, path))
        elsewhere = [record for record in asset.records if record.file and "://" in record.file.location]
        for record in filter(self._may_have, elsewhere):
            key = f"original {record.key} {record.etag}"
            yield Origin(key, partial(self._original, record), partial(self._spoilt, record))
        if elsewhere:
            known = " ".join(f"{record.key} {record.etag}" for record in elsewhere)
            yield Origin(f"preview {known}", partial(self._previews.picture, asset))

    def _may_have(self, record: Record) -> bool:
        media = record.file.media_type if record.file else ""
        if media and not media.startswith("image/"):
            return False
        return self._clock() >= self._lacking.get(_name(record), 0.0)

    def _original(self, record: Record) -> Path | None:
        name = _name(record)
        if self._kept.touch(name):
            return self._kept.place(name)
        with self._turns.taken(), self._locks[int(name[:4], 16) % _STRIPES]:
            if self._kept.touch(name) or self._fetched(record, name):
                return self._kept.place(name)
        return None

    def _fetched(self, record: Record, name: str) -> bool:
        seconds = _LACKING_SECONDS
        try:
            album = self._albums.of(record.connection)
            if album and album.original(self._whole(record), self._kept.place(name), MOST_BYTES):
                self._kept.sweep()
                return True
        except (Retry, AskPerson) as error:
            seconds = _FAILED_SECONDS if isinstance(error, Retry) else _LACKING_SECONDS
            _LOG.info("no original of %s now: %s", record.key, error.message)
        except ThesauryError as error:
            _LOG.warning("the original of %s is not kept: %s", record.key, error.message)
        self._lacking[name] = self._clock() + seconds
        return False

    def _spoilt(self, record: Record) -> None:
        """What was fetched is no picture, or not all of one: it is fetched again, but not at once."""
        name = _name(record)
        with suppress(OSError):
            self._kept.place(name).unlink(missing_ok=True)
        self._lacking[name] = self._clock() + _LACKING_SECONDS

    def _whole(self, record: Record) -> Record:
        """With its payload, which assets do not carry about and some systems need."""
        kept = self._workspace.catalogue.records.raws(record.connection, [record.external_id])
        return replace(record, raw=kept.get(record.external_id, record.raw))


def _name(record: Record) -> str:
    return sha256(f"{record.key} {record.etag}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
