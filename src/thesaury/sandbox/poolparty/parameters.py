"""Parameters of a request, wherever they stand: query, form, multipart or JSON; lists repeated or comma separated."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from thesaury.sandbox.poolparty.refusals import Refused


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in one part of a multipart body."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """Names and values in the order they came, the files, and the JSON body if there was one."""

    pairs: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, Upload], ...] = ()
    body: Any = None

    def one(self, name: str, usual: str = "") -> str:
        """The first value of a parameter."""
        return next((value for each, value in self.pairs if each == name), usual)

    def needed(self, name: str, shape: str = "status") -> str:
        """The value of a parameter that has to be there. Raises Refused 400."""
        value = self.one(name)
        if not value:
            raise Refused(400, f"Required parameter '{name}' is not present.", shape)
        return value

    def many(self, name: str) -> tuple[str, ...]:
        """Every value of a list parameter."""
        values = [value for each, value in self.pairs if each in (name, name + "[]")]
        return tuple(part.strip() for value in values for part in value.split(",") if part.strip())

    def flag(self, name: str, usual: bool = False) -> bool:
        """A parameter that is true or false."""
        value = self.one(name).lower()
        return usual if not value else value in ("true", "1", "on", "yes")

    def number(self, name: str, usual: float, shape: str = "status") -> float:
        """A number. Raises Refused 400."""
        value = self.one(name)
        try:
            return float(value) if value else usual
        except ValueError as error:
            raise Refused(400, f"Parameter '{name}' has to be a number, not '{value}'.", shape) from error

    def file(self, name: str) -> Upload | None:
        """The file of a part."""
        return next((upload for each, upload in self.files if each == name), None)

    def names(self) -> set[str]:
        """Every parameter that came, list and index marks taken off."""
        return {name.split("[")[0] for name, _ in self.pairs}


async def read(request: Request) -> Parameters:
    """Everything a request carries. Raises Refused 400 for a body that is not what its type says."""
    pairs = list(request.query_params.multi_items())
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if request.method == "GET":
        return Parameters(tuple(pairs))
    if kind == "application/json":
        body = await json_body(request)
        return Parameters((*pairs, *_flat(body)), body=body)
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return Parameters(tuple(pairs))
    files = []
    async with request.form(max_part_size=100 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files.append((name, Upload(value.filename or "", value.content_type or "", await value.read())))
            else:
                pairs.append((name, value))
    return Parameters(tuple(pairs), tuple(files))


async def json_body(request: Request) -> Any:
    """The JSON body of a request. Raises Refused 400 where it is none."""
    try:
        return json.loads(await request.body())
    except ValueError as error:
        raise Refused(400, f"JSON parse error: {error}") from error


def _flat(body: Any) -> Iterable[tuple[str, str]]:
    if isinstance(body, dict):
        for name, value in body.items():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, bool):
                    yield name, str(each).lower()
                elif isinstance(each, str | int | float):
                    yield name, str(each)
