"""The search page and its interface: found, nothing found, and failing."""

import re
from urllib.parse import parse_qsl

import pytest

from tests.journeys.pages.collection import T
from thesaury.model.asset import Asset, Record, Text
from thesaury.web.pages.search.results import pages
from thesaury.web.parts.asked import PAGE, Asked


def cards(html: str) -> int:
    return html.count('class="card-link"')


def shown_count(html: str, value: str) -> int:
    found = re.search(rf'<span class="value"[^>]*>{re.escape(value)}</span> <span class="count">(\d+)</span>', html)
    assert found, value
    return int(found[1])


def test_nothing_asked_shows_everything(page):
    html = page("/search")
    assert cards(html) == 8
    assert "8 assets" in html
    assert "Matched because" not in html


def test_a_narrower_concept_is_found_and_says_its_path(page):
    html = page("/search?q=sustainable+packaging")
    assert cards(html) == 2
    assert 'Understood as <a class="concept" href="/concepts?iri=https%3A%2F%2Fterms.example%2Fsustainable"' in html
    reason = html.split("Matched because")[1]
    assert reason.index("refill pouch") < reason.index("→") < reason.index("sustainable packaging")


def test_words_are_quoted_with_their_field_and_suggested_paths_say_so(page):
    assert "“Mountain” in title" in page("/search?q=mountain")
    assert '<span class="maybe">suggested</span>' in page("/search?q=eco")


def test_counts_of_a_facet_are_what_its_links_find(page):
    html = page("/search")
    assert shown_count(html, "Green Spring") == 2
    assert cards(page("/search?campaign=Green+Spring")) == 2


def test_values_widen_within_a_facet_and_narrow_across(page):
    assert cards(page("/search?market=DE")) == 1
    both = page("/search?market=DE&market=FR")
    assert cards(both) == 2
    assert shown_count(both, "CH") == 5
    assert cards(page("/search?market=DE&market=FR&source=portal")) == 1


def test_each_chip_leads_to_the_rest(page):
    html = page("/search?q=box&market=DE&source=portal")
    links = re.findall(r'class="chip" href="([^"]+)" aria-label="([^"]+)"', html)
    assert links == [
        ("/search?q=box&amp;source=portal", "Remove the filter Market: DE"),
        ("/search?q=box&amp;market=DE", "Remove the filter Source: portal"),
    ]


def content(html):
    return html[html.index("<main") :]


def test_within_a_concept_counts_what_is_narrower(page):
    assert cards(page(f"/search?concept={T}sustainable")) == 2
    older, address = page(f"/search?within={T}sustainable"), page(f"/search?concept={T}sustainable")
    assert content(older) == content(address)  # as older addresses say it
    assert "Remove the filter Concept: sustainable packaging" in page(f"/search?concept={T}sustainable")


def test_an_unknown_word_says_so(page):
    html = page("/search?q=zebra")
    assert "0 assets" in html
    assert "the vocabulary does not know them" in html


def test_an_empty_answer_offers_what_is_broader_and_finds_something(page):
    html = page("/search?q=carbon-neutral+product")
    assert "no asset carries it or anything narrower yet" in html
    assert re.search(
        r'href="/search\?q=sustainable\+packaging"><span lang="en" dir="auto">sustainable packaging</span>.*?2 assets',
        html,
    )


def test_filters_that_leave_nothing_offer_the_way_without(page):
    html = page("/search?q=mountain&market=DE")
    assert "Nothing fits all the filters at once." in html
    assert '<a href="/search?q=mountain">5 assets without the filters</a>' in html


def test_each_filter_that_stands_in_the_way_says_what_there_is_without_it(page):
    html = page("/search?q=mountain&campaign=Outdoors&market=DE")
    assert (
        '<a href="/search?q=mountain&amp;campaign=Outdoors">Without Market: DE <span class="count">5 assets</span></a>'
        in html
    )
    assert "Without Campaign" not in html  # that alone would find nothing


