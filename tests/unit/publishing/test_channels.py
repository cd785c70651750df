"""Channels as people make them: everything they name is checked, keys are shown once, changes are audited."""

import json
from dataclasses import replace

import pytest

from tests.unit.publishing.house import GEAR, MAIN, TENT, WORDS, House
from thesaury.model.concept import Concept, Label
from thesaury.model.errors import BadInput, Usage
from thesaury.model.publishing import Channel
from thesaury.pipeline.publishing.channels import (
    channel_shape,
    digest_of,
    drop_channel,
    drop_key,
    make_key,
    put_channel,
    read_channel,
)


@pytest.fixture
def house() -> House:
    return House()


def read(house: House, name: str = "shop", **data: object) -> Channel:
    return read_channel(house.workspace, name, data)


def test_what_is_not_said_is_as_usual_or_as_it_was(house: House):
    assert read(house) == Channel("shop", "shop")
    full = read(
        house,
        title=" Shop ‮🎉 ",
        use="social_paid",
        markets=["de", "DACH"],
        purpose="editorial",
        audiences=["b2b", "b2b", " "],
        media=["video", "image"],
        languages=["de_at", "EN"],
        topics=["tent", GEAR],
        concepts=0,
        by_approval=True,
        paused=True,
    )
    assert full == Channel(
        "shop",
        "Shop ‮🎉",
        "social_paid",
        ("DE", "DACH"),
        "editorial",
        ("b2b",),
        ("video", "image"),
        ("de-AT", "en"),
        (TENT, GEAR),
        0,
        True,
        True,
    )
    assert read_channel(house.workspace, "shop", {"concepts": 3}, full) == replace(full, concepts=3)
    shape = channel_shape(full)
    assert read_channel(house.workspace, shape.pop("name"), json.loads(json.dumps(shape))) == full


@pytest.mark.parametrize("name", ["", "Shop", "a b", "-a", "a-", "a" * 51, "a/b", "ü", "a\n"])
def test_names_are_short_and_stand_in_addresses(house: House, name: str):
    with pytest.raises(BadInput, match="name of a channel"):
        read(house, name)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        ({"use": "webb"}, Usage, "website"),
        ({"use": ""}, Usage, "website"),
        ({"markets": ["XX"]}, Usage, "'XX'"),
        ({"markets": []}, BadInput, "market"),
        ({"markets": "DE"}, BadInput, "list"),
        ({"markets": [1]}, BadInput, "list"),
        ({"purpose": "fun"}, Usage, "editorial"),
        ({"media": ["picture"]}, Usage, "image"),
        ({"languages": ["klingonisch!"]}, BadInput, "language"),
        ({"languages": []}, BadInput, "language"),
        ({"topics": ["unheard of"]}, Usage, "unheard of"),
        ({"topics": ["https://v.example/none"]}, Usage, "no concept"),
        ({"concepts": -1}, BadInput, "0 and 100"),
        ({"concepts": True}, BadInput, "number"),
        ({"concepts": "2"}, BadInput, "number"),
        ({"paused": "yes"}, BadInput, "true or false"),
        ({"title": ""}, BadInput, "title"),
        ({"title": "a\nb"}, BadInput, "title"),
        ({"title": "x" * 201}, BadInput, "title"),
        ({"audiences": ["x"] * 101}, BadInput, "100"),
        ({"colour": "red"}, BadInput, "colour"),
    ],
)
def test_what_no_table_knows_is_refused_with_what_there_is(house, data, error, words):
    with pytest.raises(error, match=words):
        read(house, **data)


def test_a_label_of_several_concepts_does_not_choose_one(house: House):
    twice = replace(WORDS, concepts=(*WORDS.concepts, Concept("https://terms.example/z", (), (Label("TENT"),))))
    house.workspace.catalogue.vocabularies.put(twice, "", house.moment)
    with pytest.raises(Usage, match="2 concepts are called 'Tent'"):
        read(house, topics=["Tent"])


def deeds(house: House) -> list[tuple[str, str]]:
    return [(one.deed.action, one.deed.subject) for one in house.workspace.catalogue.audit.deeds()][::-1]


def test_changes_are_kept_and_audited_and_what_is_the_same_is_not(house: House):
    made = read(house)
    assert put_channel(house.workspace, made) is None
    assert put_channel(house.workspace, made) == made
    put_channel(house.workspace, replace(made, concepts=2))
    drop_channel(house.workspace, "shop")
    assert deeds(house) == [("channel.put", "channel:shop")] * 2 + [("channel.drop", "channel:shop")]
    with pytest.raises(Usage, match="main"):
        drop_channel(house.workspace, "shop")


def test_a_channel_that_a_cms_shows_is_not_dropped(house: House):
    house.site("web")
    with pytest.raises(Usage, match="web publishes the channel 'main'"):
        drop_channel(house.workspace, "main")
    assert house.workspace.catalogue.channels.get("main") == MAIN


def test_a_key_is_shown_once_and_only_its_digest_is_kept(house: House):
    key = make_key(house.workspace, "main", "our site")
    channels = house.workspace.catalogue.channels
    assert channels.by_key(digest_of(key)) == "main"
    other = make_key(house.workspace, "main", "our site")
    assert (channels.by_key(digest_of(key)), channels.by_key(digest_of(other))) == ("", "main")
    drop_key(house.workspace, "main", "our site")
    assert channels.by_key(digest_of(other)) == ""
    told = repr(house.workspace.catalogue.audit.deeds())
    assert key not in told
    assert digest_of(key) not in told
    assert deeds(house)[-1] == ("channel.drop_key", "channel:main")


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 101, "a/b"])
def test_keys_have_names(house: House, name: str):
    with pytest.raises(BadInput, match="name"):
        make_key(house.workspace, "main", name)
    with pytest.raises(Usage):
        make_key(house.workspace, "none", "x")
    with pytest.raises(Usage):
        drop_key(house.workspace, "main", "x")
