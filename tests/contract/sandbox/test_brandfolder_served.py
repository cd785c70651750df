"""The Brandfolder sandbox as it is started: sizes, the demo brand, a state that survives, pictures of a pack, nightly tables."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.sandbox.brandfolder_caller import ALL, Caller
from thesaury.sandbox.brand.pack import write_brand
from thesaury.sandbox.brandfolder.__main__ import main
from thesaury.sandbox.brandfolder.exports import COLUMNS
from thesaury.sandbox.brandfolder.query import parsed
from thesaury.sandbox.brandfolder.refusal import Refusal
from thesaury.sandbox.brandfolder.server import Setup, create
from thesaury.sandbox.brandfolder.shelf import Asset
from thesaury.sandbox.brandfolder.switches import Switches
from thesaury.sandbox.serving.server import running


@contextmanager
def served(setup: Setup) -> Iterator[Caller]:
    made = create(setup)
    with running(made) as server, httpx.Client(base_url=server.url, timeout=30) as http:
        yield Caller(http)
    made.store.close()


@pytest.fixture(scope="module")
def brand() -> Iterator[Caller]:
    with served(Setup(size="demo")) as caller:
        yield caller


@pytest.fixture(scope="module")
def scratch() -> Iterator[Caller]:
    with served(Setup()) as caller:
        yield caller


def test_the_demo_brand_is_the_studios_pictures(brand: Caller) -> None:
    told = brand.get(f"/brandfolders/{brand.brandfolder}/assets", per=500, include=ALL, fields="updated_at")
    assert told["meta"]["total_count"] == 90
    stamps = [asset["attributes"]["updated_at"] for asset in told["data"]]
    assert stamps == sorted(stamps)
    values = [one["attributes"] for one in told["included"] if one["type"] == "custom_field_values"]
    markets = {value["value"] for value in values if value["key"] == "Market"}
    assert {"DE", "FR", "NL"} < markets
    assert {one["attributes"]["name"] for one in told["included"] if one["type"] == "sections"} == {
        "Fennmoor",
        "Kibo",
        "Lumo",
        "Sorrel",
    }
    labels = brand.get(f"/brandfolders/{brand.brandfolder}/labels")["data"]
    assert {label["attributes"]["depth"] for label in labels} == {1, 2}
    (found,) = brand.assets(search='name:"Pouring from the pouch"')
    file = brand.get(f"/assets/{found['id']}", include="attachments")["included"][0]["attributes"]
    assert file["filename"].endswith(".jpg")


def test_pictures_of_a_written_brand_are_served(tmp_path: Path) -> None:
    pack = write_brand(tmp_path / "pack", assets=["fm-001"])
    (written,) = pack.studio.rglob("*.jpg")
    with served(Setup(size="demo", pack=pack.root)) as caller:
        (found,) = caller.assets(search='name:"Pouring from the pouch"', include="attachments")
        file = caller.get(f"/assets/{found['id']}", include="attachments")["included"][0]["attributes"]
        content = written.read_bytes()
        assert (file["filename"], file["size"]) == (written.name, len(content))
        assert httpx.get(file["url"]).content == content
        assert httpx.get(file["thumbnail_url"]).content[:3] == b"\xff\xd8\xff"


def test_a_hundred_thousand_are_listed_in_pages(brand: Caller) -> None:
    with served(Setup(size="large", assets=100_000)) as caller:
        path = f"/brandfolders/{caller.brandfolder}/assets"
        newest = caller.get(path, sort_by="updated_at", order="DESC", per=50, fields="updated_at")
        assert newest["meta"]["total_count"] == 99_998
        last = caller.get(path, sort_by="updated_at", order="ASC", per=3000, page=34)["data"]
        assert last[-1]["id"] == newest["data"][0]["id"]
        changed = last[0]["id"]
        caller.post(f"/assets/{changed}/tags", {"attributes": [{"name": "one of many"}]})
        assert caller.get(path, sort_by="updated_at", order="DESC", per=1)["data"][0]["id"] == changed


def test_the_state_survives_a_restart(tmp_path: Path) -> None:
    setup = Setup(state=tmp_path / "state.sqlite", switches=Switches(delay=60))
    with served(setup) as caller:
        asset = caller.asset()
        gone, *left = caller.names(asset)
        caller.post(f"/assets/{asset}/tags", {"attributes": [{"name": "kept"}]})
        caller.delete(f"/assets/{caller.asset(1)}")
        caller.delete(f"/async/tags/assets/{asset}", json={"tags": [gone], "locale": "en"})
        made = caller.edit(add_asset={"name": "Added"})["add_asset"]
    with served(setup) as caller:
        assert caller.names(asset) == [gone, *left, "kept"]
        assert [one["id"] for one in caller.assets()][-1] == made
        assert len(caller.assets()) == 8
        caller.clock(advance=61)
        assert caller.names(asset) == [*left, "kept"]
        caller.http.post("/__sandbox__/reset")
        assert caller.names(asset) == [gone, *left]


def test_nightly_tables_tell_the_demo_brands_use(brand: Caller, tmp_path: Path) -> None:
    told = brand.edit(exports=str(tmp_path))["exports"]
    assert told == [f"{name}.csv" for name in COLUMNS]
    tables = {name: rows(tmp_path / f"{name}.csv") for name in COLUMNS}
    known = {asset["id"] for asset in brand.assets(per=500)}
    assert {row["asset_key"] for row in tables["assets"]} == known
    assert len(tables["events"]) > 100
    assert len(tables["cdn_aggregates"]) > 100
    assert {row["asset_key"] for row in (*tables["events"], *tables["cdn_aggregates"])} <= known
    shared = {row["event_id"] for row in tables["events_with_sharelink"]}
    assert shared <= {row["event_id"] for row in tables["events"] if row["event_type"] == "share"}
    again = tmp_path / "again"
    brand.edit(exports=str(again))
    assert all((again / name).read_bytes() == (tmp_path / name).read_bytes() for name in told)


def test_nightly_tables_are_written_without_serving(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--size", "tiny", "--exports", str(tmp_path / "night")]) == 0
    assert "events.csv" in json.loads(capsys.readouterr().out)["tables"]
    assert len(rows(tmp_path / "night" / "assets.csv")) == 10


def test_a_size_or_switch_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="tiny, demo, large"):
        create(Setup(size="huge"))
    with pytest.raises(ValueError, match="strict, lenient"):
        Switches().changed({"dialect": "loose"})
    with pytest.raises(ValueError, match="No switch colour"):
        Switches().changed({"colour": "red"})


@given(st.text(alphabet='ab:()"\\ ANDORT', max_size=40))
def test_any_search_is_read_or_refused(text: str) -> None:
    def holds(asset: Asset, value: str) -> bool:
        return value in asset["name"]

    with suppress(Refusal):
        assert parsed(text, {"a": holds}, holds)({"name": "ab"}) in (True, False)


_WRITES = (
    ("POST", "/brandfolders/{brandfolder}/assets"),
    ("PUT", "/assets/{asset}"),
    ("POST", "/assets/{asset}/tags"),
    ("DELETE", "/async/tags/assets/{asset}"),
    ("POST", "/brandfolders/{brandfolder}/custom_field_keys"),
    ("PUT", "/custom_field_keys/{key}"),
    ("POST", "/custom_field_keys/{key}/custom_field_values"),
    ("POST", "/brandfolders/{brandfolder}/labels"),
    ("POST", "/brandfolders/{brandfolder}/collections"),
    ("PUT", "/brandfolders/{brandfolder}"),
    ("POST", "/webhooks"),
)
_VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
_NAMES = st.sampled_from(
    ("data", "attributes", "name", "tags", "value", "relationships", "asset", "url", "availability_end")
)
_BODIES = st.recursive(_VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3))


@given(st.sampled_from(_WRITES), _BODIES, st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_body_is_taken_or_refused(scratch: Caller, write: tuple[str, str], body: object, wrapped: bool) -> None:
    places = {"brandfolder": scratch.brandfolder, "asset": scratch.asset(), "key": scratch.key("Material")}
    told = {"data": {"attributes": body}} if wrapped else body
    answer = scratch(write[0], write[1].format(**places), json=told)
    assert answer.status_code in (200, 400, 403, 404, 409, 422)


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
