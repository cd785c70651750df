"""What the rights records of every catalogue promise."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.contract.catalogue_values import AT
from thesaury.model.errors import WorkspaceBusy
from thesaury.model.licensing import (
    Axis,
    LicenceModel,
    Limit,
    Modification,
    Selection,
    Span,
    Statement,
    Term,
    Unresolved,
)
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.ports.catalogue import Catalogue

SPAN = Span(Axis.REGION, 0, 3, "EU\ud800", "regions/1")
FULL = Statement(
    LicenceModel.RIGHTS_MANAGED,
    False,
    (
        Term(
            Selection(("website",), ("tv",), ("app",)),
            Selection(("001",), ("US-CA",), ("MX",)),
            date(2026, 1, 1),
            datetime(2026, 12, 31, 18, 0, tzinfo=UTC),
            False,
            date(2026, 3, 1),
            Selection(None, ("resale",)),
            Selection(("licensee", "dealers")),
            (Limit("copies", 500_000.0, ("print",)), Limit("impressions", None)),
            ("attribution",),
            "© Ana",
            Modification.MINOR,
            "exclusive",
            (("campaign", ("Clear Water",)),),
            (Axis.DATE,),
            (SPAN,),
        ),
        Term(perpetual=True),
    ),
    (Unresolved("placeholder_text", 4, 7, "tbd"),),
    (SPAN,),
)
BOUGHT = Purchase(
    "Agency",
    "Fennmoor",
    "T-1",
    AT,
    (12.5, "EUR"),
    (("model", "MR-LMR"),),
    (("copies", 20.0),),
    (("users", 5.0), ("x", None)),
)
ONE = RightsRecord(
    RightsSource("dam/1", "0", "EU, tbd", (("usage", "web"),), AT),
    1,
    FULL,
    PolicyStatus.NEEDS_REVIEW,
    "p/1",
    AT,
    BOUGHT,
)
EMPTY = RightsRecord(RightsSource("dam/1", "rights"), 1, Statement(), PolicyStatus.NEEDS_REVIEW, "p/1", AT)
OTHER = replace(EMPTY, source=RightsSource("dam/2", "0"))


START = ("", "")


class RightsRecordsSuite:
    def test_what_was_put_is_read_again_whole(self, catalogue: Catalogue):
        catalogue.rights.put([OTHER, EMPTY, ONE])
        assert catalogue.rights.current(["dam/2", "dam/1", "dam/9"]) == [ONE, EMPTY, OTHER]
        assert catalogue.rights.current(["dam/2"]) == [OTHER]
        assert catalogue.rights.current([]) == []

    def test_no_version_is_ever_overwritten(self, catalogue: Catalogue):
        later = replace(ONE, version=2, status=PolicyStatus.CONFIRMED, confirmed_by="ana", confirmed_at=AT)
        catalogue.rights.put([ONE])
        catalogue.rights.put([later])
        assert catalogue.rights.current(["dam/1"]) == [later]
        assert catalogue.rights.history("dam/1", "0") == [ONE, later]
        assert catalogue.rights.history("dam/1", "rights") == []

    def test_many_versions_stay_in_order(self, catalogue: Catalogue):
        versions = [replace(ONE, version=number) for number in range(1, 13)]
        catalogue.rights.put(versions)
        assert catalogue.rights.history("dam/1", "0") == versions
        assert catalogue.rights.current(["dam/1"]) == versions[-1:]

    @pytest.mark.parametrize("version", [1, 3])
    def test_a_version_that_does_not_follow_is_refused_and_nothing_is_kept(self, catalogue: Catalogue, version: int):
        catalogue.rights.put([ONE])
        with pytest.raises(WorkspaceBusy):
            catalogue.rights.put([OTHER, replace(ONE, version=version)])
        assert catalogue.rights.current(["dam/1", "dam/2"]) == [ONE]

    def test_records_of_many_assets_at_once(self, catalogue: Catalogue):
        many = [replace(ONE, source=replace(ONE.source, record=f"dam/{number:04}")) for number in range(1_200)]
        catalogue.rights.put(many)
        assert catalogue.rights.current([record.source.record for record in many]) == many

    def test_pages_go_over_the_newest_versions_by_record_and_place(self, catalogue: Catalogue):
        later = replace(ONE, version=2, status=PolicyStatus.CONFIRMED)
        catalogue.rights.put([OTHER, EMPTY, ONE, later])
        assert catalogue.rights.page(START, 9) == [later, EMPTY, OTHER]
        first = catalogue.rights.page(START, 2)
        assert first == [later, EMPTY]
        assert catalogue.rights.page(first[-1].key, 2) == [OTHER]
        assert catalogue.rights.page(OTHER.key, 2) == []

    def test_a_page_of_a_status_asks_the_newest_version_alone(self, catalogue: Catalogue):
        later = replace(ONE, version=2, status=PolicyStatus.CONFIRMED)
        catalogue.rights.put([OTHER, EMPTY, ONE, later])
        assert catalogue.rights.page(START, 9, PolicyStatus.CONFIRMED) == [later]
        assert catalogue.rights.page(START, 1, PolicyStatus.NEEDS_REVIEW) == [EMPTY]
        assert catalogue.rights.page(EMPTY.key, 1, PolicyStatus.NEEDS_REVIEW) == [OTHER]
        assert catalogue.rights.page(START, 9, PolicyStatus.COMPLETE) == []

    def test_pages_have_the_order_of_code_points(self, catalogue: Catalogue):
        keys = [("dam/1", "10"), ("dam/1", "2"), ("dam/10", "0"), ("dam/Z", "0"), ("dam/a", "0"), ("dam/\u00e4", "0")]
        made = [replace(ONE, source=replace(ONE.source, record=record, place=place)) for record, place in keys]
        catalogue.rights.put(made[::-1])
        walked, after = list[RightsRecord](), START
        while page := catalogue.rights.page(after, 2):
            walked, after = [*walked, *page], page[-1].key
        assert walked == made

    def test_every_record_counts_once_by_its_newest_version(self, catalogue: Catalogue):
        assert dict(catalogue.rights.counts()) == {}
        catalogue.rights.put([OTHER, EMPTY, ONE, replace(ONE, version=2, status=PolicyStatus.CONFIRMED)])
        assert dict(catalogue.rights.counts()) == {PolicyStatus.NEEDS_REVIEW: 2, PolicyStatus.CONFIRMED: 1}

    def test_versions_that_took_the_place_of_another_are_numbered_in_their_order(self, catalogue: Catalogue):
        rights = catalogue.rights
        assert (rights.changes(0, 9), rights.last_change()) == ([], 0)
        rights.put([ONE, OTHER])
        assert (rights.changes(0, 9), rights.last_change()) == ([], 0)
        second = [replace(OTHER, version=2), replace(ONE, version=2), replace(ONE, version=3)]
        rights.put(second)
        found = [(1, "dam/2", "0", 2), (2, "dam/1", "0", 2), (3, "dam/1", "0", 3)]
        assert (rights.changes(0, 9), rights.last_change()) == (found, 3)
        assert rights.changes(1, 1) == found[1:2]
        with pytest.raises(WorkspaceBusy):
            rights.put([replace(OTHER, version=3), replace(ONE, version=3)])
        assert rights.last_change() == 3
