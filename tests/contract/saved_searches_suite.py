"""What the saved searches of every catalogue promise."""

from dataclasses import replace

import pytest

from thesaury.model.errors import Usage
from thesaury.model.saved_search import SavedSearch, Sighting
from thesaury.ports.catalogue import Catalogue

SAVED, LATER, LATEST = (f"2026-12-0{day}T03:04:05+00:00" for day in (1, 2, 3))
LAKES = SavedSearch("i1", "lakes", "lake -night", (("market", ("DE", "AT")), ("source", ("dam",))), SAVED, "s1")


class SavedSearchesSuite:
    def test_a_search_is_kept_as_it_is_until_it_is_dropped(self, catalogue: Catalogue):
        searches = catalogue.saved_searches
        other = SavedSearch("i2", "Äcker 2026", "", (), LATER)
        searches.put(other, [])
        searches.put(LAKES, ["a"])
        assert searches.all() == [LAKES, other]
        assert (searches.get("lakes"), searches.get("Lakes")) == (LAKES, None)
        with pytest.raises(Usage):
            searches.put(replace(LAKES, id="i3"), [])
        used = replace(LAKES, id="i4", name="usable", use=(("channel", "website"), ("region", "DE")), related=True)
        searches.put(used, [])
        assert searches.get("usable") == used
        searches.drop("usable")
        searches.drop("lakes")
        assert searches.all() == [other]
        for failing in (lambda: searches.drop("lakes"), lambda: searches.set_feed("lakes", "d")):
            with pytest.raises(Usage):
                failing()

    def test_news_is_what_was_not_found_when_it_was_saved_each_once_and_the_newest_first(self, catalogue: Catalogue):
        searches = catalogue.saved_searches
        searches.put(LAKES, ["a", "b"])
        assert searches.news("i1", 9) == []
        assert searches.saw("i1", ["a", "d", "c", "b"], LATER, "s2") == 2
        assert searches.saw("i1", ["e", "d", "a", "c"], LATEST, "s3") == 1
        assert searches.news("i1", 9) == [Sighting("e", LATEST), Sighting("c", LATER), Sighting("d", LATER)]
        assert searches.news("i1", 1) == [Sighting("e", LATEST)]
        assert [search.stamp for search in searches.all()] == ["s3"]

    def test_what_is_found_no_longer_is_no_news_and_comes_back_as_what_it_was(self, catalogue: Catalogue):
        searches = catalogue.saved_searches
        searches.put(LAKES, ["a"])
        searches.saw("i1", ["a", "b"], LATER, "s2")
        searches.saw("i1", [], LATEST, "s3")
        assert searches.news("i1", 9) == []
        assert searches.saw("i1", ["a", "b"], LATEST, "s4") == 0
        assert searches.news("i1", 9) == [Sighting("b", LATER)]

    def test_searches_do_not_know_what_others_found_nor_a_new_one_what_its_namesake_did(self, catalogue: Catalogue):
        searches = catalogue.saved_searches
        searches.put(LAKES, ["a"])
        searches.put(replace(LAKES, id="i2", name="others"), [])
        searches.saw("i2", ["a"], LATER, "")
        assert (searches.news("i1", 9), searches.news("i2", 9)) == ([], [Sighting("a", LATER)])
        searches.drop("lakes")
        assert searches.saw("i1", ["a", "b"], LATER, "s") == 0
        searches.put(replace(LAKES, id="i3"), [])
        assert searches.news("i1", 9) == searches.news("i3", 9) == []
        assert searches.saw("i3", ["a"], LATER, "s") == 1

    def test_a_feed_is_found_by_its_digest_until_it_is_made_anew_or_dropped(self, catalogue: Catalogue):
        searches = catalogue.saved_searches
        searches.put(LAKES, [], "d1")
        searches.put(replace(LAKES, id="i2", name="others"), [])
        assert [searches.by_feed(digest) for digest in ("d1", "d2", "")] == [LAKES, None, None]
        assert searches.fed() == {"lakes"}
        searches.set_feed("lakes", "d2")
        assert [searches.by_feed(digest) for digest in ("d1", "d2")] == [None, LAKES]
        searches.set_feed("lakes", "")
        assert searches.by_feed("d2") is searches.by_feed("") is None
        assert searches.fed() == frozenset()

    def test_very_many_are_found_and_lost_at_once(self, catalogue: Catalogue):
        searches = catalogue.saved_searches
        many = [f"{number:05}" for number in range(1_500)]
        searches.put(LAKES, many[:700])
        assert searches.saw("i1", many, LATER, "s2") == 800
        assert searches.saw("i1", many[1_400:], LATEST, "s3") == 0
        assert len(searches.news("i1", 5_000)) == 100
