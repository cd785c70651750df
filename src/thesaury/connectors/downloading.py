"""Files of any size out of customers' systems: streamed to their place, whole or not at all, and held to a size and a time."""

import time
from pathlib import Path

from thesaury.connectors.http import Ask, HttpClient
from thesaury.model.errors import Unreachable
from thesaury.ports.files import written_whole


class _TooLong(Exception):
    """There is more than was wanted."""


def download(http: HttpClient, address: str, place: Path, most: int) -> bool:
    """The file behind an address, which gets no credential, at this place; false, and nothing there, where it has more than `most` bytes.

    Raises Unreachable, also where it takes longer than a request may, Refused or NoSpace.
    """
    started, size = time.monotonic(), 0
    try:
        with http.stream(Ask("GET", address, anonymous=True, led=True)) as pieces, written_whole(place) as file:
            for piece in pieces:
                size += len(piece)
                if size > most:
                    raise _TooLong
                if time.monotonic() - started > http.pace.seconds:
                    raise Unreachable(f"{http.connection}: a file was not done after {http.pace.seconds:g} seconds.")
                file.write(piece)
    except _TooLong:
        return False
    return True
