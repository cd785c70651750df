"""Where our assets stand: entries that link to them, or to the entries beside them, in a field or within a rich text."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from thesaury.connectors.contentful.client import ENTRIES, Api
from thesaury.connectors.contentful.mapping import archived
from thesaury.connectors.contentful.settings import Settings
from thesaury.connectors.texts import web_address
from thesaury.model.publication import PageUse

_DEEPEST = 60
Item = Mapping[str, Any]


def uses(settings: Settings, api: Api, asset_of: Callable[[str], str]) -> Iterator[PageUse]:
    """Every place, live ones first; what stands in a draft and live is told once, as live."""
    titles = {str(one["sys"]["id"]): str(one.get("displayField") or "") for one in api.listed("content_types")}
    params = (("sys.contentType.sys.id[in]", ",".join(settings.types)),) if settings.types else ()
    seen: set[tuple[str, str, str]] = set()
    for live in (True, False):
        for entry in api.all(ENTRIES, params, published=live):
            if settings.owns(str(entry["sys"]["id"])) or archived(entry):
                continue
            for place, id in dict.fromkeys(_places(entry, settings)):
                found = (str(entry["sys"]["id"]), place, id)
                if found not in seen:
                    seen.add(found)
                    yield _use(settings, entry, place, id, asset_of(id), titles, live)


def _places(entry: Item, settings: Settings) -> Iterator[tuple[str, str]]:
    fields = entry.get("fields")
    for name, value in (fields if isinstance(fields, Mapping) else {}).items():
        for id in _within(value, 0):
            if settings.owns(id):
                yield name, id


def _within(value: object, depth: int) -> Iterator[str]:
    """The ids of assets and entries that are linked to in a value."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        sys = value.get("sys")
        if isinstance(sys, Mapping) and sys.get("type") == "Link" and sys.get("linkType") in ("Asset", "Entry"):
            yield str(sys.get("id"))
        else:
            for inner in value.values():
                yield from _within(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _within(inner, depth + 1)


def _use(
    settings: Settings, entry: Item, place: str, id: str, asset: str, titles: Mapping[str, str], live: bool
) -> PageUse:
    kind = _kind(entry)
    told = {"id": entry["sys"]["id"], "type": kind, "slug": _text(entry, "slug", settings)}
    address = settings.page_address.format(space=settings.space, environment=settings.environment, **told)
    return PageUse(
        asset=asset,
        external_id=id,
        page=str(entry["sys"]["id"]),
        address=web_address(address),
        title=_text(entry, titles.get(kind, ""), settings),
        place=place,
        since=str(entry["sys"].get("updatedAt") or ""),
        live=live,
    )


def _kind(entry: Item) -> str:
    kind = entry["sys"].get("contentType")
    sys = kind.get("sys") if isinstance(kind, Mapping) else None
    return str(sys.get("id") or "") if isinstance(sys, Mapping) else ""


def _text(entry: Item, field: str, settings: Settings) -> str:
    fields = entry.get("fields")
    value = fields.get(field) if isinstance(fields, Mapping) else None
    if not isinstance(value, Mapping):
        return ""
    found = value.get(settings.locales[0]) or next(iter(value.values()), "")
    return found if isinstance(found, str) else ""
