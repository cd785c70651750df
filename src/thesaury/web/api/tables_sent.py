"""A table that is sent to be checked: as the body or as the file of a form, kept beside the workspace while it is worked at."""

import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.types import Message, Receive

from thesaury.model.errors import BadInput, NoSpace, Usage
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import is_of
from thesaury.web.parts.vocabulary.drafts import safe_name

LIMIT = 64 * 1024 * 1024
"""Bytes of a table: a hundred thousand rows of CSV are a tenth of it."""

TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".jsonl": "application/x-ndjson",
}
"""What tables are sent and answered as, by the ending of a name."""

ANY, FORM = "application/octet-stream", "multipart/form-data"
_CHUNK = 1 << 20
_FORGOTTEN = 24 * 3600


class Received:
    """A folder of its own for one table, removed in the end."""

    def __init__(self, root: Path) -> None:
        """Below the workspace, where its other big files are."""
        above = root / "checks"
        above.mkdir(exist_ok=True)
        for left in above.glob("api-*"):  # a server that was killed removes nothing
            if time.time() - left.stat().st_mtime > _FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)
        self.folder = Path(mkdtemp(prefix="api-", dir=above))
        self.path = self.folder / "table"

    async def take(self, request: Request, named: str) -> None:
        """Write what is sent. Raises 413, 415, BadInput for nothing, Usage where nothing says of which form it is, NoSpace."""
        kind = request.headers.get("content-type", "")
        if kind.partition(";")[0].strip().lower() == FORM:
            await self._of_form(request, named)
        else:
            await self._written(_called(kind, named), request.stream())

    def remove(self) -> None:
        """Forget all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    async def _of_form(self, request: Request, named: str) -> None:
        sent = Request(request.scope, _counted(request.receive))
        async with sent.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile) or not (named or file.filename):
                raise BadInput("There is no file in the form. Send the table as its field `file`, with its name.")
            await self._written(named or file.filename or "", _pieces(file))

    async def _written(self, name: str, pieces: AsyncIterator[bytes]) -> None:
        self.path, size = self.folder / safe_name(name), 0
        try:
            with self.path.open("wb") as kept:
                async for piece in pieces:
                    size += len(piece)
                    if size > LIMIT:
                        raise _too_large()
                    await run_in_threadpool(_put, kept, piece)
        except OSError as error:
            raise NoSpace("The table cannot be kept: no space is left. Make room, then send it again.") from error
        if not size:
            raise BadInput("Nothing was sent. Send the table as the body, or as the field `file` of a form.")


def _called(kind: str, named: str) -> str:
    """What the table is called: as it is named, else by its type."""
    if kind and not is_of(kind, (ANY, *TYPES.values())):
        raise ApiProblem(
            "unsupported-media-type", f"A table is sent as one of {', '.join((ANY, FORM, *TYPES.values()))}."
        )
    ending = next((ending for ending, type in TYPES.items() if is_of(kind, (type,))), "") if kind else ""
    if not (named or ending):
        raise Usage("Say by `file` what the table is called, such as upload.xlsx: nothing else says what it is.")
    return named or f"table{ending}"


def _counted(receive: Receive) -> Receive:
    """The same, up to as many bytes as a form has around the largest table; of some forms nobody says the length before."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > LIMIT + _CHUNK:
            raise _too_large()
        return message

    return counted


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(_CHUNK):
        yield piece


def _put(file: BinaryIO, piece: bytes) -> None:
    file.write(piece)


def _too_large() -> ApiProblem:
    return ApiProblem("too-large", f"A table has {LIMIT >> 20} MiB at most. Split it, or use the command line.")
