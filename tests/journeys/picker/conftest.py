"""The application behind its lock over the small collection, with panels of two people."""

import warnings
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.accounts import FakeAccounts
from tests.journeys.pages.collection import Workspace
from tests.journeys.pages.conftest import make_pictures
from thesaury.model.access import Role
from thesaury.model.account import Member
from thesaury.pipeline.accounts import Access, people
from thesaury.pipeline.accounts.access import utc_now
from thesaury.pipeline.accounts.passwords import Passwords
from thesaury.pipeline.accounts.signing_in import open_session
from thesaury.pipeline.panels import origins, pairing
from thesaury.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

CMS = "https://cms.example"
USE = {"channel": "website", "regions": ["DE"], "first_day": "2026-11-30"}
ASKED = {"channel": "website", "region": "DE", "first_day": "2026-11-30"}


class Panels:
    """The application, and what a panel does with it; its clock is `ahead` of ours."""

    def __init__(self, root: Path, workspace: Workspace | None = None) -> None:
        make_pictures(root)
        self.workspace = workspace or Workspace(root)
        self.catalogue = self.workspace.rest
        self.ahead = timedelta()
        accounts, audit, panels = FakeAccounts(), self.catalogue.audit, self.catalogue.panels
        self.access = Access(accounts, "w", audit, Passwords(64, 1), lambda: utc_now() + self.ahead, panels)
        self.app = create_app(self.workspace, access=self.access)
        self.http = TestClient(self.app, raise_server_exceptions=False)
        for name, role in (("ana", Role.ADMIN), ("vera", Role.VIEWER)):
            people.add(self.access, f"{name}@example.org", name.title(), [role])
        origins.allow(self.catalogue, CMS, "ana")

    def member(self, name: str) -> Member:
        return people.member(self.access, f"{name}@example.org")

    def connected(self, name: str = "ana", origin: str = "") -> dict[str, Any]:
        """Connect a panel by its code, as the person approves it."""
        headers = {"Origin": origin} if origin else {}
        asked = self.http.post("/panel/v1/device/code", json={"host": "Figma"}, headers=headers).json()
        pairing.decide(self.access, self.catalogue.panels, asked["user_code"], True, self.member(name))
        return self.http.post(
            "/panel/v1/device/token", json={"device_code": asked["device_code"]}, headers=headers
        ).json()

    def panel(self, name: str = "ana", origin: str = "") -> Callable[..., Any]:
        """Asks the interface as a connected panel: method, path, and what httpx takes."""
        token = self.connected(name, origin)["token"]
        headers = {"Authorization": f"Bearer {token}"} | ({"Origin": origin} if origin else {})

        def ask(method: str, path: str, **more: Any) -> Any:
            return self.http.request(method, f"/panel/v1{path}", headers=headers | more.pop("headers", {}), **more)

        return ask

    def browser(self, name: str) -> TestClient:
        """A browser in which this person is signed in."""
        key = open_session(self.access, self.member(name).person, "127.0.0.1")
        return TestClient(self.app, cookies={"thesaury-w": key}, headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture(scope="module")
def panels(tmp_path_factory: pytest.TempPathFactory) -> Panels:
    """One application for all tests of a module, for making one takes longer than they do; each connects panels of its own."""
    return Panels(tmp_path_factory.mktemp("panels"))
