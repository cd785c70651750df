"""Every connector of the registry: the suite of sources, its manifest, its ledger and its samples."""

import csv
import dataclasses
import json
import re
import shutil
import tempfile
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.contract.source_suite import SourceSuite, everything, ids, records
from tests.fakes.source import FakeKnown, FakeSource
from tests.fakes.tools import lent
from thesaury.connectors.manifest import manifests
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.source import AssetSource

CONNECTORS = sorted(manifests())
SOURCES = [name for name in CONNECTORS if "source" in manifests()[name].roles]
HERE = files("thesaury.connectors")
REHEARSED = [name for name in CONNECTORS if (HERE / name / "rehearsal.py").is_file()]


def opened(connector: str, page_limit: int = 3, **given: object) -> AssetSource:
    connection = Connection("c", connector, tuple((name, str(value)) for name, value in given.items()))
    source = manifests()[connector].factory("source")(connection, lent())
    return dataclasses.replace(source, capabilities=dataclasses.replace(source.capabilities, page_limit=page_limit))


class FolderBench:
    def __init__(self, place: Path, reader: str) -> None:
        self.root, self.reader = place / "pictures", reader

    def source(self) -> AssetSource:
        return opened("folder", path=self.root, reader=self.reader)

    def fill(self, count: int) -> None:
        (self.root / "b").mkdir(parents=True)
        for number in range(count):
            Image.new("L", (3, 2), number).save(self.root / ("b" if number % 2 else "") / f"{number}.png")

    def alter(self, external_id: str) -> None:
        Image.new("L", (4, 4)).save(self.root / external_id)

    def remove(self, external_id: str) -> None:
        (self.root / external_id).unlink()

    def vanish(self) -> None:
        self.root.rename(self.root.with_name("away"))


class TableBench:
    def __init__(self, place: Path) -> None:
        self.path = place / "assets.csv"

    def source(self) -> AssetSource:
        return opened("table", path=self.path)

    def fill(self, count: int) -> None:
        self._write([[f"id{number}", f"Picture {number}"] for number in range(count)])

    def alter(self, external_id: str) -> None:
        self._write([[key, title + "!" * (key == external_id)] for key, title in self._rows()])

    def remove(self, external_id: str) -> None:
        self._write([row for row in self._rows() if row[0] != external_id])

    def vanish(self) -> None:
        self.path.unlink()

    def _rows(self) -> list[list[str]]:
        with self.path.open(newline="") as file:
            return list(csv.reader(file))[1:]

    def _write(self, rows: list[list[str]]) -> None:
        with self.path.open("w", newline="") as file:
            csv.writer(file).writerows([["id", "title"], *rows])


class FakeBench:
    def __init__(self) -> None:
        self.fake = FakeSource(page_limit=3)

    def source(self) -> AssetSource:
        return self.fake

    def fill(self, count: int) -> None:
        self.fake.records = {f"{number}": Record("c", f"{number}", "e1") for number in range(count)}

    def alter(self, external_id: str) -> None:
        self.fake.records[external_id] = Record("c", external_id, "e2")

    def remove(self, external_id: str) -> None:
        del self.fake.records[external_id]

    def vanish(self) -> None:
        self.fake.reachable = False


class TestFakeSource(SourceSuite):
    @pytest.fixture
    def bench(self) -> FakeBench:
        return FakeBench()


class TestFolderByPillow(SourceSuite):
    @pytest.fixture
    def bench(self, tmp_path: Path) -> FolderBench:
        return FolderBench(tmp_path, "pillow")


@pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool")
class TestFolderByExifTool(TestFolderByPillow):
    @pytest.fixture
    def bench(self, tmp_path: Path) -> FolderBench:
        return FolderBench(tmp_path, "exiftool")


class TestTable(SourceSuite):
    @pytest.fixture
    def bench(self, tmp_path: Path) -> TableBench:
        return TableBench(tmp_path)


NAMES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="/\0"), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES.map(lambda name: f"{name}.png"), min_size=1, max_size=5, unique=True))
def test_any_file_name_is_listed_read_and_resumed(names: list[str]):
    with tempfile.TemporaryDirectory() as place:
        for name in names:
            Image.new("L", (1, 1)).save(Path(place, name), "PNG")
        pages = everything(opened("folder", page_limit=2, path=place, reader="pillow"))
        assert ids(pages) == sorted(name for name in names if not name.startswith("."))
        for number, page in enumerate(pages[:-1], 1):
            rest = everything(opened("folder", page_limit=2, path=place, reader="pillow"), page.cursor)
            assert ids(rest) == ids(pages[number:])


WORDS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30
)  # the reader refuses both
CELLS = (
    WORDS
    | st.none()
    | st.integers()
    | st.lists(
        WORDS | st.dictionaries(st.sampled_from(["culture", "value", "de", "x-default", "other"]), WORDS), max_size=3
    )
)
COLUMNS = st.sampled_from(
    ["title", "tags", "concepts", "licence", "market", "language", "file", "created", "misc", "title_de"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(COLUMNS, CELLS), min_size=1, max_size=6))
