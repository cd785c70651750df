"""The purchases in an exported file: JSON Lines, a JSON array, or a page as the interface gives it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from thesaury.connectors.smintio.merging import place
from thesaury.connectors.smintio.stream import Misread
from thesaury.model.errors import BadInput

_PAGE = "license_purchase_transactions"
_NO_JSON = "the line is no JSON ({}); export it again or mend it"
_NESTED = "the line is nested too deeply to be read; export it again"
_NO_PURCHASE = (
    "it is no purchase of a content element: it needs uuid and content_element.uuid; take it out or export it again"
)
Item = Mapping[str, Any] | Misread


def items(data: bytes, file: str) -> Iterator[Item]:
    """Every purchase in order, and a Misread in the place of whatever is none. `file` is what complaints call the file.

    Raises BadInput where nothing in it is JSON, or an array ends too early.
    """
    text = _text(data, file)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        return
    if not isinstance(_parsed(lines[0][1]), Mapping) and (whole := _whole(text, file, lines)) is not None:
        yield from (_purchase(item, f"item {number}") for number, item in enumerate(whole, 1))
        return
    yield from _purchases(lines, file)


def _purchases(lines: list[tuple[int, str]], file: str) -> Iterator[Item]:
    """One for each line; an interface's page on a line of its own gives all of its purchases."""
    if all(isinstance(_parsed(line), Misread) for _, line in lines):
        raise BadInput(f"{file} holds no line of JSON. Give the export of purchases as JSON Lines or as a JSON array.")
    for number, line in lines:
        found = _parsed(line)
        if isinstance(found, Misread):
            yield Misread(f"line {number}", found.words)
        elif (inner := _inner(found)) is not None:
            yield from (_purchase(item, f"line {number}, item {count}") for count, item in enumerate(inner, 1))
        else:
            yield _purchase(found, f"line {number}")


def _whole(text: str, file: str, lines: list[tuple[int, str]]) -> list[Any] | None:
    """The items where the file is one array, one page or one purchase over several lines; None where it is none of them."""
    if text.lstrip()[:1] not in ("[", "{"):
        return None
    try:
        found = _json(text)
    except RecursionError as error:
        raise BadInput(f"{file} is nested too deeply to be read. Export the purchases again.") from error
    except ValueError as error:
        if any(isinstance(_parsed(line), Mapping) for _, line in lines):
            return None
        raise BadInput(f"{file} is no JSON: {error}. Export the purchases again.") from error
    inner = _inner(found)
    return inner if inner is not None else found if isinstance(found, list) else [found]


def _inner(found: Any) -> list[Any] | None:
    inner = found.get(_PAGE) if isinstance(found, Mapping) else None
    return inner if isinstance(inner, list) else None


def _purchase(item: Any, name: str) -> Item:
    return item if isinstance(item, Mapping) and all(place(item)) else Misread(name, _NO_PURCHASE)


def _parsed(line: str) -> Any:
    """What a line holds, or a Misread without a name."""
    try:
        return _json(line)
    except ValueError as error:
        return Misread("", _NO_JSON.format(error))
    except RecursionError:
        return Misread("", _NESTED)


def _json(text: str) -> Any:
    return json.loads(text, parse_constant=_refused)


def _refused(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _text(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is no text in UTF-8. Give the export as the interface tells it, in UTF-8.") from error
