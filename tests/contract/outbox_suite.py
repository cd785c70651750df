"""What the outbox of every catalogue promises."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT
from thesaury.model.concept import Label
from thesaury.model.errors import Usage
from thesaury.model.outbox import FREE_TAGS, Base, Change, ConceptTag, OutboxRow, Renaming, WriteState, change_key
from thesaury.ports.catalogue import Catalogue

LATER = "2026-01-02T03:04:06+00:00"
EVERY = tuple(WriteState)


def tag(name: str) -> ConceptTag:
    return ConceptTag(f"https://v.example/{name}", "https://v.example/", (Label(name, "en"), Label(f"ü {name}")))


def iris(names: str) -> frozenset[str]:
    return frozenset(tag(name).iri for name in names)


def intended(
    add: str = "",
    remove: str = "",
    wanted: str = "",
    revision: int = 0,
    external_id: str = "1",
    connection: str = "dam",
    field: str = "concepts",
) -> OutboxRow:
    key = change_key(connection, external_id, field, revision, iris(add), iris(remove), iris(wanted))
    tags = (tuple(tag(name) for name in names) for names in (add, remove, wanted))
    return OutboxRow(Change(key, connection, external_id, field, *tags), created_at=AT)


def state(catalogue: Catalogue, row: OutboxRow) -> WriteState:
    [found] = catalogue.outbox.get([row.change.key])
    return found.state


def settle(catalogue: Catalogue, row: OutboxRow, *states: WriteState) -> WriteState:
    for ended in states:
        catalogue.outbox.settle(row.change.key, ended, LATER)
    return state(catalogue, row)


def send(catalogue: Catalogue, row: OutboxRow, *ends: WriteState) -> WriteState:
    """Put, claim and settle one row."""
    catalogue.outbox.put([row])
    catalogue.outbox.claim([row.change.key], AT, 1)
    return settle(catalogue, row, *ends)


class OutboxSuite:
    def test_plain_tags_are_kept_as_they_are_spelled_and_make_no_concept_ours(self, catalogue: Catalogue):
        there = ("dam", "1", FREE_TAGS)
        key = change_key(*there, 0, ("öko",), ("eco friendly", "Eco, x"), ())
        change = Change(key, *there, (), (), (tag("x"),), ("eco friendly", "Eco, x"), ("öko",))
        row = OutboxRow(change, created_at=AT)
        assert send(catalogue, row, WriteState.DONE) is WriteState.DONE
        [kept] = catalogue.outbox.get([key])
        assert (kept.change, kept.change.empty, Change(key, *there, (), (), ()).empty) == (change, False, True)
        assert catalogue.outbox.ours("dam", ["1"]) == {}
        assert catalogue.outbox.base("dam", FREE_TAGS, ["1"])["1"].revision == 1

    def test_the_rows_of_one_record_come_newest_first(self, catalogue: Catalogue):
        first, other = intended("x", wanted="x"), intended("x", wanted="x", external_id="2")
        later = replace(intended("y", wanted="y", field="keywords"), created_at=LATER)
        catalogue.outbox.put([first, other, later])
        assert catalogue.outbox.of_record("dam", "1") == [later, first]
        same_second = [
            replace(intended(name, wanted=name, field=name), created_at=LATER, run=run)
            for run, name in ((7, "p"), (8, "q"), (9, "r"))
        ]
        catalogue.outbox.put([same_second[1], same_second[2], same_second[0]])
        assert catalogue.outbox.of_record("dam", "1")[:3] == same_second[::-1]
        assert catalogue.outbox.of_record("dam", "3") == catalogue.outbox.of_record("elsewhere", "1") == []

    def test_an_intention_is_read_again_as_it_was(self, catalogue: Catalogue):
        row = intended("xy", "z", "xy")
        assert catalogue.outbox.put([row]) == 1
        assert catalogue.outbox.put([row]) == 0
        assert catalogue.outbox.rows() == catalogue.outbox.get([row.change.key, "unheard of"]) == [row]

    def test_a_row_is_claimed_once_and_says_when_by_whom_and_how_often(self, catalogue: Catalogue):
        row, other = intended("x"), intended("x", external_id="2")
        catalogue.outbox.put([row, other])
        [claimed] = catalogue.outbox.claim([row.change.key, "unheard of", row.change.key], LATER, 7)
        assert claimed == OutboxRow(row.change, WriteState.SENDING, 1, AT, LATER, run=7)
        assert catalogue.outbox.claim([row.change.key], LATER, 8) == []
        assert state(catalogue, other) is WriteState.PENDING
        catalogue.outbox.settle(row.change.key, WriteState.PENDING, LATER, "It took no effect.")
        [again] = catalogue.outbox.claim([row.change.key], LATER, 8)
        assert (again.attempts, again.run, again.message) == (2, 8, "It took no effect.")

    def test_claimed_rows_come_in_the_order_asked(self, catalogue: Catalogue):
        rows = [intended("x", external_id=str(number)) for number in range(1200)]
        assert catalogue.outbox.put(rows) == 1200
        keys = [row.change.key for row in rows]
        assert [row.change.key for row in catalogue.outbox.claim(keys, AT, 1)] == keys
        assert [row.change.key for row in catalogue.outbox.get(keys[::-1])] == keys[::-1]

    def test_done_moves_the_base_with_the_row_and_stays_done(self, catalogue: Catalogue):
        first, second = intended("xy", wanted="xy"), intended("z", "x", "yz", revision=1)
        assert catalogue.outbox.base("dam", "concepts", ["1", "2"]) == {"1": Base(), "2": Base()}
        assert send(catalogue, first, WriteState.DONE) is WriteState.DONE
        assert catalogue.outbox.base("dam", "concepts", ["1"]) == {
            "1": Base(iris("xy"), iris("xy"), 1, (tag("x"), tag("y")))
        }
        assert send(catalogue, second, WriteState.DONE, WriteState.PENDING, WriteState.DONE) is WriteState.DONE
        assert catalogue.outbox.base("dam", "concepts", ["1", "2"]) == {
            "1": Base(iris("yz"), iris("yz"), 2, (tag("y"), tag("z"))),
            "2": Base(),
        }
        for connection, field in (("shop", "concepts"), ("dam", "keywords")):
            assert catalogue.outbox.base(connection, field, ["1"]) == {"1": Base()}

    def test_what_is_ours_is_remembered_as_it_was_called_last(self, catalogue: Catalogue):
        before, after = tag("x"), replace(tag("x"), labels=(Label("Renamed", "en"),))
        send(catalogue, intended("xy", wanted="xy"), WriteState.DONE)
        row = intended("", "", "xy", revision=1)
        renaming = replace(row.change, wanted=(after, tag("y")), renamed=(Renaming(before, after),))
        send(catalogue, replace(row, change=renaming), WriteState.DONE)
        assert catalogue.outbox.get([row.change.key])[0].change == renaming
        base = catalogue.outbox.base("dam", "concepts", ["1"])["1"]
        assert base == Base(iris("xy"), iris("xy"), 2, (after, tag("y")))

    @pytest.mark.parametrize("ended", [WriteState.REFUSED, WriteState.UNCERTAIN, WriteState.PENDING])
    def test_any_other_end_leaves_the_base_and_is_told(self, catalogue: Catalogue, ended: WriteState):
        row = intended("x")
        catalogue.outbox.put([row])
        catalogue.outbox.claim([row.change.key], AT, 1)
        catalogue.outbox.settle(row.change.key, ended, LATER, "A sentence.")
        [found] = catalogue.outbox.get([row.change.key])
        assert (found.state, found.message) == (ended, "A sentence.")
        assert found.settled_at == ("" if ended is WriteState.PENDING else LATER)
        assert catalogue.outbox.base("dam", "concepts", ["1"]) == {"1": Base()}
        assert settle(catalogue, row, WriteState.DONE) is WriteState.DONE
        assert catalogue.outbox.base("dam", "concepts", ["1"])["1"].revision == 1

    @pytest.mark.parametrize("before", [WriteState.PENDING, WriteState.UNCERTAIN, WriteState.REFUSED])
    def test_another_wish_for_the_same_field_supersedes_what_is_open(self, catalogue: Catalogue, before: WriteState):
        old, elsewhere, new = intended("x"), intended("x", external_id="2"), intended("y")
        catalogue.outbox.put([elsewhere])
        send(catalogue, old, before)
        assert catalogue.outbox.put([new]) == 1
        assert (state(catalogue, old), state(catalogue, elsewhere)) == (WriteState.SUPERSEDED, WriteState.PENDING)
        assert settle(catalogue, old, WriteState.PENDING) is WriteState.SUPERSEDED
        assert catalogue.outbox.put([old]) == 1
        assert (state(catalogue, old), state(catalogue, new)) == (WriteState.PENDING, WriteState.SUPERSEDED)

    def test_what_is_being_sent_ends_as_its_reply_says_but_waits_no_more(self, catalogue: Catalogue):
        old, new = intended("x"), intended("y")
        assert send(catalogue, old) is WriteState.SENDING
        catalogue.outbox.put([new])
        assert settle(catalogue, old, WriteState.UNCERTAIN) is WriteState.UNCERTAIN
        assert settle(catalogue, old, WriteState.PENDING) is WriteState.SUPERSEDED
        assert settle(catalogue, old, WriteState.DONE) is WriteState.DONE
        assert catalogue.outbox.base("dam", "concepts", ["1"])["1"].concepts == iris("x")
        assert state(catalogue, new) is WriteState.PENDING

    def test_what_is_being_sent_and_wanted_again_may_wait_again(self, catalogue: Catalogue):
        old, new = intended("x"), intended("y")
        send(catalogue, old)
        catalogue.outbox.put([new])
        assert catalogue.outbox.put([old]) == 0
        assert state(catalogue, new) is WriteState.SUPERSEDED
        assert settle(catalogue, old, WriteState.PENDING) is WriteState.PENDING

    def test_a_wish_that_is_done_changes_nothing(self, catalogue: Catalogue):
        done, new = intended("x"), intended("y", revision=1)
        send(catalogue, done, WriteState.DONE)
        catalogue.outbox.put([new])
        assert catalogue.outbox.put([done]) == 0
        assert (state(catalogue, done), state(catalogue, new)) == (WriteState.DONE, WriteState.PENDING)

    def test_of_several_wishes_for_one_field_the_last_counts(self, catalogue: Catalogue):
        first, last, other = intended("x"), intended("y"), intended("z", external_id="2")
        catalogue.outbox.put([first, other, last])
        pending = [row.change.key for row in catalogue.outbox.rows([WriteState.PENDING])]
        assert pending == sorted([last.change.key, other.change.key])

    def test_ours_is_what_was_written_to_any_field_or_may_have_been(self, catalogue: Catalogue):
        send(catalogue, intended("ab"), WriteState.DONE)
        send(catalogue, intended("c", "a", revision=1), WriteState.DONE)
        send(catalogue, intended("d", field="tags"), WriteState.UNCERTAIN)
        send(catalogue, intended("e", external_id="2"), WriteState.REFUSED)
        send(catalogue, intended("f", connection="other"), WriteState.DONE)
        assert catalogue.outbox.ours("dam", ["1", "2", "9"]) == {"1": iris("bcd")}
        assert catalogue.outbox.ours("dam", []) == {}

    def test_rows_are_listed_by_key_state_and_connection(self, catalogue: Catalogue):
        rows = [intended("x", external_id=str(n), connection="ab"[n % 2]) for n in range(6)]
        catalogue.outbox.put(rows)
        for row in rows[:3]:
            catalogue.outbox.claim([row.change.key], AT, 1)
        keys = sorted(row.change.key for row in rows)
        outbox = catalogue.outbox
        assert [row.change.key for row in outbox.rows()] == keys
        assert [row.change.key for row in outbox.rows(after=keys[1], limit=2)] == keys[2:4]
        assert outbox.count() == outbox.count(EVERY) == 6
        assert outbox.count([WriteState.SENDING]) == 3
        assert outbox.count([WriteState.SENDING, WriteState.PENDING], "a") == 3
        assert {row.change.external_id for row in outbox.rows([WriteState.SENDING], "a")} == {"0", "2"}
        assert (outbox.rows([WriteState.DONE]), outbox.count((), "unheard of")) == ([], 0)

    def test_a_row_that_is_not_there_cannot_be_settled(self, catalogue: Catalogue):
        with pytest.raises(Usage, match="unheard of"):
            catalogue.outbox.settle("unheard of", WriteState.DONE, AT)
