"""What pages of the demo brand cost: how much a browser fetches, what it keeps, how pictures come, and what is asked of the databases."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.journeys.pages.conftest import TestClient
from tests.journeys.portal.demo import own_copy
from tests.journeys.portal.signing_in import signed_in
from thesaury.bootstrap import open_workspace

FIRST = "/search?q=sustainable+packaging"
"""The page that most visits begin with, and the heaviest."""
LIGHT = 300_000
"""Bytes that a first page may have beside its pictures, before they are packed for the way."""
MOST_ASKED = 15
"""Questions to the databases that a page may ask when nothing has changed since it was asked for last."""
PAGES = (
    "/",
    FIRST,
    "/search?q=bottle&channel=website&region=DE",
    "/search",
    "/review",
    "/vocabulary",
    "/rights",
    "/rights/calendar",
    "/rights/intake",
    "/publishing",
    "/publishing/channels/website-de",
    "/analytics",
    "/connections",
    "/runs",
    "/audit",
    "/settings",
)


@pytest.fixture(scope="module")
def reader(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An admin in a copy of the demo."""
    workspace = open_workspace(own_copy(brand, tmp_path_factory.mktemp("weight") / "workspace"))
    app, cookies = signed_in(workspace)
    with TestClient(app, cookies=cookies) as client:
        yield client
    workspace.close()


class Linked(HTMLParser):
    """The pictures of a page, and the other files it has a browser fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pictures: list[dict[str, str | None]] = []
        self.files: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self.pictures.append(given)
        address = given.get("href") if tag in ("link", "use") else given.get("src") if tag == "script" else None
        if address:
            self.files.add(address.partition("#")[0])


def test_a_first_page_is_light(reader: TestClient) -> None:
    page = reader.get(FIRST)
    files = {address: len(reader.get(address).content) for address in Linked(page.text).files}
    assert len(files) >= 3, "the style sheet, the script and the icons count"
    assert len(page.content) + sum(files.values()) < LIGHT, {"page": len(page.content), **files}


def test_what_every_page_needs_is_fetched_once_and_for_all(reader: TestClient) -> None:
    for address in Linked(reader.get(FIRST).text).files:
        answer = reader.get(address)
        assert answer.status_code == 200, address
        assert re.search(r"\?v=[0-9a-f]{12}$", address), address
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable", address


def test_a_file_asked_for_without_its_digest_is_kept_for_an_hour(reader: TestClient) -> None:
    for address in ("/static/style.css", "/static/icons.svg"):
        assert reader.get(address).headers["cache-control"] == "public, max-age=3600"
    assert "max-age" not in reader.get("/static/nothing.css?v=1").headers.get("cache-control", "")


@pytest.mark.parametrize("address", [FIRST, "/rights"])
def test_pictures_come_when_they_are_seen_have_their_place_and_are_webp(reader: TestClient, address: str) -> None:
    shown = [one for one in Linked(reader.get(address).text).pictures if "/pictures/" in (one["src"] or "")]
    assert shown
    for picture in shown:
        assert min(int(picture["width"] or 0), int(picture["height"] or 0)) > 0, picture
        assert (picture.get("loading"), picture.get("decoding")) == ("lazy", "async"), picture
        assert {"srcset", "sizes", "alt"} <= picture.keys()
    answer = reader.get(shown[0]["src"] or "")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"


def test_the_picture_of_an_asset_is_not_waited_for(reader: TestClient) -> None:
    asset = re.search(r'class="card-link" href="([^"]+)"', reader.get(FIRST).text)
    assert asset
    large = next(one for one in Linked(reader.get(asset[1]).text).pictures if "/pictures/" in (one["src"] or ""))
    assert "loading" not in large
    assert min(int(large["width"] or 0), int(large["height"] or 0)) > 0


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_little_of_the_databases(reader: TestClient, address: str) -> None:
    reader.get(address)
    # What is counted in the background may be heard as well, but not each time.
    asked = min((_asked(reader, address) for _ in range(5)), key=len)
    assert len(asked) <= MOST_ASKED, asked


def _asked(reader: TestClient, address: str) -> list[str]:
    asked: list[str] = []

    def hear(_: Any, __: Any, statement: str, *rest: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        assert reader.get(address).status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    return asked
