"""The vocabulary and concept pages: shown, unknown, renewed."""

from dataclasses import replace
from urllib.parse import quote

from tests.journeys.pages.collection import CONCEPTS, VERSION, VOCABULARY, T, Workspace
from thesaury.model.concept import Label
from thesaury.web.lexicon import LexiconKeeper

TOPICS = quote(f"{T}topics", safe="")


def test_schemes_with_sizes_coverage_and_what_is_worth_a_look(page):
    html = page("/vocabulary")
    assert "7 concepts, version 1, 23 November 2026" in html
    assert html.index(">Places<") < html.index(">Topics<")
    topics = html[html.index(">Topics<") :]
    assert "<dt>Concepts</dt><dd>6</dd>" in topics
    assert "(2 assets carry one of its concepts)" in topics
    assert f'<a href="/vocabulary/quality?scheme={TOPICS}">' in topics


def test_the_tree_without_script_is_nested_links_opened_down_to_the_chosen_one(page):
    html = page(f"/vocabulary/tree?scheme={TOPICS}")
    tree = html[html.index("data-tree") :]
    assert 'data-size="2"' in tree  # packaging, and plastic sack, which has nothing above it
    assert "0 assets itself, 2 with everything narrower" in tree
    assert "eco-friendly" not in tree
    opened = page(f"/vocabulary/tree?concept={quote(T + 'eco')}")
    assert (
        opened.index(">packaging<") < opened.index(">sustainable packaging<") < opened.index(">eco-friendly packaging<")
    )
    chosen = opened[opened.index("aria-current=page") :]
    assert chosen.startswith(f'aria-current=page data-iri="{T}eco" data-level="3" data-place="2" data-size="3"')
    assert '<h2 id="concept-name" class="concept-name" lang="en" dir="auto">eco-friendly packaging</h2>' in opened


def test_names_are_in_the_language_of_the_reader(client):
    german = {"Accept-Language": "de"}
    html = " ".join(client.get(f"/vocabulary/tree?concept={quote(T + 'refill')}", headers=german).text.split())
    assert ">Themen</option>" in html.replace(" (6)", "")
    assert html.index(">Verpackung<") < html.index(">nachhaltige Verpackung<") < html.index(">Nachfüllbeutel<")
    assert "2 Medien tragen ihn" in html
    assert 'lang="en" dir="auto">carbon-neutral product<' in html


def test_what_lies_below_is_a_piece_of_its_own(page, client):
    html = page(f"/vocabulary/branch/part?scheme={TOPICS}&under={quote(T + 'sustainable')}&level=3")
    assert "<html" not in html
    assert html.count("<li>") == 3
    assert 'data-level="3" data-place="1" data-size="3"' in html
    assert client.get("/vocabulary/branch/part?scheme=urn:nowhere").status_code == 404


def test_the_filter_looks_through_all_labels_of_all_languages(page):
    assert "carbon-neutral product" in page("/vocabulary/find/part?q=NEUTRAL")
    german = page("/vocabulary/find/part?q=nachfullb")
    assert ">Nachfüllbeutel<" in german
    assert ">refill pouch<" in german
    eco = page("/vocabulary/find/part?q=eco")
    assert (eco.count("<li>"), ">eco-friendly packaging<" in eco) == (1, True)
    assert "No label holds these words." in page("/vocabulary/find/part?q=zebra")
    assert ">Nachfüllbeutel<" in page("/vocabulary?q=nachf")
    assert "No label holds" in page(f"/vocabulary/find/part?q=kitchen&scheme={TOPICS}")


def test_the_alphabet_lists_names_and_what_else_leads_to_them(page):
    html = page(f"/vocabulary/alphabet?scheme={TOPICS}&letter=R")
    assert html.index("refill pack") < html.index(">refill pouch<")
    assert "is a label of" in html
    assert 'aria-current="page">R</a>' in html


