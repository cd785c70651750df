"""Connectors that bring a stand-in of their system with them: the suites of source and sink run over each by what its folder holds.

`connectors/NAME/rehearsal.py` has `bench(place)`, a context manager that gives a `source_suite.Bench`, and where the connector
writes `desk(place)`, one that gives an `asset_sink_suite.Desk`. The server it starts is `stand_in.py` beside it.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path

import pytest

from tests.contract.asset_sink_suite import AssetSinkSuite, Desk
from tests.contract.source_suite import Bench, SourceSuite
from tests.contract.test_connectors import HERE, REHEARSED
from thesaury.connectors.manifest import manifests


def rehearsal(connector: str, part: str, place: Path) -> AbstractContextManager[object]:
    return getattr(import_module(f"thesaury.connectors.{connector}.rehearsal"), part)(place)


@pytest.mark.skipif(not REHEARSED, reason="no connector brings a stand-in of its system")
@pytest.mark.parametrize("connector", REHEARSED)
class TestRehearsedSource(SourceSuite):
    @pytest.fixture
    def bench(self, connector: str, tmp_path: Path) -> Iterator[Bench]:
        with rehearsal(connector, "bench", tmp_path) as bench:
            yield bench  # type: ignore[misc]


@pytest.mark.skipif(not REHEARSED, reason="no connector brings a stand-in of its system")
@pytest.mark.parametrize("connector", [name for name in REHEARSED if "sink" in manifests()[name].roles])
class TestRehearsedSink(AssetSinkSuite):
    @pytest.fixture
    def desk(self, connector: str, tmp_path: Path) -> Iterator[Desk]:
        with rehearsal(connector, "desk", tmp_path) as desk:
            yield desk  # type: ignore[misc]


@pytest.mark.parametrize("connector", REHEARSED)
def test_a_stand_in_knows_nothing_of_its_connector(connector: str):
    """A mistake of the client must not hide in its own server."""
    folder = HERE / connector
    assert f"thesaury.connectors.{connector}." not in (folder / "stand_in.py").read_text("utf-8")
    assert "import httpx" not in (folder / "stand_in.py").read_text("utf-8")
