"""The vendor's own Python SDK, unchanged, drives the Brandfolder sandbox over real HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.sandbox.brandfolder_caller import Caller


@pytest.fixture
def sdk(bf: Caller) -> Iterator[Any]:
    brandfolder = pytest.importorskip("brandfolder", reason="The vendor's SDK is not installed.")
    client = brandfolder.Client(api_key=bf.where["api_key"], base_url=bf.where["sdk"])
    yield client
    client.session.close()


def test_it_signs_in_and_pages_through_brandfolders(bf: Caller, sdk: Any) -> None:
    assert sdk.whoami()["data"]["type"] == "users"
    first, second = (sdk.brandfolders.fetch(per=1, page=page) for page in (1, 2))
    assert [one.id for one in (*first, *second)] == list(bf.where["brandfolders"].values())
    assert sdk.brandfolders.first().id == bf.brandfolder
    assert sdk.brandfolders.fetch_by_id(bf.brandfolder).attributes["slug"] == "fennmoor-brand"


def test_it_reads_the_whole_tree(bf: Caller, sdk: Any) -> None:
    (organisation,) = sdk.organizations.fetch()
    assert sdk.organizations.fetch_by_id(organisation.id).attributes["name"] == "Fennmoor"
    house = sdk.brandfolders.fetch_by_id(bf.brandfolder)
    sections, collections = house.sections.fetch(), house.collections.fetch()
    assert sdk.sections.fetch_by_id(sections[0].id).attributes["name"] == "Packshots"
    assert sdk.collections.fetch_by_id(collections[0].id).id == collections[0].id
    assert {one.id for one in sdk.collections.fetch()} > {one.id for one in collections}
    assets = house.assets.fetch(params={"include": "attachments"})
    assert len(assets) == 8
    attachment = sdk.attachments.fetch_by_id(assets[0].included[0]["id"])
    assert attachment.attributes["mimetype"] == "image/jpeg"
    assert {one.id for one in sections[0].assets.fetch()} < {one.id for one in assets}
    assert collections[0].assets.first().id == assets[0].id
    assert sdk.assets.fetch_by_id(assets[0].id).attributes == assets[0].attributes | {
        "thumbnail_url": sdk.assets.fetch_by_id(assets[0].id).attributes["thumbnail_url"]
    }


def test_it_searches_assets_of_a_brandfolder(bf: Caller, sdk: Any) -> None:
    house = sdk.brandfolders.fetch_by_id(bf.brandfolder)
    assert [one.get("name") for one in house.assets.search("approved:false")] == ["Lunch box at the harbour"]
    with pytest.raises(Exception, match="404 Client Error"):
        sdk.assets.search("approved:false")


def test_it_creates_and_updates(bf: Caller, sdk: Any) -> None:
    house = sdk.brandfolders.fetch_by_id(bf.brandfolder)
    section = house.create_section(name="Press", default_asset_type="GenericFile")
    collection = house.create_collection(name="Autumn range")
    files = [{"url": "https://pictures.example/cup.jpg", "filename": "cup.jpg"}]
    made = house.create_asset(files, section.id, name="New cup")
    second = collection.create_asset(files, section.id, name="Second cup")
    assert [one.id for one in collection.assets.fetch()] == [second.id]
    made.set(name="Newer cup", description="Told by the SDK.").update()
    made.refresh()
    assert made.attributes["description"] == "Told by the SDK."
    assert bf.get(f"/assets/{made.id}")["data"]["attributes"]["name"] == "Newer cup"
    second.delete()
    assert collection.assets.fetch() == []
    with pytest.raises(Exception, match="400 Client Error"):
        made.set(description="Without a name.").update()
    assert bf.violations() == []
