"""What the records of every catalogue promise: pages, assets, and how records join to them."""

import pytest

from tests.contract.catalogue_values import AT, fill, held, keys, project, record
from thesaury.model.annotation import Decision, Enrichment, Review
from thesaury.model.asset import Asset, File, Licence, Record, Text
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.records import Stored
from thesaury.ports.source import Page


class RecordsSuite:
    def test_connections_keep_the_order_they_were_added_in_and_their_newest_settings(self, catalogue: Catalogue):
        first, second = Connection("z", "folder", (("path", "b"), ("a", "ü"))), Connection("a", "table")
        for connection in (Connection("z", "table", (("path", "a"),)), second, first):
            catalogue.records.put_connection(connection)
        assert catalogue.records.connections() == (first, second)

    def test_what_is_stored_is_read_again_except_for_the_raw_payload(self, catalogue: Catalogue):
        full = Record(
            connection="dam",
            external_id="a/ü b.jpg",
            etag="e",
            texts=(Text("title", "Ein Titel"), Text("note", "\u0000\ud800🎒", "de")),
            tags=("b", "a", "b"),
            stated=("https://v.example/1",),
            properties=(("market", ("DE", "AT")), ("empty", ())),
            file=File("x", "image/png", "d1", 2**40, 3, 4),
            licences=(Licence("free", (("until", "2027-01-01"),)), Licence()),
            raw={"deep": [{"x": None}]},
        )
        [id] = fill(catalogue, full)
        assert catalogue.records.assets([id]) == [Asset(id, (full,))]

    def test_the_cursor_is_that_of_the_last_page(self, catalogue: Catalogue):
        assert catalogue.records.cursor("dam") == ""
        fill(catalogue, record("1"), cursor="after 1")
        assert catalogue.records.cursor("dam") == "after 1"
        catalogue.records.store_page("dam", Page((), "", True))
        assert catalogue.records.cursor("dam") == ""

    def test_a_page_says_what_it_changed(self, catalogue: Catalogue):
        fill(catalogue, record("1"), record("2"), record("3"))
        page = Page((record("1"), record("2", etag="2"), record("4")), "", True, gone=("3", "unheard of"), unchanged=7)
        assert catalogue.records.store_page("dam", page) == Stored(new=1, changed=1, unchanged=1, gone=1)
        assert catalogue.records.store_page("dam", Page((record("3"),), "", True, gone=("3",))) == Stored(new=1, gone=1)

    def test_a_page_for_nobody_and_a_page_of_another_connection_are_refused(self, catalogue: Catalogue):
        with pytest.raises(Usage):
            catalogue.records.store_page("dam", Page((record("1"),), "", True))
        fill(catalogue, record("1"))
        with pytest.raises(Usage):
            catalogue.records.store_page("dam", Page((record("2"), record("1", connection="other")), "later", True))
        assert (catalogue.records.cursor("dam"), catalogue.records.find("2")) == ("", None)

    def test_etags_are_those_of_live_records(self, catalogue: Catalogue):
        fill(catalogue, *(record(str(number), etag=f"e{number}") for number in range(3)))
        catalogue.records.store_page("dam", Page((), "", True, gone=("1",)))
        assert catalogue.records.etags("dam", ["0", "1", "2", "9"]) == {"0": "e0", "2": "e2"}
        assert catalogue.records.etags("elsewhere", ["0"]) == {}

    def test_lists_of_ids_may_be_long(self, catalogue: Catalogue):
        catalogue.records.put_connection(Connection("dam", "table"))
        many = tuple(record(f"{number:04}", digest=f"d{number // 2}") for number in range(1300))
        assert catalogue.records.store_page("dam", Page(many, "", True)) == Stored(new=1300)
        ids = [added.asset_id for added in many[::2]]
        assert len(catalogue.records.etags("dam", [added.external_id for added in many])) == 1300
        assert [asset.id for asset in catalogue.records.assets(ids[::-1])] == ids[::-1]
        assert len(catalogue.enrichments.findings(ids)) == 650
        catalogue.enrichments.store([Enrichment(id, "", "s1") for id in ids])
        catalogue.enrichments.advance(ids, "s2")
        assert catalogue.enrichments.review([Review(id, "c", Decision.ACCEPTED, "ana", AT) for id in ids]) == 650
        assert catalogue.records.reconcile("dam", [], AT) == Stored(gone=1300)

    def test_a_dropped_connection_leaves_its_records_as_gone_ones_and_finds_them_again(self, catalogue: Catalogue):
        one, shared = record("1"), record("2", "d")
        ids = fill(catalogue, one, shared, record("9", "d", connection="other"))
        records = catalogue.records
        assert records.count("dam") == 2
        assert records.drop_connection("dam", AT) == Stored(gone=2)
        assert [known.name for known in records.connections()] == ["other"]
        assert (records.count("dam"), records.cursor("dam"), records.passing("dam"), records.swept_at("dam")) == (
            0,
            "",
            False,
            "",
        )
        assert [len(asset.records) for asset in records.assets(ids[:2])] == [1]
        with pytest.raises(Usage):
            records.store_page("dam", Page((one,), "", True))
        with pytest.raises(Usage):
            records.drop_connection("dam", AT)
        records.put_connection(Connection("dam", "folder"))
        assert records.store_page("dam", Page((one, shared), "", True)) == Stored(new=2)
        assert [len(asset.records) for asset in records.assets(ids[:2])] == [1, 2]

    def test_every_record_has_its_asset_even_when_it_or_its_connection_is_gone(self, catalogue: Catalogue):
        first, same = fill(catalogue, record("1"), record("2", digest="d"))
        fill(catalogue, record("9", digest="d", connection="other"))
        catalogue.records.store_page("dam", Page((), "", True, gone=("1",)))
        catalogue.records.drop_connection("other", AT)
        assert catalogue.records.owners() == {"dam/1": first, "dam/2": same, "other/9": same}
        assert catalogue.records.owned("dam", ["2", "1", "9"]) == {"1": first, "2": same}

    def test_assets_come_in_the_order_asked_and_the_unknown_are_left_out(self, catalogue: Catalogue):
        one, two, three = fill(catalogue, record("1"), record("2"), record("3"))
        catalogue.records.store_page("dam", Page((), "", True, gone=("2",)))
        assert [a.id for a in catalogue.records.assets([three, "unheard of", two, one, three])] == [three, one, three]

    def test_pages_of_assets_go_by_id_through_all_live_ones(self, catalogue: Catalogue):
        ids = sorted(fill(catalogue, *(record(str(number)) for number in range(5))))
        gone = catalogue.records.assets(ids[:1])[0].records[0].external_id
        catalogue.records.store_page("dam", Page((), "", True, gone=(gone,)))
        assert [asset.id for asset in catalogue.records.asset_page("", 2)] == ids[1:3]
        assert [asset.id for asset in catalogue.records.asset_page(ids[2], 9)] == ids[3:]

    def test_an_asset_is_found_by_id_by_key_and_by_an_external_id_only_it_has(self, catalogue: Catalogue):
        own, shared = record("a/1"), record("2")
        one, two, three = fill(catalogue, own, shared, record("2", connection="dam/a"))
        for reference, id in ((one, one), ("dam/a/1", one), ("a/1", one), ("dam/2", two), ("dam/a/2", three)):
            assert getattr(catalogue.records.find(reference), "id", None) == id
        assert catalogue.records.find("2") is None
        assert catalogue.records.find("unheard of") is None
        catalogue.records.store_page("dam", Page((), "", True, gone=("2",)))
        assert catalogue.records.find("dam/2") is None
        fill(catalogue, record("5", "d"), record("6", "d"))
        catalogue.records.store_page("dam", Page((), "", True, gone=("5",)))
        assert (catalogue.records.find("dam/5"), catalogue.records.find("5")) == (None, None)
        assert held(catalogue, record("2", connection="dam/a")) == catalogue.records.find("2")


