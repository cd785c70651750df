"""The vocabulary and concept pages: shown, unknown, renewed."""

from dataclasses import replace

from tests.journeys.pages.collection import CONCEPTS, VERSION, VOCABULARY, T, Workspace
from thesaury.model.concept import Label
from thesaury.web.lexicon import LexiconKeeper


def test_schemes_with_sizes_top_concepts_and_how_many_assets_are_below(page):
    html = page("/vocabulary")
    assert "7 concepts, version 1, 2026-11-23" in html
    assert html.index("Places") < html.index("Topics")
    topics = html[html.index("Topics") :]
    assert "6 concepts" in topics
    assert 'packaging</span> <span class="count"><span class="unseen">, 2 assets</span>' in topics


def test_a_concept_with_all_that_is_said_of_it(page):
    html = page(f"/concepts?iri={T}refill")
    assert '<h1 lang="en" dir="auto">refill pouch</h1>' in html
    assert "A soft bag that fills a bottle again." in html
    assert '<span lang="de" dir="auto">Nachfüllbeutel</span>' in html
    trail = html[html.index('class="trail"') : html.index("<h1")]
    assert trail.index("Topics") < trail.index(">packaging<") < trail.index(">sustainable packaging<")
    assert "2 assets carry it" in html
    assert f'href="/?concept={T.replace(":", "%3A").replace("/", "%2F")}refill"' in html
    assert 'close to <a href="https://elsewhere.example/refill" rel="noreferrer">' in html
    assert "narrower than urn:x:1" in html


def test_a_broader_concept_counts_what_is_narrower(page):
    html = page(f"/concepts?iri={T}packaging")
    assert "2 assets with everything narrower" in html
    assert "carry it" not in html
    assert html.count('href="/assets/') == 2


def test_a_deprecated_concept_names_its_replacement_and_a_hidden_label_is_told_apart(page):
    html = page(f"/concepts?iri={T}plastic")
    assert "no longer used" in html
    assert "Use instead:" in html
    assert "No asset carries it yet." in html
    assert "Found by, never shown" in page(f"/concepts?iri={T}eco")


def test_an_unknown_concept_is_a_readable_404(client):
    for query in ("", "?iri=", "?iri=javascript:alert(1)"):
        answer = client.get(f"/concepts{query}")
        assert answer.status_code == 404
        assert "No current vocabulary holds this concept." in answer.text


def test_the_lexicon_is_built_once_for_each_set_of_versions(tmp_path):
    workspace = Workspace(tmp_path, [])
    keeper = LexiconKeeper(workspace)
    assert keeper.lexicon() is keeper.lexicon()
    renamed = replace(CONCEPTS[3], preferred=(Label("wrapping", "en"),))
    changed = replace(VOCABULARY, concepts=(*CONCEPTS[:3], renamed, *CONCEPTS[4:]))
    workspace.kept["terms"] = (replace(VERSION, number=2, digest="d2"), changed)
    assert keeper.lexicon().name(f"{T}packaging") == Label("wrapping", "en")
