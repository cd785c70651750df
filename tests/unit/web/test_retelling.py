"""Sentences of the floors below, told to a reader of German."""

import re
from html import unescape
from pathlib import Path

import pytest

import thesaury
from thesaury.connectors.manifest import own_manifest
from thesaury.web.parts.retelling import marked, retold
from thesaury.web.texts import ENGLISH, speaking

BELOW = ("bootstrap", "connectors", "engines/tables", "pipeline/onboarding", "pipeline/shared_model", "web/parts")
OF_THE_SYSTEM = {"beneath.shut.missing", "beneath.shut.denied", "beneath.shut.folder"}
"""What the operating system says, as Python has it; no file of ours does."""
_SEAM = re.compile(r'"\s*\n\s*f?"')
_GAP = re.compile(r"\{[^{}]*\}|'\{[^{}]*\}'")


@pytest.fixture
def german():
    token = speaking.set("de")
    yield
    speaking.reset(token)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("line 12", "Zeile 12"),
        (
            "the id A.1 stands in an earlier row already; give one of them another",
            "Die Kennung A.1 steht schon in einer früheren Zeile. Geben Sie einer der beiden eine andere.",
        ),
        (
            "/a/b.csv cannot be opened: No such file or directory. Check the path and its permissions.",
            "/a/b.csv lässt sich nicht öffnen: Dort liegt nichts. Prüfen Sie den Pfad und die Zugriffsrechte.",
        ),
        (
            "a.csv, line 3: something that nobody foresaw.",
            "a.csv, Zeile 3: something that nobody foresaw.",
        ),
        (
            'JSON object of column to field, such as {"Titel": "title@de"}; what it leaves out is guessed.',
            'JSON-Objekt von Spalte zu Feld, etwa {"Titel": "title@de"}; was fehlt, wird vermutet.',
        ),
    ],
)
def test_a_known_sentence_is_told_in_the_readers_language_with_what_stands_in_it(german, said, told):
    assert retold(said) == told
    assert unescape(marked(said)) == told


def test_any_other_stays_as_it_is_and_a_page_says_in_which_language(german):
    assert retold("<b> broke.") == "<b> broke."
    assert marked("<b> broke.") == '<span lang="en" dir="auto">&lt;b&gt; broke.</span>'


def test_a_reader_of_english_has_it_as_it_was_said():
    assert retold("line 12") == marked("line 12") == "line 12"


def test_what_the_settings_of_a_system_are_for_is_told_in_german(german):
    """Of a system that is new, or comes from elsewhere, it may stay English; of these it is all told."""
    untold = [
        f"{folder.name}.{setting.name}"
        for folder in sorted((Path(thesaury.__file__).parent / "connectors").iterdir())
        if (folder / "manifest.toml").exists()
        for setting in own_manifest(f"thesaury.connectors.{folder.name}").settings
        for said in (setting.description, setting.default if " " in setting.default else "")
        if said and retold(said) == said
    ]
    assert untold == ["brandfolder.uri_field", "smintio.review_collection"], "these are names, which stay as they are"


def test_each_is_said_below_in_these_words():
    """Where a sentence there is changed, it is changed here too: else it would stay English without a word."""
    rooms = [Path(thesaury.__file__).parent / name for name in BELOW]
    files = [file for room in rooms for ending in ("*.py", "manifest.toml") for file in room.rglob(ending)]
    said = _bare(_SEAM.sub("", "\n".join(file.read_text("utf-8") for file in files)))
    known = {key: str(text) for key, text in ENGLISH.items() if key.startswith("beneath.")}
    assert [key for key, text in known.items() if key not in OF_THE_SYSTEM and _bare(text) not in said] == []


def _bare(text: str) -> str:
    """Without what stands in gaps, and without the marks around it, which Python sets itself where it writes a name by `!r`."""
    for written, meant in (("'{", "{"), ("}'", "}"), ("{{", "{"), ("}}", "}"), ('\\"', '"')):
        text = text.replace(written, meant)
    return _GAP.sub("{}", text)
