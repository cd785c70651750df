"""The feed as Atom (RFC 4287), in pages (RFC 5005); what was withdrawn is told as a tombstone (RFC 6721)."""

from typing import Any
from xml.etree import ElementTree as Xml

from thesaury.model.concept import Label
from thesaury.model.publishing import Entry
from thesaury.model.rendition import RenditionForm
from thesaury.model.statement import THY
from thesaury.publishing.forms.json_ld import MEDIA_TYPE as JSON_LD
from thesaury.publishing.forms.told import (
    CONTENT,
    IMAGE,
    THUMBNAIL,
    FeedPage,
    Places,
    asset_iri,
    iri,
    language_tag,
    web_address,
    xml_text,
)
from thesaury.publishing.marks import said_in

MEDIA_TYPE = "application/atom+xml"
_NAMES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
    "xmlns:thy": THY,
}
_AUTHOR = "Thesaury"
_UNTITLED = "\u2014"
"""Stands where an asset has no title, for readers show a title as what is clicked on."""


def feed(page: FeedPage, places: Places) -> bytes:
    """A page of the feed, in one language."""
    root = Xml.Element("feed", _NAMES)
    if language := language_tag(page.language):
        root.set("xml:lang", language)
    _text(root, "id", f"urn:thesaury:channel:{page.channel.name}")
    _text(root, "title", page.channel.title or page.channel.name)
    _text(root, "updated", page.at)
    _text(Xml.SubElement(root, "author"), "name", _AUTHOR)
    _link(root, "self", page.own, MEDIA_TYPE)
    _link(root, "first", page.first, MEDIA_TYPE)
    if page.following:
        _link(root, "next", page.following, MEDIA_TYPE)
    for entry in page.entries:
        _entry(root, entry, places, page.language)
    for entry in page.gone:
        _tombstone(root, entry)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(Xml.tostring(root, encoding="utf-8"))


def _entry(root: Xml.Element, entry: Entry, places: Places, language: str) -> None:
    item, one = entry.item, Xml.SubElement(root, "entry")
    _text(one, "id", asset_iri(entry.asset))
    _spoken(one, "title", item.titles, language, _UNTITLED)
    _text(one, "published", entry.published_at)
    _text(one, "updated", entry.changed_at)
    if item.creator:
        _text(Xml.SubElement(one, "author"), "name", item.creator)
    _link(one, "alternate", places.item(entry.asset), JSON_LD)
    for topic in item.topics:
        told = {"term": topic.iri, "label": topic.label(language)}
        Xml.SubElement(one, "category", _fit({**told, **({"scheme": topic.scheme} if iri(topic.scheme) else {})}))
    if item.captions or item.alts:
        _spoken(one, "summary", item.captions or item.alts, language, "")
    if notice := " ".join(dict.fromkeys(text for text in (item.copyright, item.credit, item.usage) if text)):
        _text(one, "rights", notice)
    if web_address(item.licence):
        _link(one, "license", item.licence)
    _files(one, entry, places)
    for name, text in (("allowedUntil", entry.allowed_until), ("nextChange", entry.turns_at)):
        if text:
            _text(one, f"thy:{name}", text)


def _files(one: Xml.Element, entry: Entry, places: Places) -> None:
    """The picture to publish as an enclosure; of all else, and besides, the small one."""
    forms: tuple[tuple[str, RenditionForm], ...] = (("preview", THUMBNAIL),)
    if entry.item.kind == IMAGE:
        forms = (("enclosure", CONTENT), *forms)
    for relation, form in forms:
        _link(one, relation, places.file(entry, form), form.media_type)


def _tombstone(root: Xml.Element, entry: Entry) -> None:
    gone = Xml.SubElement(root, "at:deleted-entry", {"ref": asset_iri(entry.asset), "when": entry.changed_at})
    said = f"{entry.reason or ''}: {entry.sentence}" if entry.sentence else str(entry.reason or "")
    _text(gone, "at:comment", said)


def _spoken(parent: Xml.Element, name: str, labels: tuple[Label, ...], language: str, otherwise: str) -> None:
    """The text in this language, else the first one, in whose language it then is said to be."""
    text = said_in(labels, language)
    element = _text(parent, name, text if text.strip() else otherwise)
    spoken = next((one.language for one in labels if one.text == text), language)
    if language_tag(spoken) and spoken != language:
        element.set("xml:lang", spoken)


def _text(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    element = Xml.SubElement(parent, name)
    element.text = xml_text(text)
    return element


def _link(parent: Xml.Element, relation: str, address: str, media_type: str = "") -> None:
    told = {"rel": relation, "href": address, **({"type": media_type} if media_type else {})}
    Xml.SubElement(parent, "link", _fit(told))


def _fit(attributes: dict[str, Any]) -> dict[str, str]:
    return {name: xml_text(str(value)) for name, value in attributes.items()}
