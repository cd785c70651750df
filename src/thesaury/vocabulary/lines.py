"""Where a file speaks of an IRI: the line that describes it first, found in one pass for all IRIs wanted."""

import codecs
import gzip
import io
import re
from collections.abc import Collection, Iterator
from pathlib import Path

_PARTS = re.compile(r"""[^\s<>"'#/:,;]+""")
_TOKEN = re.compile(r"""<([^<>"\s]+|\w+:[^<>"=\n]*)>|(\w[\w.-]*|):([\w%~-][\w.%~:-]*)|["']([^"'\s<>]+)["']""")
_PREFIX = re.compile(
    r"""@?prefix\s+([\w.-]*):\s*<([^>]*)>|xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']|"([\w.-]+)"\s*:\s*"(\w+:[^"]*[/#:])\"""",
    re.IGNORECASE,
)
"""Where Turtle, XML and the context of JSON-LD say what a prefix stands for."""

_BASE = re.compile(r"""@?base\s+<([^>]*)>|xml:base\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_SUBJECT = re.compile(r"""(?:rdf:(?:about|ID)\s*=|"(?:@id|id|uri)"\s*:)\s*\Z""")
_PIECE = 1 << 20
"""Characters of a line that are looked at together."""


def first_lines(path: Path, wanted: Collection[str]) -> dict[str, int]:
    """For each IRI the line (from 1) where the file describes it first, or else first names it; nothing if nowhere.

    Full IRIs, prefixed names and names relative to the base are known. The file has to be one that was read before:
    no limits are watched here.
    """
    lookout = _Lookout(wanted)
    if wanted:
        for number, piece in _pieces(path):
            lookout.see(number, piece)
            if not lookout.left:
                break
    return lookout.named | lookout.described


class _Lookout:
    """What is still looked for, and where the rest was seen."""

    def __init__(self, wanted: Collection[str]) -> None:
        self.left = set(wanted)
        self.named: dict[str, int] = {}
        self.described: dict[str, int] = {}
        self._tails = {parts[-1] for parts in map(_PARTS.findall, wanted) if parts}
        self._prefixes: dict[str, str] = {}
        self._base = ""

    def see(self, number: int, line: str) -> None:
        """Look at one line."""
        if "prefix" in line.lower() or "xmlns" in line or '":' in line:
            found = (match.groups() for match in _PREFIX.finditer(line))
            self._prefixes |= {m[0] or m[2] or m[4] or "": m[1] or m[3] or m[5] or "" for m in found}
        if base := _BASE.search(line):
            self._base = base[1] or base[2] or ""
        if self._tails.isdisjoint(_PARTS.findall(line)):
            return
        for token in _TOKEN.finditer(line):
            for iri in self.left.intersection(self._spelled(token)):
                self.named.setdefault(iri, number)
                if token.start() == 0 or _SUBJECT.search(line, max(0, token.start() - 40), token.start()):
                    self.described[iri] = number
                    self.left.discard(iri)

    def _spelled(self, token: re.Match[str]) -> Iterator[str]:
        """The IRIs a token may stand for."""
        full, prefix, local, quoted = token.groups()
        if local is not None:
            yield self._prefixes.get(prefix, f"{prefix}:") + local.rstrip(".")
            return
        text = full or quoted
        yield text
        front, _, back = text.partition(":")
        if front in self._prefixes:
            yield self._prefixes[front] + back
        if self._base and ":" not in text:
            yield self._base.rsplit("#")[0] + text if text.startswith("#") else f"{self._base.rsplit('/', 1)[0]}/{text}"
            yield f"{self._base}#{text}"


def _pieces(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        content = gzip.GzipFile(fileobj=file) if start.startswith(b"\x1f\x8b") else file
        utf16 = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = io.TextIOWrapper(content, "utf-16" if utf16 else "utf-8-sig", errors="replace")
        number = 1
        while piece := text.readline(_PIECE):
            yield number, piece
            number += piece.endswith("\n")
        text.detach()
