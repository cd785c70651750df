"""The interface over a real workspace, with assets, words, suggestions, rights, a flow, runs, a saved search and deeds."""

import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import TABLE, TERMS, prepared
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.dispatch.searches import save_search
from thesaury.model.flow import Flow
from thesaury.model.licensing import Statement, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.pipeline.keeping import keep_flow
from thesaury.web.app import create_app
from thesaury.web.desk import desk_for

with warnings.catch_warnings():
    # Starlette would rather have httpx2 beneath its test client; httpx does all that is asked of it here.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

AT = "2026-01-01T00:00:00Z"


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with some of everything, that nobody opens: it is copied."""
    base = tmp_path_factory.mktemp("api")
    (base / "terms.ttl").write_text(TERMS)
    (base / "assets.csv").write_text(TABLE)
    work = base / "work"
    prepared("init", work)
    for args in (
        ("vocabulary", "import", base / "terms.ttl"),
        ("connect", "table", base / "assets.csv", "--name", "assets"),
        ("sync",),
    ):
        prepared(*args, "-w", work)
    with closing(open_workspace(work)) as opened:
        filled(opened)
    return work


def filled(opened: EmbeddedWorkspace) -> None:
    """Add what a table does not bring."""
    half = Statement(unresolved=(Unresolved("placeholder_text", 0, 3, "tbd"),))
    source = RightsSource("assets/1", "0", "tbd")
    opened.catalogue.rights.put([RightsRecord(source, 1, half, PolicyStatus.NEEDS_REVIEW, "p", AT)])
    keep_flow(opened.catalogue, Flow("nightly", ("assets",)), "")
    dispatch.run_now(opened, "nightly", patience=0)
    save_search(opened, desk_for(opened).lexicon().sources(opened), "lakes", "lake", ())


@pytest.fixture
def opened(kept: Path, tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    """A copy of the workspace, for one test."""
    shutil.copytree(kept, tmp_path / "work")
    with closing(open_workspace(tmp_path / "work")) as workspace:
        yield workspace


@pytest.fixture
def api(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    """A client whose addresses are those of the interface."""
    with TestClient(create_app(opened), base_url="http://127.0.0.1/api/v1", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def read_only(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One client for all tests that only read, with as many requests as they like."""
    root = tmp_path_factory.mktemp("api-read") / "work"
    shutil.copytree(kept, root)
    with closing(open_workspace(root)) as workspace:
        app = create_app(workspace, per_minute=1_000_000)
        with TestClient(app, base_url="http://127.0.0.1/api/v1", raise_server_exceptions=False) as client:
            yield client


@pytest.fixture
def key() -> Callable[[str], dict[str, str]]:
    """The header of a write that may be sent twice."""
    return lambda value: {"Idempotency-Key": value}
