"""Bought content out of an exported file: the promises of every source, what is not JSON, and previews beside the file."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.contract.source_suite import SourceSuite, everything, ids, records
from tests.contract.test_connectors import opened
from tests.fakes.source import FakeKnown
from tests.fakes.tools import lent
from thesaury.connectors.manifest import manifests
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Usage
from thesaury.ports.source import AssetSource


def purchase(number: int, element: str = "", **further: Any) -> dict[str, Any]:
    """One transaction as the interface tells it."""
    content = {
        "uuid": element or f"element-{number}",
        "name": [{"culture": "en", "value": f"Picture {number}"}],
        "previews": [{"preview": {"thumbnail": {"url": f"previews/{number}.png", "media_type": "image/png"}}}],
    }
    return {"uuid": f"t{number}", "version": 1, "state": "completed", "can_be_synced": True} | {
        "content_element": content,
        "license_terms": [{"allowed_geographies": ["europe_germany"]}],
        **further,
    }


class ExportBench:
    """A file of purchases, as JSON Lines or as an array over several lines."""

    def __init__(self, place: Path, indent: int | None = None) -> None:
        self.path, self.indent = place / "purchases.json", indent

    def source(self) -> AssetSource:
        return opened("smintio", content="export", path=self.path)

    def fill(self, count: int) -> None:
        self._write([purchase(number) for number in range(count)])

    def alter(self, external_id: str) -> None:
        self._write([item | {"licensee_name": "Other"} if _is(item, external_id) else item for item in self._held()])

    def remove(self, external_id: str) -> None:
        self._write([item for item in self._held() if not _is(item, external_id)])

    def vanish(self) -> None:
        self.path.unlink()

    def _held(self) -> list[dict[str, Any]]:
        text = self.path.read_text()
        return json.loads(text) if self.indent else [json.loads(line) for line in text.splitlines()]

    def _write(self, items: list[dict[str, Any]]) -> None:
        lines = "".join(json.dumps(item) + "\n" for item in items)
        self.path.write_text(json.dumps(items, indent=self.indent) if self.indent else lines)


def _is(item: dict[str, Any], external_id: str) -> bool:
    return item["content_element"]["uuid"] == external_id


class TestLines(SourceSuite):
    @pytest.fixture
    def bench(self, tmp_path: Path) -> ExportBench:
        return ExportBench(tmp_path)


class TestArray(SourceSuite):
    @pytest.fixture
    def bench(self, tmp_path: Path) -> ExportBench:
        return ExportBench(tmp_path, indent=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "purchases.jsonl"


def source(file: Path, page_limit: int = 3) -> AssetSource:
    return opened("smintio", page_limit, content="export", path=file)


def lines(*items: Any) -> str:
    return "".join((item if isinstance(item, str) else json.dumps(item)) + "\n" for item in items)


def test_all_purchases_of_an_element_are_one_record_wherever_they_stand(file: Path):
    file.write_text(lines(*(purchase(number, f"e{number % 2}") for number in range(8))))
    pages = everything(source(file, page_limit=1))
    assert ids(pages) == ["e0", "e1"]
    assert [set(record.raw["transactions"]) for record in records(pages)] == [
        {"t0", "t2", "t4", "t6"},
        {"t1", "t3", "t5", "t7"},
    ]


def test_a_purchase_that_is_no_longer_in_the_file_permits_nothing_any_more(file: Path):
    file.write_text(lines(purchase(0, "e"), purchase(1, "e")))
    before = records(everything(source(file)))
    file.write_text(lines(purchase(1, "e")))
    [after] = records(everything(source(file), known=before))
    assert set(after.raw["transactions"]) == {"t1"}


def test_a_file_that_is_replaced_meanwhile_is_read_from_its_beginning(file: Path):
    file.write_text(lines(*map(purchase, range(4))))
    first = everything(source(file, page_limit=2))[0]
    file.write_text(lines(*map(purchase, range(1, 5))))
    assert ids(everything(source(file), first.cursor)) == [f"element-{number}" for number in range(1, 5)]


def test_a_bad_line_is_refused_by_its_number_and_the_others_go_on(file: Path):
    file.write_text(lines(purchase(1), "{half", "", "[" * 100_000, {"uuid": "t"}, '{"uuid": NaN}', purchase(2)))
    pages = everything(source(file))
    refused = dict(pair for page in pages for pair in page.refused)
    assert ids(pages) == ["element-1", "element-2"]
    assert list(refused) == ["line 2", "line 4", "line 5", "line 6"]
    assert all(words and not words.startswith("line") for words in refused.values())
    assert source(file).read(["line 2"], FakeKnown()).refused == (("line 2", refused["line 2"]),)
    assert any(note.startswith("line 2: ") for note in source(file).outline().notes)
    file.write_text(lines(purchase(1), purchase(3), purchase(2)))
    assert source(file).read(["line 2"], FakeKnown()).gone == ("line 2",)


@pytest.mark.parametrize(
    "content", [b"id,title\n1,Apples\n", b"\xff\xfe[\x00]\x00", b'[{"uuid": "t1"},\n', b"\x00\x01"]
)
def test_a_file_that_is_no_export_is_said_to_be_none(file: Path, content: bytes):
    file.write_bytes(content)
    with pytest.raises(BadInput, match=r"purchases\.jsonl .*\.$"):
        everything(source(file))


def test_pages_of_the_interface_are_read_as_they_came(file: Path):
    pages = [{"license_purchase_transactions": [purchase(n), purchase(n + 1)], "count": 2} for n in (0, 2)]
    file.write_text(lines(*pages))
    assert len(ids(everything(source(file)))) == 4
    file.write_text(json.dumps(pages[0], indent=2))
    assert len(ids(everything(source(file)))) == 2
    file.write_text(json.dumps(purchase(1), indent=2))
    assert ids(everything(source(file))) == ["element-1"]


def test_previews_beside_the_file_are_digested_and_a_new_one_is_noticed(file: Path):
    (file.parent / "previews").mkdir()
    Image.new("L", (7, 5)).save(picture := file.parent / "previews" / "1.png")
    file.write_text(lines(purchase(1), purchase(2)))
    one, two = before = records(everything(source(file)))
    assert one.file is not None
    assert two.file is not None
    assert (one.file.location, one.file.width, one.file.height) == (str(picture), 7, 5)
    assert one.file.digest
    assert two.file.digest == ""
    Image.new("L", (9, 9)).save(picture)
    assert ids(everything(source(file), known=before)) == ["element-1"]


@pytest.mark.parametrize("url", ["../secret.png", "/etc/secret.png", "a\0b.png"])
def test_previews_elsewhere_are_not_looked_at(file: Path, url: str):
    item = purchase(1)
    item["content_element"]["previews"][0]["preview"]["thumbnail"]["url"] = url
    file.write_text(lines(item))
    [record] = records(everything(source(file)))
    assert record.file is None or url not in record.file.location


def test_previews_on_servers_keep_their_address(file: Path):
    item = purchase(1)
    item["content_element"]["previews"][0]["preview"]["thumbnail"]["url"] = "https://pictures.example/1.png?sig=1"
    file.write_text(lines(item))
    [record] = records(everything(source(file)))
    assert record.file is not None
    assert (record.file.location, record.file.media_type) == ("https://pictures.example/1.png?sig=1", "image/png")


def test_an_export_needs_a_file_and_nothing_else_does():
    for settings in ({"content": "export"}, {"content": "licensed", "tenant": "brand", "path": "x"}, {}):
        with pytest.raises(Usage):
            opened("smintio", **settings)


def test_an_export_is_a_source_alone_and_needs_no_login(file: Path):
    connection = Connection("c", "smintio", (("content", "export"), ("path", str(file))))
    manifest = manifests()["smintio"]
    assert manifest.roles_of(connection) == ("source",)
    assert manifest.factory("keep")(connection, lent()) is False
    with pytest.raises(Usage, match="no login"):
        manifest.factory("login")(connection, lent())
    with pytest.raises(Usage):
        manifest.factory("sink")(Connection("c", "smintio", (*connection.settings, ("write", "template"))), lent())
