"""The settings of a portal connection, typed: where its search is, how it is asked, and how its answers are read."""

from dataclasses import dataclass

from thesaury.connectors import given
from thesaury.connectors.smintio.data_object import LAYOUTS
from thesaury.connectors.smintio.settings import selectors_of
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Where assets are searched: a component of a page, or a public interface of the portal."""

    page_uuid: str
    page_type: str
    property: str
    index: int
    interface: str


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a portal that one search goes through: a content type, a data adapter, or everything."""

    content_type: int | None = None
    adapter: str = ""


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """What only portal connections have; `poll_seconds` is never below one, as the contract demands."""

    payload_path: str
    portal_uuid: str
    search: SearchPlace
    read_interface: str
    body_as_text: bool
    culture: str
    context_url: str
    resource_asset_mode: int | None
    slices: tuple[Slice, ...]
    details: str
    batch: int
    poll_seconds: float
    task_seconds: float
    layout: str
    exact_totals: bool
    selectors: tuple[tuple[str, tuple[str, ...]], ...]


def portal_settings(connection: Connection) -> PortalSettings:
    """The portal's settings. Raises Usage for a misspelt one."""
    return PortalSettings(
        payload_path=connection.setting("payload_path") or "payload",
        portal_uuid=connection.setting("portal_uuid").strip(),
        search=SearchPlace(
            page_uuid=connection.setting("search_page_uuid").strip(),
            page_type=connection.setting("search_page_type") or "page-type-assets-search",
            property=connection.setting("search_property") or "assetsSearch",
            index=given.whole(connection, "search_index", 0),
            interface=connection.setting("search_interface").strip(),
        ),
        read_interface=connection.setting("read_interface") or "IAssetsRead",
        body_as_text=given.choice(connection, "body_encoding", ("raw", "string"), "raw") == "string",
        culture=connection.setting("culture").strip(),
        context_url=given.address(connection, "context_url"),
        resource_asset_mode=given.whole(connection, "resource_asset_mode", 0)
        if connection.setting("resource_asset_mode")
        else None,
        slices=_slices(connection),
        details=given.choice(connection, "details", ("batch", "single", "none"), "batch"),
        batch=given.whole(connection, "batch_size", 100, 1),
        poll_seconds=given.number(connection, "poll_seconds", 5.0, 1.0),
        task_seconds=given.number(connection, "task_seconds", 240.0, 1.0),
        layout=given.choice(connection, "layout", LAYOUTS, "auto"),
        exact_totals=given.choice(connection, "totals", ("exact", "loose"), "exact") == "exact",
        selectors=selectors_of(connection),
    )


def _slices(connection: Connection) -> tuple[Slice, ...]:
    types = given.listed(connection, "content_types")
    if not all(text.isdecimal() for text in types):
        raise Usage(
            "The setting content_types has to be numbers such as 0,2: 0 is images, 1 documents, 2 videos, 3 audio."
        )
    adapters = [adapter.removeprefix("da:") for adapter in given.listed(connection, "data_adapters")] or [""]
    numbers: list[int | None] = [int(text) for text in types] or [None]
    return tuple(Slice(content_type, adapter) for adapter in adapters for content_type in numbers)
