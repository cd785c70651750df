"""The application over the small collection."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.journeys.pages.browsing import chromium
from tests.journeys.pages.collection import Workspace
from thesaury.web.app import create_app

with warnings.catch_warnings():
    # Starlette would rather have httpx2 beneath its test client; httpx does all that is asked of it here.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient


def make_pictures(folder: Path) -> None:
    """One picture that can be read and one that cannot."""
    Image.new("RGB", (900, 600), "teal").save(folder / "box.jpg")
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 no picture")


@pytest.fixture(scope="session")
def shared_client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """One application for all tests that only read; making templates ready takes longer than a page."""
    root = tmp_path_factory.mktemp("collection")
    make_pictures(root)
    held = Workspace(root)
    client = TestClient(create_app(held), raise_server_exceptions=False)
    client.workspace = held
    return client


@pytest.fixture
def client(shared_client: TestClient) -> Iterator[TestClient]:
    """The shared application, whole again after each test."""
    yield shared_client
    shared_client.workspace.broken = None


@pytest.fixture
def workspace(client: TestClient) -> Workspace:
    """The collection behind `client`."""
    return client.workspace


@pytest.fixture
def served(tmp_path: Path) -> Callable[..., TestClient]:
    """Makes an application of its own over these assets and vocabularies, all of the collection without any."""

    def serve(*held: object) -> TestClient:
        make_pictures(tmp_path)
        return TestClient(create_app(Workspace(tmp_path, *held)))

    return serve


@pytest.fixture
def page(client: TestClient) -> Callable[[str], str]:
    """The text of a page that answers 200."""

    def get(url: str) -> str:
        answer = client.get(url)
        assert answer.status_code == 200, answer.text
        return " ".join(answer.text.split())

    return get


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for a file; each test has pages of its own."""
    with chromium() as launched:
        yield launched
