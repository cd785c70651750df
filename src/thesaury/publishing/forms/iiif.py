"""Pictures as IIIF manifests, and pages of them as collections (Presentation API 3.0)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.model.concept import Label
from thesaury.model.publishing import Entry, Item
from thesaury.model.rendition import RenditionForm
from thesaury.publishing.forms.json_ld import MEDIA_TYPE as JSON_LD
from thesaury.publishing.forms.told import (
    SHOWN,
    THUMBNAIL,
    FeedPage,
    Places,
    by_language,
    full,
    size_as,
    web_address,
)

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
MEDIA_TYPE = f'{JSON_LD};profile="{CONTEXT}"'

_UNKNOWN = (SHOWN.width, SHOWN.width)
"""The canvas of a picture whose size nobody knows: it needs one."""
_WORDS = {
    "creator": {"en": "Creator", "de": "Urheber"},
    "copyright": {"en": "Copyright", "de": "Copyright"},
    "terms": {"en": "Terms of use", "de": "Nutzungsbedingungen"},
    "until": {"en": "May be shown until", "de": "Darf gezeigt werden bis"},
    "concepts": {"en": "Concepts", "de": "Begriffe"},
    "credit": {"en": "Attribution", "de": "Bildnachweis"},
}
_COMMONS = re.compile(
    r"https?://creativecommons\.org/((?:licenses/(?:by(?:-nc)?(?:-nd|-sa)?)|publicdomain/(?:zero|mark))/\d\.\d(?:/[a-z]{2,3})?)/?"
    r"(?:deed(?:\.[a-z_]+)?|legalcode)?"
)
_STATEMENTS = re.compile(r"https?://rightsstatements\.org/(?:vocab|page)/([A-Za-z-]+/1\.0)/?(?:\?.*)?")


def manifest(entry: Entry, places: Places, language: str) -> dict[str, Any]:
    """The manifest of one picture; `language` is the one of words that nobody gave a language."""
    item, own = entry.item, places.manifest(entry.asset)
    width, height = size_as(SHOWN, item)
    body = {"id": places.file(entry, SHOWN), **_picture(SHOWN, width, height)}
    wide, high = (width, height) if width else _UNKNOWN
    canvas = f"{own}/canvas"
    painting = {"id": f"{canvas}/painting", "type": "Annotation", "motivation": "painting", "body": body}
    shown = {"id": f"{canvas}/page", "type": "AnnotationPage", "items": [{**painting, "target": canvas}]}
    alts = _map(item.alts)
    return {
        "@context": CONTEXT,
        "id": own,
        "type": "Manifest",
        "label": _label(item),
        **full(
            summary=_map(item.captions or item.alts),
            metadata=_metadata(entry, language),
            rights=rights(item.licence),
            requiredStatement=_required(item),
            thumbnail=_thumbnail(entry, places),
        ),
        "seeAlso": [{"id": places.item(entry.asset), "type": "Dataset", "format": JSON_LD}],
        "items": [
            {"id": canvas, "type": "Canvas", **full(label=alts), "width": wide, "height": high, "items": [shown]}
        ],
    }


def collection(page: FeedPage, places: Places) -> dict[str, Any]:
    """A page of pictures; the next one stands at its end as a collection of its own, for the protocol knows no other way to go on."""
    listed: list[dict[str, Any]] = [
        {
            "id": places.manifest(entry.asset),
            "type": "Manifest",
            "label": _label(entry.item),
            **full(thumbnail=_thumbnail(entry, places)),
        }
        for entry in page.entries
    ]
    named = {"none": [_plain(page.channel.title or page.channel.name)]}
    if page.following:
        listed.append({"id": page.following, "type": "Collection", "label": named})
    return {"@context": CONTEXT, "id": page.own, "type": "Collection", "label": named, "items": listed}


def rights(licence: str) -> str:
    """The licence as IIIF allows it to stand, by its URI in the namespace of Creative Commons or RightsStatements; empty for any other."""
    if commons := _COMMONS.fullmatch(licence):
        return f"http://creativecommons.org/{commons[1]}/"
    if stated := _STATEMENTS.fullmatch(licence):
        return f"http://rightsstatements.org/vocab/{stated[1]}/"
    return ""


def _label(item: Item) -> Mapping[str, list[str]]:
    return _map(item.titles) or {"none": [_plain(item.asset)]}


def _thumbnail(entry: Entry, places: Places) -> list[dict[str, Any]]:
    width, height = size_as(THUMBNAIL, entry.item)
    return [{"id": places.file(entry, THUMBNAIL), **_picture(THUMBNAIL, width, height)}]


def _picture(form: RenditionForm, width: int, height: int) -> dict[str, Any]:
    size = {"width": width, "height": height} if width else {}
    return {"type": "Image", "format": form.media_type, **size}


def _required(item: Item) -> dict[str, Any] | None:
    said = list(dict.fromkeys(text for text in (item.credit, item.copyright) if text.strip()))
    return {"label": _words("credit"), "value": {"none": [_plain(text) for text in said]}} if said else None


def _metadata(entry: Entry, language: str) -> list[dict[str, Any]]:
    item = entry.item
    terms = dict.fromkeys((item.usage, web_address(item.licence), web_address(item.acquire)))
    told: Sequence[tuple[str, Mapping[str, list[str]]]] = (
        ("creator", _map([Label(item.creator)])),
        ("copyright", _map([Label(item.copyright)])),
        ("terms", _map([Label(text) for text in terms])),
        ("until", _map([Label(entry.allowed_until)])),
        ("concepts", _map([_one(topic.labels, topic.iri, language) for topic in item.topics])),
    )
    return [{"label": _words(name), "value": value} for name, value in told if value]


def _one(labels: Sequence[Label], otherwise: str, language: str) -> Label:
    first = labels[0] if labels else Label(otherwise)
    return next((one for one in labels if one.language == language), first)


def _map(labels: Sequence[Label]) -> Mapping[str, list[str]]:
    """A language map; texts of blanks alone say nothing."""
    found = by_language([label for label in labels if label.text.strip()])
    return {language or "none": [_plain(text) for text in texts] for language, texts in found.items()}


def _plain(text: str) -> str:
    """A text that no viewer takes for HTML, as it takes what begins and ends with an angle bracket."""
    return f"{text} " if text.startswith("<") and text.endswith(">") else text


def _words(name: str) -> dict[str, list[str]]:
    return {language: [text] for language, text in _WORDS[name].items()}
