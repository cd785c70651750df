"""The JSON that programs send, read with a limit and taken apart strictly."""

from fastapi import Request
from starlette.exceptions import HTTPException

from thesaury.rights.stating.parts import Part, whole


async def sent(request: Request, most: int) -> Part:
    """The whole body. Raises 413 where it has more than `most` bytes, BadInput where it is no JSON that says one thing only."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise HTTPException(413, f"What is sent here has {most >> 10} KiB at most.")
    return whole(bytes(body), "What was sent")
