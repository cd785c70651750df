"""Briefs that are sent as files: on disk while they come, for a slow line is to keep nobody waiting, and whole in memory in their turn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from thesaury.model.errors import NoSpace, Usage
from thesaury.web.api.problems import ApiProblem
from thesaury.web.parts.brief_turns import turn

LIMIT = 50 << 20
"""Bytes of a file."""
_IN_MEMORY = 256 << 10


@asynccontextmanager
async def sent_in_turn(request: Request) -> AsyncIterator[bytes]:
    """The whole body, once it is this file's turn to be read, which lasts as long as the block.

    Raises 413 past the limit, Usage where there is none, NoSpace, and Retry where others take too long.
    """
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told[:20]) > LIMIT:
        raise _too_large()
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as kept:
        await _take(request.stream(), kept)
        async with turn():
            kept.seek(0)
            yield await run_in_threadpool(kept.read)


async def _take(pieces: AsyncIterator[bytes], kept: SpooledTemporaryFile[bytes]) -> None:
    size = 0
    try:
        async for piece in pieces:
            size += len(piece)
            if size > LIMIT:
                raise _too_large()
            await run_in_threadpool(kept.write, piece)
    except OSError as error:
        raise NoSpace("The file cannot be kept: no space is left. Make room, then send it again.") from error
    if not size:
        raise Usage("Nothing was sent. Send the file as the body.")


def _too_large() -> ApiProblem:
    return ApiProblem("too-large", f"A brief has {LIMIT >> 20} MiB at most. Save it without its pictures.")
