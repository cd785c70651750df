"""The metadata block of an SSSOM/TSV file: as much of YAML as such blocks are written in."""

import json
import re
from collections.abc import Iterable, Mapping

from thesaury.model.errors import BadInput
from thesaury.onboarding.sssom.names import BUILT_IN

_ENTRY = re.compile(r"""("[^"]*"|'[^']*'|[^\s:#\[\]{}&*!|>'"%@`-][^:]*|[^\s:]+):(?:\s+(.*))?$""")
_FORBIDDEN = ("%", "&", "*", "!")
"""Directives, anchors, aliases and tags begin so; the standard forbids them."""

Line = tuple[int, str]
Prefixes = Mapping[str, str]


def values(lines: Iterable[Line], file: str) -> dict[str, str]:
    """The plain values of the block by name, without its lists and maps. Raises BadInput with the line for what is no metadata."""
    return {name: value for name, value, _ in _entries(lines, file, nested=False) if value}


def prefixes(lines: Iterable[Line], file: str) -> dict[str, str]:
    """The declared prefixes and the built-in ones. Raises BadInput with the line where one is no prefix or contradicts a built-in one."""
    found = dict(BUILT_IN)
    for name, value, line in _entries(_below("curie_map", lines), file, nested=True):
        if BUILT_IN.get(name, value) != value:
            raise BadInput(
                f"{file}, line {line}: the prefix {name} is {BUILT_IN[name]} in every such file. Call yours otherwise."
            )
        if not value:
            raise BadInput(f'{file}, line {line}: the prefix {name} says no IRI. Write {name}: "https://...".')
        found[name] = value
    return found


def _below(key: str, lines: Iterable[Line]) -> list[Line]:
    """The lines that belong to one key of the block."""
    found: list[Line] = []
    inside = False
    for number, text in _dedented(lines):
        if text[:1].strip():
            inside = text.rstrip() == f"{key}:"
        elif inside:
            found.append((number, text))
    return found


def _entries(lines: Iterable[Line], file: str, nested: bool) -> list[tuple[str, str, int]]:
    found = []
    for number, text in _dedented(lines):
        if not text.strip() or text.lstrip().startswith("#") or (not nested and text[0] in " -"):
            continue
        entry = _ENTRY.match(text.strip())
        if not entry:
            raise BadInput(
                f"{file}, line {number}: {text.strip()!r} is no metadata. Write a name, a colon and a value after the #."
            )
        found.append((_scalar(entry[1], file, number), _scalar(entry[2] or "", file, number), number))
    return found


def _dedented(lines: Iterable[Line]) -> list[Line]:
    """Every line may stand so many spaces after its `#`."""
    all_ = list(lines)
    deep = min((len(text) - len(text.lstrip(" ")) for _, text in all_ if text.strip()), default=0)
    return [(number, text[deep:]) for number, text in all_]


def _scalar(text: str, file: str, line: int) -> str:
    """A plain, single-quoted or double-quoted scalar; a list or a map gives nothing."""
    value = text.strip()
    if value.startswith(_FORBIDDEN):
        raise BadInput(
            f"{file}, line {line}: {value!r} is of a kind of YAML that such files must not use. Write the value in quotes."
        )
    if value.startswith('"'):
        return _double_quoted(value, file, line)
    if value.startswith("'"):
        return value[1 : value.rfind("'")].replace("''", "'") if len(value) > 1 else ""
    if value.startswith(("[", "{", "|", ">")):
        return ""
    plain = re.split(r"\s#", value)[0].strip()
    return "" if plain in ("null", "~") else plain


def _double_quoted(value: str, file: str, line: int) -> str:
    try:
        read, _ = json.JSONDecoder().raw_decode(value)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{file}, line {line}: the value {value} has no end, or an escape that is none. Mend the quotes."
        ) from error
    return str(read)