def test_quality_names_what_most_have_and_these_lack(page):
    html = page(f"/vocabulary/quality?scheme={TOPICS}")
    assert "Translation missing" in html
    assert "missing: German" in html
    all_of = page(f"/vocabulary/quality?scheme={TOPICS}&rule=missing-language")
    assert "carbon-neutral product" in all_of


def test_a_concept_with_all_that_is_said_of_it(page):
    html = page(f"/concepts?iri={T}refill")
    assert '<h1 id="concept-name" class="concept-name" lang="en" dir="auto">refill pouch</h1>' in html
    assert "A soft bag that fills a bottle again." in html
    assert '<span class="label-of" lang="de" dir="auto">Nachfüllbeutel</span>' in html
    trail = html[html.index('class="trail"') : html.index("<h1")]
    assert trail.index("Topics") < trail.index(">packaging<") < trail.index(">sustainable packaging<")
    assert "2 assets carry it" in html
    assert f'href="/search?concept={T.replace(":", "%3A").replace("/", "%2F")}refill"' in html
    assert "<dt>close to</dt>" in html
    assert '<a href="https://elsewhere.example/refill" rel="noreferrer">' in html
    assert "Takes the place of" in html
    assert '<q lang="en" dir="auto">Refill_Pack</q>' in html
    assert "version 1, 23 November 2026" in html


def test_a_broader_concept_counts_what_is_narrower(page):
    html = page(f"/concepts?iri={T}packaging")
    assert "2 assets with everything narrower" in html
    assert "<dt>carry it</dt><dd>0</dd>" in html


def test_a_deprecated_concept_names_its_replacement_and_a_hidden_label_is_told_apart(page):
    html = page(f"/concepts?iri={T}plastic")
    assert "no longer used" in html
    assert "Use instead:" in html
    assert "No asset carries it yet." in html
    assert "have a preferred label in these languages" in html
    assert 'German <span class="code">de</span>' in html
    assert '<td class="hiddenLabel"><span class="label-of" lang="en" dir="auto">eco</span></td>' in page(
        f"/concepts?iri={T}eco"
    )


def test_a_concept_is_to_be_had_as_rdf(client):
    for form, begins in (("ttl", "@prefix"), ("jsonld", "["), ("rdf", "<?xml")):
        answer = client.get(f"/vocabulary/concept.{form}?iri={quote(T + 'refill')}")
        assert answer.status_code == 200
        assert answer.text.startswith(begins)
        assert f"{T}refill" in answer.text
        assert "attachment" in answer.headers["content-disposition"]
    assert client.get(f"/vocabulary/concept.exe?iri={T}refill").status_code == 404


def test_an_unknown_concept_is_a_readable_404(client):
    for query in ("", "?iri=", "?iri=javascript:alert(1)"):
        answer = client.get(f"/concepts{query}")
        assert answer.status_code == 404
        assert "No current vocabulary holds this concept." in answer.text
    assert client.get("/vocabulary/nothing/versions").status_code == 404


def test_without_a_vocabulary_every_view_says_what_to_do(served, tmp_path):
    client = served([], [])
    for path in ("/vocabulary", "/vocabulary/tree", "/vocabulary/alphabet", "/vocabulary/quality"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "No vocabulary yet" in answer.text, path


def test_the_lexicon_is_built_once_for_each_set_of_versions(tmp_path):
    workspace = Workspace(tmp_path, [])
    keeper = LexiconKeeper(workspace)
    assert keeper.lexicon() is keeper.lexicon()
    renamed = replace(CONCEPTS[3], preferred=(Label("wrapping", "en"),))
    changed = replace(VOCABULARY, concepts=(*CONCEPTS[:3], renamed, *CONCEPTS[4:]))
    workspace.kept["terms"] = (replace(VERSION, number=2, digest="d2"), changed)
    assert keeper.lexicon().name(f"{T}packaging") == Label("wrapping", "en")
