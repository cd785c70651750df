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
from thesaury.pipeline.reviewing import show_in_search
from thesaury.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

__all__ = ["BEGIN", "Feed", "FeedHouse", "TestClient", "furnish", "write"]

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


def write(folder: Path, **licences: str) -> None:
    """The table, with other licences for some; without a licence at all the row is left out."""
    with (folder / "assets.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title@en", "title@de", "licence", "creator", "file"))
        for name, english, german, licence in ROWS:
            if said := licences.get(name, licence) or name not in licences:
                text = licence if said is True else said
                rows.writerow((name, english, german, text, "Ana Lind", f"pictures/{name}.jpg"))


def furnish(folder: Path) -> Path:
    """Make a workspace in this folder, with its pictures and its table; returns the workspace."""
    (folder / "pictures").mkdir()
    for number, (name, *_) in enumerate(ROWS):
        Image.new("RGB", (800, 600), (30 * number, 90, 120)).save(folder / "pictures" / f"{name}.jpg")
    write(folder)
    (folder / "terms.ttl").write_text(TERMS)
    work = folder / "work"
    prepared("init", work)
    prepared("vocabulary", "import", folder / "terms.ttl", "-w", work)
    prepared("connect", "table", folder / "assets.csv", "-w", work)
    prepared("sync", "-w", work)
    return work


class FeedHouse:
    """The application over such a workspace; `at` is what its clock shows."""

    def __init__(self, work: Path) -> None:
        self.at, self.work = BEGIN, work
        self.workspace = open_workspace(work)
        self.catalogue = self.workspace.catalogue
        accounts, catalogue = FakeAccounts(), self.catalogue
        self.access = Access(accounts, "w", catalogue.audit, Passwords(64, 1), lambda: self.at, catalogue.panels)
        people.add(self.access, "vera@example.org", "Vera", [Role.VIEWER])
        self.app = create_app(self.workspace, access=self.access)
        self.http = TestClient(self.app, raise_server_exceptions=False)
        assets = catalogue.records.assets([asset for asset, _ in catalogue.enrichments.revisions("", 100)])
        self.ids = {asset.records[0].external_id: asset.id for asset in assets}
        self._made = 0

    def now(self) -> str:
        return self.at.isoformat(timespec="seconds")

    def feed(self, **other: Any) -> "Feed":
        """A new channel like the website, with its feed up to date."""
        self._made += 1
        channel = replace(WEB, name=f"web-{self._made}", **other)
        put_channel(self.workspace, channel)
        feed = Feed(self, channel, make_key(self.workspace, channel.name, "site"))
        feed.refresh()
        return feed

    def accept(self, name: str, *concepts: str) -> None:
        """Accept concepts of an asset."""
        reviews = [Review(self.ids[name], iri, Decision.ACCEPTED, "ana", self.now()) for iri in concepts]
        self.catalogue.enrichments.review(reviews)
        assert show_in_search(self.workspace)

    def browser(self) -> TestClient:
        """A browser in which Vera is signed in."""
        key = open_session(self.access, people.member(self.access, "vera@example.org").person, "127.0.0.1")
        return TestClient(self.app, cookies={"thesaury-w": key}, headers={"Sec-Fetch-Site": "same-origin"})

    def close(self) -> None:
        self.workspace.close()


class Feed:
    """One channel with the key of its feed."""

    def __init__(self, house: FeedHouse, channel: Channel, key: str) -> None:
        self.house, self.channel, self.key = house, channel, key

    @property
    def name(self) -> str:
        return self.channel.name

    def refresh(self) -> None:
        refresh(self.house.workspace, [self.name], now=self.house.now)

    def get(self, path: str = "items", **more: Any) -> Any:
        """What is below the feed, with its key; a path from the root or a full address is taken as it is."""
        path = path.removeprefix("http://testserver")
        headers = {"Authorization": f"Bearer {self.key}"} | more.pop("headers", {})
        return self.house.http.get(
            path if path.startswith("/") else f"/feed/{self.name}/{path}", headers=headers, **more
        )

    def json(self, path: str = "items", **more: Any) -> Any:
        """The same where it is there."""
        told = self.get(path, **more)
        assert told.status_code == 200, told.text
        return told.json()

    def items(self, path: str = "items", **more: Any) -> dict[str, dict[str, Any]]:
        """What a page publishes, by the name of the asset in the table."""
        names = {asset: name for name, asset in self.house.ids.items()}
        return {names[one["identifier"]]: one for one in self.json(path, **more)["dataFeedElement"]}

    def shown(self, **more: Any) -> str:
        """The first letters of what is published."""
        return "".join(sorted(name[0] for name in self.items(**more)))

    def events(self, since: str = "") -> list[tuple[str, str, str]]:
        """What changed since a cursor: what was done, to which asset, and why."""
        names = {asset: name for name, asset in self.house.ids.items()}
        told = self.json("changes", params={"since": since})["events"]
        return [(one["type"], names[one["asset"]], one.get("reason", "")) for one in told]

    def cursor(self) -> str:
        """The cursor behind all changes."""
        return str(self.json("changes")["cursor"])
