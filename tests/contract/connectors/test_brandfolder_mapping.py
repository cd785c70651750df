"""Brandfolder's payloads and settings without a server: whatever comes, a record that can be stored, or a sentence."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.tools import lent
from thesaury.connectors.brandfolder.cursor import Cursor, cursor_of, since
from thesaury.connectors.brandfolder.mapping import label_paths, record
from thesaury.connectors.brandfolder.settings import settings_of
from thesaury.connectors.brandfolder.shapes import listing
from thesaury.connectors.image_data import shown
from thesaury.connectors.manifest import manifests
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage


def asset(**attributes: Any) -> dict[str, Any]:
    return {"id": "a-1", "type": "generic_files", "attributes": {"name": "Jar", **attributes}}


def mapped(asset: dict[str, Any], *included: dict[str, Any], **further: Any) -> Any:
    near = {str(number): {"data": {"type": one["type"], "id": one["id"]}} for number, one in enumerate(included)}
    payload = {"asset": {**asset, "relationships": near}, "included": included, "uri_field": "Concept URIs"}
    return record("c", {**payload, **further})


def value(number: int, key: str, value: str) -> dict[str, Any]:
    return {"id": f"v-{number}", "type": "custom_field_values", "attributes": {"key": key, "value": value}}


def connection(**settings: str) -> Connection:
    return Connection("c", "brandfolder", tuple({"brandfolder": "only", **settings}.items()))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "attributes", "relationships", "data", "name", "key", "value"]), inner
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["name", "description", "availability", "thumbnail_url", "approved"]), JSON),
    st.lists(JSON, max_size=4),
)
def test_whatever_comes_becomes_a_record_that_can_be_stored(attributes: dict[str, Any], included: list[Any]):
    found = record("c", {"asset": {"id": "a-1", "attributes": attributes}, "included": included})
    assert json.loads(json.dumps(found.raw)) == found.raw
    assert json.dumps(dataclasses.asdict(dataclasses.replace(found, raw={}))).encode()
    assert (found.etag, found.licences[0].fields[0][0]) == (found.etag or "x", "availability")


@given(JSON)
def test_whatever_answers_a_list_is_a_page_or_none(answer: Any):
    found = listing(answer)
    assert found is None or all(item["id"] for item in found.items)


def test_a_new_signed_address_and_a_new_order_are_no_change():
    tags = [{"id": f"t-{name}", "type": "tags", "attributes": {"name": name}} for name in "ab"]
    one = mapped(asset(thumbnail_url="https://cdn.example/x?Expires=1"), *tags)
    other = mapped(asset(thumbnail_url="https://cdn.example/x?Expires=2"), *reversed(tags))
    assert one.etag == other.etag
    assert one.etag != mapped(asset(name="Cup"), *tags).etag
    assert one.etag != mapped(asset(availability="expired"), *tags).etag


def test_custom_fields_keep_all_values_and_never_hide_our_own_names():
    found = mapped(asset(), value(1, "Market", "AT"), value(2, "Market", "DE"), value(3, "section", "mine"))
    assert found.property_values("Market") == ("AT", "DE")
    assert found.property_values("custom field section") == ("mine",)


def test_our_own_values_are_left_out_and_bare_iris_are_stated():
    notes = [value(1, "Concept URIs", "https://terms.example/water water"), value(2, "Concept URIs", "urn:example:jar")]
    found = mapped(asset(), *notes, value(3, "Subject", "water"), value(4, "Subject", "tin"))
    assert (found.stated, found.property_values("Subject")) == (("urn:example:jar",), ("tin",))
    assert mapped(asset(), *notes, uri_field="").stated == ()
    elsewhere = mapped(asset(), *notes, value(3, "Subject", "water"), value(4, "Taste", "water"), fields=["Subject"])
    assert (elsewhere.property_values("Subject"), elsewhere.property_values("Taste")) == ((), ("water",))


def test_labels_say_where_they_are_in_their_tree():
    labels = [
        {"id": "l-1", "attributes": {"name": "Season", "path": ["l-1"]}},
        {"id": "l-2", "attributes": {"name": "Summer", "path": ["l-2", "l-1"]}},
        {"id": "l-3", "attributes": {"name": "Lost", "path": ["l-3", "gone"]}},
    ]
    assert label_paths(labels) == {"l-1": "Season", "l-2": "Season > Summer", "l-3": "Lost"}


def test_a_cursor_is_read_as_it_was_kept_and_time_is_compared_in_any_spelling():
    cursor = Cursor(3, "2026-01-01T00:00:00Z", ("m",), "2026-01-02T00:00:00Z", ("n",), 7)
    assert cursor_of(str(cursor)) == cursor
    assert since("2026-01-01 00:00:00 UTC", "2026-01-01T00:04:00.000Z", 300)
    assert not since("2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00Z", 300)
    assert since("rubbish", "2026-01-01T00:00:00Z", 0)


def test_only_pictures_are_shown():
    assert shown(b"\xff\xd8\xff\xe0")
    assert shown(b"RIFF1234WEBPVP8 ")
    assert shown(b"<html>") == b""


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"base_url": "http://elsewhere.example/api/v4"}, "base_url"),
        ({"webhook_url": "nowhere"}, "webhook_url"),
        ({"write": "magic"}, "write"),
        ({"fields": "Subject"}, "fields"),
        ({"fields": "*=Concept URIs"}, "Concept URIs"),
        ({"language": "*"}, "language"),
        ({"page_size": "3001"}, "page_size"),
        ({"page_size": "many"}, "page_size"),
        ({"sweep_hours": "1.5"}, "sweep_hours"),
        ({"insights_columns": "["}, "insights_columns"),
        ({"insights_columns": "[]"}, "insights_columns"),
        ({"insights_columns": '{"events": 1}'}, "insights_columns"),
        ({"dates": "maybe"}, "dates"),
        ({"api_key": "x"}, "secret"),
    ],
)
def test_a_wrong_setting_is_named(settings: dict[str, str], words: str):
    with pytest.raises(Usage, match=words):
        settings_of(connection(**settings))


def test_settings_have_their_usual_values():
    found = settings_of(connection(fields="https://terms.example/?a=b=Subject; *=Keywords"))
    assert (found.base_url, found.webhook_url) == ("https://brandfolder.com/api/v4", "https://brandfolder.com/api/v1")
    assert (found.writing.way, found.writing.uri_field) == ("field", "Concept URIs")
    assert found.writing.field_of("https://terms.example/?a=b") == "Subject"
    assert found.writing.field_of("anything") == "Keywords"
    assert (found.pace.first_wait, found.pace.longest_wait) == (5, 300)


def test_roles_are_those_the_settings_ask_for():
    manifest = manifests()["brandfolder"]
    assert manifest.roles_of(connection()) == ("source",)
    whole = connection(write="tags", vocabulary="yes", insights="/exports")
    assert manifest.roles_of(whole) == ("source", "sink", "vocabulary", "usage")
    assert "nothing" in manifest.factory("sink")(connection(), lent()).describes
