"""Whatever a CMS answers is read without a crash: payloads in which any part is something else."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.contentful import mapping as contentful
from thesaury.connectors.contentful.uses import _places as contentful_places
from thesaury.connectors.contentful.uses import _use as contentful_use
from thesaury.connectors.drupal import mapping as drupal
from thesaury.connectors.drupal.client import Page
from thesaury.connectors.drupal.settings import settings_of
from thesaury.connectors.drupal.uses import _places as drupal_places
from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.manifest import manifests
from thesaury.connectors.strapi import mapping as strapi
from thesaury.connectors.wagtail import mapping as wagtail
from thesaury.connectors.wordpress import mapping as wordpress
from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable
from thesaury.model.publication import Held
from thesaury.ports.publishing_target import PublishingTarget

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
    name = f"{SAMPLES.get(connector, 'whole')}.payload.json"
    return json.loads((files("thesaury.connectors") / connector / "samples" / name).read_text("utf-8"))


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
    contentful_use(SETTINGS, told["entry"], "hero", "fennmoor.a", "a", {}, True)
    return contentful.held(told["asset"], told["entry"], "fennmoor", ("en-US", "de"), {"fennmoor.7c9e": "https://t/c"})


def read_drupal(told: Mapping[str, Any]) -> Held:
    page = Page(told)
    list(drupal_places(page.items[0]))
    return drupal.held(page.items[0], page.included, DRUPAL)


def read_wagtail(told: Mapping[str, Any]) -> Held:
    wagtail.use({**told, "image": 1, "page": 2, "address": told.get("edit")}, "https://x.example")
    return wagtail.held(told, "https://x.example")


def read_wordpress(told: Mapping[str, Any]) -> Held:
    wordpress.use_of(told)
    return wordpress.held_of(told)


class SETTINGS:
    """As much of the settings as pages need."""

    space, environment, page_address, locales = "s", "e", "https://x.example/{slug}", ("en-US",)

    @staticmethod
    def owns(id: str) -> bool:
        return id.startswith("fennmoor.")


KEPT = {
    "strapi": {("documentId",)},
    "contentful": {("asset",), ("entry",), *((one, "sys") for one in ("asset", "entry")), ("asset", "sys", "id")},
    "drupal": {("data",), ("data", "id")},
    "wagtail": {("ref",), ("id",)},
    "wordpress": {("asset",), ("id",)},
}
"""What the client makes sure of before anything is read."""
READ = {
    "strapi": read_strapi,
    "contentful": read_contentful,
    "drupal": read_drupal,
    "wagtail": read_wagtail,
    "wordpress": read_wordpress,
}
SAMPLES = {"wagtail": "asset", "wordpress": "object"}


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


@pytest.mark.parametrize("connector", ["drupal", "wagtail", "wordpress"])
def test_what_does_not_say_whether_it_is_live_may_be(connector: str):
    """So that it is withdrawn, and not taken for what is gone already."""
    told = payload(connector)
    there = told["data"]["attributes"] if connector == "drupal" else told
    there.pop("status" if connector == "drupal" else "live")
    held = READ[connector](told)
    assert (held.live, held.withdrawn) == (True, False)


class Answering:
    """A system that gives one answer to everything."""

    def __init__(self, answer: object) -> None:
        self._answer = answer

    def json(self, ask: Ask) -> object:
        return self._answer


@pytest.mark.parametrize("ask", [lambda target: target.held({"a": ""}), lambda target: list(target.every())])
@pytest.mark.parametrize("item", [{}, {"ref": "a", "asset": "a"}, {"id": 1}, {"ref": [], "asset": "", "id": 1}])
@pytest.mark.parametrize("connector", ["wagtail", "wordpress"])
def test_an_object_that_does_not_say_which_it_is_is_refused(
    connector: str, item: Mapping[str, Any], ask: Callable[[PublishingTarget], object], monkeypatch: pytest.MonkeyPatch
):
    """It could neither be withdrawn nor be said to be gone."""
    told = (("base_url" if connector == "wagtail" else "site", "https://x.example"), ("channel", "w"))
    site = Connection("c", connector, told if connector == "wagtail" else (*told, ("user", "u")))
    target: PublishingTarget = manifests()[connector].factory("target")(site, lent(FakeSecrets()))
    answer = {"items": [item], "objects": [item], "assets": True, "next": 0}
    monkeypatch.setattr(HttpClient, "json", Answering(answer).json)
    with pytest.raises(Unreachable):
        ask(target)


def _replaced(told: Any, way: tuple[Any, ...], odd: Any) -> None:
    at = told
    for key in way[:-1]:
        try:
            at = at[key]
        except (KeyError, IndexError, TypeError):
            return  # an earlier change took that part away
    if isinstance(at, dict) or (isinstance(at, list) and isinstance(way[-1], int) and way[-1] < len(at)):
        at[way[-1]] = deepcopy(odd)
