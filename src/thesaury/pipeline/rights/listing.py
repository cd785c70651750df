"""Which rights records have a status, over the whole workspace, in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.model.asset import Asset
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.ports.workspace import Workspace

_SHOWN = 200
"""Code points of a text that a list shows."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """Records with their assets, and the key behind which more may be; None: there are no more."""

    entries: tuple[tuple[Asset, RightsRecord], ...]
    behind: tuple[str, str] | None


def listed(workspace: Workspace, status: PolicyStatus | None, after: tuple[str, str], limit: int) -> Listed:
    """The next records of this status (None: of any) behind this key, by record and place; those whose asset is gone are left out."""
    found = list[tuple[Asset, RightsRecord]]()
    while True:
        page = workspace.catalogue.rights.page(after, _AT_ONCE, status)
        for record in page:
            if len(found) == limit:
                return Listed(tuple(found), after)
            after = record.key
            if asset := _owner(workspace, record):
                found.append((asset, record))
        if len(page) < _AT_ONCE:
            return Listed(tuple(found), None)


def listed_shape(entry: tuple[Asset, RightsRecord], languages: Sequence[str]) -> dict[str, Any]:
    """One line of a list; `text` has the first 200 code points of what the source says."""
    asset, record = entry
    text = " ".join(record.source.text.split())
    return {
        "record": record.source.record,
        "place": record.source.place,
        "version": record.version,
        "status": record.status.value,
        "asset": asset.id,
        "title": asset.title(tuple(languages)),
        "reasons": list(dict.fromkeys(one.reason for one in record.statement.unresolved)),
        "text": text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\u2026",
    }


def _owner(workspace: Workspace, record: RightsRecord) -> Asset | None:
    found = workspace.catalogue.records.find(record.source.record)
    return found if found and any(one.key == record.source.record for one in found.records) else None
