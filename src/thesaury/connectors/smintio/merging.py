"""Brings what the stream says anew of one content element together with what was kept of it, and marks the result."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from thesaury.connectors.smintio.localised import scalar

_VERSION = 1
"""Of the mapping: raise it when records made from the same payload come out otherwise."""

Transaction = Mapping[str, Any]


def place(item: Any) -> tuple[str, str]:
    """The content element and the transaction an item of the stream belongs to; empty texts where it does not say."""
    if not isinstance(item, Mapping):
        return "", ""
    content = item.get("content_element")
    element = scalar(content.get("uuid")) if isinstance(content, Mapping) else ""
    return element, scalar(item.get("uuid"))


def unplaced(element: str, uuid: str) -> tuple[str, str]:
    """What an item is called that lacks one of both, and a sentence that says what it lacks."""
    if uuid:
        return (
            f"transaction {uuid}",
            "it names no content element, so it belongs to no asset; ask Smint.io what was bought",
        )
    return (
        element or "a transaction without id",
        "a purchase of it has no uuid, so it cannot be told from others; ask Smint.io",
    )


def merged(kept: Mapping[str, Any], items: Sequence[Transaction]) -> dict[str, Transaction]:
    """All purchases of one content element by their uuid: an item takes the place of the kept one unless that has a higher version.

    An item that may not go to other systems adds nothing; a kept purchase only learns that, and its state, from it.
    """
    stored = kept.get("transactions")
    transactions: dict[str, Transaction] = dict(stored) if isinstance(stored, Mapping) else {}
    for item in items:
        uuid = scalar(item.get("uuid"))
        before = transactions.get(uuid)
        if before is not None and _version(before) > _version(item):
            continue
        if item.get("can_be_synced") is True:
            transactions[uuid] = item
        elif before is not None:
            transactions[uuid] = {**before, "can_be_synced": False, "state": item.get("state")}
    return transactions


def digest(transactions: Mapping[str, Transaction], cultures: Sequence[str], link: str, file: str = "") -> str:
    """The etag of a merged content element: SHA-256 over everything in it but the addresses of previews, which change by themselves.

    `file` is the state of a preview that is a file beside an export.
    """
    lasting = {uuid: _lasting(item) for uuid, item in transactions.items()}
    content = [_VERSION, list(cultures), link, lasting, *([file] if file else [])]
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _version(item: Transaction) -> int:
    version = item.get("version")
    return version if isinstance(version, int) else 0


def _lasting(item: Transaction) -> Transaction:
    content = item.get("content_element")
    if not isinstance(content, Mapping) or "previews" not in content:
        return item
    return {**item, "content_element": {**content, "previews": _without_addresses(content["previews"])}}


def _without_addresses(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_addresses(inner) for name, inner in value.items() if name != "url"}
    return [_without_addresses(inner) for inner in value] if isinstance(value, list) else value
