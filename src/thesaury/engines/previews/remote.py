"""Pictures that lie in other systems: fetched by their connector when a page first shows them, and kept beside the catalogue."""

import logging
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore

from thesaury.model.asset import Asset, Record
from thesaury.model.errors import AskPerson, Retry, ThesauryError
from thesaury.ports.files import written_whole
from thesaury.ports.pictures import Pictures
from thesaury.ports.workspace import Workspace

_LOG = logging.getLogger(__name__)


class Albums:
    """Who shows the pictures of each connection of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is opened yet."""
        self._workspace = workspace
        self._opened: dict[str, Pictures | None] = {}

    def of(self, name: str) -> Pictures | None:
        """The pictures of the connection of this name; None where it has none. Raises Usage for a wrong setting."""
        if name not in self._opened:
            known = {c.name: c for c in self._workspace.catalogue.records.connections()}
            able = name in known and "pictures" in self._workspace.helps(known[name])
            self._opened[name] = self._workspace.pictures(known[name]) if able else None
        return self._opened[name]


class RemotePictures:
    """The previews of the records of one workspace."""

    def __init__(self, workspace: Workspace, folder: Path, albums: Albums | None = None) -> None:
        """Keep them in this folder; nothing is fetched yet."""
        self._albums, self._folder = albums or Albums(workspace), folder
        # Four at a time: a page of results asks for all of its pictures at once.
        self._turns = BoundedSemaphore(4)

    def picture(self, asset: Asset) -> Path | None:
        """The file of the first preview some system shows of this asset; None where none can be had now."""
        records = (record for record in asset.records if record.file and "://" in record.file.location)
        return next((path for record in records if (path := self._kept(record))), None)

    def _kept(self, record: Record) -> Path | None:
        name = sha256(f"{record.key} {record.etag}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        path = self._folder / name[:2] / name
        if path.exists():
            return path
        with self._turns:
            return path if path.exists() or self._fetched(record, path) else None

    def _fetched(self, record: Record, path: Path) -> bool:
        try:
            pictures = self._albums.of(record.connection)
            preview = pictures.preview(record) if pictures else b""
            if preview:
                with written_whole(path) as file:
                    file.write(preview)
            return bool(preview)
        except (Retry, AskPerson) as error:
            _LOG.info("no picture of %s now: %s", record.key, error.message)
        except ThesauryError as error:
            _LOG.warning("a picture of %s is not kept: %s", record.key, error.message)
        return False
