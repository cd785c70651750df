"""The pictures themselves: originals behind signed addresses, renditions in the open, without a token."""

import base64
import hmac
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from thesaury.sandbox.bynder.asset_json import DERIVATIVES
from thesaury.sandbox.bynder.download_calls import tag
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.portals import FENNMOOR

_SMALL, _GRID = (160, 107), (8, 6)


class Files:
    """The files of all portals. Uploaded ones come from the store, the demo brand's from a written pack or drawn anew."""

    def __init__(self, estates: dict[str, Estate], branded: bool, pack: Path | None) -> None:
        """Files of some portals; `branded` when the first one shows the demo brand."""
        self._estates, self._branded, self._pack = estates, branded, pack

    def routes(self) -> list[Route]:
        """Originals, renditions, and the same rendition for any transformation."""
        return [
            Route("/s3/{portal}/{id}/{name}", self.original),
            Route("/m/{portal}/{id}/{name}", self.rendition),
            Route("/transform/{id}", self.rendition),
            Route("/transform/{id}/{name:path}", self.rendition),
        ]

    async def original(self, request: Request) -> Response:
        """The original; no token, the signature is enough until it expires."""
        estate, asked = self._estates.get(request.path_params["portal"]), request.query_params
        expires = asked.get("Expires", "")
        if estate is None or not expires.isdecimal():
            return Response("<Error><Code>AccessDenied</Code></Error>", 403, media_type="application/xml")
        right = hmac.compare_digest(asked.get("Signature", ""), tag(estate, request.url.path, int(expires)))
        if not right or estate.sandbox.clock.now().timestamp() >= int(expires):
            return Response("<Error><Code>AccessDenied</Code></Error>", 403, media_type="application/xml")
        content = await self._content(estate, request.path_params["id"])
        return Response(content, media_type="image/jpeg")

    async def rendition(self, request: Request) -> Response:
        """A smaller picture."""
        identifier, name = request.path_params["id"], str(request.path_params.get("name", "webimage"))
        wanted = request.path_params.get("portal", "")
        estates = [self._estates[wanted]] if wanted in self._estates else list(self._estates.values())
        estate = next((estate for estate in estates if estate.shelf.get(identifier)), None)
        if estate is None:
            return Response(status_code=404)
        content, width = await self._content(estate, identifier), DERIVATIVES.get(name.split("-", 1)[0])
        if width is not None:
            content = await run_in_threadpool(_smaller, content, width)
        return Response(content, media_type="image/jpeg")

    async def _content(self, estate: Estate, identifier: str) -> bytes:
        uploaded = estate.store.get(estate.named("file"), identifier)
        if uploaded is not None:
            return base64.b64decode(uploaded)
        if estate.portal is FENNMOOR and self._branded:
            path = self._pack / "portal" / "pictures" / f"{identifier}.jpg" if self._pack else None
            if path and path.is_file():
                return await run_in_threadpool(path.read_bytes)
            return await run_in_threadpool(_scene, identifier)
        return await run_in_threadpool(_pattern, f"{estate.portal.name} {identifier}")


@lru_cache(maxsize=32)
def _scene(identifier: str) -> bytes:
    from thesaury.sandbox.bynder.branded import shown
    from thesaury.sandbox.scenes import Scene, render

    return render(Scene(*shown()[identifier].scene))


@lru_cache(maxsize=256)
def _pattern(words: str) -> bytes:
    """A small picture of soft patches: different words look different, also to a perceptual hash."""
    from PIL import Image

    needed, out = _GRID[0] * _GRID[1] * 3, BytesIO()
    noise = b"".join(sha256(f"{words} {part}".encode()).digest() for part in range(needed // 32 + 1))[:needed]
    Image.frombytes("RGB", _GRID, noise).resize(_SMALL, Image.Resampling.BICUBIC).save(out, "JPEG")
    return out.getvalue()


def _smaller(content: bytes, width: int) -> bytes:
    from PIL import Image, UnidentifiedImageError

    out = BytesIO()
    try:
        with Image.open(BytesIO(content)) as image:
            image.thumbnail((width, width))
            image.convert("RGB").save(out, "JPEG")
    except UnidentifiedImageError:  # an upload that is no picture is shown as it is
        return content
    return out.getvalue()
