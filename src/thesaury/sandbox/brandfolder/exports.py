"""The nightly tables of the Insights Data Connector as CSV files. Their columns are our guess: nobody published them."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from thesaury.sandbox.brandfolder.estate import Estate
from thesaury.sandbox.brandfolder.shelf import Asset

_NETWORK = ("website", "display_ads", "social_paid")
_KINDS = {"press_kit": "share", "presentation": "download", "intranet": "view", "email": "download", "ooh": "download"}
_SHARED, _NAMED = "share", "view"
_EVENT = (
    "event_id",
    "event_time",
    "event_type",
    "asset_key",
    "brandfolder_key",
    "organization_key",
    "source",
    "market",
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "assets": (
        *("asset_key", "name", "section_key", "section_name", "brandfolder_key", "approved", "availability"),
        *("created_at", "updated_at", "score"),
    ),
    "attachments": ("attachment_key", "asset_key", "brandfolder_key", "filename", "extension", "mimetype"),
    "brandfolders": ("brandfolder_key", "name", "slug", "organization_key"),
    "cdn_aggregates": ("date", "asset_key", "brandfolder_key", "referrer", "request_count"),
    "events": (*_EVENT, "quantity"),
    "events_with_sharelink": (*_EVENT, "sharelink_key"),
    "events_with_user_session": (*_EVENT, "session_key"),
}
"""The columns of each table [unverified]. No column names a person: sessions and share links are numbers without a meaning."""

Row = dict[str, object]
Use = tuple[Asset, Mapping[str, str]]
"""An asset, and how it was used: event, channel, market, date, where, quantity."""


def write_exports(estate: Estate, folder: Path) -> list[Path]:
    """Writes every table of an organisation, each as TABLE.csv with a header row, and says where."""
    folder.mkdir(parents=True, exist_ok=True)
    uses = list(_uses(estate))
    tables: Mapping[str, Callable[[], Iterable[Row]]] = {
        "assets": lambda: (_asset(estate, asset) for asset in _assets(estate)),
        "attachments": lambda: (row for asset in _assets(estate) for row in _attachments(estate, asset)),
        "brandfolders": lambda: _brandfolders(estate),
        "cdn_aggregates": lambda: (_aggregate(estate, use) for use in uses if use[1]["channel"] in _NETWORK),
        "events": lambda: (_event(estate, use) for use in uses if use[1]["channel"] not in _NETWORK),
        "events_with_sharelink": lambda: _joined(estate, uses, _SHARED, "sharelink_key"),
        "events_with_user_session": lambda: _joined(estate, uses, _NAMED, "session_key"),
    }
    return [_written(folder / f"{name}.csv", COLUMNS[name], rows()) for name, rows in tables.items()]


def _written(file: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file


def _assets(estate: Estate) -> Iterator[Asset]:
    return (estate.shelf.at(number) for number in estate.shelf.numbers())


def _asset(estate: Estate, asset: Asset) -> Row:
    section = estate.tree.get("section", asset["section"]) or {}
    stored = {name: asset[name] for name in ("name", "approved", "created_at", "updated_at", "score")}
    names = {"section_key": asset["section"], "section_name": section.get("name", "")}
    return {**_keys(estate, asset), **names, **stored, "availability": estate.availability(asset)}


def _attachments(estate: Estate, asset: Asset) -> list[Row]:
    shown = ("filename", "extension", "mimetype")
    return [
        {**_keys(estate, asset), "attachment_key": one["id"], **{name: one[name] for name in shown}}
        for one in asset["attachments"]
    ]


def _brandfolders(estate: Estate) -> list[Row]:
    key = estate.organisation.key
    entries = estate.tree.all("brandfolder")
    return [
        {"brandfolder_key": one["id"], "organization_key": key, "name": one["name"], "slug": one["slug"]}
        for one in entries
    ]


def _aggregate(estate: Estate, use: Use) -> Row:
    asset, told = use
    referrer = f"{told['channel']}{told['where'] if told['where'].startswith('/') else ' ' + told['where']}"
    return {**_keys(estate, asset), "date": told["date"], "referrer": referrer, "request_count": told["quantity"]}


def _event(estate: Estate, use: Use) -> Row:
    asset, told = use
    return {
        **_keys(estate, asset),
        "event_id": told["event"],
        "event_time": f"{told['date']} {8 + _digits(told) % 10:02}:{_digits(told) % 60:02}:00.000000",
        "event_type": _kind(told),
        "source": told["where"],
        "market": told["market"],
        "quantity": told["quantity"],
    }


def _joined(estate: Estate, uses: list[Use], kind: str, column: str) -> Iterator[Row]:
    for use in uses:
        if use[1]["channel"] not in _NETWORK and _kind(use[1]) == kind:
            yield {**_event(estate, use), column: f"{_digits(use[1]):010}"}


def _kind(told: Mapping[str, str]) -> str:
    return _KINDS.get(told["channel"], "download")


def _keys(estate: Estate, asset: Asset) -> Row:
    key = estate.organisation.key
    return {"asset_key": asset["id"], "brandfolder_key": estate.brandfolder(asset), "organization_key": key}


def _digits(told: Mapping[str, str]) -> int:
    return int(sha256(told["event"].encode()).hexdigest()[:8], 16)


def _uses(estate: Estate) -> Iterator[Use]:
    for number, told in estate.shelf.uses():
        asset = estate.shelf.get(estate.organisation.identifier("asset", number))
        if asset is not None:
            yield asset, told
