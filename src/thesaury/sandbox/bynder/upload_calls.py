"""Uploads: a place to send parts to, parts, their registration, the end of it, polling, and saving as a new asset or version.
A file whose name begins with `broken` fails, one that begins with `rejected` is rejected, one with `slow` is done at the third look."""

import base64
import json
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.bynder import ids
from thesaury.sandbox.bynder.access import ASSET_READ, ASSET_WRITE, EDIT
from thesaury.sandbox.bynder.asset_calls import written
from thesaury.sandbox.bynder.calls import Call, form
from thesaury.sandbox.bynder.estate import UPDATED, Estate, root
from thesaury.sandbox.bynder.refusal import Refusal, plain
from thesaury.sandbox.serving.kernel import Sandbox

STORAGE = "/pluploads"
_LOOKS = 2


async def endpoint(estate: Estate, request: Request) -> Response:
    """The address of the storage, as a JSON text."""
    return JSONResponse(f"{root(request)}{STORAGE}/")


async def init(estate: Estate, request: Request) -> Response:
    """Begins an upload; the answer says with which fields the parts are to be sent."""
    name = (await form(request)).get("filename", "")
    if "." not in name:
        text = json.dumps({"filename": f"'{name}' is not a valid filename"})
        return Response(text, 400, media_type="text/plain")
    upload, key = secrets.token_urlsafe(48), f"pluploads/api/{ids.five(ids.grouped(secrets.token_hex(16)))}/{name}"
    target = f"final/{ids.five(ids.grouped(secrets.token_hex(16)))}/{name}"
    estate.store.put(estate.named("upload"), upload, {"name": name, "key": key, "target": target, "registered": []})
    params = {"acl": "private", "success_action_status": "201", "Content-Type": "image/*", "key": key}
    signature = {"Policy": "sandbox", "X-Amz-Signature": estate.portal.digest(key)[:32]}
    made = {"s3file": {"uploadid": upload, "targetid": target}, "s3_filename": key, "target_key": key}
    return JSONResponse({**made, "multipart_params": {**params, **signature}})


def storage(sandbox: Sandbox) -> Route:
    """Where the parts are sent to, without a token: the storage is none of the portal's business."""

    async def part(request: Request) -> Response:
        if "authorization" in request.headers:
            sandbox.violate("token-to-storage", "a part was sent to the storage with the portal's token")
        async with request.form() as fields:
            sent = fields.get("file")
            if sent is None or isinstance(sent, str):
                return Response("<Error><Code>InvalidArgument</Code></Error>", 400, media_type="application/xml")
            content = base64.b64encode(await sent.read()).decode()
            sandbox.store.put("part", str(fields.get("key", "")), content)
        return Response("<PostResponse/>", 201, media_type="application/xml")

    return Route(f"{STORAGE}/", part, methods=["POST"])


async def register(estate: Estate, request: Request) -> Response:
    """Notes that a part was sent."""
    fields = await form(request)
    upload = _upload(estate, fields.get("id", ""))
    if not fields.get("chunkNumber", "").isdecimal() or estate.store.get("part", fields.get("filename", "")) is None:
        raise Refusal(400, "Chunk not found")
    registered = {**dict(upload["registered"]), fields["chunkNumber"]: fields["filename"]}
    _put(estate, fields["id"], {**upload, "registered": sorted(registered.items(), key=lambda pair: int(pair[0]))})
    return JSONResponse({"status": "ok"})


async def finalise(estate: Estate, request: Request) -> Response:
    """Ends an upload: from here on it is an import that is looked after. Raises Refusal where a part is missing."""
    fields, identifier = await form(request), request.path_params["id"]
    upload = _upload(estate, identifier)
    if str(len(upload["registered"])) != fields.get("chunks"):
        body = {"message": "Could not complete upload", "retry": 1, "success": False}
        raise Refusal(500, body=body)
    content = b"".join(base64.b64decode(estate.store.get("part", name) or "") for _, name in upload["registered"])
    made, batch = (ids.grouped(secrets.token_hex(16).upper()) for _ in range(2))
    document = {"name": upload["name"], "content": base64.b64encode(content).decode(), "batch": batch, "looks": 0}
    estate.store.put(estate.named("import"), made, document)
    file = {"bucket": "sandbox", "path": upload["target"], "type": "s3"}
    answer = {"status": "ok", "output": upload["target"].rsplit("/", 1)[0], "batchId": batch, "file": file}
    more = {"filename": upload["target"], "importId": made, "locationType": "s3", "success": 1}
    return JSONResponse({**answer, **more}, status_code=202)


async def poll(estate: Estate, request: Request) -> Response:
    """Which imports are done, failed or rejected; those that are in none of the lists are still worked on."""
    answer: dict[str, list[str]] = {"itemsDone": [], "itemsFailed": [], "itemsRejected": []}
    for key in [key for text in request.query_params.getlist("items") for key in ids.listed(text)]:
        document = estate.store.get(estate.named("import"), key)
        if document is not None:
            estate.store.put(estate.named("import"), key, {**document, "looks": document["looks"] + 1})
            state = _state(document)
            if state:
                answer[state].append(key)
    return JSONResponse(answer)


