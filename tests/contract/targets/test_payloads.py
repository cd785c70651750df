"""Whatever a CMS answers is read without a crash: payloads in which any part is something else."""

import json
from collections.abc import Mapping
from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.connectors.contentful import mapping as contentful
from thesaury.connectors.contentful.uses import _places as contentful_places
from thesaury.connectors.drupal import mapping as drupal
from thesaury.connectors.drupal.client import Page
from thesaury.connectors.drupal.settings import settings_of
from thesaury.connectors.drupal.uses import _places as drupal_places
from thesaury.connectors.strapi import mapping as strapi
from thesaury.model.connection import Connection
from thesaury.model.publication import Held

DRUPAL = settings_of(
    Connection("c", "drupal", (("base_url", "https://x.example"), ("channel", "w"), ("fields", "credit=field_credit")))
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([None, 1, {"id": None}]),
    st.just({"data": "x", "en-US": {"sys": []}}),
)


def payload(connector: str) -> Any:
    return json.loads((files("thesaury.connectors") / connector / "samples" / "whole.payload.json").read_text("utf-8"))


def parts(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every part of a payload but its whole."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way for key, one in inner for way in ((*path, key), *parts(one, (*path, key)))]


def read_strapi(told: Mapping[str, Any]) -> Held:
    file = strapi.file_of(told)
    rows = strapi.rows_of(told)
    strapi.attributes((("title@en", "x"), ("credit", "y")), rows, "a")
    if file is not None:
        strapi.followed(file, strapi.words(rows, "en"), {"caption": "z"})
    return strapi.held(told, told, "https://x.example")


def read_contentful(told: Mapping[str, Any]) -> Held:
    contentful.changed(told["asset"], (("title@en-US", "x"),), ("fennmoor.1",), ())
    contentful.beside(told["entry"], "fennmoor.a", (("credit", "x"),), "en-US")
    list(contentful_places(told["entry"], SETTINGS))
    return contentful.held(told["asset"], told["entry"], "fennmoor", ("en-US", "de"), {"fennmoor.7c9e": "https://t/c"})


def read_drupal(told: Mapping[str, Any]) -> Held:
    page = Page(told)
    list(drupal_places(page.items[0]))
    return drupal.held(page.items[0], page.included, DRUPAL)


class SETTINGS:
    """As much of the settings as pages need."""

    @staticmethod
    def owns(id: str) -> bool:
        return id.startswith("fennmoor.")


KEPT = {
    "strapi": {("documentId",)},
    "contentful": {("asset",), ("entry",), *((one, "sys") for one in ("asset", "entry")), ("asset", "sys", "id")},
    "drupal": {("data",), ("data", "id")},
}
"""What the client makes sure of before anything is read."""
READ = {"strapi": read_strapi, "contentful": read_contentful, "drupal": read_drupal}


@pytest.mark.parametrize("connector", sorted(READ))
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_payload_with_any_part_another_is_read(connector: str, data: st.DataObject):
    told = payload(connector)
    ways = [way for way in parts(told) if way not in KEPT[connector]]
    for way in data.draw(st.lists(st.sampled_from(ways), min_size=1, max_size=3)):
        _replaced(told, way, data.draw(ODD))
    held = READ[connector](told)
    assert all(text for _, text in held.shown.fields)


def _replaced(told: Any, way: tuple[Any, ...], odd: Any) -> None:
    at = told
    for key in way[:-1]:
        try:
            at = at[key]
        except (KeyError, IndexError, TypeError):
            return  # an earlier change took that part away
    if isinstance(at, dict) or (isinstance(at, list) and isinstance(way[-1], int) and way[-1] < len(at)):
        at[way[-1]] = deepcopy(odd)
