"""What the boards of every catalogue promise."""

from dataclasses import replace

import pytest

from thesaury.model.board import Board, Comment, Item, Share
from thesaury.model.brief import Brief, BriefConcept, Quote, Said, Section, Wanting
from thesaury.model.errors import Usage
from thesaury.ports.boards import BoardLine, Touched
from thesaury.ports.catalogue import Catalogue

AT, LATER = "2026-12-01T03:04:05+00:00", "2026-12-02T03:04:05+00:00"
BRIEF = Brief(
    "Zurück zur Schule",
    "Schule",
    "de",
    (BriefConcept("https://terms.example/schule", Wanting.REQUIRED, 0.7, (Quote(11, 17, "Schule"),)),),
    (Said("DE"),),
    (Said("website"),),
    Said("2026-12-01"),
    sections=(Section("Held", 0, 6),),
    notes=(("no-day", "Herbst"),),
)
A = Item("a", "Held", "größer, bitte\n'; DROP TABLE board; --", "permit - 1", "w p - dam/1", "ana", AT)
B, C = Item("b"), Item("c", by="jo", at=AT)
SAID = Comment("k1", "schön", "link: Agentur", AT, "a")
LINK = Share("s1", "d" * 64, LATER, "ana", AT)
FULL = Board("b1", "Frühling", BRIEF, (A, B), (SAID,), (LINK,), 1, "ana", AT, AT)


class BoardsSuite:
    def test_a_board_is_read_again_as_it_was(self, catalogue: Catalogue):
        catalogue.boards.put(FULL)
        empty = Board("b2", "leer", Brief(""), at=AT, changed=LATER)
        catalogue.boards.put(empty)
        assert (catalogue.boards.get("b1"), catalogue.boards.get("b2"), catalogue.boards.get("b3")) == (
            FULL,
            empty,
            None,
        )
        with pytest.raises(Usage):
            catalogue.boards.put(replace(FULL, title="another"))
        assert catalogue.boards.get("b1") == FULL

    def test_a_revision_takes_the_place_of_the_one_it_was_made_of_and_of_no_other(self, catalogue: Catalogue):
        catalogue.boards.put(FULL)
        other = Comment("k2", "ja", "jo", LATER)
        after = replace(FULL, items=(C, B, A), comments=(SAID, other), shares=(), title="x", revision=2, changed=LATER)
        assert catalogue.boards.exchange(1, after, {"title", "item c"}, "jo")
        assert catalogue.boards.get("b1") == after
        assert not catalogue.boards.exchange(1, replace(after, title="lost"), {"title"}, "ana")
        assert not catalogue.boards.exchange(2, replace(after, id="b9", revision=3), {"title"}, "ana")
        assert catalogue.boards.get("b1") == after
        fewer = replace(after, items=(replace(A, note=""),), comments=(other,), revision=3)
        assert catalogue.boards.exchange(2, fewer, {"note a"}, "ana")
        assert catalogue.boards.get("b1") == fewer

    def test_what_was_touched_after_a_revision_is_known(self, catalogue: Catalogue):
        catalogue.boards.put(FULL)
        for revision, slots, by in ((2, {"title", "note a"}, "jo"), (3, {"note a", "item ü"}, "ana")):
            assert catalogue.boards.exchange(revision - 1, replace(FULL, revision=revision, changed=LATER), slots, by)
        wanted = {"title", "note a", "item ü", "brief"}
        found = [
            Touched("item ü", 3, "ana", LATER),
            Touched("note a", 3, "ana", LATER),
            Touched("title", 2, "jo", LATER),
        ]
        assert catalogue.boards.touched("b1", wanted, 1) == found
        assert catalogue.boards.touched("b1", wanted, 2) == found[:2]
        assert catalogue.boards.touched("b1", {"brief"}, 0) == catalogue.boards.touched("b2", wanted, 0) == []

    def test_lists_begin_with_what_was_changed_last_and_go_on_where_they_ended(self, catalogue: Catalogue):
        for id, changed in (("b1", AT), ("b0", LATER), ("b3", AT), ("b2", AT)):
            catalogue.boards.put(
                replace(FULL, id=id, shares=(), changed=changed, items=tuple(Item(x) for x in "fedcba"))
            )
        first = catalogue.boards.lines(2)
        assert first[0] == BoardLine("b0", "Frühling", 6, 1, 0, 1, "ana", AT, LATER, ("f", "e", "d", "c"))
        rest = catalogue.boards.lines(9, (first[-1].changed, first[-1].id))
        assert [line.id for line in (*first, *rest)] == ["b0", "b1", "b2", "b3"]

    def test_a_board_is_found_by_its_link_and_its_assets_until_it_is_dropped(self, catalogue: Catalogue):
        catalogue.boards.put(FULL)
        catalogue.boards.put(Board("b2", "x", Brief(""), (B,)))
        assert catalogue.boards.by_share(LINK.digest) == FULL
        assert catalogue.boards.by_share("") is None
        other = replace(LINK, id="s2", digest="e" * 64)
        catalogue.boards.put(
            replace(FULL, id="b3", items=(B, A), shares=(other, replace(LINK, id="s3", digest="f" * 64)))
        )
        narrow = replace(FULL, id="b3", comments=(), shares=(other,))
        assert catalogue.boards.shows(other.digest, "a") == replace(narrow, items=(A,))
        assert catalogue.boards.shows(other.digest, "z") == replace(narrow, items=())
        assert catalogue.boards.shows("0" * 64, "a") is None
        assert catalogue.boards.drop("b3", 1)
        assert catalogue.boards.holding(["b", "a", "z"]) == [("a", "b1"), ("b", "b1"), ("b", "b2")]
        catalogue.boards.exchange(1, replace(FULL, revision=2), {"title"}, "ana")
        assert not catalogue.boards.drop("b1", 1)
        assert catalogue.boards.drop("b1", 2)
        assert not catalogue.boards.drop("b1", 2)
        assert (catalogue.boards.get("b1"), catalogue.boards.by_share(LINK.digest)) == (None, None)
        assert catalogue.boards.holding(["a", "b"]) == [("b", "b2")]
