"""A table that is sent: as the body or as the file of a form, kept beside the workspace while it is worked at."""

from collections.abc import AsyncIterator, Sequence

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.types import Message, Receive

from thesaury.model.errors import BadInput, Usage
from thesaury.web.api.describing import ANY, FORM
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import is_of
from thesaury.web.parts.tables_sent import CHUNK, LIMIT, Sent, TooLarge

TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".jsonl": "application/x-ndjson",
}
"""What tables are sent and answered as, by the ending of a name."""


class Received(Sent):
    """A table that a request brings."""

    async def take(self, request: Request, named: str, types: Sequence[str] = tuple(TYPES.values())) -> None:
        """Write what is sent, a table or a file of these types.

        Raises 413, 415, BadInput for nothing, Usage where nothing says of which form it is, NoSpace.
        """
        kind = request.headers.get("content-type", "")
        try:
            if kind.partition(";")[0].strip().lower() == FORM:
                await self._of_form(request, named)
            else:
                await self.write(_called(kind, named, types), request.stream())
        except TooLarge as error:
            raise ApiProblem("too-large", error.message) from error

    async def _of_form(self, request: Request, named: str) -> None:
        sent = Request(request.scope, _counted(request.receive))
        async with sent.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile) or not (named or file.filename):
                raise BadInput("There is no file in the form. Send the table as its field `file`, with its name.")
            await self.write(named or file.filename or "", _pieces(file))


def _called(kind: str, named: str, types: Sequence[str]) -> str:
    """What the table is called: as it is named, else by its type."""
    if kind and not is_of(kind, (ANY, *types)):
        raise ApiProblem("unsupported-media-type", f"A file is sent here as one of {', '.join((ANY, FORM, *types))}.")
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
        if size > LIMIT + CHUNK:
            raise TooLarge
        return message

    return counted


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(CHUNK):
        yield piece
