"""JSON Lines, and a JSON array of objects: nested objects become dotted columns, lists stay lists."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from thesaury.engines.tables.opening import Heard, head, lines, unheard
from thesaury.model.errors import BadInput
from thesaury.ports.opening import Opening

ARRAY_LIMIT = 64 << 20
"""Characters a JSON array may have, for it is read as one text; JSON Lines may be of any length."""

_SPACE = " \t\r\n"


def rows(path: Path, opening: Opening, heard: Heard = unheard) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every object with the line it begins on, flattened. Raises Unreachable, or BadInput with the line."""
    found = (
        _elements(path, opening, heard) if is_array(head(path, opening, 4096)) else _one_per_line(path, opening, heard)
    )
    for line, value in found:
        if not isinstance(value, dict):
            raise BadInput(f"{path.name}, line {line}: not a JSON object. Write one object {{...}} for each row.")
        try:
            cells = _once(_flat("", value))
        except _Twice as error:
            raise _refused(path, line, error) from error
        yield line, cells


def is_array(start: bytes) -> bool:
    """Whether a file that begins like this is one JSON array."""
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def _one_per_line(path: Path, opening: Opening, heard: Heard) -> Iterator[tuple[int, Any]]:
    decoder = _decoder()
    for number, line in enumerate(lines(path, opening, heard), start=1):
        if text := line.strip(_SPACE + "\ufeff"):
            value, end = _decoded(decoder, path, text, 0, number)
            if end != len(text):
                raise BadInput(f"{path.name}, line {number}: more than one JSON value. Put each on a line of its own.")
            yield number, value


def _elements(path: Path, opening: Opening, heard: Heard) -> Iterator[tuple[int, Any]]:
    text, decoder = _whole(path, opening, heard), _decoder()
    position, line = _next(text, text.index("[") + 1), 1 + text.count("\n", 0, text.index("["))
    counted = text.index("[")
    while text[position : position + 1] not in ("]", ""):
        line, counted = line + text.count("\n", counted, position), position
        value, position = _decoded(decoder, path, text, position, line)
        yield line, value
        position = _next(text, position)
        if text[position : position + 1] == ",":
            position = _next(text, position + 1)
        elif text[position : position + 1] != "]":
            break
    if text[position : position + 1] != "]" or text[position + 1 :].strip(_SPACE):
        line += text.count("\n", counted, position)
        raise BadInput(
            f"{path.name}, line {line}: the JSON array is cut off or followed by something else. Correct it."
        )


def _whole(path: Path, opening: Opening, heard: Heard) -> str:
    parts, size = [], 0
    for line in lines(path, opening, heard):
        size += len(line)
        if size > ARRAY_LIMIT:
            raise BadInput(f"{path.name}: a JSON array of this size cannot be read. Write it as JSON Lines.")
        parts.append(line)
    return "".join(parts)


def _next(text: str, position: int) -> int:
    while position < len(text) and text[position] in _SPACE:
        position += 1
    return position


def _decoder() -> json.JSONDecoder:
    # Numbers keep the digits the file has: a licence number is no quantity.
    return json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once)


class _Twice(ValueError):
    """A name that one object has twice: which of both counts nobody knows."""


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs as an object. Raises _Twice."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found


def _refused(path: Path, line: int, error: _Twice) -> BadInput:
    return BadInput(f"{path.name}, line {line}: the object says “{error}” twice. Give each a name of its own.")


def _decoded(decoder: json.JSONDecoder, path: Path, text: str, position: int, line: int) -> tuple[Any, int]:
    try:
        value, end = decoder.raw_decode(text, position)
    except json.JSONDecodeError as error:
        at = line + text.count("\n", position, error.pos)
        raise BadInput(f"{path.name}, line {at}: not valid JSON ({error.msg}). Correct the line.") from error
    except _Twice as error:
        raise _refused(path, line, error) from error
    except RecursionError as error:
        raise BadInput(f"{path.name}, line {line}: nested too deeply. Flatten the object.") from error
    if "\\u" in text[position:end] and not _storable(text[position:end], value):
        raise BadInput(f"{path.name}, line {line}: an escaped NUL or half a character (\\u0000, \\ud8..). Remove it.")
    return value, end


def _storable(written: str, value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in written


def _flat(prefix: str, value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, item in value.items():
        if isinstance(item, dict):
            yield from _flat(f"{prefix}{key.strip()}.", item)
        elif isinstance(item, list):
            yield f"{prefix}{key.strip()}", [one if isinstance(one, dict | list) else _text(one) for one in item]
        else:
            yield f"{prefix}{key.strip()}", _text(item)


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return str(value).strip()
