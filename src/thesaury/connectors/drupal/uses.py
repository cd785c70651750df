"""Where assets stand in a site: nodes that refer to media, or to their file, in a field, or that have media embedded in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from thesaury.connectors.drupal.client import Api
from thesaury.connectors.drupal.mapping import attributes, linked
from thesaury.connectors.drupal.settings import Settings
from thesaury.connectors.texts import web_address
from thesaury.model.publication import PageUse

_EMBEDDED = re.compile(r"data-entity-uuid=[\"']([0-9a-f-]{36})[\"']", re.IGNORECASE)
Item = Mapping[str, Any]


def uses(settings: Settings, api: Api, media: Iterable[tuple[Item, Item]]) -> Iterator[PageUse]:
    """Every place; `media` come each with the link to their file."""
    ours: dict[str, Item] = {}
    for one, link in media:
        ours[str(one["id"])] = one
        if link.get("id"):
            ours[str(link["id"])] = one
    for bundle in settings.types:
        for page in api.pages(f"node/{bundle}"):
            for node in page.items:
                for place, id in dict.fromkeys(_places(node)):
                    if id in ours:
                        yield _use(settings, node, place, ours[id])


def _places(node: Item) -> Iterator[tuple[str, str]]:
    """The fields of a node, each with the ids of what it refers to."""
    relationships = node.get("relationships")
    for field in relationships if isinstance(relationships, Mapping) else ():
        yield from ((str(field), str(one.get("id"))) for one in linked(node, str(field)))
    for field, value in attributes(node).items():
        values = value if isinstance(value, list) else [value]
        texts = (one.get("value") if isinstance(one, Mapping) else one for one in values)
        for text in (one for one in texts if isinstance(one, str)):
            yield from ((str(field), id.lower()) for id in _EMBEDDED.findall(text))


def _use(settings: Settings, node: Item, place: str, media: Item) -> PageUse:
    told = attributes(node)
    path = told.get("path")
    alias = str(path.get("alias") or "") if isinstance(path, Mapping) else ""
    number = f"node/{told.get('drupal_internal__nid', node['id'])}"
    return PageUse(
        asset=str(attributes(media).get(settings.reference_field)),
        external_id=str(media["id"]),
        page=str(node["id"]),
        address=web_address(f"/{alias.lstrip('/') or number}", settings.base_url),
        title=str(told.get("title") or ""),
        language=str(told.get("langcode") or ""),
        place=place,
        since=str(told.get("changed") or ""),
        live=bool(told.get("status")),
    )
