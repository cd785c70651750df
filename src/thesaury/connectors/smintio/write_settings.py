"""The settings of writing, typed: which strategy, and what each of them needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.connectors import given
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

STRATEGIES = ("dam", "adapter", "template", "marks", "none")
_SET = """{
    "assetId": {"id": "{external_id}"}, "field": "{field}", "add": "{add}", "remove": "{remove}", "wanted": "{wanted}",
    "idempotencyKey": "{key}"
}"""
_GET = '{"assetIds": "{asset_ids}", "field": "{field}"}'
_MARKS = ("collection", "comment", "flag", "task")
_METHODS = {
    "search_collections": "ICollections/searchCollectionsAsync",
    "create_collection": "ICollections/createCollectionAsync",
    "add_assets": "ICollections/addAssetsAsync",
    "comment": "ICollections/createCommentAsync",
    "flag": "ICollections/setAssetFlagAsync",
    "task": "ITaskManagement/createTaskAsync",
}


@dataclass(frozen=True, slots=True)
class AdapterSettings:
    """A tenant's own data adapter: interface, methods and the JSON templates of their arguments; no read method, no reading back."""

    interface: str
    method: str
    body: Any
    read_method: str
    read_body: Any
    read_path: str


@dataclass(frozen=True, slots=True)
class TemplateSettings:
    """A call as an administrator read it off the tenant's Swagger page."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: Any
    read_url: str
    read_path: str


@dataclass(frozen=True, slots=True)
class MarksSettings:
    """What is left for people: in which collection, with which flag or task, and by which methods (pairs of interface and method)."""

    kinds: tuple[str, ...]
    collection: str
    flag: str
    task_handler: str
    task_form: str
    methods: Mapping[str, tuple[str, str]]


def strategy_of(connection: Connection) -> str:
    """The strategy a connection names; without one the DAM behind, where it is named, else none."""
    return given.choice(connection, "write", STRATEGIES, "dam" if connection.setting("dams") else "none")


def dams_of(connection: Connection) -> Mapping[str, str]:
    """The connection that writes to each data adapter. Raises Usage."""
    pairs = [part.partition("=") for part in given.listed(connection, "dams")]
    if not pairs or any(not adapter.strip() or not name.strip() for adapter, _, name in pairs):
        raise Usage(
            f"The setting dams of {connection.name} has to name a connection for each data adapter, such as 12=studio."
        )
    return {adapter.strip().removeprefix("da:"): name.strip() for adapter, _, name in pairs}


def adapter_of(connection: Connection) -> AdapterSettings:
    """The settings of write = adapter. Raises Usage."""
    read = connection.setting("adapter_read_method").strip() or "getAssetConceptsAsync"
    return AdapterSettings(
        interface=connection.setting("adapter_interface").strip() or "IThesauryEnrichment",
        method=connection.setting("adapter_method").strip() or "setAssetConceptsAsync",
        body=given.structure(connection, "adapter_body", _SET),
        read_method="" if read == "none" else read,
        read_body=given.structure(connection, "adapter_read_body", _GET),
        read_path=connection.setting("adapter_read_path") or "assets/concepts",
    )


def template_of(connection: Connection) -> TemplateSettings:
    """The settings of write = template. Raises Usage."""
    url = given.address(connection, "template_url")
    if not url:
        raise Usage(f"The connection {connection.name} writes by template and needs the setting 'template_url'.")
    headers = given.structure(connection, "template_headers", "{}")
    if not isinstance(headers, dict):
        raise Usage(f"The setting template_headers of {connection.name} has to be a JSON object.")
    return TemplateSettings(
        method=given.choice(connection, "template_method", ("POST", "PUT", "PATCH"), "POST"),
        url=url,
        headers={str(name): str(value) for name, value in headers.items()},
        body=given.structure(connection, "template_body", _SET),
        read_url=given.address(connection, "template_read_url"),
        read_path=connection.setting("template_read_path") or "concepts",
    )


def marks_of(connection: Connection) -> MarksSettings:
    """The settings of write = marks. Raises Usage."""
    kinds = given.listed(connection, "marks", "collection,comment")
    if unknown := [kind for kind in kinds if kind not in _MARKS]:
        raise Usage(f"There is no mark '{unknown[0]}'; choose of {', '.join(_MARKS)}.")
    handler = connection.setting("task_handler").strip()
    if "task" in kinds and not handler:
        raise Usage(f"The connection {connection.name} opens tasks and needs the setting 'task_handler'.")
    named = given.structure(connection, "marks_methods", "{}")
    if not isinstance(named, dict) or any(
        name not in _METHODS or str(path).count("/") != 1 for name, path in named.items()
    ):
        raise Usage(f"The setting marks_methods has to name INTERFACE/METHOD for some of {', '.join(_METHODS)}.")
    methods = {name: (path.partition("/")[0], path.partition("/")[2]) for name, path in {**_METHODS, **named}.items()}
    return MarksSettings(
        kinds,
        connection.setting("review_collection").strip() or "Thesaury review",
        connection.setting("flag_id").strip() or "level_3",
        handler,
        connection.setting("task_form").strip(),
        methods,
    )
