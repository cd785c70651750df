"""A saved search from its first day: saved, found by a sync, read as a feed, removed."""

import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.journeys.conftest import TABLE
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
        assert 'action="/searches?q=refill"' in client.get("/?q=refill").text
        page = client.post("/searches?q=refill&source=assets", data={"name": "Süßes & Co"}).text
        assert "/searches/" in page
        assert ".atom" in page
        assert "Süßes &amp; Co" in page

        made = client.post("/api/searches", json={"name": "lakes", "words": "lake", "filters": {"source": ["assets"]}})
        assert made.status_code == 201
        assert client.get(made.json()["feed"]).headers["content-type"].startswith("application/atom+xml")
        again = client.post("/api/searches/lakes/feed").json()["feed"]
        assert [client.get(path).status_code for path in (made.json()["feed"], again)] == [404, 200]
        listed = client.get("/api/searches").json()["searches"]
        assert [one["name"] for one in listed] == ["Süßes & Co", "lakes"]
        assert client.get("/api/searches/lakes/hits").json()["total"] == 1
        assert client.get("/api/searches/lakes").json()["filters"] == {"source": ["assets"]}

        for wrong in (
            {"name": "lakes", "words": "lake"},
            {"name": "x"},
            {"name": "x", "filters": {"colour": ["red"]}},
            {},
        ):
            failed = client.post("/api/searches", json=wrong)
            assert (failed.status_code, failed.headers["content-type"]) == (400, "application/problem+json")
        foreign = {"sec-fetch-site": "cross-site"}
        assert client.delete("/api/searches/lakes", headers=foreign).status_code == 403
        assert client.post("/searches?q=x", data={"name": "n"}, headers=foreign).status_code == 403
        assert client.delete("/api/searches/lakes").status_code == 204
        assert client.get("/api/searches/lakes").status_code == client.delete("/api/searches/lakes").status_code == 404
        gone = client.post("/searches/remove", params={"name": "Süßes & Co"})
        assert (gone.status_code, client.get("/api/searches").json()) == (303, {"searches": []})
    finally:
        opened.close()
