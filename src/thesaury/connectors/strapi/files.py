"""The files of an asset in the media library: which of them are ours, and how they are put there and taken away."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thesaury.connectors.strapi.client import ASSETS, DRAFT, Api
from thesaury.connectors.strapi.mapping import file_of
from thesaury.model.errors import Refused
from thesaury.ports.publishing_target import Package

_OTHER = re.compile("[^A-Za-z0-9]+")
Item = Mapping[str, Any]


class Files:
    """Files are ours by the name we sent them with, which stays in their `hash` when somebody calls them otherwise. An editor's own file is
    never changed or deleted, wherever he put it."""

    def __init__(self, connection: str, api: Api) -> None:
        """Nothing is asked yet."""
        self._connection, self._api = connection, api

    def of(self, package: Package, entries: Iterable[Item | None]) -> list[Item]:
        """All files of an asset: those that are ours in these versions of its entry, and those that no version names any more."""
        linked = [file for entry in entries if entry is not None and (file := file_of(entry))]
        found = [one for one in (*linked, *self._named(package)) if is_ours(one, package)]
        return list({int(one["id"]): one for one in found}.values())

    def put(self, entry: Item, package: Package, words: Item) -> int | None:
        """Another content for the file the entry has, or for one that lost its entry; else a new file. Returns the number of a file that
        was there already."""
        there, content = file_of(entry), package.content()
        if there is None or not is_ours(there, package):
            left = next(iter(self.of(package, ())), None)
            if left is not None or there is not None:
                self._api.update(ASSETS, str(entry["documentId"]), {"file": left["id"] if left else None}, DRAFT)
            there = left
        if there is None:
            told = {"name": package.name, **words}
            self._api.upload(package.name, package.media_type, content, told, int(entry["id"]))
            return None
        self._api.replace(int(there["id"]), package.name, package.media_type, content)
        return int(there["id"])

    def cover(self, files: Sequence[Item], entry: Item, placeholder: Package) -> None:
        """The placeholder as the content of every file, so that it stands under each of their addresses, and in the entry."""
        put = self.put(entry, placeholder, {})
        for id in (int(one["id"]) for one in files if int(one["id"]) != put):
            self._api.replace(id, placeholder.name, placeholder.media_type, placeholder.content())

    def delete(self, files: Sequence[Item], package: Package) -> None:
        """Delete these files. Raises Refused where one is there afterwards."""
        for file in files:
            self._api.delete_file(int(file["id"]))
        if files and (left := self._named(package)):
            raise Refused(
                f"{self._connection}: the file {left[0].get('name')} is in Strapi's media library still. Allow the token to delete files "
                "(Upload: destroy), or delete it there."
            )

    def _named(self, package: Package) -> list[Item]:
        """Files in the media library by name alone, which tells the asset only where it holds its id."""
        if package.asset not in package.name:
            return []
        found = (
            *self._api.files("name", "$eq", package.name),
            *self._api.files("hash", "$startsWith", _start(package)),
        )
        return [one for one in found if is_ours(one, package)]


def is_ours(file: Item, package: Package) -> bool:
    """Whether a file was sent by us for this asset."""
    hashed = re.fullmatch(f"{re.escape(_start(package))}[0-9a-f]{{10}}", str(file.get("hash")))
    return hashed is not None or file.get("name") == package.name


def _start(package: Package) -> str:
    """What Strapi makes of a name, to which it adds ten signs."""
    return _OTHER.sub("_", package.name.rpartition(".")[0]) + "_"
