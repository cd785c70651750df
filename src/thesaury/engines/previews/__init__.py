"""Previews of assets, kept beside the catalogue: `ports.previews.Previews`."""

from collections.abc import Iterator
from pathlib import Path

from thesaury.engines.previews.remote import RemotePictures
from thesaury.engines.previews.thumbnails import Thumbnails, as_jpeg, local_pictures
from thesaury.model.asset import Asset
from thesaury.ports.previews import Preview
from thesaury.ports.workspace import Workspace

__all__ = ["KeptPreviews"]


class KeptPreviews:
    """Of the picture files on this machine first, then of what other systems show; threads may share it."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is made or fetched yet."""
        folder = workspace.root / "previews"
        self._thumbnails = Thumbnails(folder, workspace.opened)
        self._remote = RemotePictures(workspace, folder / "remote")

    def preview(self, asset: Asset, width: int) -> Preview | None:
        """A picture of the asset at most this wide; None where none can be had now."""
        return self._thumbnails.thumbnail(self._paths(asset), width)

    def jpeg(self, asset: Asset, width: int) -> bytes | None:
        """The same picture as JPEG; None where none can be had now."""
        found = self.preview(asset, width)
        return as_jpeg(found.webp) if found else None

    def _paths(self, asset: Asset) -> Iterator[Path]:
        yield from local_pictures(asset)
        if found := self._remote.picture(asset):
            yield found
