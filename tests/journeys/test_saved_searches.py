"""A saved search from its first day: saved, found by a sync, read as a feed, removed."""

import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.journeys.conftest import TABLE, prepared
from tests.journeys.pages.conftest import TestClient
from thesaury.bootstrap import init_workspace, open_workspace
from thesaury.cli.app import run
from thesaury.web.app import create_app

A = "{http://www.w3.org/2005/Atom}"


def test_what_a_sync_brings_is_in_the_feed_once(synced: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def searches(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["searches", *args, "-w", str(synced)])
        return code, *capsys.readouterr()

    assert searches("list")[2] == "No search is saved. Save one with: thesaury searches save NAME WORDS\n"
    code, path, _ = searches("save", "lakes", "lake")
    assert (code, path[:10]) == (0, "/searches/")
    assert searches("save", "lakes", "lake")[0] == searches("run", "seas")[0] == searches("remove", "seas")[0] == 2

    (synced.parent / "assets.csv").write_text(TABLE + "5,Lake at night,Stars above,lake,en\n")
    assert run(["sync", "-w", str(synced)]) == 0
    assert searches("check")[2] == "1 new assets.\n"
    assert searches("check")[2] == "0 new assets.\n"
    told = json.loads(searches("run", "lakes", "--new", "--json")[1])
    assert [hit["title"] for hit in told["hits"]] == ["Lake at night"]
    assert "Mountain lake" in searches("run", "lakes")[1]

    opened = open_workspace(synced)
    other = init_workspace(tmp_path / "other")
    try:
        client = TestClient(create_app(opened), base_url="http://127.0.0.1")
        for _ in range(2):
            feed = Xml.fromstring(client.get(path.strip()).content)
            assert [entry.findtext(f"{A}title") for entry in feed.findall(f"{A}entry")] == ["Lake at night"]
        for stranger in (client.get("/searches/guess.atom"), TestClient(create_app(other)).get(path.strip())):
            assert stranger.status_code == 404
    finally:
        opened.close()
        other.close()
    assert searches("feed", "lakes")[1] != path
    assert searches("remove", "lakes")[0] == 0
    assert json.loads(searches("list", "--json")[1]) == {"searches": []}


def test_pages_and_programs_save_and_remove_searches(synced: Path):
    opened = open_workspace(synced)
    try:
        client = TestClient(create_app(opened), base_url="http://127.0.0.1", follow_redirects=False)
        assert "No search is saved" in client.get("/searches").text
        assert 'action="/searches?q=refill"' in client.get("/search?q=refill").text
        page = client.post("/searches?q=refill&source=assets", data={"name": "Süßes & Co"}).text
        assert "/searches/" in page
        assert ".atom" in page
        assert "Süßes &amp; Co" in page

        made = client.post(
            "/api/v1/searches", json={"name": "lakes", "words": "lake", "filters": {"source": ["assets"]}}
        )
        assert made.status_code == 201
        assert client.get(made.json()["feed"]).headers["content-type"].startswith("application/atom+xml")
        again = client.post("/api/v1/searches/lakes/feed").json()["feed"]
        assert [client.get(path).status_code for path in (made.json()["feed"], again)] == [404, 200]
        listed = client.get("/api/v1/searches").json()["searches"]
        assert [one["name"] for one in listed] == ["Süßes & Co", "lakes"]
        assert client.get("/api/v1/searches/lakes/hits").json()["total"] == 1
        assert client.get("/api/v1/searches/lakes").json()["filters"] == {"source": ["assets"]}

        for wrong, status in (
            ({"name": "lakes", "words": "lake"}, 400),
            ({"name": "x"}, 400),
            ({"name": "x", "filters": {"colour": ["red"]}}, 400),
            ({}, 422),
        ):
            failed = client.post("/api/v1/searches", json=wrong)
            assert (failed.status_code, failed.headers["content-type"]) == (status, "application/problem+json")
        foreign = {"sec-fetch-site": "cross-site"}
        assert client.delete("/api/v1/searches/lakes", headers=foreign).status_code == 403
        assert client.post("/searches?q=x", data={"name": "n"}, headers=foreign).status_code == 403
        assert client.delete("/api/v1/searches/lakes").status_code == 204
        assert (
            client.get("/api/v1/searches/lakes").status_code
            == client.delete("/api/v1/searches/lakes").status_code
            == 404
        )
        gone = client.post("/searches/remove", params={"name": "Süßes & Co"})
        assert (gone.status_code, client.get("/api/v1/searches").json()) == (303, {"searches": [], "next": None})
    finally:
        opened.close()


LICENCES = """id,title,licence
free,Lake one,"All media, worldwide, perpetual."
ended,Lake two,"Website only, DACH, until 30 June 2020."
unclear,Lake three,
"""


def test_a_saved_search_keeps_the_use_and_its_feed_lists_only_what_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    def searches(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["searches", *args, "-w", str(work)])
        return code, *capsys.readouterr()

    work, table = tmp_path / "work", tmp_path / "assets.csv"
    prepared("init", work)
    table.write_text(LICENCES)
    prepared("connect", "table", table, "-w", work)
    prepared("sync", "-w", work)
    code, path, _ = searches("save", "usable lakes", "lake", "--channel", "website", "--region", "DE", "--related")
    assert code == 0
    kept = json.loads(searches("list", "--json")[1])["searches"][0]
    assert (kept["use"], kept["related"]) == ([["channel", "website"], ["region", "DE"], ["verdict", "permit"]], True)
    assert searches("save", "half", "lake", "--channel", "website")[0] == 2
    assert "region" in searches("save", "half", "lake", "--channel", "website")[2]

    more = (
        'new,Lake four,"All media, worldwide, perpetual."\nlate,Lake five,"Website only, DACH, until 30 June 2020."\n'
    )
    table.write_text(LICENCES + more)
    prepared("sync", "-w", work)
    assert searches("check")[2] == "1 new assets.\n"
    found = json.loads(searches("run", "usable lakes", "--json")[1])["hits"]
    assert sorted(hit["title"] for hit in found) == ["Lake four", "Lake one"]

    opened = open_workspace(work)
    try:
        client = TestClient(create_app(opened), base_url="http://127.0.0.1", follow_redirects=False)
        assert titles_of(client.get(path.strip()).content) == ["Lake four"]
        assert client.get("/api/v1/searches/usable lakes/hits").json()["total"] == 2
        asked = "channel=website&amp;region=DE&amp;related=1"
        listed = client.get("/searches").text
        assert asked in listed
        assert "verdict=permit" in listed

        page = client.get("/search?q=lake&channel=website&region=Germany&related=1").text
        assert 'action="/searches?q=lake&amp;channel=website&amp;region=Germany&amp;related=1"' in page
        address = "/searches?q=lake&channel=website&region=Germany&related=1"
        assert client.post(address, data={"name": "by page"}).status_code == 200
        told = client.get("/api/v1/searches/by page").json()
        assert told["use"] == {"channel": ["website"], "region": ["DE"], "verdict": ["permit"]}
        assert told["related"] is True
        by_program = {"name": "by program", "words": "lake", "use": {"channel": "website", "region": ["DE", "AT"]}}
        assert client.post("/api/v1/searches", json=by_program).status_code == 201
        assert client.post(
            "/api/v1/searches", json={**by_program, "name": "x", "use": {"colour": "red"}}
        ).status_code in (
            400,
            422,
        )
    finally:
        opened.close()

    table.write_text((LICENCES + more).replace('four,"All media, worldwide, perpetual."', 'four,"No use at all."'))
    prepared("sync", "-w", work)
    opened = open_workspace(work)
    try:  # before anybody checked the search again
        client = TestClient(create_app(opened), base_url="http://127.0.0.1")
        assert titles_of(client.get(path.strip()).content) == []
    finally:
        opened.close()
    assert json.loads(searches("run", "usable lakes", "--new", "--json")[1])["hits"] == []


def titles_of(feed: bytes) -> list[str | None]:
    return [entry.findtext(f"{A}title") for entry in Xml.fromstring(feed).findall(f"{A}entry")]
