"""What a cell says: texts with their languages, out of plain texts, lists and localised values."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from thesaury.connectors.texts import cleaned, language_tag
from thesaury.model.cells import pieces


class Values(list[Any]):
    """The values of a cell that are parted already: a sign in one of them belongs to it."""


_SEPARATORS = re.compile(r"\s*[;|\n]\s*")
_COMMAS = re.compile(r"\s*,\s*")


def spoken(cell: Any) -> list[tuple[str, str]]:
    """The (language, text) pairs of a cell, without empty ones and doubles; language is empty where the cell says none.

    A list gives all its members, `{culture, value}` and `{culture, metadata_element: {name}}` (two spellings of
    Smint.io) and `{language: text}` say their language; a text that is JSON of such a form is read as that form.
    """
    return list(dict.fromkeys((language, text) for language, raw in _pairs(cell) if (text := cleaned(raw))))


def texts(cell: Any) -> list[str]:
    """Only the texts."""
    return list(dict.fromkeys(text for _, text in spoken(cell)))


def split(text: str, commas: bool) -> list[str]:
    """The parts of a list written as one text: at `;`, `|` and line breaks, else (where a comma parts) at commas."""
    parts = _SEPARATORS.split(text.strip())
    if commas and len(parts) == 1:
        parts = _COMMAS.split(text.strip())
    return [part for part in parts if part]


def parts(cell: Any, commas: bool) -> list[str]:
    """The values of a cell, parted where nobody did it yet."""
    found = texts(cell)
    return found if isinstance(cell, Values) else [part for text in found for part in split(text, commas)]


def parted(cell: Any, separator: str) -> Any:
    """A cell whose values are parted by this sign, or by none where it is empty; members of a list are single values as they are."""
    unfolded = _unfolded(cell)
    if isinstance(unfolded, str):
        return Values(pieces(unfolded, separator))
    return Values(unfolded) if isinstance(unfolded, list) else unfolded


def reworded(cell: Any, reword: Callable[[str], str]) -> Any:
    """A cell with each of its texts put in other words, whatever form it has."""
    if isinstance(cell, str):
        return reword(cell)
    if isinstance(cell, list):
        return type(cell)(reworded(one, reword) for one in cell)
    return {key: reworded(one, reword) for key, one in cell.items()} if isinstance(cell, dict) else cell


def chosen(cell: Any, language: str) -> list[str]:
    """The texts in the wanted language, else in English, else in the first there is; all where none is said."""
    pairs = spoken(cell)
    present = list(dict.fromkeys(tag for tag, _ in pairs))
    wanted = next((tag for tag in (language, "en", *present) if tag in present), "")
    return [text for tag, text in pairs if tag == wanted]


def structures(cell: Any) -> list[Mapping[str, Any]]:
    """The objects of a list that are not localised texts: licence terms, for one."""
    cell = _unfolded(cell)
    items = cell if isinstance(cell, list) else [cell]
    return [item for item in items if isinstance(item, dict) and not _is_localised(item)]


def _pairs(cell: Any) -> Iterator[tuple[str, str]]:
    cell = _unfolded(cell)
    if isinstance(cell, list):
        for item in cell:
            yield from _pairs(item)
    elif isinstance(cell, dict):
        yield from _localised(cell) if _is_localised(cell) else ()
    elif isinstance(cell, bool):
        yield "", str(cell).lower()
    elif cell is not None:
        yield "", str(cell)


def _is_localised(item: Mapping[str, Any]) -> bool:
    return "culture" in item or (bool(item) and all(key == "x-default" or _plain_tag(key) for key in item))


def _plain_tag(key: str) -> bool:
    """Two letters, or two with a region: `de`, `pt-BR`; longer keys are names of fields."""
    return re.fullmatch(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?", key) is not None


def _localised(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """One localised object as pairs."""
    if "culture" not in item:
        for key, value in item.items():
            yield from ((language_tag(key), text) for _, text in _pairs(value))
        return
    element, preview = item.get("metadata_element"), item.get("preview")
    value = element.get("name") if isinstance(element, dict) else _address(preview) or item.get("value")
    yield from ((language_tag(str(item["culture"])), text) for _, text in _pairs(value))


def _address(preview: Any) -> Any:
    """The URL of the larger preview of Smint.io's `{preview: {url}, thumbnail: {url}}`."""
    sizes = [preview.get(name) for name in ("preview", "thumbnail")] if isinstance(preview, dict) else []
    return next((size["url"] for size in sizes if isinstance(size, dict) and size.get("url")), None)


def _unfolded(cell: Any) -> Any:
    """A text that is a JSON list of texts or objects as that; any other cell, such as the title `[1984]`, as it is."""
    if not isinstance(cell, str) or cell[:1] not in ("[", "{"):
        return cell
    try:
        unfolded = json.loads(cell)
    except (ValueError, RecursionError):
        return cell
    members = unfolded if isinstance(unfolded, list) else [unfolded]
    return unfolded if all(isinstance(member, (str, dict)) for member in members) else cell
