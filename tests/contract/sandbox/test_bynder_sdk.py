"""The Bynder sandbox judged from outside: the vendor's own Python SDK, unchanged, over TLS with a certificate made here."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from thesaury.sandbox.bynder.server import create
from thesaury.sandbox.serving.certificate import self_signed
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.server import running

SDK = pytest.importorskip("bynder_sdk", reason="The vendor's SDK is not installed.")
OFFLINE = ("offline", "asset:read")


@dataclass(frozen=True)
class House:
    domain: str
    where: dict[str, Any]
    made: Sandbox

    def client(self, **further: Any) -> Any:
        return SDK.BynderClient(domain=self.domain, **further)

    def oauth(self, **further: Any) -> Any:
        secrets = {"client_id": self.where["client_id"], "client_secret": self.where["client_secret"]}
        return self.client(**secrets, **further)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made, tls = create(), self_signed(tmp_path_factory.mktemp("tls"))
    with pytest.MonkeyPatch.context() as patch, running(made, tls=tls) as server:
        patch.setenv("REQUESTS_CA_BUNDLE", str(tls.certificate))
        patch.setattr("bynder_sdk.client.upload_client.POLLING_IDLE_TIME", 0)
        yield House(f"localhost:{server.port}", made.hooks.where(server.url), made)
    made.store.close()


@pytest.fixture
def sdk(house: House) -> Iterator[Any]:
    house.made.reset()
    client = house.client(permanent_token=house.where["permanent_token"])
    with client.session:
        yield client
    assert [entry.rule for entry in house.made.ledger.violations] == []


def test_lists_and_details(sdk: Any) -> None:
    bank = sdk.asset_bank_client
    found = bank.media_list({"limit": 3, "orderBy": "dateModified asc"})
    assert len(found) == 3
    assert bank.media_list({"total": 1})["total"]["count"] == 7
    assert bank.media_info(found[0]["id"], {"versions": 1})["mediaItems"]
    assert {entry["tag"] for entry in bank.tags()} >= set(found[0]["tags"])
    assert bank.meta_properties()["subject"]["type"] == "select2"
    assert len(bank.brands()) == len(sdk.derivatives()) - 2 == 1
    with pytest.raises(requests.HTTPError, match="404"):
        bank.media_info("nothing")


def test_writing(sdk: Any) -> None:
    bank = sdk.asset_bank_client
    asset = bank.media_list({"limit": 1})[0]
    subject = bank.meta_properties()["subject"]
    options = {entry["name"]: entry["id"] for entry in subject["options"]}
    fields = {"tags": "one,two", f"metaproperty.{subject['id']}": f"{options['harbour']},{options['meadow']}"}
    assert bank.set_media_properties(asset["id"], fields)["statuscode"] == 202
    after = bank.media_info(asset["id"])
    assert (after["tags"], after["property_subject"]) == (["one", "two"], ["harbour", "meadow"])
    assert bank.delete_media(asset["id"]) is None
    assert len(bank.media_list()) == 6


def test_collections(sdk: Any) -> None:
    asset = sdk.asset_bank_client.media_list({"limit": 1})[0]["id"]
    client = sdk.collection_client
    client.create_collection("Spring")
    spring = client.collections()[0]["id"]
    client.add_media_to_collection(spring, [asset])
    assert client.collection_media_ids(spring) == [asset]
    client.share_collection(spring, "view", ["a@example.org"])
    client.remove_media_from_collection(spring, [asset])
    assert client.collection_media_ids(spring) == []
    assert client.collection_info(spring)["name"] == "Spring"
    client.delete_collection(spring)
    assert client.collections() == []


def test_usage_and_campaigns(sdk: Any, house: House) -> None:
    bank, integration = sdk.asset_bank_client, house.where["integration_id"]
    asset = bank.media_list({"limit": 1})[0]["id"]
    made = bank.create_usage(integration, asset, {"uri": "https://www.example.org/"})
    assert [entry["id"] for entry in bank.usage({"asset_id": asset})] == [made["id"]]
    bank.delete_usage(integration, asset)
    assert bank.usage() == []
    assert sdk.workflow_client.campaigns()[0]["key"] == "spring"


def test_upload_and_download(sdk: Any, house: House, tmp_path: Path) -> None:
    bank, file = sdk.asset_bank_client, tmp_path / "pier.png"
    Image.effect_noise((1_900, 1_900), 200).convert("RGB").save(file, compress_level=0)
    assert file.stat().st_size > 10 * 1024 * 1024  # three parts
    made = bank.upload_file(str(file), house.where["brand_id"], query={"name": "Pier", "tags": "calm"})
    assert made["success"] is True
    address = bank.media_download_url(made["mediaid"])["s3_file"]
    content = requests.get(address, timeout=10).content
    assert content == file.read_bytes()
    assert Image.open(io.BytesIO(content)).size == (1_900, 1_900)
    again = bank.upload_file(str(file), house.where["brand_id"], media_id=made["mediaid"])
    assert again["mediaid"] == made["mediaid"]
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"x")
    with pytest.raises(Exception, match="Converting media failed"):
        bank.upload_file(str(broken), house.where["brand_id"])


def test_client_credentials(house: House) -> None:
    client = house.oauth(client_credentials=True)
    with client.session:
        token = client.fetch_token(code=None)
        assert token["expires_in"] == 3600
        assert client.asset_bank_client.media_list({"limit": 1})


def test_an_authorisation_code_and_a_refresh_by_the_sdk_itself(house: House) -> None:
    kept: list[dict[str, Any]] = []
    client = house.oauth(redirect_uri="http://localhost:9/", scopes=list(OFFLINE), token_saver=kept.append)
    with client.session:
        address, state = client.get_authorization_url()
        answer = requests.get(address, allow_redirects=False, timeout=10)
        code, returned = (part.split("=")[1] for part in answer.headers["location"].split("?")[1].split("&"))
        assert returned == state
        client.fetch_token(code=code)
        client.session.token = {**client.session.token, "expires_at": 1}  # its hour is over
        assert client.asset_bank_client.media_list({"limit": 1})
        assert kept[0]["refresh_token"] == client.session.token["refresh_token"]
