"""The Bynder sandbox over real HTTP: uploads in parts, polling, saving as asset or version, and every way it fails."""

import io
from typing import Any

import httpx
from PIL import Image

from tests.contract.sandbox.bynder_caller import Caller


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (120, 80), colour).save(out, "JPEG")
    return out.getvalue()


def begun(caller: Caller, name: str) -> dict[str, Any]:
    return dict(caller.post("/api/upload/init", filename=name).json())


def sent(caller: Caller, upload: dict[str, Any], parts: list[bytes]) -> None:
    storage = caller.get("/api/upload/endpoint").json()
    for number, part in enumerate(parts, 1):
        key = f"{upload['s3_filename']}/p{number}"
        fields = {**upload["multipart_params"], "key": key}
        answer = caller.http.post("/" + storage.split("/", 3)[3], data=fields, files={"file": part})
        assert answer.status_code == 201
        register = {"id": upload["s3file"]["uploadid"], "targetid": upload["s3file"]["targetid"], "filename": key}
        assert caller.post("/api/v4/upload/", **register, chunkNumber=number).status_code == 200


def finished(caller: Caller, upload: dict[str, Any], chunks: int) -> httpx.Response:
    identifier = upload["s3file"]["uploadid"]
    fields = {"id": identifier, "targetid": upload["s3file"]["targetid"], "s3_filename": upload["s3_filename"]}
    return caller.post(f"/api/v4/upload/{identifier}/", **fields, chunks=chunks)


def uploaded(caller: Caller, name: str, content: bytes) -> str:
    upload, middle = begun(caller, name), len(content) // 2
    sent(caller, upload, [content[:middle], content[middle:]])
    return str(finished(caller, upload, 2).json()["importId"])


def polled(caller: Caller, item: str) -> str:
    answer = caller.get("/api/v4/upload/poll/", items=item).json()
    return next((state for state, items in answer.items() if item in items), "")


def saved(caller: Caller, item: str, **fields: str) -> httpx.Response:
    return caller.post(f"/api/v4/media/save/{item}/", **{"brandId": caller.where["brand_id"], **fields})


def original(caller: Caller, asset: str) -> bytes:
    address = caller.get(f"/api/v4/media/{asset}/download/").json()["s3_file"]
    return caller.http.get("/" + address.split("/", 3)[3]).content


def test_parts_become_an_asset_with_the_words_of_the_form(bynder: Caller) -> None:
    item = uploaded(bynder, "pier.jpg", picture())
    assert polled(bynder, item) == "itemsDone"
    subject = {f"metaproperty.{bynder.property('subject')['id']}": bynder.option("subject", "harbour")}
    answer = saved(bynder, item, name="Pier", tags="calm,red", **subject)
    assert answer.status_code == 201
    asset = bynder.asset(answer.json()["mediaid"])
    assert (asset["name"], asset["tags"], asset["property_subject"]) == ("Pier", ["calm", "red"], ["harbour"])
    assert (asset["width"], asset["height"], asset["type"], asset["extension"]) == (120, 80, "image", ["jpg"])
    assert original(bynder, asset["id"]) == picture()
    assert asset["id"] in [entry["id"] for entry in bynder.media(keyword="pier")]
    assert bynder.violations() == []


def test_a_new_version_keeps_the_words(bynder: Caller) -> None:
    before = bynder.asset(bynder.first())
    item = uploaded(bynder, "new.jpg", picture("blue"))
    answer = bynder.post(f"/api/v4/media/{before['id']}/save/{item}/")
    assert answer.json()["mediaid"] == before["id"]
    after = bynder.media(ids=before["id"], includeVersionNumber=1)[0]
    assert (after["name"], after["version"], after["width"]) == (before["name"], 2, 120)
    assert original(bynder, before["id"]) == picture("blue")


def test_imports_fail_are_rejected_or_take_their_time(bynder: Caller) -> None:
    broken, rejected, slow = (uploaded(bynder, f"{name}.jpg", picture()) for name in ("broken", "rejected", "slow"))
    assert (polled(bynder, broken), polled(bynder, rejected)) == ("itemsFailed", "itemsRejected")
    assert saved(bynder, broken).json()["message"] == "Upload failed or not ready"
    assert saved(bynder, slow).status_code == 303
    assert [polled(bynder, slow) for _ in range(3)] == ["", "", "itemsDone"]
    assert saved(bynder, slow).status_code == 201


def test_missing_parts_names_and_brands_are_refused(bynder: Caller) -> None:
    upload = begun(bynder, "pier.jpg")
    sent(bynder, upload, [b"only one"])
    assert finished(bynder, upload, 2).json()["success"] is False
    assert bynder.post("/api/upload/init", filename="pier").status_code == 400
    item = finished(bynder, upload, 1).json()["importId"]
    assert saved(bynder, item, brandId="").json()["message"] == "No brandid provided"
    assert saved(bynder, bynder.where["brand_id"]).json()["message"] == "Import ID not found"
    assert bynder.post("/api/v4/upload/nothing/", chunks=1).json()["message"] == "Upload doesn't exist"


def test_the_token_is_nothing_for_the_storage(bynder: Caller) -> None:
    headers = {"Authorization": f"Bearer {bynder.token}"}
    answer = bynder.http.post("/pluploads/", headers=headers, files={"file": b"x"}, data={"key": "k"})
    assert answer.status_code == 201
    assert bynder.violations() == ["token-to-storage"]
