"""An index put in the place of another one, of one that cannot be read, or of nothing."""

from pathlib import Path

import pytest

from tests.contract.index_suite import DOCUMENTS, ids
from thesaury.engines.columns import open_index
from thesaury.engines.columns.exchanging import exchange


@pytest.fixture
def new(tmp_path: Path) -> Path:
    made = open_index(tmp_path / "index.new")
    made.put(DOCUMENTS[:2])
    made.put(DOCUMENTS[2:], ["b-bottle"])
    made.close()
    return tmp_path / "index.new"


@pytest.mark.parametrize("before", ["nothing", "index", "damaged", "other"])
def test_the_new_one_is_found_and_the_old_one_is_gone(tmp_path: Path, new: Path, before: str) -> None:
    folder = tmp_path / "index"
    if before in ("index", "damaged"):
        open_index(folder).put(DOCUMENTS[:1])
    if before == "damaged":
        (folder / "manifest").write_bytes(b"something else")
    if before == "other":
        folder.mkdir()
        (folder / "meta.json").write_text("{}")
    reader = open_index(folder) if before == "index" else None
    exchange(folder, new)
    for index in (open_index(folder), *([reader] if reader else [])):
        assert index.count() == 3
        assert ids(index, "Wald") == ["a-wald"]
        assert ids(index, "bottles") == []
    kept = {found.suffix for found in folder.iterdir() if not found.name.startswith(".")}
    assert kept == {"", ".segment"}
    assert not new.exists()
    open_index(folder).put(DOCUMENTS[1:2])
    assert open_index(folder).count() == 4


def test_a_new_one_without_anything_empties_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    reader = open_index(folder)
    reader.put(DOCUMENTS)
    open_index(tmp_path / "index.new").close()
    exchange(folder, tmp_path / "index.new")
    assert (reader.count(), open_index(folder).count()) == (0, 0)
