"""Where assets stand in a site: entries of its own types that show a file, refer to an entry, or name a file in their text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.strapi.client import DRAFT, PUBLISHED, Api
from thesaury.connectors.strapi.mapping import file_of
from thesaury.connectors.strapi.settings import PageType, Settings
from thesaury.connectors.texts import web_address
from thesaury.model.publication import PageUse

_TITLES = ("title", "name", "headline", "slug")
_WORD = re.compile(r"[A-Za-z0-9_\-]+")
_DEEPEST = 30
Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Ours:
    """Our entries by what pages hold of them: the number of the file, the id of the entry, the file's own part of its address."""

    files: Mapping[int, Item]
    entries: Mapping[str, Item]
    hashes: Mapping[str, Item]


def uses(settings: Settings, api: Api, entries: Iterable[Item]) -> Iterator[PageUse]:
    """Every place, live ones first; what stands in a draft and live is told once, as live."""
    ours = _ours(entries)
    for kind in settings.types:
        seen: set[tuple[str, str, str]] = set()
        for status in (PUBLISHED, DRAFT):
            for page in api.all(kind.plural, _populate(kind), status):
                for place, entry in dict.fromkeys(_places(page, ours)):
                    found = (_page(page), place, entry)
                    if found not in seen:
                        seen.add(found)
                        yield _use(settings, kind, page, place, ours.entries[entry], status == PUBLISHED)


def _ours(entries: Iterable[Item]) -> _Ours:
    files, by_id, hashes = {}, {}, {}
    for entry in entries:
        by_id[str(entry["documentId"])] = entry
        if file := file_of(entry):
            files[int(file["id"])] = entry
            hashes[str(file.get("hash"))] = entry
    return _Ours(files, by_id, hashes)


def _populate(kind: PageType) -> list[tuple[str, str]]:
    """Everything at the first level, or what the settings name, level by level."""
    asked = [("locale", "*")]
    if not kind.fields:
        return [*asked, ("populate", "*")]
    for field in kind.fields:
        *outer, last = field.split(".")
        name = "populate" + "".join(f"[{part}][populate]" for part in outer)
        asked.append((name, "*") if last == "*" else (f"{name}[{last}]", "true"))
    return asked


def _places(page: Item, ours: _Ours) -> Iterator[tuple[str, str]]:
    """The attributes of a page in which ours stand, each with the id of our entry."""
    for name, value in page.items():
        for entry in _within(value, ours, 0):
            yield name, str(entry["documentId"])


def _within(value: object, ours: _Ours, depth: int) -> Iterator[Item]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield from (ours.hashes[word] for word in map(_bare, _WORD.findall(value)) if word in ours.hashes)
    elif isinstance(value, Mapping):
        found = ours.entries.get(str(value.get("documentId"))) or _as_file(value, ours)
        if found is not None:
            yield found
        else:
            for inner in value.values():
                yield from _within(inner, ours, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _within(inner, ours, depth + 1)


def _as_file(value: Item, ours: _Ours) -> Item | None:
    """Whose file this is; pages' own components have numbers, too, but no hash."""
    found = ours.files.get(value["id"]) if isinstance(value.get("id"), int) and "hash" in value else None
    return found or ours.hashes.get(str(value.get("hash")))


def _bare(word: str) -> str:
    """A file's own part without the name of a size before it."""
    return re.sub(r"^(?:thumbnail|small|medium|large)_", "", word)


def _page(page: Item) -> str:
    """Pages in several languages are one document, and several pages."""
    locale = page.get("locale")
    return f"{page['documentId']}:{locale}" if isinstance(locale, str) and locale else str(page["documentId"])


def _use(settings: Settings, kind: PageType, page: Item, place: str, entry: Item, live: bool) -> PageUse:
    title = next((str(page[name]) for name in _TITLES if isinstance(page.get(name), str) and page[name]), "")
    told = {
        "type": kind.plural,
        "id": page["documentId"],
        "slug": page.get("slug") or "",
        "language": page.get("locale") or "",
    }
    address = (settings.page_address or f"{settings.base_url}/api/{{type}}/{{id}}").format(**told)
    return PageUse(
        asset=str(entry.get("asset")),
        external_id=str(entry["documentId"]),
        page=_page(page),
        address=web_address(address),
        title=title,
        language=str(page.get("locale") or ""),
        place=place,
        since=str(page.get("updatedAt") or ""),
        live=live,
    )
