"""The folder as a source of records: sorted walk, pages, and nothing opened that has not changed."""

import logging
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from thesaury.connectors.folder import client, mapping, settings
from thesaury.connectors.folder.walk import Listing, listing
from thesaury.connectors.manifest import own_manifest
from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities, Connection
from thesaury.model.errors import BadInput, Unreachable
from thesaury.ports.opening import MayOpen, anywhere
from thesaury.ports.source import AssetSource, Known, Outline, Page, Tools

_Etags = Callable[[Sequence[str]], Mapping[str, str]]
_log = logging.getLogger(__name__)


def open_source(connection: Connection, tools: Tools) -> AssetSource:
    """The source of a folder connection. Raises Usage for a wrong setting."""
    root = settings.root(connection)
    reader = client.metadata_reader(connection.setting("reader"))
    looks = settings.asked(connection, "looks", usual=True)
    settings.embedded(connection)  # a wrong one is told when the folder is connected, not when its licences are read
    return FolderSource(
        connection.name, root, reader, own_manifest(__package__ or "").capabilities, looks, tools.may_open
    )


@dataclass(frozen=True, slots=True)
class FolderSource:
    """Reads the pictures below `root`; external ids are paths below it."""

    connection: str
    root: Path
    reader: client.MetadataReader
    capabilities: Capabilities
    looks: bool = True
    may_open: MayOpen = anywhere

    def outline(self) -> Outline:
        """How many pictures of which kind, where our fields come from, and which reader is at work."""
        found = listing(self.root, self.may_open)
        kinds = Counter(PurePosixPath(key).suffix.lower().lstrip(".") for key in found.keys)
        notes = [", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "no pictures"]
        notes.append(f"Embedded metadata is read by {self.reader.name}.")
        if self.reader.name == "Pillow":
            notes.append("Install ExifTool to read HEIC, PDF and video as well.")
        notes += [f"{name}: {sentence}" for name, sentence in found.refused]
        pairs = [(place, field) for field, places in mapping.FIELDS.items() for place in places]
        return Outline(len(found.keys), tuple(pairs), tuple(notes))

    def changes(self, cursor: str, known: Known) -> Iterator[Page]:
        """Pages of changed files in the order of their paths; the cursor is the last path handled."""
        found = listing(self.root, self.may_open)
        refused = found.refused
        limit = self.capabilities.page_limit
        start = bisect_right(found.keys, cursor)
        for first in range(start, max(len(found.keys), start + 1), limit):
            keys = found.keys[first : first + limit]
            last = first + limit >= len(found.keys)
            records, unchanged, failed = self._read(keys, known)
            yield Page(records, "" if last else keys[-1], last, (), unchanged, len(found.keys), (*refused, *failed))
            refused = ()

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        """These pictures alone; one below a folder that cannot be listed is refused, not gone."""
        found = listing(self.root, self.may_open)
        wanted = tuple(dict.fromkeys(external_ids))
        there = set(found.keys)
        records, _, failed = self._read([key for key in wanted if key in there], _nothing_known)
        refused = {key: said for key in wanted if key not in there and (said := _hidden(key, found))} | dict(failed)
        read = {record.external_id for record in records} | set(refused)
        return Page(records, "", True, tuple(key for key in wanted if key not in read), refused=tuple(refused.items()))

    def keys(self) -> Iterator[str]:
        """Every picture's path. Raises Unreachable when a folder below cannot be listed: its pictures are not gone."""
        found = listing(self.root, self.may_open)
        for name, sentence in found.refused:
            if sentence.startswith("the folder"):
                raise Unreachable(
                    f"In {self.root}, {name}: {sentence}. Make it readable, so that nothing counts as gone."
                )
        yield from found.keys

    def _read(self, keys: Sequence[str], known: _Etags) -> tuple[tuple[Record, ...], int, list[tuple[str, str]]]:
        """The records of those files that changed, the number of those that did not, and what could not be read."""
        marks = self._marks(keys)
        stored = known(list(marks))
        changed = {key: mark for key, mark in marks.items() if stored.get(key) != mark}
        inside = client.embedded(self.reader, [self.root / key for key in changed], self.may_open)
        records: list[Record] = []
        refused: list[tuple[str, str]] = []
        for key, mark in changed.items():
            try:
                found = inside.get(self.root / key, {})
                payload = client.payload(key, self.root / key, mark, found, self.looks, self.root, self.may_open)
                records.append(_logged(mapping.record(self.connection, payload)))
            except FileNotFoundError:
                _log.info("%s went away while the folder was read", key)
            except (OSError, BadInput) as error:
                refused.append((key, _sentence(error)))
        return tuple(records), len(marks) - len(changed), refused

    def _marks(self, keys: Sequence[str]) -> dict[str, str]:
        """The etag of each file that is still there."""
        marks: dict[str, str] = {}
        for key in keys:
            try:
                marks[key] = client.etag(self.root / key)
            except OSError as error:
                _log.info("%s went away while the folder was read: %s", key, error)
        return marks


def _nothing_known(_: Sequence[str]) -> Mapping[str, str]:
    return {}


def _hidden(key: str, found: Listing) -> str:
    """Why this picture, or a folder on the way to it, could not be listed; empty where nothing hides it."""
    return next((sentence for name, sentence in found.refused if f"{key}/".startswith(f"{name}/")), "")


def _logged(record: Record) -> Record:
    for difference in record.raw["differences"]:
        _log.info("%s: the sidecar differs from the file in %s", record.external_id, difference["field"])
    return record


def _sentence(error: OSError | BadInput) -> str:
    return error.message if isinstance(error, BadInput) else f"the file cannot be read: {error.strerror or error}"
