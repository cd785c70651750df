"""Reads embedded metadata through ExifTool, and writes it: one call for a whole page of files, one for each file written."""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from thesaury.connectors.folder.kept_open import KeptOpen, Said, line
from thesaury.connectors.texts import cleaned, language_tag
from thesaury.model.errors import Unreachable
from thesaury.ports.opening import MayOpen, anywhere, name_of, opened

_UNICODE = ("-charset", "utf8", "-charset", "filename=utf8")
_READ = ("-json", "-struct", "-G1", "-n", "-XMP:all", "-IPTC:all", "-EXIF:all", *_UNICODE)
_PREFIX = {"iptcext": "iptc4xmpext", "iptccore": "iptc4xmpcore"}
_LANGUAGE = re.compile(r"(.+?)-([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
_UTF8 = "\x1b%G"
# So many files are open at a time.
_AT_ONCE = 200
_log = logging.getLogger(__name__)


class ExifTool:
    """The installed program, kept open while this object lives; `wall` is the longest a call may take, in seconds."""

    def __init__(self, program: str, wall: float = 120.0) -> None:
        self._kept = KeptOpen(program, wall)

    @property
    def name(self) -> str:
        """The program as a note names it."""
        return "ExifTool"

    def read(self, paths: Sequence[Path], may_open: MayOpen = anywhere) -> Mapping[Path, dict[str, Any]] | None:
        """What each file holds, as `group:name` in small letters (files it cannot read are left out), or None when the
        call as a whole failed or took too long."""
        found: dict[Path, dict[str, Any]] = {}
        for first in range(0, len(paths), _AT_ONCE):
            with ExitStack() as open_files:
                told = self._told(
                    {
                        str(name_of(file)): path
                        for path, file in _opened(paths[first : first + _AT_ONCE], may_open, open_files)
                    }
                )
            if told is None:
                return None
            found |= told
        return found

    def _told(self, names: Mapping[str, Path]) -> Mapping[Path, dict[str, Any]] | None:
        """What the files of these names hold, each by its own path."""
        lines = [spelled for name in names if (spelled := _line(name))]
        if not lines:
            return {}
        try:
            said = self._kept.call((*_READ, *lines))
            entries = json.loads(said.out or b"[]", parse_int=str, parse_float=str)
        except (Unreachable, ValueError) as error:
            _log.warning("ExifTool did not answer for a page of %d files: %s", len(names), error)
            return None
        return {names[entry["SourceFile"]]: neutral(entry) for entry in entries if entry.get("SourceFile") in names}

    def call(self, *arguments: str, repeat: bool = True) -> Said:
        """One command in UTF-8. Raises Unreachable when there is no answer, ValueError for an argument it cannot be given."""
        return self._kept.call((*_UNICODE, *map(line, arguments)), repeat)

    def close(self) -> None:
        """End the program; the next call starts it again."""
        self._kept.close()


def _opened(paths: Iterable[Path], may_open: MayOpen, kept: ExitStack) -> Iterator[tuple[Path, BinaryIO]]:
    """The files that are here: the program is given these very ones, and no path that may lead elsewhere by then."""
    for path in paths:
        try:
            yield path, kept.enter_context(opened(path, may_open))
        except (OSError, ValueError) as error:
            _log.info("ExifTool is not given %s: %s", path, error)


def _line(name: str) -> str:
    """The name as the program takes it, or an empty string: such a file is left to the other reader."""
    try:
        return line(name)
    except ValueError:
        return ""


def spelling(entry: Mapping[str, Any]) -> str:
    """How the IPTC texts of one object of ExifTool's JSON are spelled: `marked` as UTF-8, or without a mark as `utf8` or `latin`."""
    if entry.get("IPTC:CodedCharacterSet") == _UTF8:
        return "marked"
    texts = [value for key, value in entry.items() if key.startswith("IPTC:")]
    return "utf8" if all(_is_utf8(text) for text in texts) else "latin"


def neutral(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One object of ExifTool's JSON as the own readers would give it."""
    foreign = entry.get("IPTC:CodedCharacterSet") != _UTF8
    properties: dict[str, Any] = {}
    for key, value in entry.items():
        group, _, name = key.partition(":")
        if group.startswith("XMP-"):
            prefix = group.removeprefix("XMP-").lower()
            _put(properties, f"{_PREFIX.get(prefix, prefix)}:", name, value)
        elif group == "IPTC":
            properties[f"iptc:{name.lower()}"] = _mended(_plain(value)) if foreign else _plain(value)
        elif group in ("IFD0", "ExifIFD"):
            properties[f"exif:{name.lower()}"] = _plain(value)
    return properties


def _put(members: dict[str, Any], prefix: str, name: str, value: Any) -> None:
    """Adds one XMP property; the languages of a text (`Title`, `Title-de`) come together in one dict."""
    match = _LANGUAGE.fullmatch(name)
    key = prefix + (match[1] if match else name).lower()
    if match or key in members:
        present = members.get(key, {})
        texts = present if isinstance(present, dict) else {"x-default": present}
        members[key] = {**texts, language_tag(match[2]) if match else "x-default": _plain(value)}
    else:
        members[key] = _plain(value)


def _plain(value: Any) -> Any:
    """Texts everywhere: numbers were kept as written; a boolean is spelled as XMP does, in a list as a word is."""
    if isinstance(value, dict):
        members: dict[str, Any] = {}
        for name, member in value.items():
            _put(members, "", name, member)
        return members
    if isinstance(value, list):
        return ["true" if item is True else "false" if item is False else _plain(item) for item in value]
    return cleaned(str(value))


def _mended(value: Any) -> Any:
    """Many programs write UTF-8 without the marker that says so; ExifTool then reads it as Windows Latin 1."""
    if isinstance(value, list):
        return [_mended(item) for item in value]
    return str(value).encode("cp1252").decode() if _is_utf8(value) else value


def _is_utf8(value: Any) -> bool:
    """Whether texts read as Windows Latin 1 were UTF-8."""
    if isinstance(value, list):
        return all(map(_is_utf8, value))
    try:
        return bool(str(value).encode("cp1252").decode()) or not value
    except UnicodeError:
        return False
