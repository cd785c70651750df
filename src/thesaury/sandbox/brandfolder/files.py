"""The files themselves: originals and thumbnails behind signed addresses, and the delivery network, which shows what is published."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from thesaury.sandbox.brandfolder.estate import Estate
from thesaury.sandbox.brandfolder.gate import refused
from thesaury.sandbox.brandfolder.pictures import Pictures
from thesaury.sandbox.brandfolder.refusal import Refusal

_SIZES = ("original", "thumbnail")


class Files:
    """Downloads: no key, the signature is enough."""

    def __init__(self, estates: Mapping[str, Estate]) -> None:
        """Files of the organisations by name."""
        self._estates = estates

    def routes(self) -> list[Route]:
        """The two addresses."""
        return [
            Route("/files/{organisation}/{id}/{size}/{name:path}", self.file),
            Route("/cdn/{organisation}/{id}", self.published),
        ]

    async def file(self, request: Request) -> Response:
        """One attachment, whole or as a thumbnail."""
        asked = request.path_params
        try:
            estate = self._estate(request)
            estate.check_signature(request.scope["path"], request.query_params)
            if asked["size"] not in _SIZES:
                raise Refusal(404)
            asset = estate.holding("attachments", asked["id"])
        except Refusal as refusal:
            return refused(refusal)
        return _sent(
            estate.pictures, next(one for one in asset["attachments"] if one["id"] == asked["id"]), asked["size"]
        )

    async def published(self, request: Request) -> Response:
        """The first attachment of an asset that is published."""
        try:
            estate = self._estate(request)
            asset = estate.asset(request.path_params["id"])
            if estate.availability(asset) != "published":
                raise Refusal(403)
            if not asset["attachments"]:
                raise Refusal(404)
        except Refusal as refusal:
            return refused(refusal)
        return _sent(estate.pictures, asset["attachments"][0], "original")

    def _estate(self, request: Request) -> Estate:
        estate = self._estates.get(request.path_params["organisation"])
        if estate is None:
            raise Refusal(404)
        return estate


def _sent(pictures: Pictures, entry: Mapping[str, Any], size: str) -> Response:
    if size == "thumbnail":
        return Response(pictures.thumbnail(entry), media_type="image/jpeg")
    return Response(pictures.content(entry), media_type=entry["mimetype"])
