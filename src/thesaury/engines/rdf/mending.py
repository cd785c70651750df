"""Mending before parsing: language tags written like locales (`@en_US`) in the Turtle family, which no parser takes."""

import re
from collections.abc import Iterable, Iterator

from thesaury.ports.rdf import Mended

_TAG = re.compile(rb"""(?<=["'])@([A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*_[A-Za-z0-9_-]{1,20})(?=[\s,;.\])}]|\Z)""")
_KEPT = 100
"""How many mends are told one by one; what is left is told as one number at the end."""


def mended(chunks: Iterable[bytes], told: list[Mended]) -> Iterator[bytes]:
    """The same text with `_` for `-` in tags that directly follow a closing quote; what was done is added to `told`."""
    line, count = 1, 0
    for chunk in _whole_lines(chunks):
        if b"_" in chunk:
            tags = [tag for tag in _TAG.finditer(chunk) if not _escaped(chunk, tag.start() - 1)]
            told += [_told(line, chunk, tag) for tag in tags[: max(0, _KEPT - count)]]
            count += len(tags)
            yield _rewritten(chunk, tags)
        else:
            yield chunk
        line += chunk.count(b"\n")
    if count > _KEPT:
        told.append(Mended(line, "language-tag", f"{count - _KEPT} more language tags with _ were read with -."))


def _told(line: int, chunk: bytes, tag: re.Match[bytes]) -> Mended:
    written, at = tag[1].decode(), line + chunk.count(b"\n", 0, tag.start())
    return Mended(at, "language-tag", f"The language tag @{written} was read as @{written.replace('_', '-')}.")


def _rewritten(chunk: bytes, tags: list[re.Match[bytes]]) -> bytes:
    parts, end = [], 0
    for tag in tags:
        parts += [chunk[end : tag.start()], tag[0].replace(b"_", b"-")]
        end = tag.end()
    return b"".join([*parts, chunk[end:]])


def _escaped(chunk: bytes, quote: int) -> bool:
    """Whether the quote at this place belongs to the text and does not end it."""
    before = chunk[max(0, quote - 64) : quote]
    return (len(before) - len(before.rstrip(b"\\"))) % 2 == 1


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Chunks that end with a line, so that no tag is cut; a line longer than a chunk is handed on in pieces."""
    rest = b""
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        if end:
            yield rest + chunk[:end]
            rest = chunk[end:]
        else:
            if rest:
                yield rest
            rest = chunk
    if rest:
        yield rest
