"""The page of saved searches: told in words, removed only after a question, empty with a way on."""

import re

from starlette.testclient import TestClient

from tests.journeys.house.conftest import OURS, People
from thesaury.model.access import Role

ASKED = "/searches?q=jar&concept=https%3A%2F%2Fterms.example%2Fpackaging&channel=print&region=DE&related=1"


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def test_a_search_is_told_in_words_and_the_feed_once(owner: TestClient) -> None:
    page = owner.post(ASKED, data={"name": "Jars <for> print"}, headers=OURS).text
    assert re.search(r'<code class="address" id="feed-address">http://127.0.0.1/searches/[\w-]+\.atom</code>', page)
    told = text(page)
    assert "Jars &lt;for&gt; print" in told
    assert "Words jar Concept: packaging Channel: Print Region: Germany (DE)" in told
    assert "also what is related" in told
    assert re.search(r"Saved on \d+ \w+ \d{4}\. Nothing new since\.", told)
    assert "May I use it? Permitted" in told
    assert "feed-address" not in owner.get("/searches").text


def test_it_is_told_in_german(owner: TestClient) -> None:
    owner.post(ASKED, data={"name": "Gläser"}, headers=OURS)
    page = owner.get("/searches", headers={"Accept-Language": "de"}).text
    assert "Begriff: Verpackung" in text(page)
    assert "Region: Deutschland (DE)" in text(page)
    assert "auch Verwandtes" in text(page)


def test_removing_asks_first_and_says_what_happened(owner: TestClient) -> None:
    owner.post("/searches?q=jar", data={"name": "jars"}, headers=OURS)
    page = owner.get("/searches").text
    question = page[page.index('<details class="asks">') : page.index("</details>")]
    assert "Its feed ends" in question
    assert 'action="/searches/remove?name=jars"' in question
    answer = owner.post("/searches/remove?name=jars", headers=OURS)
    assert answer.status_code == 303
    page = owner.get(answer.headers["location"]).text
    assert "The search is removed, and its feed has ended." in page
    assert "No search is saved" in page
    assert '<a class="button" href="/search">' in page


def test_who_may_not_edit_sees_no_button(owner: TestClient, people: People) -> None:
    owner.post("/searches?q=jar", data={"name": "jars"}, headers=OURS)
    page = people("vera", Role.VIEWER).get("/searches").text
    assert "jars" in page
    assert "/searches/remove" not in page
