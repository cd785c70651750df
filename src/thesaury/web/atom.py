"""A saved search as an Atom feed (RFC 4287): what it found since it was saved, each asset once, the newest first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from thesaury.model.asset import Asset
from thesaury.model.saved_search import SavedSearch, Sighting
from thesaury.web.desk import asset_url
from thesaury.web.texts import phrase

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, written in whatever way."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the feed is read, as full addresses: the server without a slash at the end, the feed, and the page of the search."""

    server: str
    feed: str
    page: str


def atom(
    search: SavedSearch, news: Sequence[Sighting], assets: Sequence[Asset], place: Place, languages: tuple[str, ...]
) -> bytes:
    """The feed; assets that are gone have no entry. Its ids stay the same as long as the search is kept, wherever it is read."""
    known = {asset.id: asset for asset in assets}
    shown = [one for one in news if one.asset in known]
    feed = Xml.Element("feed", {"xmlns": _ATOM})
    _text(feed, "id", f"urn:thesaury:search:{search.id}")
    _text(feed, "title", phrase("searches.feed", name=search.name))
    _text(feed, "updated", shown[0].at if shown else search.at)
    _text(Xml.SubElement(feed, "author"), "name", phrase("site.name"))
    Xml.SubElement(feed, "link", {"rel": "self", "href": place.feed})
    Xml.SubElement(feed, "link", {"rel": "alternate", "href": place.page})
    for one in shown:
        _entry(feed, search, one, known[one.asset], place, languages)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(Xml.tostring(feed, encoding="utf-8"))


def _entry(
    feed: Xml.Element, search: SavedSearch, one: Sighting, asset: Asset, place: Place, languages: tuple[str, ...]
) -> None:
    entry = Xml.SubElement(feed, "entry")
    _text(entry, "id", f"urn:thesaury:search:{search.id}:{one.asset}")
    _text(entry, "title", asset.title(languages))
    _text(entry, "published", one.at)
    _text(entry, "updated", one.at)
    Xml.SubElement(entry, "link", {"rel": "alternate", "href": f"{place.server}{asset_url(one.asset)}"})
    names = dict.fromkeys(record.connection for record in asset.records)
    _text(entry, "summary", phrase("searches.from", names=", ".join(names)))


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = _NO_XML.sub("\ufffd", text)
