"""Many assets are looked up together, and found exactly where each alone is found."""

from collections import Counter
from pathlib import Path

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury.bootstrap import init_workspace, open_workspace
from thesaury.model.asset import Asset, Record
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.pipeline.rights.family import family_of
from thesaury.pipeline.rights.lookup import by_key, by_name
from thesaury.pipeline.rights.named import all_named
from thesaury.ports.source import Page
from thesaury.ports.workspace import Workspace

NAMES = {"dam": ("1", "2", "a/b", "twice", "gone"), "a": ("b", "twice", "1/1"), "arch": ("dam/2", "9")}
STRANGE = ("", "/", "dam/", "/1", "nobody", "dam/nobody", "elsewhere/1", "a", "dam", "gone", "dam/gone", "DAM/1")


@pytest.fixture(params=["in memory", "in the database"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "in memory":
        opened = FakeWorkspace(**{name: FakeSource([]) for name in NAMES})
        yield filled(opened)
    else:
        init_workspace(tmp_path / "work")
        stored = open_workspace(tmp_path / "work")
        for name in NAMES:
            stored.catalogue.records.put_connection(Connection(name, "table"))
        yield filled(stored)
        stored.close()


def filled(workspace: Workspace) -> Workspace:
    for connection, names in NAMES.items():
        records = tuple(Record(connection, name, "1") for name in names)
        workspace.catalogue.records.store_page(connection, Page(records, "", True))
    workspace.catalogue.records.store_page("dam", Page((), "", True, gone=("gone",)))
    return workspace


def references() -> list[str]:
    records = [Record(connection, name, "1") for connection, names in NAMES.items() for name in names]
    return [*(name for r in records for name in (r.asset_id, r.key, r.external_id)), *STRANGE]


def test_names_are_found_together_as_each_is_found_alone(workspace: Workspace):
    alone = {name: workspace.catalogue.records.find(name) for name in references()}
    together = by_name(workspace, references())
    assert together == {name: asset for name, asset in alone.items() if asset}
    assert len(together) > 15
    assert "gone" not in together


def test_keys_are_found_without_bare_names(workspace: Workspace):
    found = by_key(workspace, references())
    assert found == {
        name: asset
        for name in references()
        if (asset := workspace.catalogue.records.find(name))
        and (asset.id == name or any(record.key == name for record in asset.records))
    }
    assert "dam/1" in found
    assert not found.keys() & {"1", "9", "twice"}


def test_nothing_asked_is_nothing_found(workspace: Workspace):
    assert by_name(workspace, []) == by_key(workspace, []) == {}


def test_the_first_name_that_is_not_there_is_told(workspace: Workspace):
    assert [asset.records[0].key for asset in all_named(workspace, ["9", "dam/1", "9"])] == [
        "arch/9",
        "dam/1",
        "arch/9",
    ]
    with pytest.raises(Usage, match="no asset 'nobody'"):
        all_named(workspace, ["dam/1", "nobody", "dam/nobody"])


def test_a_family_asks_as_often_as_its_line_has_steps_however_many_assets_there_are(monkeypatch: pytest.MonkeyPatch):
    def questions(assets: int) -> int:
        opened = FakeWorkspace(dam=FakeSource([]))
        sources = {
            f"n{n}-{step}": f"n{n}-{(step + 1) % 3}" for n in range(assets) for step in range(3)
        }  # circles of three
        made = tuple(Record("dam", one, "1", properties=(("derived_from", (name,)),)) for one, name in sources.items())
        opened.catalogue.records.store_page("dam", Page(made, "", True))
        first = [asset for n in range(assets) if (asset := opened.catalogue.records.find(f"dam/n{n}-0"))]
        asked = Counter[str]()
        for name in ("assets", "named", "find", "connections"):
            plain = getattr(opened.catalogue.records, name)

            def counted(*given: object, name=name, plain=plain) -> list[Asset]:
                asked[name] += 1
                return plain(*given)

            monkeypatch.setattr(opened.catalogue.records, name, counted)
        family = family_of(opened, first)
        assert len(family.assets) == 3 * assets
        assert all(len(family.line(asset)) == 3 for asset in first)
        return asked.total()

    assert questions(40) == questions(1) > 0
