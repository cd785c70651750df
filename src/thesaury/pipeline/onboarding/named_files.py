"""How many of the files that a table names are there, where the folder for them was given or the table lies."""

from dataclasses import dataclass
from pathlib import PurePath

from thesaury.model.asset import Record

MOST = 5
"""Files that are not there of which the name is told."""


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """So many rows name a file of this machine, and those of `missing` are not there or cannot be read; `examples` are their names, the
    first five. Addresses are not looked at, nor what has no name of a picture, a film or a document."""

    named: int = 0
    missing: int = 0
    examples: tuple[str, ...] = ()


NO_FILES = NamedFiles()


class FileCheck:
    """Counts them, record by record."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._named = self._missing = 0
        self._examples: list[str] = []

    def look(self, record: Record) -> None:
        """Count the file of one record."""
        file = record.file
        if file is None or not file.media_type or "://" in file.location:
            return
        self._named += 1
        if not file.digest:
            self._missing += 1
            if len(self._examples) < MOST:
                self._examples.append(PurePath(file.location).name)

    def found(self) -> NamedFiles:
        """All of it."""
        return NamedFiles(self._named, self._missing, tuple(self._examples))
