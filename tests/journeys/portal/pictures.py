"""`./run pictures`: the pictures of the documentation, made anew from the demo brand in Chromium."""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.journeys.pages.browsing import chromium, served_at
from tests.journeys.portal.opening import opened
from tests.journeys.portal.signing_in import signed_in
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.pipeline import boards
from thesaury.pipeline.briefs import read_brief
from thesaury.pipeline.recommending import recommend
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.searching import by_words
from thesaury.pipeline.words import thesaurus_of
from thesaury.sandbox import brand

BRIEFS = Path(brand.__file__).parent / "data" / "briefs"
FOLDER = Path(__file__).parents[3] / "docs" / "pictures"
_MOST = 300_000
"""Bytes of one picture at most."""
_LICENCE = (
    "The agency grants the client the right to use the images on its websites and in its social media channels in Germany, Austria and "
    "Switzerland until 31 December 2027. Print advertising is excluded. Credit: © Lea Moor / Fennmoor."
)


def _board(workspace: EmbeddedWorkspace) -> str:
    """The page of a board for the larger of the two briefs of the demo brand, with the best pictures on it."""
    text = (BRIEFS / "better-pack.md").read_text(encoding="utf-8")
    thesaurus = thesaurus_of(workspace)
    understanding = by_words(workspace, thesaurus)
    brief = read_brief(workspace, understanding, thesaurus, text)
    sources = understanding.sources(workspace, thesaurus)
    found = recommend(workspace, brief, sources, Clearing(workspace), limit=6)
    made = boards.create(workspace, "Better Pack", brief, [pick.asset.id for pick in found.picks])
    return f"/boards/{made.id}"


def shots(workspace: EmbeddedWorkspace) -> Mapping[str, str]:
    """The pictures by name, each with the address of its page."""
    asset = workspace.catalogue.records.asset_page("", 1)[0].id
    scheme = workspace.catalogue.vocabularies
    concept = next(
        concept.iri
        for version in scheme.current()
        for concept in scheme.get(version.name).concepts
        if any(label.text == "sustainable packaging" for _, label in concept.labels())
    )
    return {
        "home": "/",
        "analytics": "/analytics",
        "search": "/search?q=sustainable+packaging",
        "search-rights": "/search?q=bottle&channel=website&region=DE",
        "asset": f"/assets/{asset}",
        "board": _board(workspace),
        "review": "/review",
        "vocabulary": "/vocabulary",
        "concept": f"/concepts?iri={concept}",
        "rights": "/rights",
        "calendar": "/rights/calendar",
        "intake": "/rights/intake",
        "connections": "/connections",
        "runs": "/runs",
        "audit": "/audit",
        "settings": "/settings",
    }


def main() -> int:
    """Make them all; 1 where one is too large."""
    from tests.journeys.portal.demo import load

    with tempfile.TemporaryDirectory() as place:
        workspace = open_workspace(load(Path(place) / "demo") / "workspace")
        app, cookies = signed_in(workspace)
        with served_at(app) as address, chromium() as browser:
            for name, path in shots(workspace).items():
                for more, width, scheme in (("", 1440, "light"), ("-dark", 1440, "dark"), ("-phone", 360, "light")):
                    if more and name not in ("search", "review", "home"):
                        continue
                    with opened(browser, address, cookies, width=width, height=900, scheme=scheme) as seen:
                        page = seen.page(path)
                        if name == "intake":
                            page.locator("textarea").first.fill(_LICENCE)
                            page.locator("main form button").first.click()
                            page.wait_for_load_state()
                        page.wait_for_load_state("networkidle")
                        page.screenshot(path=FOLDER / f"{name}{more}.jpg", type="jpeg", quality=78)
        workspace.close()
    large = [path.name for path in FOLDER.glob("*.jpg") if path.stat().st_size > _MOST]
    if large:
        print(f"too large: {', '.join(large)}", file=sys.stderr)
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main())
