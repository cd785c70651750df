"""The asset page and its interface: shown, unknown, and what is not there."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.journeys.pages.collection import ECO_REASONS, T
from thesaury.model.annotation import Evidence
from thesaury.model.asset import Text
from thesaury.web.parts.highlight import pieces


def test_texts_bear_their_language_and_mark_what_led_to_a_concept(page):
    html = page("/assets/a1")
    assert '<h1 lang="en" dir="auto">Kitchen scene</h1>' in html
    assert '<p class="prose" lang="de" dir="auto">Eine Schachtel am Fenster</p>' in html
    link = '<a href="/concepts?iri=https%3A%2F%2Fterms.example%2Feco">eco-friendly</a>'
    marked = f'<mark title="eco-friendly packaging" data-speaks="2">{link}</mark>'
    assert f"An {marked} box beside the window." in html


def test_picture_has_words_for_those_who_cannot_see_it(page):
    assert 'alt="An eco-friendly box beside the window."' in page("/assets/a1")


def test_concepts_say_their_state_and_where_it_comes_from(page):
    html = page("/assets/a1")
    accepted, suggested = html.index("from a tag"), html.index("0.82")
    assert accepted < suggested
    assert '<meter min="0" max="1" value="0.8200" aria-label="Score 0.82">' in html
    assert "“eco-friendly” in Description" in html
    assert "by ada" in page("/assets/a2")


def test_whoever_spoke_for_a_concept_is_named_with_a_way_there(page):
    html = page("/assets/a1")
    sentences = re.findall(r"<li>(.+?)</li>", html[html.index('<ul class="voices">') :])[:6]
    way = '<a class="concept" href="/concepts?iri=https%3A%2F%2Fterms.example%2F{}" lang="en" dir="auto">{}</a>'
    assert sentences == [
        'Much like <a href="/assets/a2" lang="en" dir="auto">Refill pouches on a shelf</a>, which carries it (likeness 0.71)',
        "Much like an asset that is no longer here (likeness 0.64)",
        f"Found with the broader {way.format('sustainable', 'sustainable packaging')}",
        f"Found with {way.format('refill', 'refill pouch')}, which has the same broader concept",
        "Close in meaning to “<bdi>green &lt;packaging&gt;</bdi>” (likeness 0.58)",
        "Went with “<bdi>box &amp; &lt;lid&gt;</bdi>” in earlier reviews",
    ]
    assert f"Found with the related {way.format('kitchen', 'kitchen')}" in page("/assets/a2")


def test_where_only_words_spoke_nobody_else_is_named(page):
    assert page("/assets/a1").count('<ul class="voices">') == 1
    assert "voices" not in page("/assets/a4")


def test_the_interface_names_every_reason(client):
    suggestion, other = client.get("/api/v1/assets/a1").json()["suggestions"]
    told = {"voice": "graph", "subject": f"{T}refill", "weight": 0.3, "step": "sibling", "by": "", "at": ""}
    assert told in suggestion["reasons"]
    assert len(suggestion["reasons"]) == len(ECO_REASONS)
    assert other["reasons"] == []


def test_a_concept_no_vocabulary_holds_is_set_apart(page):
    assert "Not in the current vocabularies" in page("/assets/a1")


def test_unknown_tags_are_marked_and_known_ones_not(page):
    html = page("/assets/a1")
    assert '<li class="tag unknown" dir="auto">Q3_final_v2 <span class="code">unknown</span></li>' in html
    assert '<li class="tag" dir="auto">Refill_Pack</li>' in html


def test_rights_are_honest(page):
    html = page("/assets/a1")
    assert (
        '<a href="#rights">Rights: <span class="badge warn"><span aria-hidden="true">?</span> Needs review</span></a>'
        in html
    )
    assert "no rule understood all of its words" in html
    assert 'title="Not understood: it refers to another document">see contract 77' in html
    assert '<dt><code>valid_until</code></dt><dd dir="auto">2026-12-31</dd>' in html
    assert "nothing is known to be permitted" in page("/assets/a2")


def test_what_sources_say_differently_stands_side_by_side(page):
    html = page("/assets/a1")
    assert "Sources disagree" in html
    assert re.findall(r'class="claim" dir="auto">(.+?)</span>.*?<code>(.+?)</code>', html) == [
        ("Ada Lind", "studio/studio-1"),
        ("Ben Stone", "portal/portal-1"),
    ]


def test_nothing_is_said_of_disagreement_where_there_is_none(page):
    assert "Sources disagree" not in page("/assets/a2")


def test_records_of_every_system_and_properties_with_their_search(page):
    html = page("/assets/a1")
    assert "Records in 2 systems" in html
    assert "studio-1" in html
    assert "portal-1" in html
    assert '<a href="/search?market=DE">DE</a>' in html
    assert "Ada Lind" in html
    assert '<dd dir="auto">Spring shoot</dd>' in html


def test_an_asset_without_anything_says_so(page):
    html = page("/assets/a4")
    assert "No concept yet" in html
    assert "There is no picture of this asset here." in html


@pytest.mark.parametrize("wanted", ["nope", "studio-1", "..%2F..%2Fetc", "%00"])
def test_an_unknown_asset_is_a_readable_404(client, wanted):
    answer = client.get(f"/assets/{wanted}")
    assert answer.status_code == 404
    assert "Go to all assets" in answer.text


def test_interface_gives_all_of_it_or_a_problem(client):
    answer = client.get("/api/v1/assets/a1").json()
    assert answer["id"] == "a1"
    assert {concept["origin"] for concept in answer["concepts"]} == {"tag"}
    assert answer["policies"][0]["status"] == "needs_review"
    missing = client.get("/api/v1/assets/nope")
    assert missing.status_code == 404
    assert missing.json()["status"] == 404
    assert missing.headers["content-type"] == "application/problem+json"


WORDS = st.text(max_size=40)
SPANS = st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45), st.sampled_from("abc")), max_size=6)


@given(WORDS, SPANS)
@example("00", [(0, 1, "a"), (1, 2, "a")])
def test_pieces_joined_are_the_text_and_know_their_concepts(value, spans):
    text = Text("title", value, "en")
    evidence = [
        (concept, Evidence("title", start, end, value[max(start, 0) : end], "x")) for start, end, concept in spans
    ]
    found = pieces(text, evidence)
    assert "".join(piece.text for piece in found) == value
    told = [set(piece.concepts) for piece in found for _ in piece.text]
    spoken = [e for e in evidence if 0 <= e[1].start < e[1].end <= len(value)]
    assert told == [{c for c, e in spoken if e.start <= place < e.end} for place in range(len(value))]


def test_evidence_of_another_text_marks_nothing():
    evidence = [("a", Evidence("title", 0, 3, "box", "box"))]
    assert pieces(Text("description", "box"), evidence)[0].concepts == ()
    assert pieces(Text("title", "bag"), evidence)[0].concepts == ()
