"""Uploads: an address to put bytes at, and the address under which a new attachment names them."""

from base64 import b64encode
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.brandfolder.estate import Estate
from thesaury.sandbox.brandfolder.gate import Call, Operation, Table, refused
from thesaury.sandbox.brandfolder.pictures import UPLOADS, uploaded
from thesaury.sandbox.brandfolder.refusal import Refusal, bad

BUCKET = "/bucket/"
_HOURS_TO_UPLOAD, _DAYS_KEPT = 24, 7


def table() -> Table:
    """The one call of the interface."""
    return {"/upload_requests": {"GET": Operation(ask)}}


def ask(call: Call) -> Any:
    """Addresses for one upload."""
    estate = call.estate
    number = estate.sandbox.store.count(UPLOADS) + 1
    name = estate.organisation.identifier("upload", number)
    estate.sandbox.store.put(UPLOADS, name, {"asked": estate.now.isoformat(), "content": None})
    address = f"{call.base}{BUCKET}{name}"
    return {
        "upload_url": f"{address}?upload=simple",
        "resumable_upload_url": f"{address}?upload=resumable",
        "service": "gcs",
        "object_url": address,
    }


def source(call: Call, url: str, filename: Any) -> tuple[str, str]:
    """The filename of a new attachment, and where its bytes are: in the bucket, or ('') at an address that is not fetched here."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad(f"{url} is no public address.")
    last = PurePosixPath(unquote(parts.path)).name
    name = str(filename or last or "file")
    if not parts.path.startswith(BUCKET):
        return name, ""
    kept = call.estate.sandbox.store.get(UPLOADS, last)
    if not kept or not kept["content"] or _older(call.estate, kept, timedelta(days=_DAYS_KEPT)):
        raise bad(f"Nothing can be read at {url}.")
    return name, uploaded(last)


class Bucket:
    """The storage service beside the interface: no key, the address is enough."""

    def __init__(self, estate: Estate) -> None:
        """A bucket in a store that all organisations share."""
        self._estate = estate

    def routes(self) -> list[Route]:
        """The one address, for whole and for resumable uploads."""
        return [Route(f"{BUCKET}{{name}}", self.answer, methods=["PUT", "POST"])]

    async def answer(self, request: Request) -> Response:
        """Takes the bytes (PUT), or begins a resumable upload (POST)."""
        try:
            return self._answered(request, await request.body())
        except Refusal as refusal:
            return refused(refusal)

    def _answered(self, request: Request, content: bytes) -> Response:
        if "authorization" in request.headers:
            self._estate.sandbox.violate("key-on-upload", "The key was sent to the storage service.")
        name, store = str(request.path_params["name"]), self._estate.sandbox.store
        kept = store.get(UPLOADS, name)
        if kept is None or _older(self._estate, kept, timedelta(hours=_HOURS_TO_UPLOAD)):
            raise Refusal(403, "The address has expired.")
        if request.method == "POST":
            return JSONResponse({"location": str(request.url)}, 201, {"Location": str(request.url)})
        store.put(UPLOADS, name, {**kept, "content": b64encode(content).decode()})
        return JSONResponse({})


def _older(estate: Estate, kept: dict[str, Any], age: timedelta) -> bool:
    return estate.now >= datetime.fromisoformat(kept["asked"]) + age
