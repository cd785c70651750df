"""The files of an asset in Drupal: which of them are ours, and how they go."""

import re

from thesaury.connectors.drupal.client import Api, beginning, file_name
from thesaury.connectors.drupal.mapping import attributes
from thesaury.model.errors import Refused
from thesaury.ports.publishing_target import Package

_FILES = "file/file"


class Files:
    """Files are ours by the name we sent them with, whether media refer to them or not. An editor's own file is never deleted, wherever he
    put it."""

    def __init__(self, connection: str, api: Api) -> None:
        """Nothing is asked yet."""
        self._connection, self._api = connection, api

    def delete(self, package: Package, keep: str = "") -> None:
        """Delete all files of this asset but the one with the id `keep`. Raises Refused where one is there afterwards."""
        found = [one for one in self._named(package) if one != keep]
        for id in found:
            self._api.delete(_FILES, id)
        if found and (left := [one for one in self._named(package) if one != keep]):
            raise Refused(
                f"{self._connection}: the file {left[0]} of {package.asset} is in Drupal still. Allow the account to delete any file, or "
                "delete it there."
            )

    def _named(self, package: Package) -> list[str]:
        """The ids of files by their name, which tells the asset only where it holds its id; where a name is taken, Drupal counts on."""
        if package.asset not in package.name:
            return []
        stem = file_name(package.name).rpartition(".")[0]
        pattern = re.compile(rf"{re.escape(stem)}(?:_\d+)?\.[a-z0-9]+", re.IGNORECASE)
        found = (one for page in self._api.pages(_FILES, beginning("filename", stem)) for one in page.items)
        return [str(one["id"]) for one in found if pattern.fullmatch(str(attributes(one).get("filename")))]