async def save(estate: Estate, request: Request) -> Response:
    """An import becomes a new asset."""
    fields, document = await form(request), _import(estate, request)
    if not fields.get("brandId"):
        raise Refusal(400, "No brandid provided")
    state = _state(document)
    if not state:
        return JSONResponse(plain(303, "Import not converted yet, please poll"), status_code=303)
    if state != "itemsDone":
        raise Refusal(500, "Upload failed or not ready")
    identifier = ids.grouped(secrets.token_hex(16).upper())
    estate.read.add(identifier)  # there is no tag list yet that could have been read
    changes = written(estate, identifier, {name: text for name, text in fields.items() if name not in _OTHER})
    estate.store.put(estate.named("file"), identifier, document["content"])
    estate.add({**_fresh(estate, identifier, document), **changes}, request.state.caller.user)
    estate.sandbox.applied("media:save", request.headers.get("idempotency-key", ""), {"id": identifier})
    return _saved(estate, request, identifier, document)


async def save_version(estate: Estate, request: Request) -> Response:
    """An import becomes a new version of an asset, whose fields stay."""
    document = _import(estate, request)
    asset = estate.asset(ids.wanted_four(request.path_params["id"], "Media not found"), "Media not found")
    if _state(document) != "itemsDone":
        raise Refusal(500, "Upload failed or not ready")
    estate.store.put(estate.named("file"), asset["id"], document["content"])
    shape = {name: value for name, value in _fresh(estate, asset["id"], document).items() if name in _SHAPE}
    estate.shelf.put({**asset, **shape, "version": asset.get("version", 1) + 1, "dateModified": estate.now()})
    estate.tell(UPDATED, asset["id"])
    return _saved(estate, request, asset["id"], document)


_OTHER = ("ISOPublicationDate", "publicationDate", "audit", "categories", "crc32", "accessType", "accessRequestId")
_SHAPE = ("extension", "fileSize", "width", "height", "type")


def _saved(estate: Estate, request: Request, identifier: str, document: dict[str, Any]) -> Response:
    path = f"final/{identifier}/{document['name']}"
    items = [{"original": path, "destination": f"{root(request)}/m/{estate.portal.name}/{identifier}/original.jpg"}]
    made = {"mediaid": identifier, "batchId": document["batch"], "success": True, "mediaitems": items}
    return JSONResponse(made, status_code=201)


def _fresh(estate: Estate, identifier: str, document: dict[str, Any]) -> dict[str, Any]:
    name, _, extension = document["name"].rpartition(".")
    content, now = base64.b64decode(document["content"]), estate.now()
    width, height = _size(content)
    dates = {"dateCreated": now, "dateModified": now, "datePublished": now}
    shape = {"fileSize": len(content), "width": width, "height": height, "extension": [extension.lower()]}
    words = {"name": name, "description": "", "copyright": "", "tags": [], "userCreated": "Ida Brennholt"}
    kind: dict[str, Any] = {
        "type": "image" if width else "document",
        "brandId": estate.portal.brand,
        "values": {},
        "archive": False,
    }
    return {"id": identifier, **words, **shape, **dates, **kind}


def _size(content: bytes) -> tuple[int, int]:
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as image:
            return image.size
    except UnidentifiedImageError:
        return 0, 0


def _state(document: dict[str, Any]) -> str:
    """Where an import stands; '' while it is worked on."""
    name = document["name"]
    if name.startswith("slow") and document["looks"] < _LOOKS:
        return ""
    return (
        "itemsFailed" if name.startswith("broken") else "itemsRejected" if name.startswith("rejected") else "itemsDone"
    )


def _upload(estate: Estate, identifier: str) -> dict[str, Any]:
    found = estate.store.get(estate.named("upload"), identifier)
    if found is None:
        raise Refusal(404, "Upload doesn't exist")
    return dict(found)


def _put(estate: Estate, identifier: str, upload: dict[str, Any]) -> None:
    estate.store.put(estate.named("upload"), identifier, upload)


def _import(estate: Estate, request: Request) -> dict[str, Any]:
    found = estate.store.get(estate.named("import"), str(request.path_params["importId"]).upper())
    if found is None:
        raise Refusal(404, "Import ID not found")
    return dict(found)


CALLS = [
    Call("GET", "/api/upload/endpoint", endpoint, ASSET_WRITE),
    Call("POST", "/api/upload/init", init, ASSET_WRITE),
    Call("POST", "/api/v4/upload", register, ASSET_WRITE),
    Call("GET", "/api/v4/upload/poll", poll, ASSET_READ, known=("items",)),
    Call("POST", "/api/v4/upload/{id}", finalise, ASSET_WRITE),
    Call("POST", "/api/v4/media/save/{importId}", save, ASSET_WRITE, (EDIT,)),
    Call("POST", "/api/v4/media/{id}/save/{importId}", save_version, ASSET_WRITE, (EDIT,)),
]
