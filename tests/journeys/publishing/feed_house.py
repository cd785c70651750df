"""A workspace on disk with pictures and licences, a channel over them, and the application behind its lock, by a clock that tests move."""

import csv
import warnings
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from tests.fakes.accounts import FakeAccounts
from tests.journeys.conftest import TERMS, prepared
from thesaury.bootstrap.workspace import open_workspace
from thesaury.model.access import Role
from thesaury.model.annotation import Decision, Review
from thesaury.model.publishing import Channel
from thesaury.pipeline.accounts import Access, people
from thesaury.pipeline.accounts.passwords import Passwords
from thesaury.pipeline.accounts.signing_in import open_session
from thesaury.pipeline.publishing import refresh
from thesaury.pipeline.publishing.channels import make_key, put_channel
from thesaury.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

__all__ = ["BEGIN", "FeedHouse", "TestClient"]

BEGIN = datetime(2026, 6, 15, 10, tzinfo=UTC)
FREE = "All media, worldwide, perpetual."
ROWS = (
    ("alps", "Alpine meadow", "<b>Wiese</b> & \x07 ‮Wald", FREE),
    ("beach", "Beach", "Strand", "Website and email only, DACH, until 30 June 2026."),
    ("city", "City", "Stadt", FREE),
    ("dunes", "Dunes", "Dünen", "Website only, DE, AT, CH, until 31 December 2026."),
    ("elsewhere", "Elsewhere", "Anderswo", "Website only, FR, until 31 December 2026."),
    ("forest", "Forest", "Wald", FREE),
    ("unknown", "Unknown", "Unbekannt", ""),
)
WEB = Channel("web", "The website", markets=("DE", "AT", "CH"), languages=("en", "de"), concepts=0)


class FeedHouse:
    """The application over such a workspace; `at` is what its clock shows."""

    def __init__(self, folder: Path) -> None:
        self.at = BEGIN
        pictures = folder / "pictures"
        pictures.mkdir()
        with (folder / "assets.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "title@en", "title@de", "licence", "creator", "file"))
            for number, (name, english, german, licence) in enumerate(ROWS):
                Image.new("RGB", (800, 600), (30 * number, 90, 120)).save(pictures / f"{name}.jpg")
                rows.writerow((name, english, german, licence, "Ana Lind", f"pictures/{name}.jpg"))
        (folder / "terms.ttl").write_text(TERMS)
        work = folder / "work"
        prepared("init", work)
        prepared("vocabulary", "import", folder / "terms.ttl", "-w", work)
        prepared("connect", "table", folder / "assets.csv", "-w", work)
        prepared("sync", "-w", work)
        self.workspace = open_workspace(work)
        self.catalogue = self.workspace.catalogue
        put_channel(self.workspace, WEB)
        self.key = make_key(self.workspace, "web", "site")
        access = Access(
            FakeAccounts(), "w", self.catalogue.audit, Passwords(64, 1), lambda: self.at, self.catalogue.panels
        )
        self.access = access
        people.add(access, "vera@example.org", "Vera", [Role.VIEWER])
        self.app = create_app(self.workspace, access=access)
        self.http = TestClient(self.app, raise_server_exceptions=False)
        self.refresh()

    def now(self) -> str:
        return self.at.isoformat(timespec="seconds")

    def refresh(self, *names: str) -> None:
        refresh(self.workspace, names or None, now=self.now)

    def channel(self, name: str, **other: Any) -> str:
        """Another channel with its feed; its key."""
        put_channel(self.workspace, replace(WEB, name=name, **other))
        self.refresh(name)
        return make_key(self.workspace, name, "site")

    def ids(self) -> dict[str, str]:
        """The id of each asset by the first part of its name in the table."""
        assets = self.catalogue.records.assets([asset for asset, _ in self.catalogue.enrichments.revisions("", 100)])
        return {asset.records[0].external_id: asset.id for asset in assets}

    def ask(self, path: str, key: str | None = None, **more: Any) -> Any:
        """GET below the feed of the website with its key, or with another one."""
        headers = {"Authorization": f"Bearer {self.key if key is None else key}"} | more.pop("headers", {})
        return self.http.get(path if path.startswith("/") else f"/feed/web/{path}", headers=headers, **more)

    def names(self, path: str = "items", **more: Any) -> list[str]:
        """What is published, by English title."""
        told = self.ask(path, **more)
        assert told.status_code == 200, told.text
        return sorted(title(one) for one in told.json()["dataFeedElement"])

    def tag(self, asset: str, *concepts: str) -> None:
        """Accept concepts for an asset, and bring the feeds up to date."""
        moment = self.now()
        self.catalogue.enrichments.review([Review(asset, iri, Decision.ACCEPTED, moment) for iri in concepts])

    def browser(self) -> TestClient:
        """A browser in which Vera is signed in."""
        key = open_session(self.access, people.member(self.access, "vera@example.org").person, "127.0.0.1")
        return TestClient(self.app, cookies={"thesaury-w": key}, headers={"Sec-Fetch-Site": "same-origin"})

    def close(self) -> None:
        self.workspace.close()


def title(item: dict[str, Any]) -> str:
    names = item["name"]
    first = names[0] if isinstance(names, list) else names
    return first["@value"] if isinstance(first, dict) else first
