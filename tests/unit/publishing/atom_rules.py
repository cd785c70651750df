"""What RFC 4287, RFC 5005 and RFC 6721 demand of a feed document: every MUST that a document can break by itself."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

_ATOM, _TOMBSTONES = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+", re.IGNORECASE)
_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.IGNORECASE)
_ONCE = ("generator", "icon", "logo", "rights", "subtitle", "published", "summary", "content", "source")


def faults(document: bytes) -> list[str]:
    """Every rule that is broken, in a sentence; none for a valid document."""
    feed = ElementTree.fromstring(document)
    return list(_feed(feed))


def _feed(feed: Element) -> Iterator[str]:
    if feed.tag != f"{_ATOM}feed":
        yield f"the root is {feed.tag}"
    yield from _common(feed, "the feed")
    entries = feed.findall(f"{_ATOM}entry")
    authored = feed.find(f"{_ATOM}author") is not None
    if not authored and not entries:
        yield "the feed has no author"
    if len(_links(feed, "self")) > 1 or len(_links(feed, "next")) > 1:
        yield "the feed names two pages as one"
    for place, entry in enumerate(entries):
        where = f"entry {place}"
        yield from _common(entry, where)
        if not authored and entry.find(f"{_ATOM}author") is None:
            yield f"{where} has no author"
        if entry.find(f"{_ATOM}content") is None and not _links(entry, "alternate"):
            yield f"{where} has neither content nor an alternate"
    seen = [(_said(entry, "id"), _said(entry, "updated")) for entry in entries]
    if len(seen) != len(set(seen)):
        yield "two entries have one id and one moment"
    for gone in feed.findall(f"{_TOMBSTONES}deleted-entry"):
        yield from _gone(gone)
    for element in feed.iter():
        if _LANG in element.attrib and not _TAG.fullmatch(element.attrib[_LANG]):
            yield f"{element.tag} is in no language"


def _common(element: Element, where: str) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        if len(element.findall(f"{_ATOM}{name}")) != 1:
            yield f"{where} has not one {name}"
    for name in _ONCE:
        if len(element.findall(f"{_ATOM}{name}")) > 1:
            yield f"{where} has more than one {name}"
    if not _IRI.fullmatch(_said(element, "id")):
        yield f"{where} has an id that is no IRI"
    for name in ("updated", "published"):
        if element.find(f"{_ATOM}{name}") is not None and not _MOMENT.fullmatch(_said(element, name)):
            yield f"{where} has a moment of another form: {_said(element, name)!r}"
    for author in element.findall(f"{_ATOM}author"):
        if len(author.findall(f"{_ATOM}name")) != 1:
            yield f"{where} has an author without a name"
    for link in element.findall(f"{_ATOM}link"):
        if not _IRI.fullmatch(link.get("href", "")):
            yield f"{where} has a link to {link.get('href')!r}"
        if "type" in link.attrib and not _TYPE.fullmatch(link.attrib["type"]):
            yield f"{where} has a link of type {link.attrib['type']!r}"
    alternates = [(link.get("type"), link.get("hreflang")) for link in _links(element, "alternate")]
    if len(alternates) != len(set(alternates)):
        yield f"{where} has two alternates of one type and language"
    for category in element.findall(f"{_ATOM}category"):
        if not category.get("term"):
            yield f"{where} has a category without a term"
        if "scheme" in category.attrib and not _IRI.fullmatch(category.attrib["scheme"]):
            yield f"{where} has a category of a scheme that is no IRI"


def _gone(gone: Element) -> Iterator[str]:
    if not _IRI.fullmatch(gone.get("ref", "")):
        yield f"a tombstone is of {gone.get('ref')!r}"
    if not _MOMENT.fullmatch(gone.get("when", "")):
        yield f"a tombstone is from {gone.get('when')!r}"
    for name in ("by", "comment"):
        if len(gone.findall(f"{_TOMBSTONES}{name}")) > 1:
            yield f"a tombstone has more than one {name}"


def _links(element: Element, relation: str) -> list[Element]:
    return [link for link in element.findall(f"{_ATOM}link") if link.get("rel", "alternate") == relation]


def _said(element: Element, name: str) -> str:
    return (element.findtext(f"{_ATOM}{name}") or "").strip()
