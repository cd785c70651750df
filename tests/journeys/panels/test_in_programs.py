"""The panels' packages in a browser, each in a frame as its program gives it (of null origin but in Express), over stubs of the program
and a real server: what is searched, placed, remembered, found again and reported."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from tests.conftest import ROOT
from tests.fakes.records import Kept
from tests.journeys.pages.browsing import chromium, served_at
from tests.journeys.pages.collection import VOCABULARY, Workspace, findings, record
from tests.journeys.picker.conftest import Panels
from thesaury.model.asset import Asset, File, Licence
from thesaury.model.connection import Connection
from thesaury.model.usage import UsageKind
from thesaury.panels.making import make
from thesaury.panels.order import Order, Program
from thesaury.pipeline.panels import origins
from thesaury.pipeline.rights.facets import rights_facets
from thesaury.search.documents import document
from thesaury.vocabulary.thesaurus import Thesaurus

HERE = Path(__file__).parent
PICKER = ROOT / "clients" / "picker"
WIDTH = 300
SDK = "export default window.parent.sdk"
"""In place of the SDK at Adobe's address: that of the stub around."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The panels' scripts as they are built from this checkout."""
    node = shutil.which("node", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    if not node or not (PICKER / "node_modules" / "esbuild").is_dir():
        pytest.skip("needs Node.js and the packages of clients/picker, which ./run test brings where it can")
    out = tmp_path_factory.mktemp("built")
    subprocess.run([node, "panels.mjs"], cwd=PICKER, env={**os.environ, "THESAURY_PANELS_OUT": str(out)}, check=True)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def panels(tmp_path: Path) -> Panels:
    """One asset with a picture, which everybody may use for ever."""
    root = tmp_path / "workspace"
    root.mkdir()
    file = File(str(root / "box.jpg"), "image/jpeg", "ab" * 32, 2000, 900, 600)
    held = [
        Asset("a1", (record(1, "Kitchen scene", file=file, licences=(Licence("All media, worldwide, perpetual."),)),))
    ]
    workspace = Workspace(root, held)
    workspace.rest.records.put_connection(Connection("studio", "folder"))
    workspace.rest.records.kept["studio", "studio-1"] = Kept(held[0].records[0], "a1")
    named = rights_facets(workspace, held, date(2026, 12, 1))
    workspace.index.put([document(one, findings(one), Thesaurus([VOCABULARY]), named[one.id]) for one in held])
    return Panels(root, workspace)


def opened(program: Program, panels: Panels, server: str, built: Path, site: Path, origin: str) -> dict[str, str]:
    """Make the package where the stub of the program looks for it; gives what the program has kept of an earlier connection."""
    site.mkdir()
    shutil.copy(HERE / f"{program}.html", site / "index.html")
    # A package is for an https server; this one is on the machine of the test.
    make(Order(program, server, "Thesaury", "test"), site / "package", built)
    use = {"channel": "website", "regions": ["DE"], "firstDay": "2026-11-30", "lastDay": ""}
    key = panels.connected(origin=origin)["refresh_token"]
    return {f"thesaury.refresh {server}": key, "thesaury.use": json.dumps(use)}


@pytest.mark.parametrize("program", [Program.FIGMA, Program.PHOTOSHOP, Program.EXPRESS])
def test_a_package_searches_places_remembers_and_reports_once(
    program: Program, panels: Panels, built: Path, browser: Any, tmp_path: Path
):
    files = Starlette(routes=[Mount("/", StaticFiles(directory=tmp_path / "site", html=True, check_dir=False))])
    with served_at(panels.app) as server, served_at(files) as site:
        origin = site if program is Program.EXPRESS else "null"
        if origin != "null":
            origins.allow(panels.catalogue, origin, "ana")
        kept = opened(program, panels, server, built, tmp_path / "site", origin)
        page = browser.new_page(viewport={"width": WIDTH, "height": 640})
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda said: failures.append(said.text) if said.type == "error" else None)
        if program is Program.PHOTOSHOP:
            page.route("**/panel/v1/media/**", without_origin)
        page.route(
            "https://express.adobe.com/**", lambda route: route.fulfill(content_type="text/javascript", body=SDK)
        )
        page.add_init_script(f"window.KEPT = {json.dumps(kept)}")
        page.goto(site)
        panel = page.frame_locator("iframe")
        panel.get_by_role("button", name="Search").click()
        place = panel.get_by_role("button", name="Place", exact=False).first
        place.wait_for()
        inner = next(frame for frame in page.frames if frame.parent_frame)
        assert inner.evaluate("[origin, document.documentElement.scrollWidth]") == [origin, WIDTH]
        with page.expect_response(is_report) as answer:
            place.click()
        assert answer.value.json() | {"id": ""} == {"id": "", "new": True, "permitted": True, "sentence": ""}
        told = placed(program, page)
        assert (told["server"], told["asset"], told["record"]) == (server, "a1", "studio/studio-1")
        assert "media/" not in json.dumps(told)
        reported = panels.catalogue.placements.get(told["placement"])
        assert reported is not None
        assert (reported.host, reported.asset, panels.catalogue.placements.count()) == (program.value, "a1", 1)
        # That the file was fetched is kept, too, but later.
        assert len(panels.catalogue.usage.events("studio", kind=UsageKind.USE)) == 1
        if program is Program.EXPRESS:
            dragged_in(page)
            assert panels.catalogue.placements.count() == 2
        panel.get_by_role("tab").last.click()
        panel.get_by_role("button", name="Check", exact=False).first.click()
        panel.get_by_text("Kitchen scene").first.wait_for()
        assert failures == []
        page.close()


def is_report(answer: Any) -> bool:
    return "/v1/placements?" in answer.url and answer.request.method == "POST"


def dragged_in(page: Any) -> None:
    """Let the picture go over the page: Express asks for it only then."""
    with page.expect_response(is_report) as answer:
        preview = page.evaluate("drags.at(-1).previewCallback().href")
        stamps = page.evaluate(
            "drags.at(-1).completionCallback().then((all) => all.map((one) => one.importAddOnData.mediaAddOnData.thesaury))"
        )
    assert "/panel/v1/media/" in preview
    assert [json.loads(stamp)["placement"] for stamp in stamps] == [answer.value.json()["id"]]


def without_origin(route: Any) -> None:
    """A plug-in's own requests in UXP name no origin, and no rule of browsers holds for their answers."""
    headers = {name: value for name, value in route.request.headers.items() if name != "origin"}
    answer = route.fetch(headers=headers)
    route.fulfill(response=answer, headers={**answer.headers, "access-control-allow-origin": "*"})


def placed(program: Program, page: Any) -> Any:
    """The place-link that lies in the program's document."""
    if program is Program.FIGMA:
        page.wait_for_function("nodes.length === 1 && nodes[0].getPluginData('thesaury') !== ''")
        return json.loads(page.evaluate("nodes[0].getPluginData('thesaury')"))
    if program is Program.EXPRESS:
        page.wait_for_function("editor.documentRoot.allChildren.length === 1")
        return json.loads(
            page.evaluate("editor.documentRoot.allChildren[0].mediaRectangle.mediaAddOnData.getItem('thesaury')")
        )
    page.wait_for_function("paper.xmp !== ''")
    packet = page.evaluate(
        "new DOMParser().parseFromString(paper.xmp, 'text/xml').querySelector('[*|links]').getAttribute('thesaury:links')"
    )
    [link] = json.loads(packet).values()
    return link
