"""`thesaury expand` and `similar`, and the same over HTTP: works, finds nothing, fails."""

import json
from pathlib import Path

import pytest

from tests.journeys.pages.conftest import TestClient
from thesaury.bootstrap import open_workspace
from thesaury.cli.app import run
from thesaury.model.connection import Connection
from thesaury.model.likeness import likeness
from thesaury.web.app import create_app


def test_a_query_is_expanded_for_other_systems(brought: Path, capsys: pytest.CaptureFixture[str]):
    def expand(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["expand", *args, "-w", str(brought)])
        return code, *capsys.readouterr()

    code, printed, _ = expand("refill pack -box", "--language", "de", "--json")
    told = json.loads(printed)
    assert (code, [term["text"] for term in told["terms"]]) == (0, ["refill pack", "Nachfüllbeutel"])
    assert (told["excluded"], told["concepts"][0]["relation"]) == (["box"], "meant")
    assert expand("refill pack", "--for", "brandfolder", "--language", "de")[1] == (
        'search\t("refill" AND "pack") OR "Nachfüllbeutel"\n'
    )
    assert (
        expand("refill pack", "--for", "bynder", "--language", "de")[1]
        == "keyword\trefill pack\nkeyword\tnachfüllbeutel\n"
    )
    assert "the words stand alone" in expand("zeppelin")[2]
    code, printed, said = expand("pack", "--for", "table")
    assert (code, printed) == (2, "")
    assert "Name one of brandfolder, bynder" in said

    opened = open_workspace(brought)
    try:
        client = TestClient(create_app(opened))
        answer = client.get("/api/v1/expand", params={"q": "refill pack", "for": "any", "lang": "de"}).json()
        assert answer["plain"]["requests"] == [{"parameter": "", "text": "(refill AND pack) OR Nachfüllbeutel"}]
        opened.catalogue.records.put_connection(Connection("house", "brandfolder", (("brandfolder", "key"),)))
        named = client.get("/api/v1/expand", params={"q": "lid", "for": "house"}).json()["plain"]
        assert named["requests"] == [{"parameter": "search", "text": '"lid"'}]
        assert client.get("/api/v1/expand").json()["terms"] == []
        assert len(client.get("/api/v1/expand", params={"q": "packaging", "limit": 2}).json()["terms"]) == 2
        for wrong, status in (({"q": "x", "for": "nobody"}, 400), ({"q": "x", "depth": 99}, 422)):
            failed = client.get("/api/v1/expand", params=wrong)
            assert (failed.status_code, failed.headers["content-type"]) == (status, "application/problem+json")
    finally:
        opened.close()


def test_similar_assets_are_shown_with_what_they_share(synced: Path, capsys: pytest.CaptureFixture[str]):
    def similar(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["similar", *args, "-w", str(synced)])
        return code, *capsys.readouterr()

    code, printed, _ = similar("2", "--json")
    told = json.loads(printed)
    first = told["hits"][0]
    assert (code, first["title"]) == (0, "Nachfüllbeutel im Bad")
    assert first["because"] == "shares: refill pouch"
    assert told["asset"] not in [hit["asset"] for hit in told["hits"]]
    assert similar("2", "--filter", "source=pictures")[0] == 0
    assert similar("nobody")[0] == similar("2", "--filter", "colour=red")[0] == 2

    opened = open_workspace(synced)
    try:
        client = TestClient(create_app(opened))
        answer = client.get(f"/api/v1/assets/{told['asset']}/similar", params={"limit": 1}).json()
        assert [hit["asset"] for hit in answer["hits"]] == [first["asset"]]
        page = client.get(f"/assets/{told['asset']}").text
        assert f"/assets/{first['asset']}" in page[page.index('id="similar"') :]
        assert client.get("/api/v1/assets/nobody/similar").status_code == 404

        opened.catalogue.identities.compared([likeness(told["asset"], first["asset"], 2)], [])
        found = client.get("/api/v1/search", params={"q": "refill pouch"}).json()
        assert (found["folded"], found["total"] - len(found["hits"])) == (1, 1)
        (pair,) = (hit for hit in found["hits"] if hit["doubles"])
        assert {pair["asset"], *pair["doubles"]} == {told["asset"], first["asset"]}
        page = client.get("/search?q=refill pouch").text
        assert "1 of them is shown with its look-alike" in page
        assert all(f'href="/assets/{asset}"' in page for asset in (told["asset"], first["asset"]))
    finally:
        opened.close()
