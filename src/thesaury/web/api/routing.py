"""What every operation does: read JSON strictly, refuse parameters nobody knows, and let reads be asked for again cheaply."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from thesaury.model.errors import BadInput
from thesaury.rights.stating.parts import whole
from thesaury.web.api.etags import etag_of_bytes, named_by
from thesaury.web.api.problems import KINDS, problem

_Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_SAFE = ("GET", "HEAD")

_KEEP = "private, no-cache"
"""Whoever asked may keep the answer, and has to ask whether it still holds."""


class StrictRequest(Request):
    """A request whose JSON says one thing only: no name twice, no NaN, no half characters."""

    async def json(self) -> Any:
        """The body. Raises HTTPException 422 that says what is wrong."""
        try:
            return whole(await self.body(), "What was sent").value
        except BadInput as error:
            raise HTTPException(422, error.message) from error


class Operation(APIRoute):
    """An operation of the interface."""

    takes: tuple[str, ...] = ("application/json",)
    """The types of bodies it takes; a body without a type is taken for the first. None: the handler looks."""

    def __init__(self, *given: Any, **more: Any) -> None:
        """As every route; a body without a type is taken for JSON, and it is called as its function is."""
        super().__init__(*given, **{**more, "strict_content_type": False, "generate_unique_id_function": _name})

    def get_route_handler(self) -> _Handler:
        """The handler with what every operation does around it."""
        handled, known = super().get_route_handler(), frozenset(_parameters(self.dependant))

        async def answered(request: Request) -> Response:
            if strange := [name for name in request.query_params if name not in known]:
                return _strange(strange[0], known)
            if (
                (kind := request.headers.get("content-type", ""))
                and request.method not in _SAFE
                and self.takes
                and not is_of(kind, self.takes)
            ):
                said = f"A body has to be {', '.join(self.takes)}, not {kind[:100]!r}."
                return problem(KINDS["unsupported-media-type"], said)
            answer = await handled(StrictRequest(request.scope, request.receive))
            return _kept(request, answer) if request.method in _SAFE else _not_kept(answer)

        return answered


def _name(route: APIRoute) -> str:
    return route.name


def _parameters(dependant: Dependant) -> set[str]:
    found = {name for one in dependant.query_params for name in _names(one)}
    for inner in dependant.dependencies:
        found |= _parameters(inner)
    return found


def _names(parameter: Any) -> list[str]:
    """The names of one parameter; a model stands for each of its fields."""
    fields = getattr(parameter.field_info.annotation, "model_fields", None)
    return [field.alias or name for name, field in fields.items()] if fields else [parameter.alias]


def _strange(name: str, known: frozenset[str]) -> Response:
    listed = f"There are: {', '.join(sorted(known))}." if known else "There are none."
    fault = {"in": "query", "field": name[:200], "detail": "There is no such parameter here."}
    return problem(KINDS["invalid"], f"There is no parameter {name[:200]!r} here. {listed}", errors=[fault])


def is_of(kind: str, taken: Sequence[str]) -> bool:
    """Whether a Content-Type is one of these, in UTF-8 where it is text."""
    name, *parameters = (part.strip().lower() for part in kind.split(";"))
    charsets = {part.partition("=")[2].strip('"') for part in parameters if part.startswith("charset=")}
    return name in taken and charsets <= {"utf-8", "us-ascii"}


def _kept(request: Request, answer: Response) -> Response:
    body = getattr(answer, "body", None)
    if answer.status_code != 200 or body is None:
        return answer
    answer.headers.setdefault("Cache-Control", _KEEP)
    answer.headers.setdefault("ETag", etag_of_bytes(bytes(body)))
    answer.headers.setdefault("Vary", "Authorization, Cookie")
    if named_by(request.headers.get("if-none-match", ""), answer.headers["ETag"]):
        kept = {name: answer.headers[name] for name in ("ETag", "Cache-Control", "Vary")}
        return Response(status_code=304, headers=kept)
    return answer


def _not_kept(answer: Response) -> Response:
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer
