"""Two vocabularies behind a lock, one of them public, really served; and who asks for them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.journeys.pages.browsing import served_at
from tests.journeys.portal.signing_in import session_of
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.model.access import Permission, Role
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.pipeline import keep_vocabulary
from thesaury.pipeline.accounts import people, tokens
from thesaury.vocabulary.importing import import_vocabulary
from thesaury.web.app import create_app

BASE = "https://words.example.com/id/"
WORDS = Path(__file__).parent / "words.ttl"


@dataclass(frozen=True)
class Outside:
    """A served workspace, a token that reads it, and the cookie of somebody who reads it."""

    workspace: EmbeddedWorkspace
    address: str
    token: str
    cookies: dict[str, str]

    def stranger(self, **headers: str) -> httpx.Client:
        return httpx.Client(base_url=self.address, headers=headers, timeout=60)

    def program(self, **headers: str) -> httpx.Client:
        return httpx.Client(
            base_url=self.address, headers={"Authorization": f"Bearer {self.token}", **headers}, timeout=60
        )


@pytest.fixture(scope="session")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    root = tmp_path_factory.mktemp("outside") / "work"
    made = init_workspace(root, ("en", "de"))
    made.close()
    with (root / "thesaury.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'concept_base = "{BASE}"\npublic_vocabularies = ["words"]\nsparql_seconds = 20\n')
        settings.write("sparql_memory_mib = 512\nsparql_rows = 500\n")
    assert not any(name.startswith("THESAURY_CONCEPT") for name in os.environ)
    workspace = EmbeddedWorkspace(root)
    vocabulary, _ = import_vocabulary(WORDS, "words", workspace.rdf, workspace.tables)
    gone = (
        Concept(f"{BASE}bottle", (f"{BASE}scheme",), (Label("Bottle", "en"),)),
        Concept(f"{BASE}box", (f"{BASE}scheme",), (Label("Carton", "en"),)),
    )
    everything = tuple(sorted((*vocabulary.concepts, *gone), key=lambda one: one.iri))
    keep_vocabulary(workspace, Vocabulary("words", vocabulary.schemes, everything), "first.ttl")
    keep_vocabulary(workspace, vocabulary, "words.ttl")
    schemes = (ConceptScheme(f"{BASE}inner"),)
    secret = Concept(f"{BASE}secret", (f"{BASE}inner",), (Label("Eco secret", "en"),), broader=(f"{BASE}eco",))
    heir = Concept("urn:inner:heir", (f"{BASE}inner",), (Label("Heir", "en"),))
    merged = Concept(f"{BASE}merged", (f"{BASE}inner",), (Label("Merged", "en"),), replaced_by=heir.iri)
    keep_vocabulary(workspace, Vocabulary("inner", schemes, (merged, secret, heir)), "inner.ttl")
    keep_vocabulary(workspace, Vocabulary("inner", schemes, (secret, heir)), "inner.ttl")
    cookies = session_of(workspace, (Role.ADMIN,), "mara@example.com")
    owner = people.member(workspace.access, "mara@example.com")
    _, key = tokens.create(workspace.access, owner, "tests", (Permission.READ,))
    with served_at(create_app(workspace, access=workspace.access)) as address:
        yield Outside(workspace, address, key, cookies)
    workspace.close()


@pytest.fixture(scope="session")
def program(outside: Outside) -> Iterator[httpx.Client]:
    """A program with a token that reads."""
    with outside.program() as client:
        yield client


@pytest.fixture(scope="session")
def stranger(outside: Outside) -> Iterator[httpx.Client]:
    """Somebody nobody knows."""
    with outside.stranger() as client:
        yield client
