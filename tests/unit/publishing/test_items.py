"""What is published of an asset: its texts by language, its credits, its concepts with labels; hostile words do no harm."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights.licences import licence
from thesaury.model.asset import Asset, File, Licence, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.publishing import Channel, Item, Topic
from thesaury.publishing.files import file_tag, kind_of, shown_record
from thesaury.publishing.items import Items
from thesaury.publishing.plain import address_of, line_of, text_of
from thesaury.vocabulary.thesaurus import Thesaurus

V = "https://v.example/"
WORDS = Vocabulary(
    "v",
    (),
    (
        Concept(f"{V}old", (), (Label("Old"),), deprecated=True, replaced_by=f"{V}tent"),
        Concept(f"{V}gear", (), (Label("Gear", "en"),)),
        Concept(
            f"{V}tent",
            (f"{V}things",),
            (Label("Tent", "en"), Label("Zelt", "de")),
            notations=("7",),
            broader=(f"{V}gear",),
        ),
        Concept(f"{V}voile", (), (Label("Voile", "fr"),)),
    ),
)
WEB = Channel("web", "Web", languages=("de", "en-GB"), markets=("DE",))
FILE = File("1.jpg", "image/jpeg", "d1", 10, 4, 3)


def item(record: Record, channel: Channel = WEB, *concepts: str, credit: str = "") -> Item:
    stated = (licence(attribution_text=credit),) if credit else ()
    return Items(channel, Thesaurus([WORDS])).item(Asset("a", (record,)), concepts, stated)


def record(*texts: Text, file: File | None = FILE, **properties: str | tuple[str, ...]) -> Record:
    told = tuple((name, (value,) if isinstance(value, str) else value) for name, value in properties.items())
    return Record("dam", "1", "etag", texts, properties=told, file=file)


def test_texts_are_those_of_the_languages_of_the_channel_in_their_order():
    made = item(
        record(
            Text("title", "Tent", "en"),
            Text("title", "Zelt"),
            Text("title", "Tente", "fr"),
            Text("description", "Ein Zelt\nam See", "de-AT"),
        )
    )
    assert made.titles == (Label("Zelt", "de"), Label("Tent", "en-GB"))
    assert made.captions == (Label("Ein Zelt\nam See", "de"),)
    assert made.alts == (Label("Ein Zelt am See", "de"), Label("Tent", "en-GB"))


def test_a_text_of_another_language_is_better_than_none_and_bears_its_own():
    made = item(record(Text("title", "Tente", "fr")))
    assert made.titles == made.alts == (Label("Tente", "fr"),)
    assert item(record()).titles == ()


def test_words_for_whoever_does_not_see_it_are_its_own_where_there_are_any():
    made = item(record(Text("title", "Zelt", "de"), Text("alt", "Ein rotes Zelt", "de"), Text("caption", "Zelt", "de")))
    assert made.alts == (Label("Ein rotes Zelt", "de"),)


def test_credits_come_from_properties_then_licences_and_never_from_the_text_of_a_licence():
    fields = (
        ("WebStatement", "https://l.example/1"),
        ("LicensorURL", "https://buy.example/"),
        ("CopyrightOwnerName", "x"),
    )
    known = replace(
        record(creator=("Ana", "Jo"), copyright="© Ana", Usage_Terms="Web only"),
        licences=(Licence("Price: 300 EUR", fields),),
    )
    made = item(known, WEB, credit="Foto: Ana")
    assert (made.creator, made.credit, made.copyright) == ("Ana, Jo", "Foto: Ana", "© Ana")
    assert (made.licence, made.acquire, made.usage) == ("https://l.example/1", "https://buy.example/", "Web only")
    assert "300" not in repr(made)
    assert item(record(credit="Ana/Agency"), WEB, credit="other").credit == "Ana/Agency"


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:x", "/etc", "https://x y", 'https://x"><b>', "ftp://x"])
def test_only_addresses_of_the_web_are_links(bad):
    assert address_of(bad) == ""
    assert address_of(" https://ü.example/a?b=c#d \n") == "https://ü.example/a?b=c#d"


def test_concepts_are_told_with_labels_and_what_is_above_them():
    items = Items(WEB, Thesaurus([WORDS]))
    assert items.concepts([f"{V}old", f"{V}tent", f"{V}lost", f"{V}voile"]) == (f"{V}tent", f"{V}voile")
    made = item(record(), WEB, f"{V}tent", f"{V}voile")
    tent = Topic(f"{V}tent", f"{V}things", "7", (Label("Zelt", "de"), Label("Tent", "en-GB")), f"{V}gear")
    assert made.topics == (tent, Topic(f"{V}voile", labels=(Label("Voile"),)))
    assert (made.above, made.keywords) == ((f"{V}gear",), ("Zelt", "Voile"))


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("0.3,0.6", (0.3, 0.6)),
        ("30%, 60%", (0.3, 0.6)),
        ("0 1", (0.0, 1.0)),
        ("3,6", None),
        ("", None),
        ("middle", None),
    ],
)
def test_the_point_that_has_to_be_seen(said, point):
    assert item(record(focal_point=said)).focus == point


def test_the_file_is_the_first_of_a_kind_that_the_channel_takes():
    film, sound = record(file=File("1.mp4", "video/mp4")), record(file=File("1.mp3", "audio/mpeg"))
    nothing, picture = record(file=None), record()
    asset = Asset("a", (nothing, sound, film, picture))
    assert shown_record(asset, ("image",)) == (picture, "image")
    assert shown_record(asset, ("video", "image")) == (picture, "image")
    assert shown_record(asset, ("video", "audio")) == (film, "video")
    assert shown_record(asset, ("document",)) is None
    assert shown_record(asset, ()) == (picture, "image")


@pytest.mark.parametrize(
    ("file", "properties", "kind"),
    [
        (File("x", "application/pdf"), {}, "document"),
        (File("x", "weird"), {}, "document"),
        (File("x"), {"media_type": "video/mp4"}, "video"),
        (File("x"), {"type": "image"}, "image"),
        (File("x"), {"type": "kv"}, "image"),
    ],
)
def test_what_a_file_is(file, properties, kind):
    assert kind_of(record(file=file, **properties)) == kind


def test_the_tag_of_a_file_changes_with_the_picture_and_not_with_its_words():
    remote = File("https://x/1?sig=1", "image/jpeg", "", 10, 4, 3, "look")
    tag = file_tag(record(file=remote))
    assert file_tag(replace(record(file=replace(remote, location="https://x/1?sig=2")), etag="other")) == tag
    assert file_tag(record(file=replace(remote, bytes=11))) != tag
    assert (file_tag(record()), file_tag(record(file=File("x")))) == ("d1", "etag")


hostile = st.text(st.characters(codec=None)) | st.sampled_from(
    ["<b>‮طويل\x07\x00</b>", "🎉" * 10_000, "\udc80", "a\r\nb", "\ufffe"]
)


@given(title=hostile, caption=hostile, name=hostile)
def test_whatever_systems_say_an_item_can_be_written_down(title: str, caption: str, name: str):
    texts = (Text("title", title, "de"), Text("description", caption, "x-\x00"), Text("alt", name))
    made = item(record(*texts, creator=name, credit=title, copyright=caption, focus=name, created=name))
    words = [made.creator, made.credit, made.copyright, *(label.text for label in (*made.titles, *made.alts))]
    assert all(word == line_of(word) and word.encode() is not None for word in words)
    assert made.digest
    assert not made.titles or made.alts
    for label in made.captions:
        assert label.text == text_of(label.text)
