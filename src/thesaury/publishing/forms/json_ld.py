"""Items as JSON-LD in the words of schema.org, and pages of them."""

import re
from collections.abc import Sequence
from typing import Any

from thesaury.model.concept import Label
from thesaury.model.publishing import Entry, Item, Topic
from thesaury.model.statement import THY
from thesaury.publishing.forms.told import (
    CONTENT,
    IMAGE,
    THUMBNAIL,
    FeedPage,
    Places,
    asset_iri,
    by_language,
    full,
    iri,
    language_tag,
    size_as,
    web_address,
)

MEDIA_TYPE = "application/ld+json"
CONTEXT = (
    "https://schema.org",
    {
        "thy": THY,
        "next": {"@id": "http://www.w3.org/ns/hydra/core#next", "@type": "@id"},
        "changes": {"@id": f"{THY}changes", "@type": "@id"},
    },
)
"""What is no word of schema.org: the next page, where changes are told, and what begins with `thy:`."""

_TYPES = {IMAGE: "ImageObject", "video": "VideoObject", "audio": "AudioObject"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T[0-9:.+Z-]+)?)?)?")
_PIXEL = "E37"
"""The unit in the codes of UN/CEFACT."""


def item_document(entry: Entry, places: Places) -> dict[str, Any]:
    """One item as a document of its own."""
    return {"@context": list(CONTEXT), **item_ld(entry, places)}


def page_document(page: FeedPage, places: Places) -> dict[str, Any]:
    """A page of items; `next` is the address of the one behind it."""
    return {
        "@context": list(CONTEXT),
        "@type": "DataFeed",
        "@id": page.own,
        **full(
            name=page.channel.title or page.channel.name,
            dateModified=page.at,
            next=page.following,
            changes=page.changes,
        ),
        "dataFeedElement": [item_ld(entry, places) for entry in page.entries],
    }


def item_ld(entry: Entry, places: Places) -> dict[str, Any]:
    """One item; what nobody says of it is left out. Addresses of files last for a short while, `@id` stays."""
    item = entry.item
    return {
        "@type": _TYPES.get(item.kind, "MediaObject"),
        "@id": asset_iri(entry.asset),
        **full(
            identifier=entry.asset,
            url=places.item(entry.asset),
            name=_texts(item.titles),
            caption=_texts(item.captions),
            description=_texts(item.alts),
            **_file(entry, places),
            **_rights(item),
            expires=entry.allowed_until,
            datePublished=entry.published_at,
            dateModified=entry.changed_at,
            uploadDate=entry.published_at if item.kind == "video" else "",
            dateCreated=item.created if _DATE.fullmatch(item.created) else "",
            inLanguage=[language for language in by_language((*item.titles, *item.captions, *item.alts)) if language],
            spatialCoverage=[{"@type": "Place", "name": market} for market in item.markets],
            audience=[{"@type": "Audience", "audienceType": audience} for audience in item.audiences],
            about=[_topic(topic) for topic in item.topics],
            keywords=list(item.keywords),
        ),
        **full(**{"thy:nextChange": entry.turns_at, "thy:focus": _focus(item)}),
    }


def _file(entry: Entry, places: Places) -> dict[str, Any]:
    """Of a picture the one to publish, with its size; of all else the small picture alone."""
    item, small = entry.item, places.file(entry, THUMBNAIL)
    if item.kind != IMAGE:
        return {"thumbnailUrl": small, "encodingFormat": item.media_type}
    width, height = size_as(CONTENT, item)
    told = {"contentUrl": places.file(entry, CONTENT), "thumbnailUrl": small, "encodingFormat": CONTENT.media_type}
    return {**told, "width": _pixels(width), "height": _pixels(height)}


def _rights(item: Item) -> dict[str, Any]:
    """Words instead of an address say under which terms, where somebody gave no address for a licence."""
    unaddressed = "" if web_address(item.licence) else item.licence
    terms = " ".join(dict.fromkeys(text for text in (item.usage, unaddressed) if text))
    return {
        "creator": {"@type": "Person", "name": item.creator} if item.creator else None,
        "creditText": item.credit,
        "copyrightNotice": item.copyright,
        "license": web_address(item.licence),
        "acquireLicensePage": web_address(item.acquire),
        "usageInfo": {"@type": "CreativeWork", "text": terms} if terms else None,
    }


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        **full(
            **{"@id": iri(topic.iri)},
            name=_texts(topic.labels) or topic.iri,
            inDefinedTermSet=iri(topic.scheme),
            termCode=topic.notation,
        ),
    }


def _texts(labels: Sequence[Label]) -> list[Any]:
    return [_text(label) for label in labels if label.text]


def _text(label: Label) -> Any:
    language = language_tag(label.language)
    return {"@value": label.text, "@language": language} if language else label.text


def _pixels(value: int) -> dict[str, Any] | None:
    return {"@type": "QuantitativeValue", "value": value, "unitCode": _PIXEL} if value else None


def _focus(item: Item) -> str:
    return ",".join(f"{share:g}" for share in item.focus) if item.focus else ""
