"""What is new as a feed."""

from xml.etree import ElementTree as Xml

from thesaury.model.asset import Asset, Record, Text
from thesaury.model.saved_search import SavedSearch, Sighting
from thesaury.web.atom import Place, atom

A = "{http://www.w3.org/2005/Atom}"
SAVED, LATER, LATEST = (f"2026-12-0{day}T03:04:05+00:00" for day in (1, 2, 3))
PLACE = Place("https://t.example", "https://t.example/searches/x.atom", "https://t.example/?q=lake")
SEARCH = SavedSearch("i1", 'lakes & "seas" <\x00>', "lake", (), SAVED)


def asset(id: str, title: str) -> Asset:
    return Asset(id, (Record("dam", id, "e", texts=(Text("title", title, "en"),)), Record("shop", id, "e")))


def parsed(*news: Sighting, assets: tuple[Asset, ...] = ()) -> Xml.Element:
    return Xml.fromstring(atom(SEARCH, news, assets, PLACE, ("en",)))


def test_a_feed_has_each_asset_once_with_an_id_of_its_own_and_what_rfc_4287_asks_for():
    feed = parsed(
        Sighting("b 1", LATEST), Sighting("a", LATER), assets=(asset("a", "Lake"), asset("b 1", "Sea \x07 & <b>"))
    )
    assert feed.findtext(f"{A}id") == "urn:thesaury:search:i1"
    assert feed.findtext(f"{A}title") == 'New: lakes & "seas" <\ufffd>'
    assert feed.findtext(f"{A}updated") == LATEST
    assert feed.findtext(f"{A}author/{A}name")
    assert [(link.get("rel"), link.get("href")) for link in feed.findall(f"{A}link")] == [
        ("self", PLACE.feed),
        ("alternate", PLACE.page),
    ]
    first, second = feed.findall(f"{A}entry")
    assert [one.findtext(f"{A}id") for one in (first, second)] == [
        "urn:thesaury:search:i1:b 1",
        "urn:thesaury:search:i1:a",
    ]
    assert first.findtext(f"{A}title") == "Sea \ufffd & <b>"
    assert [first.findtext(f"{A}{name}") for name in ("published", "updated")] == [LATEST, LATEST]
    link = first.find(f"{A}link")
    assert link is not None
    assert link.get("href") == "https://t.example/assets/b%201"
    assert first.findtext(f"{A}summary") == "From dam, shop"


def test_what_is_gone_has_no_entry_and_an_empty_feed_is_one():
    empty = parsed(Sighting("a", LATER))
    assert empty.findall(f"{A}entry") == []
    assert empty.findtext(f"{A}updated") == SAVED
