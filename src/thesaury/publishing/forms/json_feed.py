"""The feed as a JSON Feed, version 1.1; what that has no word for stands below `_thesaury`."""

from typing import Any

from thesaury.model.publishing import Entry, Item
from thesaury.publishing.forms.told import (
    CONTENT,
    IMAGE,
    SHOWN,
    THUMBNAIL,
    FeedPage,
    Places,
    asset_iri,
    by_language,
    full,
    language_tag,
    web_address,
)
from thesaury.publishing.marks import said_in

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def feed(page: FeedPage, places: Places) -> dict[str, Any]:
    """A page of the feed; with it goes what was withdrawn, for JSON Feed itself knows no word for that."""
    return {
        "version": VERSION,
        "title": page.channel.title or page.channel.name,
        "feed_url": page.first,
        **full(next_url=page.following, language=language_tag(page.language)),
        "items": [_item(entry, places, page.language) for entry in page.entries],
        "_thesaury": full(channel=page.channel.name, changes=page.changes, withdrawn=[_gone(one) for one in page.gone]),
    }


def _item(entry: Entry, places: Places, language: str) -> dict[str, Any]:
    item = entry.item
    spoken = language_tag(next((one.language for one in item.titles if one.language == language), ""))
    return {
        "id": asset_iri(entry.asset),
        "content_text": said_in(item.captions, language)
        or said_in(item.alts, language)
        or said_in(item.titles, language),
        **full(
            url=places.item(entry.asset),
            title=said_in(item.titles, language),
            image=places.file(entry, SHOWN),
            date_published=entry.published_at,
            date_modified=entry.changed_at,
            authors=[{"name": item.creator}] if item.creator else [],
            tags=list(dict.fromkeys(topic.label(language) for topic in item.topics)),
            language=spoken,
            attachments=_attachments(entry, places),
        ),
        "_thesaury": _more(entry, places),
    }


def _attachments(entry: Entry, places: Places) -> list[dict[str, Any]]:
    if entry.item.kind != IMAGE:
        return []
    forms = ((CONTENT, "content"), (THUMBNAIL, "thumbnail"))
    return [{"url": places.file(entry, form), "mime_type": form.media_type, "title": title} for form, title in forms]


def _more(entry: Entry, places: Places) -> dict[str, Any]:
    item = entry.item
    return {
        "asset": entry.asset,
        "kind": item.kind,
        **full(
            number=entry.number,
            allowed_until=entry.allowed_until,
            next_change=entry.turns_at,
            alt=_texts(item, "alts"),
            titles=_texts(item, "titles"),
            captions=_texts(item, "captions"),
            credit=item.credit,
            copyright=item.copyright,
            license=web_address(item.licence),
            acquire_license=web_address(item.acquire),
            usage=item.usage,
            concepts=[
                full(
                    iri=one.iri,
                    scheme=one.scheme,
                    notation=one.notation,
                    broader=one.broader,
                    labels=by_language(one.labels),
                )
                for one in item.topics
            ],
            markets=list(item.markets),
            audiences=list(item.audiences),
            focus=list(item.focus) if item.focus else [],
            manifest=places.manifest(entry.asset) if item.kind == IMAGE else "",
        ),
    }


def _texts(item: Item, field: str) -> dict[str, str]:
    """One text for each language."""
    return {language: texts[0] for language, texts in by_language(getattr(item, field)).items()}


def _gone(entry: Entry) -> dict[str, Any]:
    return {"id": asset_iri(entry.asset), **full(reason=entry.reason, at=entry.changed_at, since=entry.since)}
