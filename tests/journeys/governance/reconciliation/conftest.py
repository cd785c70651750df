"""A really served workspace with two vocabularies: the demo brand's, for those with a key, and a small one that is public."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

import thesaury.sandbox.brand as brand
from tests.journeys.conftest import TERMS, prepared
from tests.journeys.pages.browsing import served_at
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.dispatch.keying import PUBLIC, new_key, service_path
from thesaury.web.app import create_app

CONCEPT = "https://vocabulary.fennmoor.example/concept/"
VERSIONS = ("0.2", "1.0-draft")
HOSTILE = """
t:hostile a skos:Concept ; skos:inScheme t:scheme ; skos:prefLabel "<script>alert(1)</script> \\"quoted\\" {{7*7}} ${id}"@en ;
    skos:altLabel "مرحبا"@ar ; skos:definition "<img src=x onerror=alert(2)>"@en .
"""


@dataclass(frozen=True)
class Served:
    """The server, and a client that behaves as a page of another site does."""

    address: str
    key: str
    workspace: EmbeddedWorkspace
    client: httpx.Client

    def endpoint(self, version: str, vocabulary: str = "brand") -> str:
        """The address that is copied from the portal."""
        return self.address + service_path(self.key, version, vocabulary)

    def public(self, version: str, vocabulary: str) -> str:
        """An address without a key."""
        return self.address + service_path(PUBLIC, version, vocabulary)


@pytest.fixture(scope="session")
def words_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace, that nobody opens: it is copied."""
    base = tmp_path_factory.mktemp("reconciliation")
    (base / "topics.ttl").write_text(TERMS + HOSTILE)
    work = base / "work"
    prepared("init", work)
    source = Path(brand.__file__).parent / "vocabulary.ttl"
    prepared("vocabulary", "import", source, "--name", "brand", "-w", work)
    prepared("vocabulary", "import", base / "topics.ttl", "--name", "topics", "-w", work)
    settings = work / "thesaury.toml"
    settings.write_text(settings.read_text() + '\npublic_vocabularies = ["topics"]\n')
    return work


@pytest.fixture(scope="session")
def served(words_kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests that only ask."""
    root = tmp_path_factory.mktemp("served") / "work"
    shutil.copytree(words_kept, root)
    elsewhere = {"Origin": "http://127.0.0.1:3333", "Sec-Fetch-Site": "cross-site"}
    with closing(open_workspace(root)) as workspace:
        key = new_key(workspace.catalogue, "tests")
        with served_at(create_app(workspace)) as address, httpx.Client(headers=elsewhere, timeout=60) as client:
            yield Served(address, key, workspace, client)
