"""The workspace in which suggestions wait, and who works in it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.journeys.pages.browsing import chromium
from tests.journeys.portal.signing_in import session_of, signed_in
from tests.journeys.review.collection import collection
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.config import Settings
from thesaury.model.access import Role
from thesaury.web.app import create_app

People = Callable[..., TestClient]
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"THESAURY_{name.upper()}", raising=False)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    made = collection(tmp_path)
    yield made
    made.close()


@pytest.fixture
def owner(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    """The owner of the process, who may do everything; no lock is asked."""
    with TestClient(create_app(opened), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def people(opened: EmbeddedWorkspace) -> Iterator[People]:
    """Signs somebody in to the one application behind its lock."""
    app, _ = signed_in(opened)
    with ExitStack() as stack:

        def came(name: str, role: Role = Role.REVIEWER) -> TestClient:
            cookies = session_of(opened, (role,), f"{name}@example.org")
            client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False, cookies=cookies, headers=OURS)
            return stack.enter_context(client)

        yield came


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched
