"""What Smint.io payloads mean: every spelling of texts and dates, terms without loss, three layouts, and wild input."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.connectors.smintio import mapping
from thesaury.connectors.smintio.data_object import keyed, opened, paths, pick, selected
from thesaury.connectors.smintio.licence_fields import editorial, licences
from thesaury.connectors.smintio.localised import elements, first, names, spoken, wanted
from thesaury.connectors.smintio.merging import digest, merged, place
from thesaury.connectors.smintio.moments import moment

LINK = "https://t.example/{project}/{content_element}"


def licensed(*transactions: dict[str, Any], cultures: tuple[str, ...] = ()) -> dict[str, Any]:
    held = {str(transaction.get("uuid")): transaction for transaction in transactions}
    return {"external_id": "e", "etag": "1", "transactions": held, "cultures": list(cultures), "link": LINK}


def portal(asset: Any, layout: str = "auto", **selectors: list[str]) -> dict[str, Any]:
    return {"external_id": "a", "asset": asset, "etag": "1", "layout": layout, "cultures": [], "selectors": selectors}


def test_four_spellings_of_text_are_read_alike():
    assert spoken([{"culture": "en", "value": "Cup"}, {"culture": "de-at", "value": " Häferl "}]) == [
        ("en", "Cup"),
        ("de-AT", "Häferl"),
    ]
    assert spoken({"x-default": "Cup", "en": "Cup", "de": "Becher"}) == [("en", "Cup"), ("de", "Becher")]
    assert spoken({"x-default": "Cup", "de": "Becher"}) == [("", "Cup"), ("de", "Becher")]
    assert spoken({"en": ["a", "b"]}) == [("en", "a"), ("en", "b")]
    element = {"culture": "en", "metadata_element": {"key": "any", "name": "Any", "url": None}}
    assert elements([element, element, {"culture": "en"}, None, 7]) == [("en", "any", "Any", "")]


def test_cultures_are_chosen_with_the_default_and_english_behind_them():
    pairs = [("fr", "tasse"), ("en", "cup"), ("de", "Becher")]
    assert wanted(pairs, ()) == pairs
    assert wanted(pairs, ("de", "it")) == [("de", "Becher")]
    assert wanted(pairs, ("it",)) == [("en", "cup")]
    assert wanted([("fr", "tasse")], ("it",)) == [("fr", "tasse")]
    assert wanted([("", "cup"), ("de", "Becher")], ("en", "de")) == [("", "cup"), ("de", "Becher")]
    assert first(pairs, ("it", "de")) == "Becher"
    assert names([{"culture": "en", "metadata_element": {"key": "2:61"}}], ("en",)) == ("2:61",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-01-31T23:59:59+01:00", "2026-01-31T23:59:59+01:00"),
        ("soon", "soon"),
        (
            {"dateTime": {"date": {"year": 2019, "month": 7, "day": 1}}, "offset": {"totalSeconds": -5400}},
            "2019-07-01T00:00:00-01:30",
        ),
        ({"dateTime": {"date": {"year": 2019, "month": 7, "day": 1}}}, "2019-07-01T00:00:00"),
        ({"dateTime": {"date": {"year": 2019, "month": 13, "day": 1}}}, ""),
        ({"dateTime": {"date": {"year": 2019, "month": 7, "day": 1}, "time": {"hour": 31}}}, ""),
        (None, ""),
        (20190701, ""),
    ],
)
def test_moments_stand_as_they_are_and_java_dumps_become_iso(value: Any, text: str):
    assert moment(value) == text


def test_a_broken_date_of_a_term_is_kept_and_not_taken_for_none():
    broken = {"dateTime": {"date": {"year": 2019, "month": 13, "day": 1}}}
    [_, term] = licences({"uuid": "1", "license_terms": [{"valid_until": broken}]}, ())
    assert dict(term.fields)["valid_until"].startswith('{"dateTime"')


@pytest.mark.parametrize(
    ("said", "rolled"),
    [([True, False], "true"), ([False, None], "false"), ([None], ""), ([], ""), (["true"], ""), ([None, True], "true")],
)
def test_the_editorial_roll_up_says_only_what_is_stated(said: list[Any], rolled: str):
    assert editorial([{"is_editorial_use": value} for value in said]) == rolled


def test_an_all_empty_royalty_free_purchase_states_nothing():
    empty = {
        "allowed_geographies": [],
        "restricted_usages": [],
        "valid_until": None,
        "is_editorial_use": None,
    }
    purchase = {
        "uuid": "1",
        "state": "completed",
        "offering": {"license_type": "royalty_free"},
        "license_terms": [empty],
    }
    whole, term = licences(purchase, ())
    assert whole.text == term.text == ""
    assert dict(whole.fields) == {"transaction": "1", "state": "completed", "offering.license_type": "royalty_free"}
    assert dict(term.fields) == {"transaction": "1", "state": "completed"}


def test_every_field_of_a_term_is_kept_and_so_is_the_state():
    term = {"sequence_number": -2, "allowed_moon_phases": ["full", "new"], "nested": {"a": {"b": 1}}, "price": 1.5}
    found = licences({"uuid": "1", "state": "cancelled", "license_terms": [term]}, ())[1]
    fields = dict(found.fields)
    assert (fields["state"], fields["sequence_number"], fields["allowed_moon_phases"]) == (
        "cancelled",
        "-2",
        "full; new",
    )
    assert (fields["nested.a"], fields["price"]) == ('{"b": 1}', "1.5")
    assert "invalid" in fields["problem"]


def test_the_terms_of_the_offering_are_a_template_and_no_licence():
    found = licences({"uuid": "1", "offering": {"license_terms": [{"allowed_usages": ["any"]}]}}, ())
    assert len(found) == 1


def test_later_and_higher_versions_win_and_what_may_not_go_out_adds_nothing():
    def item(version: int, sync: Any = True, **more: Any) -> dict[str, Any]:
        return {"uuid": "1", "version": version, "can_be_synced": sync, **more}

    first_seen = merged({}, [item(1, name="a"), item(1, name="b")])
    assert first_seen["1"]["name"] == "b"
    kept = {"transactions": {"1": item(2, name="kept"), "2": {"uuid": "2"}}}
    assert merged(kept, [item(1, name="old")])["1"]["name"] == "kept"
    assert set(merged(kept, [item(3, name="new")])) == {"1", "2"}
    withheld = merged(kept, [item(3, False, name="secret", state="error")])["1"]
    assert (withheld["name"], withheld["can_be_synced"], withheld["state"]) == ("kept", False, "error")
    assert merged({}, [item(1, False), item(1, None), item(1, "true")]) == {}
    assert place({"uuid": 7, "content_element": {"uuid": "2:0:1"}}) == ("2:0:1", "7")
    assert place([]) == place(None) == ("", "")


def test_the_etag_follows_the_content_and_not_the_addresses_of_previews():
    def item(url: str, width: int = 1) -> dict[str, Any]:
        preview = {"culture": "en", "preview": {"thumbnail": {"url": url, "width": width}}}
        return {"1": {"uuid": "1", "content_element": {"uuid": "e", "previews": [preview]}}}

    assert digest(item("a"), (), LINK) == digest(item("b"), (), LINK)
    assert digest(item("a"), (), LINK) != digest(item("a", 2), (), LINK)
    assert digest(item("a"), ("en",), LINK) != digest(item("a"), (), LINK)


def test_an_enumeration_is_its_key_and_indonesian_is_a_language():
    assert keyed({"smintIoId": "image", "smintIoListDisplayName": {"en": "Image"}}) == "image"
    assert keyed({"id": "gambar", "en": "image"}) == ""
    assert keyed(0) == "0"


def test_selectors_go_through_lists_layouts_and_objects_that_name_themselves():
    asset = {"rawData": [{"c1___Layer": {"region": ["DE", "AT"]}}, {"key": "c1___Layer", "region": "CH"}]}
    assert selected(asset, "rawData/c1___Layer/region") == ("DE", "AT", "CH")
    assert selected(asset, "rawData.c1___Layer.region") == ("DE", "AT", "CH")
    assert selected(asset, "rawData/none") == selected(None, "a/b") == ()
    assert paths(asset) == ["rawData/c1___Layer/region", "rawData/key", "rawData/region"]
    listed = {
        "uuid": "1",
        "properties": [{"key": "name", "data_type": "string", "string_value": "x"}, {"id": "n", "int32Value": 0}],
    }
    assert (pick(opened(listed), "name"), pick(opened(listed), "n")) == ("x", 0)
    assert opened({"properties": 7}) == {}


def test_the_same_asset_in_three_layouts_is_one_record():
    flat = {
        "smintIoId": "9:image:a:b",
        "name": {"en": "Cup"},
        "fileMetadata": {"copyright": "© X"},
        "localizedTags": {"en": ["cup"]},
    }
    members = {name: value for name, value in flat.items() if name != "fileMetadata"}
    inner = {"properties": [{"key": "copyright", "string_value": "© X"}]}
    entries = [
        {"key": name, "data_type": "x", "x_value": value} for name, value in {**members, "file_metadata": inner}.items()
    ]
    as_list = {"uuid": "9:image:a:b", "properties": entries}
    as_map = {"id": "9:image:a:b", "properties": {**members, "FileMetadata": {"properties": {"copyright": "© X"}}}}
    records = [mapping.record("c", portal(asset)) for asset in (flat, as_list, as_map)]
    assert records[0] == records[1] == records[2]
    assert dict(records[0].properties)["externalId"] == ("a:b",)
    assert dict(records[0].properties)["dataAdapter"] == ("9",)


def test_a_portal_asset_that_says_nothing_of_rights_has_no_licence():
    assert mapping.record("c", portal({"smintIoId": "9:image:a", "name": {"en": "Cup"}})).licences == ()


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
KEYS = st.sampled_from(
    [
        "culture",
        "value",
        "metadata_element",
        "key",
        "id",
        "name",
        "url",
        "x-default",
        "en",
        "properties",
        "dateTime",
        "date",
        "uuid",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | TEXTS, inner, max_size=3),
    max_leaves=12,
)
TRANSACTION = st.dictionaries(
    st.sampled_from(
        (
            "state",
            "can_be_synced",
            "version",
            "project_uuid",
            "project_name",
            "purchased_at",
            "last_updated_at",
            "content_element",
            "offering",
            "license_text",
            "license_terms",
            "license_usage_constraints",
            "license_download_constraints",
        )
    ),
    VALUES
    | st.lists(
        st.dictionaries(
            st.sampled_from(["sequence_number", "allowed_usages", "valid_until", "is_editorial_use"]), VALUES
        ),
        max_size=2,
    )
    | st.dictionaries(
        st.sampled_from(["name", "keywords", "previews", "release_details", "effective_text", "categories"]), VALUES
    ),
)
ASSET = st.dictionaries(
    st.sampled_from(
        [
            "smintIoId",
            "name",
            "contentType",
            "localizedTags",
            "fileMetadata",
            "rawData",
            "publishUntil",
            "indicator",
            "properties",
            "assetCategories",
        ]
    ),
    VALUES,
)


def storable(record: Any) -> bool:
    stored = dataclasses.asdict(dataclasses.replace(record, raw={}))
    return bool(json.dumps(stored, ensure_ascii=False).encode()) and all(text.value for text in record.texts)


@settings(max_examples=150, deadline=None)
@given(st.lists(TRANSACTION, max_size=3))
def test_any_purchase_becomes_a_record_that_can_be_stored(transactions: list[dict[str, Any]]):
    named = [{**transaction, "uuid": str(number)} for number, transaction in enumerate(transactions)]
    for cultures in ((), ("de", "en")):
        record = mapping.record("c", licensed(*named, cultures=cultures))
        assert storable(record)
        assert all(dict(licence.fields).get("transaction") for licence in record.licences)
    digest(licensed(*named)["transactions"], (), LINK)


@settings(max_examples=150, deadline=None)
@given(ASSET, st.sampled_from(["auto", "flat", "list", "map"]))
def test_any_asset_becomes_a_record_that_can_be_stored(asset: dict[str, Any], layout: str):
    record = mapping.record("c", portal(asset, layout, region=["rawData/en", "rawData"], concepts=["properties/key"]))
    assert storable(record)
    assert isinstance(paths(asset, layout), list)
