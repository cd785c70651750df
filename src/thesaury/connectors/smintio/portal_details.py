"""Assets of a portal in detail: in batches, and one by one where a batch fails because of one of them."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from thesaury.connectors.smintio.data_object import identity, opened, pick
from thesaury.connectors.smintio.errors import missing
from thesaury.connectors.smintio.portal_client import PortalApi
from thesaury.model.errors import Refused

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Details:
    """The data objects by the ids asked for; ids that are not there, and ids that were refused with a sentence each."""

    objects: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def details(api: PortalApi, keys: Sequence[str]) -> Details:
    """These assets in the order asked. Raises Unreachable or NeedsLogin when the portal does not answer."""
    found: dict[str, Any] = {}
    gone: list[str] = []
    refused: list[tuple[str, str]] = []
    for chunk in _chunks(keys, api.portal.batch if api.portal.details == "batch" else 1):
        together = _batch(api, chunk) if len(chunk) > 1 else {}
        for key in chunk:
            try:
                found[key] = together[key] if key in together else _single(api, key)
            except Refused as error:
                if missing(error.status, error.code):
                    gone.append(key)
                else:
                    refused.append((key, error.message))
    return Details(found, tuple(gone), tuple(refused))


def _batch(api: PortalApi, keys: Sequence[str]) -> dict[str, Any]:
    """What one call gives; one missing or denied asset fails the whole of it, and then it gives nothing."""
    try:
        result = api.method(api.portal.read_interface, "getAssetsAsync", {"assetIds": [{"id": key} for key in keys]})
    except Refused as error:
        _log.info(
            "%s: %d assets cannot be read together and are read one by one: %s", api.name, len(keys), error.message
        )
        return {}
    objects = pick(opened(result, "flat"), "assetDataObjects")
    given = objects if isinstance(objects, list) else []
    return {key: item for item in given if (key := identity(opened(item, api.portal.layout))) in keys}


def _single(api: PortalApi, key: str) -> Any:
    result = api.method(api.portal.read_interface, "getAssetAsync", {"assetId": {"id": key}, "isPageEvent": False})
    item = pick(opened(result, "flat"), "assetDataObject")
    if not isinstance(item, Mapping):
        raise Refused(f"{api.name}: the portal gave nothing for {key}. See that it may be read, then run again.")
    return item


def _chunks(keys: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