def test_any_cells_give_records_that_can_be_stored(rows: list[dict[str, object]]):
    with tempfile.TemporaryDirectory() as place:
        table = Path(place, "t.jsonl")
        table.write_text("\n".join(json.dumps({"id": str(number), **row}) for number, row in enumerate(rows)))
        found = records(everything(opened("table", path=table)))
    assert [record.external_id for record in found] == [str(number) for number in range(len(rows))]
    for record in found:
        stored = dataclasses.asdict(dataclasses.replace(record, raw={}))
        assert json.dumps(stored, ensure_ascii=False).encode()
        assert all(text.value for text in record.texts)


@pytest.mark.parametrize("connector", SOURCES)
def test_every_source_passes_the_suite(connector: str):
    """Here, in a test file of its own, or over the stand-in it brings."""
    own = (Path(__file__).parent / "connectors").glob(f"test_{connector}_*.py")
    assert connector in ("folder", "table", *REHEARSED) or any("(SourceSuite)" in file.read_text() for file in own)


@pytest.mark.parametrize("connector", CONNECTORS)
def test_the_folder_has_the_same_files_as_every_connector(connector: str):
    folder = HERE / connector
    assert manifests()[connector].name == connector
    modules = [target.partition(":")[0].rpartition(".")[2] for target in manifests()[connector].factories.values()]
    for name in (*(f"{module}.py" for module in modules), "mapping.py", "README.md", "quality.toml", "samples"):
        assert (folder / name).is_file() or (folder / name).is_dir(), name


@pytest.mark.parametrize("connector", CONNECTORS)
def test_the_ledger_answers_every_rule_and_explains_exemptions(connector: str):
    rules = re.findall(r"^\| ([a-z-]+) \|", (HERE / "QUALITY.md").read_text("utf-8"), re.MULTILINE)
    ledger = tomllib.loads((HERE / connector / "quality.toml").read_text("utf-8"))["rules"]
    assert list(ledger) == rules
    assert {entry["status"] for entry in ledger.values()} <= {"done", "exempt", "missing"}
    assert all(entry.get("comment") for entry in ledger.values() if entry["status"] != "done")


SAMPLES = [
    pytest.param(connector, sample, id=f"{connector}-{sample.name.partition('.')[0]}")
    for connector in SOURCES
    for sample in sorted((HERE / connector / "samples").iterdir(), key=lambda file: file.name)
    if sample.name.endswith(".payload.json")
]


@pytest.mark.parametrize(("connector", "sample"), SAMPLES)
def test_a_sample_payload_becomes_its_record_or_concept(connector: str, sample: Path):
    payload = json.loads(sample.read_text("utf-8"))
    if connector not in SOURCES:
        expected = json.loads((sample.parent / sample.name.replace(".payload.", ".concept.")).read_text("utf-8"))
        concept = import_module(f"thesaury.connectors.{connector}.mapping").concept(payload)
        assert json.loads(json.dumps(dataclasses.asdict(concept))) == expected
        return
    expected = json.loads((sample.parent / sample.name.replace(".payload.", ".record.")).read_text("utf-8"))
    record = import_module(f"thesaury.connectors.{connector}.mapping").record("sample", payload)
    plain = json.loads(json.dumps(dataclasses.asdict(record)))
    assert {name: plain["raw"][name] for name in expected["raw"]} == expected.pop("raw")
    assert {name: plain[name] for name in expected} == expected
    assert len(expected) == len(plain) - 1


@pytest.mark.parametrize("connector", CONNECTORS)
def test_settings_are_checked_before_anything_is_read(connector: str):
    manifest = manifests()[connector]
    own = [setting.name for setting in manifest.settings if setting.required and not setting.secret]
    required = next(iter(own), manifest.settings[0].name)  # Smint.io: an export alone needs no tenant
    for role in set(manifest.roles) - {"annotator"}:
        with pytest.raises(Usage, match=f"needs the setting '{required}'"):
            manifest.factory(role)(Connection("c", connector), lent())
        with pytest.raises(Usage, match=f"it has {manifest.settings[0].name}"):
            manifest.factory(role)(Connection("c", connector, ((required, "x"), ("pth", "/typo"))), lent())


def test_real_tables_are_understood(shared: Path):
    tate = opened("table", 500, path=shared / "data/tagging/tate/train.jsonl.gz")
    mapping = dict(tate.outline().mapping)
    texts = {name: f"text:{name}" for name in ("group", "inscription", "medium")}
    assert {name: mapping[f"context.{name}"] for name in texts} == texts
    assert (mapping["title"], mapping["text"], mapping["language"]) == ("title", "description", "language")
    assert (mapping["context.artist"], mapping["context.date"], mapping["gold"]) == ("creator", "property:date", "")
    page = next(tate.changes("", FakeKnown()))
    assert len(page.records) == 500
    assert not any(record.tags or record.stated for record in page.records)


def test_real_abstracts_are_descriptions(shared: Path):
    page = next(opened("table", 50, path=shared / "data/tagging/tibstw-en/dev.jsonl.gz").changes("", FakeKnown()))
    assert all([text.field for text in record.texts] == ["title", "description"] for record in page.records)
    assert {text.language for record in page.records for text in record.texts} == {"en"}
