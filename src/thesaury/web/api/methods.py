"""Methods: HEAD is GET without its body, OPTIONS tells what there is, and everything else that is not there is 405 with `Allow`."""

import re
from collections.abc import Collection
from functools import cached_property

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thesaury.web.api.problems import KINDS, problem

HEAD = "thesaury.head"
"""In the scope of a request that was HEAD: nobody will read a body, so nobody has to wait for one."""

_METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH")


class Methods:
    """Knows the methods of every address from the operations of the interface.

    Not from its description, which takes seconds to make and which most servers are never asked for.
    """

    def __init__(self, app: ASGIApp, api: FastAPI) -> None:
        """Wrap this app, which answers for that interface."""
        self._app, self._api = app, api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app."""
        if scope["type"] != "http" or not (allowed := self._allowed(_path(scope))):
            await self._app(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await Response(status_code=204, headers={"Allow": allowed})(scope, receive, send)
        elif scope["method"] not in allowed.split(", "):
            said = f"There is no {scope['method']} here. There are: {allowed}."
            await problem(KINDS["method-not-allowed"], said, {"Allow": allowed})(scope, receive, send)
        elif scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET", HEAD: True}, receive, _without_body(send))
        else:
            await self._app(scope, receive, send)

    def _allowed(self, path: str) -> str:
        found = next((methods for pattern, methods in self._known if pattern.fullmatch(path)), ())
        return ", ".join(found)

    @cached_property
    def _known(self) -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
        paths: dict[str, set[str]] = {}
        for route in iter_route_contexts(self._api.routes):
            if isinstance(route.original_route, APIRoute) and route.path_format and route.include_in_schema:
                paths.setdefault(route.path_format, set()).update(route.methods or ())
        # Addresses without a part that varies win over those with one, as they do where requests are routed.
        ordered = sorted(paths, key=lambda path: path.count("{"))
        return [(_pattern(path), _methods(paths[path])) for path in ordered]


def _path(scope: Scope) -> str:
    """The address below that of the interface."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def _methods(operations: Collection[str]) -> tuple[str, ...]:
    known = [method for method in _METHODS if method in operations]
    return (*known, *(["HEAD"] if "GET" in known else []), "OPTIONS")


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\})", path)
    return re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts), re.DOTALL)


def _without_body(send: Send) -> Send:
    ended = False

    async def told(message: Message) -> None:
        nonlocal ended
        if message["type"] == "http.response.start":
            await send(message)
        elif not ended:
            ended = True
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    return told
