"""The words of the pages: the same keys and gaps in every language, the right form for a number, nothing left untranslated."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from thesaury.web import texts
from thesaury.web.texts import phrase, speaking
from thesaury.web.texts.search_box import box_words

MISSING: frozenset[str] = frozenset()
"""Rooms whose German is still to come; empty when all of it is there."""

ROOMS = sorted(
    module.name
    for module in iter_modules(texts.__path__)
    if hasattr(import_module(f"{texts.__name__}.{module.name}"), "ENGLISH")
)
_GAP = re.compile(r"\{(\w+)\}")


def _room(name: str):
    return import_module(f"{texts.__name__}.{name}")


def _gaps(text) -> set[str]:
    return set(_GAP.findall(text if isinstance(text, str) else " ".join(text)))


@pytest.fixture
def german():
    token = speaking.set("de")
    yield
    speaking.reset(token)


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_says_the_same_in_both_languages(name):
    english, german = _room(name).ENGLISH, _room(name).GERMAN
    if name in MISSING and not german:
        return
    assert german.keys() == english.keys()
    for key, text in english.items():
        assert type(german[key]) is type(text), f"{key}: one form here, two forms there"
        assert _gaps(german[key]) == _gaps(text), key


def test_every_room_with_words_is_registered():
    for name in ROOMS:
        assert _room(name).ENGLISH.keys() <= texts.ENGLISH.keys(), f"texts/{name}.py is in no list of rooms"


def test_no_key_is_said_in_two_rooms():
    keys = [key for name in ROOMS for key in _room(name).ENGLISH]
    assert len(keys) == len(set(keys))


def test_german_chooses_the_form_and_writes_numbers_as_germans_do(german):
    assert phrase("search.total", count=1) == "1 Medium"
    assert phrase("search.total", count=1234) == "1.234 Medien"
    assert phrase("search.quote", word="Schnee") == "„Schnee“"


def test_the_search_box_hands_its_script_the_words_of_the_reader(german):
    words = box_words()
    assert words["kinds"]["concept"] == "Begriff"
    assert words["found"][0].startswith("{count} Vorschlag.")
