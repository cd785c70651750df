"""The search page and its interface, asked for a use: badges, counts, filters, an answer without hits, and what cannot be read."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from tests.journeys.pages.collection import VOCABULARY, Workspace, findings, record
from tests.journeys.pages.conftest import TestClient
from thesaury.model.asset import Asset, Licence
from thesaury.pipeline.rights.facets import rights_facets
from thesaury.search.documents import document
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.app import create_app

LICENCES = {
    "may": "Website only, DACH, until 31 December 2026.",
    "ever": "All media, worldwide, perpetual.",
    "not": "Brochure only, FR, until 30 June 2027.",
    "unclear": "Website, DE, until 31 December 2026, quuxed.",
    "nobody": "",
}
USE = "channel=website&region=DE&from=2026-12-01"
JP = "channel=website&region=JP&from=2026-12-01"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """Five bottles with licences of every kind."""
    held = [
        Asset(name, (record(n, f"Bottle {name}", licences=(Licence(text),) if text else ()),))
        for n, (name, text) in enumerate(LICENCES.items())
    ]
    workspace = Workspace(tmp_path, held)
    named = rights_facets(workspace, held, date(2026, 12, 1))
    thesaurus = Thesaurus([VOCABULARY])
    workspace.index.put([document(one, findings(one), thesaurus, named[one.id]) for one in held])
    return TestClient(create_app(workspace), raise_server_exceptions=False)


def page(client: TestClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(answer.text).split())


def cards(html: str) -> list[str]:
    return sorted(re.findall(r'class="card-link" href="/assets/(\w+)"', html))


def tallies(html: str) -> dict[str, tuple[int, str]]:
    found = re.findall(r'<a class="tally is-(\w+)[^"]*" href="([^"]+)".*?<span class="count">(\d+)</span>', html)
    return {kind: (int(count), url) for kind, url, count in found}


def test_without_a_use_nothing_is_said_of_rights(client):
    html = page(client, "/search?q=bottle")
    assert len(cards(html)) == 5
    assert "rights-line" not in html
    assert "Say where and when" in html


def test_every_hit_says_whether_it_may_be_used_and_counts_are_what_links_find(client):
    html = page(client, f"/search?q=bottle&{USE}")
    assert html.count('class="rights-line') == 5
    assert '✓</span> Permitted</a> <span class="rights-why">until 31 December 2026' in html
    assert "not legal advice" in html
    told = tallies(html)
    assert {kind: count for kind, (count, _) in told.items()} == {"permit": 2, "deny": 1, "needs_review": 2}
    for count, url in told.values():
        assert len(cards(page(client, url))) == count
        assert {kind: n for kind, (n, _) in tallies(page(client, url)).items()} == {
            "permit": 2,
            "deny": 1,
            "needs_review": 2,
        }
    assert cards(page(client, told["permit"][1])) == ["ever", "may"]


def test_the_answer_of_a_hit_leads_to_its_reasons(client):
    html = page(client, f"/search?q=bottle&{USE}&verdict=deny")
    [link] = re.findall(r'<a class="mark" href="([^"]+)"', html)
    assert link == f"/assets/not?{USE}#may-i"
    assert '<article class="answer deny"' in page(client, link)


def test_the_day_changes_the_answer(client):
    later = USE.replace("2026-12-01", "2027-01-01")
    assert cards(page(client, f"/search?q=bottle&{USE}&verdict=permit")) == ["ever", "may"]
    assert cards(page(client, f"/search?q=bottle&{later}&verdict=permit")) == ["ever"]


def test_where_none_may_be_used_it_says_so_and_shows_the_way(client):
    html = page(client, f"/search?q=bottle+-ever&{JP}&verdict=permit")
    assert cards(html) == []
    assert "4 assets match, but none may be used in Japan (JP)." in html
    offers = re.findall(r'<li><a href="([^"]+)">Show', html)
    assert sum(len(cards(page(client, url))) for url in offers) == 4


def test_the_use_stays_in_the_address_of_everything(client):
    html = page(client, f"/search?q=bottle&{USE}&verdict=permit")
    links = [url for url in re.findall(r'href="(/search\?[^"]+)"', html) if "channel=website" in url]
    assert links
    assert '<input type="hidden" name="channel" value="website">' in html
    assert "Remove the filter May I use it?: Permitted" in html
    assert "/search?q=bottle" in re.findall(r'<a href="([^"]+)">Without rights', html)


@pytest.mark.parametrize("wrong", ["channel=fax&region=DE", "channel=website&region=Narnia", f"{USE}&to=2020-01-01"])
def test_a_use_that_cannot_be_read_filters_nothing_and_says_so(client, wrong):
    html = page(client, f"/search?q=bottle&{wrong}&verdict=permit")
    assert len(cards(html)) == 5
    assert "Rights are not looked at yet" in html
    assert "rights-line" not in html
    assert "Remove the filter" not in html


def test_programs_get_the_same(client):
    found = client.get("/api/v1/search?q=bottle&channel=website&region=DE&date=2026-12-01&usable=1").json()
    assert (found["total"], found["facets"]["verdict"]) == (2, {"permit": 2, "needs_review": 2, "deny": 1})
    assert {hit["rights"]["decision"] for hit in found["hits"]} == {"permit"}
    assert {hit["rights"]["next_change"] for hit in found["hits"]} == {"2027-01-01", None}
    assert found["use"]["regions"] == ["DE"]
    assert "not legal advice" in found["notice"]
    both = client.get("/api/v1/search?q=bottle&channel=website&region=DE&date=2026-12-01&verdict=deny,review").json()
    assert both["total"] == 3
    none = client.get("/api/v1/search?q=bottle%20-ever&channel=website&region=JP&date=2026-12-01&usable=1").json()
    assert none["said"].startswith("4 assets match, but none may be used on website in JP on 1 December 2026: ")
    assert "use" not in client.get("/api/v1/search?q=bottle").json()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("channel=website", "both a channel and a region"),
        ("usable=1", "Say for which use"),
        ("channel=fax&region=DE", "no channel 'fax'"),
        ("channel=website&region=DE&verdict=maybe", "no verdict 'maybe'"),
        ("channel=website&region=DE&date=tomorrow", "'tomorrow' is no day"),
        ("channel=website&region=DE&usable=perhaps", "usable: "),
    ],
)
def test_programs_are_told_what_is_wrong(client, asked, said):
    answer = client.get(f"/api/v1/search?q=bottle&{asked}")
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]
