"""An item of a channel as other tools are told of it: plain JSON, with addresses of its files for a short while."""

from typing import Any

from thesaury.model.publishing import Entry, Item
from thesaury.model.rendition import FORMS, JPEG, RenditionForm
from thesaury.publishing.forms.told import IMAGE, THUMBNAIL, Places, asset_iri, full, size_as, web_address
from thesaury.publishing.marks import said_in

_NO_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))
_LONGEST = 80
_ENDINGS = {JPEG: "jpg"}


def item_told(entry: Entry, places: Places, language: str) -> dict[str, Any]:
    """Everything of an item; texts are in this language where there are any, else in the first there is."""
    item = entry.item
    texts = {name: said_in(labels, language) for name, labels in _texts(item)}
    rights = {name: getattr(item, name) for name in ("creator", "credit", "copyright", "usage")}
    links = {"licence": web_address(item.licence), "acquire": web_address(item.acquire)}
    concepts = [full(iri=topic.iri, label=topic.label(language), scheme=topic.scheme) for topic in item.topics]
    told = full(
        iri=asset_iri(entry.asset),
        **texts,
        **rights,
        **links,
        concepts=concepts,
        keywords=list(item.keywords),
        allowed_until=entry.allowed_until,
        published_at=entry.published_at,
        changed_at=entry.changed_at,
    )
    return {**_head(entry, language), **told, "renditions": renditions(entry, places)}


def item_brief(entry: Entry, places: Places, language: str) -> dict[str, Any]:
    """What a list shows of an item."""
    small = rendition(entry, places, THUMBNAIL)
    return {**_head(entry, language), "changed_at": entry.changed_at, "thumbnail": small}


def renditions(entry: Entry, places: Places) -> list[dict[str, Any]]:
    """All files of an item; of what is no picture the small one alone."""
    forms = FORMS if entry.item.kind == IMAGE else (THUMBNAIL,)
    return [rendition(entry, places, form) for form in forms]


def rendition(entry: Entry, places: Places, form: RenditionForm) -> dict[str, Any]:
    """One file: its size, where it is known, and where it can be had for a short while."""
    width, height = size_of(form, entry.item)
    size = full(width=width or None, height=height or None)
    return {"name": form.name, "media_type": form.media_type, **size, "url": places.file(entry, form)}


def size_of(form: RenditionForm, item: Item) -> tuple[int, int]:
    """Width and height of the file in pixels; (0, 0) where nobody knows them before it is made."""
    if form.fills:
        large = item.width >= form.width and item.height >= form.height
        return (form.width, form.height) if large else (0, 0)
    return size_as(form, item)


def file_name(entry: Entry, language: str, media_type: str = JPEG) -> str:
    """The title as the name of a file."""
    said = said_in(entry.item.titles, language).translate(_NO_NAME)
    plain = "".join(sign if sign.isprintable() else " " for sign in said)
    title = " ".join(plain.split())[:_LONGEST].strip(" .-") or entry.asset
    return f"{title}.{_ENDINGS.get(media_type, media_type.rpartition('/')[2])}"


def _head(entry: Entry, language: str) -> dict[str, Any]:
    item = entry.item
    told = {"id": entry.asset, "kind": item.kind, "name": said_in(item.titles, language) or entry.asset}
    return told | full(width=item.width or None, height=item.height or None, media_type=item.media_type)


def _texts(item: Item) -> tuple[tuple[str, Any], ...]:
    return ("title", item.titles), ("alt", item.alts), ("caption", item.captions)
