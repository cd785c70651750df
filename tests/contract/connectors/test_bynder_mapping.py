"""What Bynder's payloads and settings mean: ids, locales, dependencies, cursors, signatures' addresses, and wild input."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.tools import lent
from thesaury.connectors.bynder import mapping, sns
from thesaury.connectors.bynder.catalog import metaproperties, named
from thesaury.connectors.bynder.cursor import Spot, spot_of, text_of
from thesaury.connectors.bynder.dependencies import lacking, needs
from thesaury.connectors.bynder.errors import said
from thesaury.connectors.bynder.ids import asset_shape, normalised, rfc_shape
from thesaury.connectors.bynder.locales import spoken
from thesaury.connectors.bynder.moments import earlier
from thesaury.connectors.bynder.naming import option_name
from thesaury.connectors.bynder.settings import settings_of
from thesaury.connectors.bynder.walking import Place
from thesaury.connectors.http import Reply
from thesaury.connectors.manifest import manifests
from thesaury.model.concept import Label
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

FOUR, FIVE = "1A7BA172-97B9-44A4-8C0AA41D9E8AE6A2", "1a7ba172-97b9-44a4-8c0a-a41d9e8ae6a2"
A, B, C = (f"{letter * 8}-0000-0000-0000000000000000" for letter in "ABC")


def connection(**given: str) -> Connection:
    return Connection("c", "bynder", tuple({"portal": "brand.example", **given}.items()))


def test_both_shapes_of_an_id_are_one():
    assert (asset_shape(FIVE), rfc_shape(FOUR)) == (FOUR, FIVE)
    assert normalised(FOUR) == normalised(FIVE.upper())
    assert [asset_shape(wrong) for wrong in ("", "unheard of", FOUR[:-1], f"{FOUR}0", "../" + FOUR)] == [""] * 5


@pytest.mark.parametrize(
    ("settings_", "words"),
    [
        ({"portal": "http://brand.example"}, "portal"),
        ({"portal": "https://u:p@brand.example"}, "password"),
        ({"portal": "brand.example/path"}, "portal"),
        ({"auth": "magic"}, "auth"),
        ({"auth": "client"}, "client_id"),
        ({"page_size": "1001"}, "page_size"),
        ({"page_size": "many"}, "page_size"),
        ({"language": "not a language"}, "language"),
        ({"fields": "Subject"}, "fields"),
        ({"archived": "perhaps"}, "archived"),
        ({"token": "x"}, "secret"),
    ],
)
def test_a_wrong_setting_is_named(settings_: dict[str, str], words: str):
    with pytest.raises(Usage, match=words):
        settings_of(connection(**settings_))


def test_roles_follow_the_settings():
    roles = manifests()["bynder"].roles_of
    assert roles(connection()) == ("source", "sink", "usage")
    assert roles(connection(write="none", vocabulary="yes", usage="no")) == ("source", "vocabulary")


def test_fields_name_a_metaproperty_for_each_scheme():
    found = settings_of(connection(fields="https://x.example/?a=b=Subject area; *=tags")).fields
    assert found == {"https://x.example/?a=b": "Subject area", "*": "tags"}


def test_addresses_that_expire_change_no_etag_and_content_does():
    asset = {"id": FOUR, "name": "Boat", "dateModified": "2026-01-01T00:00:00Z", "thumbnails": {"mini": "https://a/1"}}
    first = mapping.record("c", {"asset": asset})
    again = mapping.record("c", {"asset": {**asset, "thumbnails": {"mini": "https://a/2"}, "views": 7}})
    assert (first.etag, first.file) != (again.etag, again.file)
    assert first.etag == again.etag
    for member, value in (("name", "Ship"), ("tags", ["x"]), ("limited", 1), ("dateModified", "2026-01-02T00:00:00Z")):
        assert mapping.record("c", {"asset": {**asset, member: value}}).etag != first.etag


def test_a_metaproperty_is_found_by_name_id_or_label():
    known = metaproperties(
        {
            "Subject": {"id": A, "name": "subject", "labels": {"en_US": "What it shows"}, "type": "select2"},
            "shows": {"id": B, "name": "what it shows", "type": "text"},
            "broken": None,
            "nameless": {"name": "nameless"},
        }
    )
    assert set(known) == {"subject", "what it shows"}
    assert [one.id for name in ("subject", A, "SUBJECT") if (one := named(known, name))] == [A] * 3
    assert named(known, "what it shows") == known["what it shows"]
    assert named(known, "nothing") is None
    assert (known["subject"].has_options, known["what it shows"].has_options) == (True, False)


def test_nested_options_know_their_parent():
    nested = {"id": A, "name": "a", "options": [{"id": B, "name": "b", "parentId": C}, {"id": C, "name": "c"}]}
    [one] = metaproperties({"x": {"id": FOUR, "name": "x", "options": [nested]}}).values()
    assert {id_: option.parent for id_, option in one.options.items()} == {A: None, B: C, C: A}


def test_locales_become_tags():
    assert spoken({"en_US": "Boat", "zh_Hant": "船", "default": "?", "nl_NL": ""}) == (
        Label("?", ""),
        Label("Boat", "en-US"),
        Label("船", "zh-Hant"),
    )


@pytest.mark.parametrize("answer", [{A: [B]}, {A: {"ungrouped": [B]}}, {A: {C: [B]}}, {A: {C: [B], "ungrouped": []}}])
def test_every_form_of_a_dependency_asks_for_the_other_option(answer: Any):
    needed = needs(answer)
    assert lacking(needed, [A], frozenset()) == {A: B}
    assert lacking(needed, [A], frozenset({B})) == {}
    assert lacking(needed, [A, B], frozenset()) == {}


def test_a_group_counts_as_a_whole_and_single_ones_alone():
    assert lacking(needs({A: {FOUR: [B, C]}}), [A], frozenset({B})) == {A: C}
    assert lacking(needs({A: [B, C]}), [A], frozenset({B})) == {}
    assert needs([]) == needs({A: {}}) == needs(None) == {}


def test_names_of_options_are_stable_and_apart():
    assert option_name("https://terms.example/water/lake") == option_name("https://terms.example/water/lake")
    assert option_name("https://terms.example/water/lake") != option_name("https://terms.example/fire/lake")
    assert option_name("urn:example:term:a b/").startswith("a_b_")
    assert option_name("https://terms.example/#").startswith("terms_example_")
    assert len(option_name("https://terms.example/" + "x" * 500)) < 64


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (b'{"message": "No data sent.", "statuscode": "400"}', "", "No data sent"),
        (b'{"message": "taken", "existingUUID": "%s"}' % FOUR.encode(), FOUR, "taken"),
        (b'{"errorCode": "x-y", "message": "wrong"}', "x-y", "wrong"),
        (b'{"integration_id": "is required"}', "", "integration_id: is required"),
        (b'{"errors": [{"detail": "no"}]}', "", "no"),
        (b"<html><b>Bad</b> gateway</html>", "", "Bad gateway"),
        (b"[1]", "", "[1]"),
    ],
)
def test_every_form_of_an_error_is_read(body: bytes, code: str, message: str):
    found = said(Reply(400, {}, body, "/x"))
    assert (found.code, found.message) == (code, message)


def test_a_cursor_comes_back_as_it_was():
    spot = Spot({"live": "2026-01-01T00:00:00Z"}, first=False, references={A: {B: "urn:x-y:z"}})
    spot = spot.saw("live", [("one", "2026-01-01T00:00:03Z", "e1"), ("two", "2025-12-01T00:00:00Z", "e2")])
    assert spot.recent == {"one": ("2026-01-01T00:00:03Z", "e1")}
    spot = dataclasses.replace(spot, place=Place("live", "2025-12-31T00:00:00Z", 3, "", {"one": "x"}, 7, 4))
    assert spot_of(text_of(spot)) == spot
    assert spot_of(text_of(spot.ended("", ["one"]))).recent == {}


def test_references_are_forgotten_after_a_day_of_passes_and_when_they_are_too_many():
    spot = Spot(references={A: {B: "urn:x-y:z"}})
    for _ in range(23):
        spot = spot.ended("", [])
        assert spot.references
    assert spot.ended("", []).references == {}
    many = {A: {f"{number:032}": "https://terms.example/" for number in range(20_000)}}
    assert spot_of(text_of(Spot(references=many))).references == {}


def test_moments_are_spelt_without_fractions():
    assert earlier("2026-01-01T00:00:00.750+01:00", 300) == "2025-12-31T22:55:00Z"
    assert [earlier(wrong, 1) for wrong in ("", "soon", "0001-01-01T00:00:00+23:00")] == ["", "", ""]


def test_what_is_signed_is_in_the_order_of_the_names():
    envelope = {"Type": "Notification", "Message": "m", "MessageId": "1", "TopicArn": "t", "Timestamp": "now", "X": "x"}
    assert sns.signed_text(envelope) == b"Message\nm\nMessageId\n1\nTimestamp\nnow\nTopicArn\nt\nType\nNotification\n"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
MEMBERS = st.sampled_from(
    [
        *("name", "description", "tags", "propertyOptions", "property_subject", "thumbnails", "extension", "type"),
        *(
            "fileSize",
            "width",
            "limited",
            "limitedDate",
            "copyright",
            "dateModified",
            "brandId",
            "isPublic",
            "original",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(MEMBERS, JSON))
def test_any_asset_gives_a_record_that_can_be_stored(asset: dict[str, Any]):
    made = mapping.record(
        "c", {"asset": {**asset, "id": FOUR}, "labels": {"subject": {"a": "A"}}, "references": {A: "x"}}
    )
    assert made.etag
    assert made.external_id == FOUR
    assert all(text.value for text in made.texts)
    stored = dataclasses.asdict(dataclasses.replace(made, raw={}))
    assert json.dumps(stored, ensure_ascii=False).encode("utf-8", "strict")


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_any_answer_gives_metaproperties_or_none(answer: Any):
    if not isinstance(answer, dict | list):
        answer = {"x": answer}
    assert all(one.id and one.name for one in metaproperties(answer).values())
    assert isinstance(needs(answer), dict)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_cursor_is_read(cursor: str):
    assert isinstance(spot_of(cursor), Spot)


def test_every_factory_checks_its_settings_and_sends_nothing():
    manifest = manifests()["bynder"]
    given = connection(auth="browser", client_id="i", redirect_uri="https://x.example", integration_id="i")
    for role in manifest.factories:
        with pytest.raises(Usage, match="portal"):
            manifest.factory(role)(Connection("c", "bynder"), lent())
        if role not in ("check", "keep"):
            assert manifest.factory(role)(given, lent())
