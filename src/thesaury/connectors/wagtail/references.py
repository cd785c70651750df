"""Images in the content of a page, as the API tells it: pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

_IMAGE = "image"


def references(page: Mapping[str, Any], fields: Sequence[str]) -> set[tuple[str, str]]:
    """Numbers of images with the field each stands in; of these fields only, where some are named.

    A relation is told as an object that says its type; a block of a stream as a value under its type, which says nothing of what the
    number is: a number below a block whose type has "image" in its name is taken for one.
    """
    content = {
        name: value
        for name, value in page.items()
        if name not in ("meta", "id", "title") and (not fields or name in fields)
    }
    return {(number, name) for name, value in content.items() for number in _in(value, False)}


def moment(told: str) -> str:
    """A moment in UTC, whatever zone it is told in; empty where it is none."""
    try:
        return datetime.fromisoformat(told).astimezone(UTC).isoformat(timespec="seconds")
    except ValueError:
        return ""


def _in(value: Any, image: bool) -> Iterator[str]:
    if isinstance(value, Mapping):
        kind = str((value.get("meta") or {}).get("type", "")) if isinstance(value.get("meta"), Mapping) else ""
        if "id" in value and _IMAGE in kind.lower():
            yield str(value["id"])
        named = _IMAGE in str(value.get("type", "")).lower()
        for name, part in value.items():
            if name not in ("id", "meta", "type"):
                yield from _in(part, (named and name == "value") or _IMAGE in name.lower())
    elif isinstance(value, list):
        for part in value:
            yield from _in(part, image)
    elif image and isinstance(value, int) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, str):
        yield from _embedded(value)


def _embedded(text: str) -> Iterator[str]:
    """Images in rich text, where it comes as Wagtail stores it."""
    for part in text.split("<embed ")[1:]:
        tag = part.partition(">")[0]
        if 'embedtype="image"' in tag and 'id="' in tag:
            yield tag.partition('id="')[2].partition('"')[0]