def test_a_typing_mistake_is_met_and_what_was_read_otherwise_is_told(page, client):
    html = page("/search?q=mountian+colour:red")
    assert "Searched for “mountain”: no asset and no label has “mountian”." in html
    assert "“colour” is no field, so it was read as a word." in html
    assert cards(page("/search?q=mountian")) == 5
    assert client.get("/api/v1/search?q=mountian").json()["corrected"] == [{"typed": "mountian", "meant": "mountain"}]


def test_concepts_are_facets_by_scheme_and_open_below_what_was_chosen(page):
    html = page("/search")
    assert "Topics</h2>" in html
    assert "Places</h2>" not in html  # no asset was given a kitchen
    chosen = page(f"/search?concept={T}sustainable")
    below = re.search(
        r'<li class="below(\d)"><a id="[^"]+" class="choice" href="([^"]+)"[^>]*>.{0,200}?refill pouch', chosen
    )
    assert below
    assert "sustainable" not in below[2]  # the narrower concept takes the place of the broader one


def test_an_empty_workspace_says_how_to_begin(served):
    empty = served([], ())
    assert "thesaury connect folder PATH" in empty.get("/search").text
    assert "thesaury vocabulary import terms.ttl" in empty.get("/vocabulary").text


@pytest.mark.parametrize("address", ["/search?page=2", "/search?page=99"])
def test_pages_and_one_beyond_the_last(served, address):
    many = [Asset(f"m{n:02}", (Record("studio", f"{n}", "1", (Text("title", f"No {n}"),)),)) for n in range(PAGE + 2)]
    html = served(many).get(address).text
    assert cards(html) == 2
    assert 'aria-label="Page 2" aria-current="page"' in html
    assert 'rel="prev" href="/search"' in html


def test_texts_from_outside_are_never_markup(served):
    evil = Asset("x", (Record("studio", "1", "1", (Text("title", "<script>alert(1)</script>"),)),))
    client = served([evil])
    for address in ("/search", "/assets/x", "/search?q=%3Cscript%3E%22%27"):
        assert "<script>" not in client.get(address).text


def test_an_address_says_what_was_asked_and_back():
    asked = Asked("a b", (("market", "DE"), ("concept", f"{T}refill")), 3)
    query = asked.url.partition("?")[2]
    assert Asked.from_query(parse_qsl(query)) == asked
    assert asked.toggled("market", "DE").toggled("market", "DE").chosen("market") == ("DE",)


@pytest.mark.parametrize("page", ["", "x", "-1", "0", "²", "99999999999"])
def test_a_page_that_is_no_number_is_the_first(page):
    assert Asked.from_query([("page", page), ("nonsense", "1")]) == Asked()


def test_pager_shows_ends_neighbours_and_gaps():
    assert pages(1, 1) == [1]
    assert pages(1, 4) == [1, 2, 3, 4]
    assert pages(6, 12) == [1, 0, 5, 6, 7, 0, 12]


def test_interface_has_the_shape_of_the_command(client):
    answer = client.get("/api/v1/search?q=sustainable+packaging&limit=1").json()
    assert answer["total"] == 2
    first = answer["concepts"][0]
    assert first == {"iri": f"{T}sustainable", "label": "sustainable packaging", "weight": 1.0, "by": "label"}
    assert [hit["asset"] for hit in answer["hits"]] == ["a1"]
    assert answer["hits"][0]["reasons"][0] == {
        "kind": "concept",
        "text": "refill pouch → sustainable packaging",
        "path": [
            {"iri": f"{T}refill", "label": "refill pouch"},
            {"iri": f"{T}sustainable", "label": "sustainable packaging"},
        ],
        "accepted": True,
    }
    assert answer["facets"]["market"] == {"AT": 1, "DE": 1, "FR": 1}
    assert answer["notes"] == []
    assert client.get("/api/v1/search?q=colour:red").json()["notes"] == [{"code": "unknown-field", "about": ["colour"]}]


def test_interface_says_what_was_wrong(client):
    answer = client.get("/api/v1/search?limit=many")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"title", "status", "detail"} <= answer.json().keys()
    assert "limit" in answer.json()["detail"]
