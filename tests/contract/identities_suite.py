"""What the identities of every catalogue promise: references, looks, likenesses, joining and parting."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT, decide, enrich, fill, found, held, keys, project, record, suggested
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.likeness import Likeness, Verdict, likeness
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.identities import Looking
from thesaury.ports.source import Page

NEAR, FAR = "0" * 16, "f" * 16


def seen(external_id: str, look: str, etag: str = "1", width: int = 4) -> Record:
    plain = record(external_id, etag=etag)
    assert plain.file is not None
    return replace(plain, file=replace(plain.file, look=look, width=width))


def referring(external_id: str, *targets: str, digest: str = "", etag: str = "1") -> Record:
    return replace(record(external_id, digest, etag, "shop"), same_as=targets)


class ReferencesSuite:
    def test_a_record_joins_the_asset_of_the_record_it_names(self, catalogue: Catalogue):
        dam, shop = fill(catalogue, record("1"), referring("9", "dam/1"))
        assert dam == shop == record("1").asset_id
        assert keys(held(catalogue, record("1"))) == ["dam/1", "shop/9"]

    def test_whichever_comes_first(self, catalogue: Catalogue):
        fill(catalogue, referring("9", "dam/1"), record("1"))
        assert keys(held(catalogue, record("1"))) == ["dam/1", "shop/9"]
        assert sorted(project(catalogue)) == sorted([record("1").asset_id, referring("9").asset_id])

    def test_whole_assets_go_over(self, catalogue: Catalogue):
        fill(catalogue, record("1", "d"), record("2", "d"), referring("8", digest="e"), referring("9", digest="e"))
        fill(catalogue, referring("9", "dam/2", digest="e", etag="2"))
        assert keys(held(catalogue, record("1"))) == ["dam/1", "dam/2", "shop/8", "shop/9"]

    @pytest.mark.parametrize("first", ["8", "9"])
    def test_which_asset_is_left_does_not_hang_on_the_order_in_which_references_came(
        self, catalogue: Catalogue, first: str
    ):
        names = {"8": "dam/3", "9": "dam/2"}
        referrers = sorted(
            (referring(id, target) for id, target in names.items()), key=lambda r: r.external_id != first
        )
        for referrer in referrers:
            fill(catalogue, referrer)
        one, other = (held(catalogue, referrer).id for referrer in referrers)
        catalogue.identities.decide(one, other, Verdict.SAME, "ana", AT)
        catalogue.records.put_connection(Connection("dam", "table"))
        catalogue.records.store_page("dam", Page((record("2"), record("3")), "", True))
        assert held(catalogue, record("2")).id == record("2").asset_id
        assert sorted(keys(held(catalogue, record("2")))) == ["dam/2", "dam/3", "shop/8", "shop/9"]

    def test_what_people_decided_goes_over_and_theirs_stays(self, catalogue: Catalogue):
        one, other = fill(catalogue, record("1"), referring("9"))
        for id in (one, other):
            enrich(catalogue, id, suggested("both"), suggested("only"))
        decide(catalogue, one, "both")
        decide(catalogue, other, "both", accept=False, reviewer="ben")
        decide(catalogue, other, "only", reviewer="ben")
        fill(catalogue, referring("9", "dam/1", etag="2"))
        assert [(a.concept, a.attributed_to) for a in found(catalogue, one).annotations] == [
            ("both", "ana"),
            ("only", "ben"),
        ]
        assert found(catalogue, one).suggestions == ()
        assert {review.asset for review in catalogue.enrichments.reviews()} == {one}

    def test_a_reference_to_nobody_waits(self, catalogue: Catalogue):
        [id] = fill(catalogue, referring("9", "dam/1", "elsewhere/2"))
        assert id == referring("9").asset_id
        fill(catalogue, referring("9", etag="2"), record("1"))
        assert keys(held(catalogue, record("1"))) == ["dam/1"]


class LikenessSuite:
    def test_looks_come_from_the_source_or_are_noted_later(self, catalogue: Catalogue):
        fill(catalogue, seen("1", NEAR), record("2"), record("3"))
        assert [r.external_id for r in catalogue.identities.unlooked("dam", "", 9)] == ["2", "3"]
        assert [r.external_id for r in catalogue.identities.unlooked("dam", "2", 9)] == ["3"]
        catalogue.identities.note_looks("dam", [("2", FAR), ("3", "")])
        assert catalogue.identities.unlooked("dam", "", 9) == []
        one, two = record("1").asset_id, record("2").asset_id
        expected = sorted([Looking(one, NEAR), Looking(two, FAR)], key=lambda looking: looking.asset)
        assert catalogue.identities.looks() == catalogue.identities.looks(fresh=True) == expected

    def test_a_noted_look_stays_while_the_picture_does(self, catalogue: Catalogue):
        fill(catalogue, seen("1", ""))
        catalogue.identities.note_looks("dam", [("1", NEAR)])
        fill(catalogue, seen("1", "", etag="2"))
        assert [looking.look for looking in catalogue.identities.looks()] == [NEAR]
        fill(catalogue, seen("1", "", etag="3", width=5))
        assert [r.external_id for r in catalogue.identities.unlooked("dam", "", 9)] == ["1"]

    def test_what_was_compared_is_fresh_no_more(self, catalogue: Catalogue):
        one, two = fill(catalogue, seen("1", NEAR), seen("2", NEAR))
        fresh = catalogue.identities.looks(fresh=True)
        assert catalogue.identities.compared([likeness(two, one, 3)], fresh) == 1
        assert catalogue.identities.looks(fresh=True) == []
        assert len(catalogue.identities.looks()) == 2
        assert catalogue.identities.compared([likeness(one, two, 5)], []) == 0
        [known] = catalogue.identities.likenesses()
        assert known == Likeness(min(one, two), max(one, two), 3)

    def test_the_same_are_joined_and_the_different_never_asked_again(self, catalogue: Catalogue):
        one, two, three = fill(catalogue, record("1"), record("2"), record("3"))
        catalogue.identities.compared([likeness(one, two, 3), likeness(one, three, 1)], [])
        assert [known.distance for known in catalogue.identities.likenesses()] == [1, 3]
        assert catalogue.identities.decide(one, two, Verdict.SAME, "ana", AT) == one
        assert keys(held(catalogue, record("1"))) == ["dam/1", "dam/2"]
        assert catalogue.identities.decide(three, one, Verdict.DIFFERENT, "ana", AT) == ""
        assert catalogue.identities.likenesses() == []
        assert catalogue.identities.compared([likeness(one, three, 1)], []) == 0
        [same] = catalogue.identities.likenesses(Verdict.SAME)
        assert (same.by, same.at, same.distance) == ("ana", AT, 3)
        for wrong in ((one, "unheard of"), (one, one)):
            with pytest.raises(Usage):
                catalogue.identities.decide(*wrong, Verdict.SAME, "ana", AT)

    def test_pairs_among_given_assets_are_told_with_their_verdicts(self, catalogue: Catalogue):
        one, two, three = fill(catalogue, record("1"), record("2"), record("3"))
        identities = catalogue.identities
        identities.compared([likeness(one, two, 3), likeness(one, three, 1), likeness(two, three, 0)], [])
        identities.decide(two, three, Verdict.DIFFERENT, "ana", AT)
        assert identities.among([one, two], 2) == [likeness(one, two, 3)]
        told = {(known.left, known.right): known.verdict for known in identities.among([three, two, one], 2)}
        pair = likeness(two, three, 0)
        assert (len(told), told[pair.left, pair.right]) == (3, Verdict.DIFFERENT)
        assert identities.among([one], 2) == identities.among([], 2) == []

    def test_an_asset_that_is_alike_to_very_many_is_in_no_pair_that_is_told(self, catalogue: Catalogue):
        one, two, three = fill(catalogue, record("1"), record("2"), record("3"))
        catalogue.identities.compared([likeness(one, two, 3), likeness(one, three, 1)], [])
        assert catalogue.identities.among([one, two, three], 1) == []
        assert len(catalogue.identities.among([one, two], 2)) == 1

    def test_a_likeness_with_a_dead_asset_is_not_shown(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2"))
        catalogue.identities.compared([likeness(one, two, 3)], [])
        catalogue.records.store_page("dam", Page((), "", True, gone=("2",)))
        assert catalogue.identities.likenesses() == []

    def test_a_parted_record_stays_apart_whatever_its_hash_says(self, catalogue: Catalogue):
        fill(catalogue, record("1", "d"), record("2", "d"), record("3", "d"))
        parted = catalogue.identities.part("dam/2", "ana", AT)
        assert held(catalogue, record("2")).id == parted != record("1").asset_id
        fill(catalogue, record("2", "d", etag="2"), record("3", "d", etag="2"))
        assert keys(held(catalogue, record("2"))) == ["dam/2"]
        assert keys(held(catalogue, record("1"))) == ["dam/1", "dam/3"]

    def test_a_founder_that_is_parted_stays_and_the_others_go(self, catalogue: Catalogue):
        fill(catalogue, record("1", "d"), record("2", "d"), record("3", "d"))
        assert catalogue.identities.part("dam/1", "ana", AT) == record("1").asset_id
        assert keys(held(catalogue, record("2"))) == ["dam/2", "dam/3"]
        fill(catalogue, record("1", "d", etag="2"))
        assert keys(held(catalogue, record("1"))) == ["dam/1"]

    def test_a_reference_does_not_join_what_was_parted(self, catalogue: Catalogue):
        fill(catalogue, record("1"), referring("9", "dam/1"))
        catalogue.identities.part("shop/9", "ana", AT)
        fill(catalogue, referring("9", "dam/1", etag="2"))
        assert keys(held(catalogue, record("1"))) == ["dam/1"]

    def test_what_was_told_apart_stays_apart_from_what_either_is_joined_to(self, catalogue: Catalogue):
        one, two, three = fill(catalogue, record("1"), record("2"), referring("9"))
        catalogue.identities.decide(two, three, Verdict.DIFFERENT, "ana", AT)
        catalogue.identities.decide(one, two, Verdict.SAME, "ben", AT)
        fill(catalogue, referring("9", "dam/2", etag="2"))
        assert keys(held(catalogue, record("1"))) == ["dam/1", "dam/2"]
        assert Likeness(min(one, three), max(one, three), 64, Verdict.DIFFERENT, "ana", AT) in (
            catalogue.identities.likenesses(Verdict.DIFFERENT)
        )

    @pytest.mark.parametrize("key", ["dam/1", "dam/unheard of", "nonsense"])
    def test_what_is_alone_or_unknown_cannot_be_parted(self, catalogue: Catalogue, key: str):
        fill(catalogue, record("1"))
        with pytest.raises(Usage):
            catalogue.identities.part(key, "ana", AT)
