"""Where the file of a record lies: the picture among the files of a purchase, or the original that a portal hands out unasked."""

from collections.abc import Iterator, Mapping
from typing import Any

from thesaury.connectors.smintio.binaries import Binaries, Binary
from thesaury.connectors.smintio.data_object import Members, opened, pick
from thesaury.connectors.smintio.licensed_source import LicensedSource
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.smintio.portal_client import PortalApi
from thesaury.connectors.smintio.portal_source import PortalSource
from thesaury.model.asset import Record
from thesaury.ports.source import AssetSource

_INTERFACE = "IAssetsDownload"
_CONSENT = ("warningToBeAccepted", "formGroupsDefinitionModel", "externalUrl", "maxAssetCountExceeded")
"""Where one of these says something, a person has to agree first: nobody does that in their name."""


def address_of(source: AssetSource, record: Record) -> str:
    """An address that is good for an hour at most; empty where there is none for us. Raises Unreachable, NeedsLogin or Refused."""
    if isinstance(source, LicensedSource):
        return _bought(source.binaries(), record)
    if isinstance(source, PortalSource):
        return _shown(source.api, record.external_id)
    return ""


def _bought(binaries: Binaries, record: Record) -> str:
    """A download may count against those that the licence allows: then it is left to people."""
    if any(_counted(one) for one in _members(record.raw.get("transactions")).values()):
        return ""
    found = next((one for one in binaries.of(record) if _picture(one)), None)
    return binaries.address(found) if found else ""


def _counted(transaction: Any) -> bool:
    allowed = _members(_members(transaction).get("license_download_constraints")).get("effective_max_downloads")
    return isinstance(allowed, int) and allowed > 0


def _picture(binary: Binary) -> bool:
    return "image" in binary.content_type.lower()


def _shown(api: PortalApi, key: str) -> str:
    named = {"assetIds": [{"id": key}]}
    told = opened(api.method(_INTERFACE, "getAssetsDownloadsForAssetsAsync", named), "flat")
    item = next((one for one in _items(told) if not any(pick(opened(one, "flat"), name) for name in _CONSENT)), None)
    if item is None:
        return ""
    asked = {**named, "assetDownloadItems": [item], "immediatelyDownload": True}
    answer = opened(api.method(_INTERFACE, "initiateAssetsDownloadForAssetsAsync", asked), "flat")
    return scalar(pick(opened(pick(answer, "assetDownloadUrl"), "flat"), "url"))


def _items(told: Members) -> Iterator[Mapping[str, Any]]:
    for group in _listed(told, "assetDownloadGroups"):
        yield from _listed(opened(group, "flat"), "assetDownloadItems")


def _listed(members: Members, name: str) -> list[Mapping[str, Any]]:
    found = pick(members, name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _members(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
