"""What every store of offers promises."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT, words
from thesaury.model.errors import Usage
from thesaury.model.offer import Offer, TakenOver
from thesaury.ports.catalogue import Catalogue

OFFER = Offer("v", 7, "d7", 2, AT, "mara@studio.example", "Two words more.")


class OffersSuite:
    def test_an_offer_waits_with_its_content_and_the_next_takes_its_place(self, catalogue: Catalogue):
        offers = catalogue.offers
        assert (offers.all(), offers.taken()) == ([], [])
        later = replace(OFFER, version=8, digest="d8", at="later")
        for offer, labels in ((replace(OFFER, vocabulary="w"), "ab"), (OFFER, "ab"), (later, "abc")):
            offers.put(offer, words(*labels, name=offer.vocabulary))
        assert offers.all() == [later, replace(OFFER, vocabulary="w")]
        assert offers.content("v") == words("a", "b", "c")
        assert offers.withdraw("v")
        assert not offers.withdraw("v")
        with pytest.raises(Usage, match="No version of 'v'"):
            offers.content("v")
        assert catalogue.vocabularies.versions() == []

    def test_taking_keeps_the_content_and_says_whose_it_is_in_one_go(self, catalogue: Catalogue):
        offers = catalogue.offers
        offers.put(OFFER, words("a", "b"))
        assert offers.take(replace(OFFER, at="another"), "ada", "soon") is None
        assert offers.take(replace(OFFER, digest="another"), "ada", "soon") is None
        assert (catalogue.vocabularies.versions(), offers.taken()) == ([], [])
        version = offers.take(OFFER, "ada", "soon")
        assert version is not None
        assert (version.key, version.source, version.imported_at) == ("v@1", "agency", "soon")
        assert catalogue.vocabularies.get("v") == words("a", "b")
        assert offers.all() == []
        assert offers.taken() == [TakenOver("v", 7, "d7", "soon", "ada")]
        assert offers.take(OFFER, "ada", "soon") is None

    def test_what_is_followed_is_said_of_the_version_that_was_taken_last(self, catalogue: Catalogue):
        offers = catalogue.offers
        offers.put(OFFER, words("a"))
        offers.take(OFFER, "ada", "one")
        [first] = offers.taken()
        offers.followed(first)
        assert offers.taken() == [replace(first, followed=True)]
        again = replace(OFFER, version=8, digest="d8")
        offers.put(again, words("a", "b"))
        offers.take(again, "bob", "two")
        offers.followed(first)
        assert offers.taken() == [TakenOver("v", 8, "d8", "two", "bob", False)]

    def test_a_declined_offer_is_remembered_and_cannot_be_taken(self, catalogue: Catalogue):
        offers = catalogue.offers
        offers.put(OFFER, words("a"))
        assert not offers.decline(replace(OFFER, at="another"), "ada", "soon")
        assert offers.decline(OFFER, "ada", "soon")
        assert not offers.decline(OFFER, "bob", "later")
        assert offers.all() == [replace(OFFER, declined_at="soon", declined_by="ada")]
        assert not offers.all()[0].waits
        assert offers.take(OFFER, "ada", "soon") is None
        with pytest.raises(Usage):
            offers.content("v")

    def test_a_vocabulary_becomes_one_s_own(self, catalogue: Catalogue):
        offers = catalogue.offers
        offers.put(OFFER, words("a"))
        offers.take(OFFER, "ada", "soon")
        offers.put(OFFER, words("a", "b"))
        assert offers.release("v")
        assert not offers.release("v")
        assert (offers.taken(), offers.all()) == ([], [])
        assert catalogue.vocabularies.get("v") == words("a")
