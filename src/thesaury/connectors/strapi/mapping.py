"""What an entry of Strapi shows of an asset, and what of an entry changes with an edit; nothing is asked here."""

from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.connectors.texts import cleaned, web_address
from thesaury.model.publication import Held, Shown

LOCALIZED = ("title", "alt", "caption")
PLAIN = {
    "credit": "credit",
    "copyright": "copyright",
    "licence": "licence",
    "usage": "usage",
    "allowed_until": "allowedUntil",
}
"""Our names of the texts that have no language, with the names of their attributes."""

_WORDS = {"alternativeText": "alt", "caption": "caption"}
_NAME = 200
Item = Mapping[str, Any]


def held(entry: Item, published: Item | None, base_url: str) -> Held:
    """An entry as it was read as a draft, with its file, texts and concepts; `published` is what visitors get of it, and a file that an
    editor took out of the draft alone is theirs still."""
    file = file_of(entry) or file_of(published or {})
    texts = {
        f"{name}@{row.get('language')}": str(row[name])
        for row in rows_of(entry)
        for name in LOCALIZED
        if row.get("language") and row.get(name)
    }
    texts |= {name: str(entry[told]) for name, told in PLAIN.items() if entry.get(told)}
    iris = [str(one["uri"]) for one in _list(entry.get("concepts")) if one.get("uri")]
    return Held(
        asset=str(entry.get("asset") or ""),
        external_id=str(entry["documentId"]),
        shown=Shown.of(texts, tuple(iris), str(entry.get("fileTag") or "")),
        live=published is not None and file is not None and not entry.get("withdrawn"),
        version=str(entry.get("updatedAt") or ""),
        address=address_of(file, base_url),
        withdrawn=bool(entry.get("withdrawn")),
    )


def address_of(file: Item | None, base_url: str) -> str:
    """Where everybody gets a file; files of the site's own disk have addresses without a host."""
    return web_address(str(file.get("url") or ""), base_url) if file else ""


def file_of(entry: Item) -> Item | None:
    """The file of an entry, None where it has none."""
    file = entry.get("file")
    return file if isinstance(file, Mapping) and isinstance(file.get("id"), int) else None


def rows_of(entry: Item) -> list[dict[str, Any]]:
    """The texts of an entry, one row for each language."""
    return [dict(row) for row in _list(entry.get("texts"))]


def attributes(fields: Sequence[tuple[str, str]], rows: Sequence[Item], asset: str) -> dict[str, Any]:
    """The attributes that these fields change, where `rows` are the texts that are there; the rest of an entry stays."""
    changed = [dict(row) for row in rows]
    data: dict[str, Any] = {}
    for name, text in ((name, cleaned(text) or None) for name, text in fields):
        plain, _, language = name.partition("@")
        if plain in PLAIN and not language:
            data[PLAIN[plain]] = text
        elif plain in LOCALIZED and language:
            row = next((one for one in changed if one.get("language") == language), None)
            if row is None:
                changed.append(row := {"language": language})
            row[plain] = text
    kept = [row for row in changed if any(row.get(name) for name in LOCALIZED)]
    if kept != [dict(row) for row in rows]:
        data |= {"texts": kept, "name": _called(kept, asset)}
    return data


def words(rows: Sequence[Item], language: str) -> dict[str, str]:
    """What the media library says of a file: the texts in this language, else in the first one there is."""
    spoken = [row for row in rows if row.get("language") == language] or list(rows)
    return {told: str(spoken[0].get(name) or "") for told, name in _WORDS.items()} if spoken else {}


def followed(file: Item, before: Item, after: Item) -> dict[str, str]:
    """The words of a file that are still those of its entry before, and are others now: what an editor wrote in the library stays."""
    return {
        name: str(text)
        for name, text in after.items()
        if text != before.get(name, "") and str(file.get(name) or "") == before.get(name, "")
    }


def label_of(labels: Mapping[str, str], language: str, iri: str) -> str:
    """The one word by which a concept is listed."""
    return (labels.get(language) or next(iter(labels.values()), "") or iri)[:_NAME]


def _called(rows: Sequence[Item], asset: str) -> str:
    title = next((str(row["title"]) for row in rows if row.get("title")), "")
    return " ".join(title.split())[:_NAME] or asset


def _list(value: object) -> list[Item]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
