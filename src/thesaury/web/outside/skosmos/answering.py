"""How Skosmos answers: JSON-LD under one of two names, and refusals as a line of plain text."""

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.routing import APIRoute

from thesaury.web.api.etags import etag_of_bytes, named_by
from thesaury.web.outside.negotiating import best

SKOS = "http://www.w3.org/2004/02/skos/core#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
ONKI = "http://schema.onki.fi/onki#"
VOID = "http://rdfs.org/ns/void#"
CONTEXT: Mapping[str, Any] = {"skos": SKOS, "uri": "@id", "type": "@type"}
"""What every answer begins with."""

_JSON = ("application/json", "application/ld+json")
_STATUS = {400: "Bad Request", 404: "Not Found", 406: "Not Acceptable"}
_VARY = "Accept, Authorization, Cookie"
_FALSE = ("", "0", "false", "off", "no")


class Refusal(Exception):
    """What is asked for cannot be told."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class SkosmosRoute(APIRoute):
    """An address whose refusals are told as Skosmos tells them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with refusals as answers."""
        handled = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handled(request)
            except Refusal as refusal:
                said = f"{refusal.status} {_STATUS[refusal.status]} : {refusal.message}"
                return PlainTextResponse(said, refusal.status, {"Vary": _VARY})

        return answered


def told(request: Request, answer: Mapping[str, Any]) -> Response:
    """The answer as JSON-LD; as 304 where the caller holds it already."""
    kind = best(request.headers.get("accept", ""), _JSON) or _JSON[0]
    return kept(request, json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"), f"{kind}; charset=utf-8")


def kept(request: Request, body: bytes, media_type: str) -> Response:
    """An answer that may be kept, and has to be asked for again."""
    headers = {"Vary": _VARY, "Cache-Control": "private, no-cache", "ETag": etag_of_bytes(body)}
    if named_by(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def asked(request: Request, name: str) -> str:
    """What a parameter says, without space around it; empty where it is not there."""
    return request.query_params.get(name, "").strip()


def needed(request: Request, name: str) -> str:
    """The same. Raises Refusal where it is not there."""
    if not (found := asked(request, name)):
        raise Refusal(400, f"{name} parameter missing")
    return found


def whole(request: Request, name: str, otherwise: int, least: int = 0, called: str = "") -> int:
    """A whole number. Raises Refusal for anything else, or one that is too small."""
    given = asked(request, name)
    if not given:
        return otherwise
    if not (given.isascii() and given.isdecimal() and len(given) < 10 and int(given) >= least):
        raise Refusal(400, called or f"{name} parameter is invalid")
    return int(given)


def flag(request: Request, name: str) -> bool:
    """Whether a parameter says yes."""
    return asked(request, name).lower() not in _FALSE
