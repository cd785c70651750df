"""The Smint.io sandbox over real HTTP, by plain requests: the data it serves, at every size, and starting it by hand."""

import json
import subprocess
import sys
from pathlib import Path

import httpx

from tests.contract.sandbox.smintio_caller import Caller
from tests.patience import PATIENCE
from thesaury.sandbox.serving.server import running
from thesaury.sandbox.smintio.server import Setup, create


def test_the_demo_brand_is_served(tmp_path: Path) -> None:
    sandbox = create(Setup(size="demo"))
    with running(sandbox) as server, httpx.Client(base_url=server.url) as http:
        caller = Caller(http)
        found, _ = caller.all()
        assert (len(found), {purchase["can_be_synced"] for purchase in found}) == (70, {True})
        thumbnail = found[0]["content_element"]["previews"][0]["preview"]["thumbnail"]["url"]
        assert http.get(thumbnail).headers["content-type"] == "image/jpeg"
        assert caller.found()["details"]["totalResults"] == 199
        source = {"id": "smintIoHub:dataAdapterInstanceKey", "dataType": "string", "stringValue": "da:14"}
        studio = caller.found(currentFilters={"values": [source]}, pageSize=50)["assetDataObjects"]
        assert all(asset["externalId"].endswith(".jpg") and "/" in asset["externalId"] for asset in studio)
    sandbox.store.close()


def test_pictures_of_a_written_brand_are_served_and_nothing_beside_them(tmp_path: Path) -> None:
    sandbox = create(Setup(size="demo", pack=tmp_path))
    (tmp_path / "licensed" / "previews").mkdir(parents=True)
    with running(sandbox) as server, httpx.Client(base_url=server.url) as http:
        caller = Caller(http)
        purchase = caller.page().json()["license_purchase_transactions"][0]
        (tmp_path / "licensed" / "previews" / f"{purchase['uuid']}.jpg").write_bytes(b"picture")
        assert http.get(caller.binaries(purchase).json()[0]["download_url"]).content == b"picture"
    sandbox.store.close()


def test_a_large_tenant_is_made_up_while_it_is_read() -> None:
    sandbox = create(Setup(size="large", assets=100_000))
    with running(sandbox) as server, httpx.Client(base_url=server.url) as http:
        caller = Caller(http)
        counts = http.get("/__sandbox__/state").json()["fennmoor"]
        assert (counts["purchases"], counts["assets"]) == (100_000, 100_000)
        first, again = caller.page(limit=50).json(), caller.page(limit=50).json()
        assert first == again
        assert caller.found(page=50, pageSize=50)["details"]["totalResults"] == 100_000
    sandbox.store.close()


def test_it_starts_by_hand_and_says_where_it_is(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "thesaury.sandbox.smintio",
        "--size",
        "tiny",
        "--state",
        str(tmp_path / "state.sqlite"),
    ]
    with subprocess.Popen([*command, "--purchases-path", "/deals"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        where = json.loads(process.stdout.readline())
        try:
            with httpx.Client(base_url=where["url"]) as http:
                caller = Caller(http)
                assert len(caller.all()[0]) == 7
                assert caller.where["paths"]["purchases"] == "/deals"
        finally:
            process.terminate()
        process.wait(PATIENCE)