class JoiningSuite:
    def test_records_of_one_picture_are_one_asset_the_founder_first(self, catalogue: Catalogue):
        catalogue.records.put_connection(Connection("a", "table"))
        founder, second, third = record("9", "d"), record("2", "d", connection="a"), record("1", "d")
        assert set(fill(catalogue, founder, third, second)) == {founder.asset_id}
        assert keys(held(catalogue, founder)) == ["dam/9", "a/2", "dam/1"]

    def test_two_records_of_one_page_join(self, catalogue: Catalogue):
        catalogue.records.put_connection(Connection("dam", "table"))
        catalogue.records.store_page(
            "dam", Page((record("b", "d"), record("a", "d"), record("c"), record("e")), "", True)
        )
        assert keys(held(catalogue, record("a"))) == ["dam/b", "dam/a"]
        assert catalogue.enrichments.counts().assets == 3

    def test_a_new_file_keeps_its_asset_unless_another_asset_holds_that_file(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1", "d1"), record("2", "d2"))
        assert fill(catalogue, record("1", "d3", "2")) == [one]
        assert fill(catalogue, record("1", "d2", "3")) == [two]
        assert catalogue.records.assets([one]) == []
        assert fill(catalogue, record("1", "d4", "4")) == [two]

    def test_a_file_nobody_holds_any_more_joins_nobody(self, catalogue: Catalogue):
        catalogue.records.put_connection(Connection("dam", "table"))
        catalogue.records.store_page("dam", Page((record("1", "d"),), "", True))
        catalogue.records.store_page("dam", Page((record("1", "other", "2"), record("2", "d")), "", True))
        assert held(catalogue, record("2")).id == record("2").asset_id

    def test_a_gone_record_still_holds_its_file_and_comes_back_to_its_asset(self, catalogue: Catalogue):
        [one] = fill(catalogue, record("1", "d"))
        catalogue.records.store_page("dam", Page((), "", True, gone=("1",)))
        assert fill(catalogue, record("2", "d")) == [one]
        assert fill(catalogue, record("1", "d")) == [one]
        assert keys(held(catalogue, record("2"))) == ["dam/1", "dam/2"]

    def test_reconcile_marks_what_is_missing_and_leaves_other_connections_alone(self, catalogue: Catalogue):
        fill(catalogue, record("1"), record("2"), record("3", "d"), record("3", "d", connection="other"))
        project(catalogue)
        assert catalogue.records.reconcile("dam", iter(["2", "unheard of"]), AT) == Stored(gone=2)
        assert catalogue.records.reconcile("dam", ["2"], AT) == Stored()
        assert keys(held(catalogue, record("3", connection="other"))) == ["other/3"]
        assert sorted(project(catalogue)) == sorted([record("1").asset_id, record("3").asset_id])


class PassesSuite:
    """What the catalogue knows of a pass and of reading alone."""

    def test_a_pass_goes_on_until_its_last_page_is_stored(self, catalogue: Catalogue):
        records = catalogue.records
        assert (records.passing("dam"), records.swept_at("dam")) == (False, "")
        records.put_connection(Connection("dam", "table"))
        for cursor, last in (("1", False), ("2", False), ("feed 2", True)):
            records.store_page("dam", Page((), cursor, last))
            assert (records.cursor("dam"), records.passing("dam")) == (cursor, not last)
        assert not records.passing("other")

    def test_after_a_reset_everything_is_read_again_and_nothing_lost(self, catalogue: Catalogue):
        fill(catalogue, record("1"), cursor="1")
        catalogue.records.reset("dam")
        assert (catalogue.records.cursor("dam"), catalogue.records.passing("dam")) == ("", False)
        assert catalogue.records.etags("dam", ["1"]) == {"1": "1"}
        with pytest.raises(Usage):
            catalogue.records.reset("unheard of")

    def test_the_sweep_is_noted_with_its_moment(self, catalogue: Catalogue):
        fill(catalogue, record("1"), record("1", connection="other"))
        catalogue.records.reconcile("dam", ["1"], AT)
        assert (catalogue.records.swept_at("dam"), catalogue.records.swept_at("other")) == (AT, "")

    def test_what_is_read_alone_moves_no_cursor(self, catalogue: Catalogue):
        fill(catalogue, record("1"), record("2"), cursor="2")
        read = Page((record("1", etag="2"), record("3")), "", True, gone=("2",))
        assert catalogue.records.store_read("dam", read) == Stored(new=1, changed=1, gone=1)
        assert (catalogue.records.cursor("dam"), catalogue.records.passing("dam")) == ("2", True)
        with pytest.raises(Usage):
            catalogue.records.store_read("unheard of", read)

    def test_raw_payloads_are_kept_even_of_what_is_gone(self, catalogue: Catalogue):
        raw = {"deep": [{"ü": None}], "n": 1.5}
        fill(catalogue, Record("dam", "1", "1", raw=raw), Record("dam", "2", "1"))
        catalogue.records.store_page("dam", Page((), "", True, gone=("1",)))
        assert catalogue.records.raws("dam", ["1", "2", "9"]) == {"1": raw, "2": {}}
        assert catalogue.records.raws("other", ["1"]) == {}

    def test_live_records_go_by_external_id_with_their_assets(self, catalogue: Catalogue):
        added = [record(number, "d" if number > "1" else "") for number in ("2", "1", "10", "3")]
        fill(catalogue, *added, record("0", connection="other"))
        catalogue.records.store_page("dam", Page((), "", True, gone=("10",)))
        founder = record("2").asset_id
        listed = [(record("1").asset_id, added[1]), (founder, added[0]), (founder, added[3])]
        assert catalogue.records.records("dam", "", 9) == listed
        assert catalogue.records.records("dam", "1", 1) == listed[1:2]
        assert catalogue.records.records("unheard of", "", 9) == []
        assert catalogue.records.named("dam", ["3", "10", "1", "unheard of", "1"]) == [listed[0], listed[2]]
        assert catalogue.records.named("other", ["1"]) == []
