"""Reads embedded metadata through ExifTool: one call for a whole page of files."""

import json
import logging
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from thesaury.connectors.texts import cleaned, language_tag

# No configuration file of the user may add code to the call; file names come in by standard input, one a line.
_ARGUMENTS = (
    *("-config", "", "-json", "-struct", "-G1", "-n", "-charset", "utf8", "-charset", "filename=utf8"),
    *("-XMP:all", "-IPTC:all", "-EXIF:all", "-@", "-"),
)
_PREFIX = {"iptcext": "iptc4xmpext", "iptccore": "iptc4xmpcore"}
_LANGUAGE = re.compile(r"(.+?)-([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
_UTF8 = "\x1b%G"
_log = logging.getLogger(__name__)


class ExifTool:
    """The installed program; `wall` is the longest a page may take, in seconds."""

    def __init__(self, program: str, wall: float = 120.0) -> None:
        self._program = program
        self._wall = wall

    @property
    def name(self) -> str:
        """The program as a note names it."""
        return "ExifTool"

    def read(self, paths: Sequence[Path]) -> Mapping[Path, dict[str, Any]] | None:
        """What each file holds, as `group:name` in small letters (files it cannot read are left out), or None when the
        call as a whole failed or took too long."""
        # A line break in a name would smuggle in an argument; such files are left to the other reader.
        names = {str(path): path for path in paths if "\n" not in str(path) and "\r" not in str(path)}
        if not names:
            return {}
        try:
            call = subprocess.run(
                (self._program, *_ARGUMENTS), input="\n".join(names).encode(), capture_output=True, timeout=self._wall
            )
            entries = json.loads(call.stdout or b"[]", parse_int=str, parse_float=str)
        except (OSError, subprocess.TimeoutExpired, ValueError) as error:
            _log.warning("ExifTool did not answer for a page of %d files: %s", len(names), error)
            return None
        return {names[entry["SourceFile"]]: neutral(entry) for entry in entries if entry.get("SourceFile") in names}


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
    try:
        return str(value).encode("cp1252").decode()
    except UnicodeError:
        return value
