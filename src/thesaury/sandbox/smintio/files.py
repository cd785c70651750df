"""The files themselves behind signed addresses: pictures, a transcript, and films large enough to need streaming."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from thesaury.sandbox.smintio.estate import Estate
from thesaury.sandbox.smintio.refusal import Refusal, guarded

_CHUNK = 1 << 16
_FILM, _LARGE_FILM = 1 << 20, 64 << 20
_SIZE = (96, 64)


class Files:
    """Downloads of one tenant: no token, the signature is enough."""

    def __init__(self, estate: Estate, pack: Path | None) -> None:
        """Files of an estate; pictures come from a written brand where its folder is given."""
        self._estate, self._pack = estate, pack

    def routes(self) -> list[Route]:
        """The one route."""
        return [Route(f"/{self._estate.tenant.name}/files/{{file:path}}", guarded(self.file))]

    async def file(self, request: Request) -> Response:
        """One file in pieces."""
        path = f"/files/{request.path_params['file']}"
        asked = request.query_params
        self._estate.check_signature(path, asked.get("expires", ""), asked.get("signature", ""))
        name = path.rsplit("/", 1)[-1]
        if name.endswith(".mp4"):
            size = _LARGE_FILM if "_large" in name else _FILM
            body = iterate_in_threadpool(_film(size))
            return StreamingResponse(body, media_type="video/mp4", headers={"Content-Length": str(size)})
        if name.endswith(".txt"):
            return Response("A ferry leaves the harbour.\n", media_type="text/plain; charset=utf-8")
        return self._picture(path, name)

    def _picture(self, path: str, name: str) -> Response:
        folder = self._pack
        for place in (
            (folder / "licensed" / "previews" / name, folder / path.removeprefix("/files/assets/")) if folder else ()
        ):
            inside = folder is not None and place.resolve().is_relative_to(folder.resolve())
            if inside and place.is_file():
                return FileResponse(place, media_type="image/jpeg")
        if not name.endswith(".jpg"):
            raise Refusal(404, "not_found")
        return Response(_drawn(path), media_type="image/jpeg")


def _film(size: int) -> Iterator[bytes]:
    piece = bytes(_CHUNK)
    for _ in range(size // _CHUNK):
        yield piece


@lru_cache(maxsize=64)
def _drawn(path: str) -> bytes:
    from PIL import Image

    digest = sha256(path.encode()).digest()
    out = BytesIO()
    Image.new("RGB", _SIZE, (digest[0], digest[1], digest[2])).save(out, "JPEG")
    return out.getvalue()
