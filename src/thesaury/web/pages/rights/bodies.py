"""The fields that a form sends."""

from urllib.parse import parse_qsl

from fastapi import Request
from starlette.exceptions import HTTPException

from thesaury.web.texts import phrase

_LONGEST = 1024 * 1024
_FIELDS = 20_000


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form; where a name comes twice, the last one. Answers 413 to more than 1 MiB, 400 to what is no form of ours."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST:
            raise HTTPException(413, phrase("error.413"))
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS))
    except ValueError as error:
        raise HTTPException(400, phrase("error.form")) from error
