"""What an asset of Contentful and the entry beside it show, and what becomes of them with an edit; nothing is asked here."""

from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.connectors.contentful.ids import asset_of, escaped, unescaped
from thesaury.connectors.texts import cleaned, web_address
from thesaury.model.publication import Held, Shown

LOCALIZED = {"title": "title", "alt": "description"}
"""Our names of the localised texts of an asset, with the names of its fields."""
BESIDE_LOCALIZED = {"caption": "caption"}
BESIDE = {
    "credit": "credit",
    "copyright": "copyright",
    "licence": "licence",
    "usage": "usage",
    "allowed_until": "allowedUntil",
}
"""Those of the entry beside it."""

_TITLE = 255
_MARK, _COVER = "__", "cover-"
Item = Mapping[str, Any]


def held(asset: Item, beside: Item | None, prefix: str, locales: Sequence[str], iris: Mapping[str, str]) -> Held:
    """An asset as it is edited; `iris` has the IRI of each concept of ours by its id."""
    sys = asset["sys"]
    file = file_of(asset, locales[0])
    tag, covered = tag_of(str(file.get("fileName") or "")) if file else ("", False)
    texts = _texts(asset, LOCALIZED, locales)
    if beside is not None:
        texts |= _texts(beside, BESIDE_LOCALIZED, locales)
        texts |= {name: text for name, told in BESIDE.items() if (text := _text(beside, told, locales[0]))}
    concepts = tuple(iris[id] for id in concept_ids(asset) if id in iris)
    url = str(file.get("url") or "") if file else ""
    return Held(
        asset=asset_of(prefix, str(sys["id"])),
        external_id=str(sys["id"]),
        shown=Shown.of(texts, concepts, tag),
        live=published(asset) and bool(url) and not covered,
        version=str(sys.get("version", "")),
        address=web_address(url),
        withdrawn=covered,
    )


def published(thing: Item) -> bool:
    """Whether visitors get some version of it."""
    return thing["sys"].get("publishedVersion") is not None


def unseen(thing: Item) -> bool:
    """Whether what is edited is not what visitors get."""
    sys = thing["sys"]
    return not published(thing) or sys.get("publishedVersion") != version_of(thing) - 1


def archived(thing: Item) -> bool:
    """Whether somebody put it away."""
    return thing["sys"].get("archivedVersion") is not None


def version_of(thing: Item) -> int:
    """The version that has to be named when it is changed."""
    version = thing["sys"].get("version")
    return version if isinstance(version, int) else 1


def file_of(asset: Item, locale: str) -> Item | None:
    """The file of an asset, None where it has none."""
    file = _fields(asset).get("file")
    found = file.get(locale) if isinstance(file, Mapping) else None
    return found if isinstance(found, Mapping) else None


def concept_ids(thing: Item) -> list[str]:
    """The ids of all concepts it carries, of all clients."""
    links = _metadata(thing).get("concepts")
    told = [one.get("sys") for one in links if isinstance(one, Mapping)] if isinstance(links, list) else []
    return [str(sys["id"]) for sys in told if isinstance(sys, Mapping) and isinstance(sys.get("id"), str)]


def changed(
    asset: Item,
    fields: Sequence[tuple[str, str]],
    add: Sequence[str],
    remove: Sequence[str],
    file: Item | None = None,
) -> dict[str, Any]:
    """The body of an asset with these texts, concepts (by id) and this file; whatever else it holds stays, files of other locales too."""
    metadata = dict(_metadata(asset))
    if add or remove:
        kept = [id for id in concept_ids(asset) if id not in remove]
        metadata["concepts"] = [link("TaxonomyConcept", id) for id in dict.fromkeys((*kept, *add))]
    told = _changed(_fields(asset), fields, LOCALIZED, {}, "")
    if file is not None:
        there = told.get("file")
        told["file"] = {**(there if isinstance(there, Mapping) else {}), **file}
    return {"fields": told} | ({"metadata": metadata} if metadata else {})


def without_file(asset: Item) -> dict[str, Any]:
    """The body of an asset that has no file any more, in no locale."""
    body = changed(asset, (), (), ())
    body["fields"].pop("file", None)
    return body


def with_file_alone(asset: Item, file: Item) -> dict[str, Any]:
    """The body of an asset that has this file and no other, in no locale."""
    return changed(without_file(asset) | {"metadata": asset.get("metadata")}, (), (), (), file)


def beside(entry: Item | None, asset_id: str, fields: Sequence[tuple[str, str]], locale: str) -> dict[str, Any]:
    """The body of the entry beside an asset with these texts."""
    found = _changed(_fields(entry or {}), fields, BESIDE_LOCALIZED, BESIDE, locale)
    whole = {"fields": found | {"asset": {locale: link("Asset", asset_id)}}}
    title = next((text for name, text in fields if name == f"title@{locale}"), None)
    if title is not None or "name" not in found:
        whole["fields"]["name"] = {locale: " ".join(cleaned(title or asset_id).split())[:_TITLE] or asset_id}
    metadata = _metadata(entry or {})
    return whole | ({"metadata": metadata} if metadata else {})


def link(kind: str, id: str) -> dict[str, Any]:
    """A link to a thing."""
    return {"sys": {"type": "Link", "linkType": kind, "id": id}}


def file_name(name: str, tag: str, covered: bool) -> str:
    """The name under which a file is kept, which says which file it is, and whether it is a placeholder."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem or ending}{_MARK}{_COVER if covered else ''}{escaped(tag)}{dot}{ending if stem else ''}"


def tag_of(name: str) -> tuple[str, bool]:
    """The tag of a file by its name, and whether it is a placeholder."""
    stem = name.rpartition(".")[0] or name
    _, mark, told = stem.rpartition(_MARK)
    return (unescaped(told.removeprefix(_COVER)), told.startswith(_COVER)) if mark else ("", False)


def _changed(
    fields: Item, edits: Sequence[tuple[str, str]], localized: Mapping[str, str], plain: Mapping[str, str], locale: str
) -> dict[str, Any]:
    found = {name: dict(value) if isinstance(value, Mapping) else value for name, value in fields.items()}
    for name, text in edits:
        own, _, language = name.partition("@")
        told = localized.get(own) if language else plain.get(own)
        if told is None:
            continue
        limit = _TITLE if told == "title" else None
        kept = cleaned(text)[:limit]
        values = found[told] = dict(found[told]) if isinstance(found.get(told), Mapping) else {}
        if kept:
            values[language or locale] = kept
        else:
            values.pop(language or locale, None)
    return found


def _texts(thing: Item, names: Mapping[str, str], locales: Sequence[str]) -> dict[str, str]:
    texts = {f"{name}@{locale}": _text(thing, told, locale) for name, told in names.items() for locale in locales}
    return {name: text for name, text in texts.items() if text}


def _text(thing: Item, field: str, locale: str) -> str:
    value = _fields(thing).get(field)
    found = value.get(locale) if isinstance(value, Mapping) else None
    return str(found) if found else ""


def _metadata(thing: Item) -> Item:
    metadata = thing.get("metadata")
    return metadata if isinstance(metadata, Mapping) else {}


def _fields(thing: Item) -> Item:
    fields = thing.get("fields")
    return fields if isinstance(fields, Mapping) else {}
