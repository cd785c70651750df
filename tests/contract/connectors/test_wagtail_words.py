"""What is pure of Wagtail: texts as the app keeps them, images in the content of pages, addresses and the order of concepts."""

import importlib.util
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hosts.wagtail import APP
from thesaury.connectors.wagtail import mapping
from thesaury.connectors.wagtail.references import moment, references
from thesaury.model.concept import Label
from thesaury.model.publishing import Topic


def naming() -> ModuleType:
    """The app's own rule, which needs no Django."""
    spec = importlib.util.spec_from_file_location("naming", APP / "thesaury_wagtail" / "naming.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


NAMING = naming()
LANGUAGES = st.sampled_from(["en", "de", "de-AT", "fr", ""])
NAMES = st.builds(
    lambda kind, language: f"{kind}@{language}".rstrip("@"), st.sampled_from(["title", "alt", "caption"]), LANGUAGES
)
TEXTS = st.dictionaries(NAMES, st.text(min_size=1, max_size=600), max_size=8)


def own(texts: dict[str, str], language: str) -> dict[str, str]:
    """What the image's own title and description are made from these."""
    return {name: NAMING.short(texts.get(NAMING.source(texts, name, language), "")) for name in NAMING.OWN}


@given(TEXTS, st.sampled_from(["en", "de", "de-at"]))
def test_what_nobody_changed_is_read_as_it_was_sent(texts: dict[str, str], language: str):
    made = own(texts, language)
    assert all(len(text) <= NAMING.LONGEST for text in made.values())
    assert NAMING.read(texts, made, language) == texts


@given(TEXTS, st.text("abc", min_size=1, max_size=9))
def test_words_of_an_editor_count_for_what_they_stand_in_the_place_of(texts: dict[str, str], words: str):
    made = own(texts, "en") | {"title": words}
    found = NAMING.read(texts, made, "en")
    assert NAMING.short(found[NAMING.source(found, "title", "en")]) == words
    others = {name: text for name, text in texts.items() if name != NAMING.source(texts, "title", "en")}
    assert {name: found[name] for name in others} == others


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "value", "meta", "image"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["meta", "id", "lead", "body"]), JSON))
def test_any_content_of_a_page_is_read(page: dict[str, Any]):
    assert all(name in ("lead", "body") for _, name in references(page, ()))


def test_images_are_found_where_wagtail_tells_them():
    page = {
        "id": 1, "title": "T", "meta": {"type": "home.Page"},
        "lead": {"id": 4, "meta": {"type": "home.SiteImage"}},
        "author": {"id": 5, "meta": {"type": "home.Person"}},
        "body": [
            {"type": "image", "value": 6, "id": "u"}, {"type": "number", "value": 7, "id": "u"},
            {"type": "card", "value": {"image": 8, "text": '<embed embedtype="image" id="9"/><embed embedtype="media" id="10"/>'}},
            {"type": "gallery_images", "value": [11, 12]},
        ],
    }  # fmt: skip
    found = {(number, name) for name in ("body", "lead") for number, field in references(page, ()) if field == name}
    assert found == {("4", "lead"), ("6", "body"), ("8", "body"), ("9", "body"), ("11", "body"), ("12", "body")}
    assert references(page, ("lead",)) == {("4", "lead")}


@pytest.mark.parametrize(
    ("told", "utc"), [("2026-11-30T03:59:03.645+01:00", "2026-11-30T02:59:03+00:00"), ("soon", ""), ("", "")]
)
def test_moments_are_utc(told: str, utc: str):
    assert moment(told) == utc


def test_concepts_keep_what_is_above_them_already():
    def topic(name: str, broader: str = "") -> Topic:
        return Topic(name, labels=(Label(name, "en"),), broader=broader)

    given = [("a", "b"), ("b", ""), ("c", "there"), ("d", "nowhere"), ("e", "f"), ("f", "e")]
    told = mapping.concepts([topic(*one) for one in given], {"there": {}})
    above = {one["uri"]: one["broader"] for one in told}
    assert (above["a"], above["b"], above["c"], above["d"]) == ("b", "", "there", "")
    assert sorted((above["e"], above["f"])) in (["", "e"], ["", "f"])
    assert [one["uri"] for one in told].index("b") < [one["uri"] for one in told].index("a")
