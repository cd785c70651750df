"""Reading and downloading assets behind a portal: single and batch reads, download offers with rights text, signed links."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from thesaury.sandbox.smintio.envelope import laid_out
from thesaury.sandbox.smintio.estate import Estate
from thesaury.sandbox.smintio.refusal import Refusal
from thesaury.sandbox.smintio.tenants import Portal

_LINK_LIFE = timedelta(hours=1)
_THUMBNAILS = {"largeThumbnailUrl": 1600, "mediumThumbnailUrl": 800, "smallThumbnailUrl": 320}


class Reading:
    """Reads of one tenant's assets."""

    def __init__(self, estate: Estate) -> None:
        """Reads over an estate."""
        self._estate = estate

    def one(self, portal: Portal, asked: Mapping[str, Any], url: str) -> dict[str, Any]:
        """One asset with everything there is. Raises Refusal when the portal does not show it."""
        if asked.get("ispageevent"):
            self._estate.sandbox.violate("page-event", "a machine's read was counted as a person's view")
        uuid = identifier(asked.get("assetid"))
        return {"assetDataObject": self.told(self.asset(portal, uuid), url)}

    def many(self, portal: Portal, asked: Mapping[str, Any], url: str) -> dict[str, Any]:
        """Several assets. Raises Refusal for all when one is missing."""
        return {"assetDataObjects": [self.told(asset, url) for asset in self._assets(portal, asked)]}

    def offers(self, portal: Portal, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What can be downloaded, with the warning that carries rights text."""
        assets = self._assets(portal, asked)
        rights = [asset.get("fileMetadata", {}).get("instructions") for asset in assets]
        warning = " ".join(text for text in rights if text) or None
        item = {
            "groupId": "original",
            "itemId": "original",
            "description": {"x-default": "Original file"},
            "count": len(assets),
            "fileSizeInBytes": None,
            "selectedByDefault": True,
            "maxAssetCount": 100,
            "maxAssetCountExceeded": len(assets) > 100,
            "warningToBeAccepted": {"x-default": warning} if warning else None,
            "externalUrl": None,
            "assetIds": [{"id": asset["smintIoId"]} for asset in assets],
        }
        group = {"groupId": "original", "groupName": {"x-default": "Originals"}, "immediatelyDownload": False}
        return {"assetDownloadGroups": [{**group, "assetDownloadItems": [item]}]}

    def download(self, portal: Portal, asked: Mapping[str, Any], url: str) -> dict[str, Any]:
        """An address, good for an hour, of the first asset's file."""
        assets = self._assets(portal, asked)
        if not assets:
            raise Refusal(400, "argument_missing", "assetIds is empty.")
        name = assets[0]["fileMetadata"]["fileName"]
        until = self._estate.sandbox.clock.now() + _LINK_LIFE
        address = self._estate.signed(f"{url}/{self._estate.tenant.name}", file_path(assets[0]), until)
        link = {"url": address, "fileName": name, "fileSizeInBytes": None, "mediaType": "image/jpeg"}
        return {"assetDownloadUrl": link}

    def asset(self, portal: Portal, uuid: str) -> dict[str, Any]:
        """The asset as the portal may show it. Raises Refusal."""
        found = self._estate.shelf.get(uuid)
        if found is None or uuid.split(":", 1)[0] not in portal.adapters:
            raise Refusal(404, "asset_not_found", f"There is no asset {uuid}.", uuid)
        return found

    def told(self, asset: dict[str, Any], url: str) -> dict[str, Any]:
        """The asset with its addresses, in the layout that is switched on."""
        base, path = f"{url}/{self._estate.tenant.name}", file_path(asset)
        links = {name: self._estate.preview(base, path) for name in _THUMBNAILS}
        shown = {
            "isLargeThumbnailAvailable": True,
            "isMediumThumbnailAvailable": True,
            "isSmallThumbnailAvailable": True,
        }
        return laid_out({**asset, **links, **shown}, self._estate.dialect.layout)

    def _assets(self, portal: Portal, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        found, missing = [], []
        for uuid in map(identifier, asked.get("assetids") or []):
            try:
                found.append(self.asset(portal, uuid))
            except Refusal:
                missing.append(uuid)
        if missing:
            raise Refusal(404, "assets_not_found", f"Missing: {', '.join(missing)}.", missing[0])
        return found


def identifier(value: Any) -> str:
    """The id in `{id}` or a plain string. Raises Refusal."""
    uuid = value.get("id") if isinstance(value, dict) else value
    if not isinstance(uuid, str) or not uuid:
        raise Refusal(400, "argument_missing", "assetId is missing.")
    return uuid


def file_path(asset: Mapping[str, Any]) -> str:
    """Where the asset's file lies below the tenant."""
    external = str(asset["externalId"])
    studio = asset["dataAdapterInstanceKey"] == "da:14"
    return f"/files/assets/studio/{external}" if studio else f"/files/assets/portal/pictures/{external}.jpg"
