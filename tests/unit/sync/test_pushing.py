"""Pushing over a system in memory: nothing of people is overwritten, nothing takes effect twice, nothing is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.outbox import FakeOutbox
from tests.fakes.write_back import MemoryDam
from thesaury.model.asset import Record
from thesaury.model.concept import Label
from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable
from thesaury.model.outbox import Change, ConceptTag, WriteState
from thesaury.ports.sink import Answer, Outcome
from thesaury.sync.pushing import Pushing
from thesaury.sync.wanting import Wanted

RECORD = Record("dam", "1", "e")


def tag(iri: str) -> ConceptTag:
    return ConceptTag(iri, "", (Label(iri, "en"),))


class Bench:
    def __init__(self, dam: MemoryDam | None = None) -> None:
        self.dam, self.outbox = dam or MemoryDam(), FakeOutbox()
        self.dam.put("1")
        self.pushing = Pushing(self.outbox, self.dam, Connection("dam", "fake"), tag)

    def want(self, *iris: str, field: str = "concepts") -> list[Wanted]:
        return [Wanted(RECORD, field, tuple(tag(iri) for iri in sorted(iris)))]

    def push(self, *iris: str):
        return self.pushing.send(self.pushing.keep(self.pushing.plan(self.want(*iris))))

    def settle(self, patience: float = 0):
        return self.pushing.settle({"1": RECORD}, patience)

    def states(self) -> list[str]:
        return sorted(row.state.value for row in self.outbox.rows())


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_what_is_wanted_is_written_once(bench: Bench):
    assert bench.push("a", "b").pushed == 1
    assert bench.dam.carried("1") == {"a", "b"}
    assert bench.push("a", "b").pushed == 0
    assert len(bench.dam.applied) == 1


def test_a_change_writes_only_the_difference(bench: Bench):
    bench.push("a", "b")
    (row,) = bench.pushing.plan(bench.want("b", "c"))
    assert ([t.iri for t in row.change.add], [t.iri for t in row.change.remove]) == (["c"], ["a"])


def test_what_people_do_in_between_survives(bench: Bench):
    bench.push("a", "b")
    bench.dam.put("1", "concepts", "person")
    bench.dam.records["1"]["concepts"].discard("a")
    bench.push("a", "b", "c")
    assert bench.dam.carried("1") == {"b", "c", "person"}
    bench.push("person")
    assert bench.dam.carried("1") == {"person"}
    bench.push()
    assert bench.dam.carried("1") == {"person"}  # it was not ours


def test_what_a_person_removed_may_be_wanted_anew_later(bench: Bench):
    bench.push("a")
    bench.dam.records["1"]["concepts"].discard("a")
    bench.push()
    bench.push("a")
    assert bench.dam.carried("1") == {"a"}


def test_a_settled_field_is_not_looked_at_again(bench: Bench):
    bench.dam.put("1", "concepts", "a")
    bench.push("a")  # it is there already: nothing to write, and noted
    bench.dam.reachable = False
    assert bench.pushing.plan(bench.want("a")) == []


def test_a_lost_reply_is_read_back_and_not_sent_again(bench: Bench):
    bench.dam.lose_reply = True
    assert bench.push("a").uncertain == 1
    bench.dam.lose_reply = False
    assert bench.settle().pushed == 1
    assert (bench.states(), len(bench.dam.applied)) == (["done"], 1)


def test_a_lost_request_is_sent_again_once_it_is_old_enough(bench: Bench):
    bench.dam.lose_request = True
    bench.push("a")
    bench.dam.lose_request = False
    assert bench.settle(patience=60).uncertain == 1
    assert bench.states() == ["uncertain"]
    bench.settle(patience=0)
    assert bench.states() == ["pending"]
    assert bench.pushing.send(bench.pushing.pending()).pushed == 1
    assert len(bench.dam.applied) == 1


def test_a_stale_read_is_waited_out(bench: Bench):
    bench.dam.lose_reply = bench.dam.stale = True
    bench.push("a")
    bench.settle(patience=60)
    assert bench.states() == ["uncertain"]
    bench.dam.stale = False
    assert bench.settle(patience=60).pushed == 1
    assert len(bench.dam.applied) == 1


def test_what_cannot_be_read_back_waits_for_a_person(bench: Bench):
    bench.dam.readable, bench.dam.lose_reply = False, True
    bench.push("a")
    (failure,) = bench.settle().failures
    assert "thesaury outbox settle" in failure.reason
    assert bench.pushing.hopeful() == []
    assert bench.states() == ["uncertain"]


def test_nothing_new_is_planned_over_an_unclear_write(bench: Bench):
    bench.dam.lose_reply = True
    bench.push("a")
    assert bench.pushing.keep(bench.pushing.plan(bench.want("b"))) == []
    bench.settle()
    bench.dam.lose_reply = False
    bench.push("b")
    assert bench.dam.carried("1") == {"b"}


def test_a_row_left_sending_by_a_dead_process_is_settled(bench: Bench):
    keys = bench.pushing.keep(bench.pushing.plan(bench.want("a")))
    (row,) = bench.outbox.claim(keys, "2026-01-01T00:00:00+00:00", 1)
    bench.dam.apply(row.change)  # and here the process died
    assert bench.settle().pushed == 1
    assert len(bench.dam.applied) == 1


def test_an_unreachable_system_leaves_everything_pending(bench: Bench):
    keys = bench.pushing.keep(bench.pushing.plan(bench.want("a")))
    bench.dam.reachable = False
    with pytest.raises(Unreachable):
        bench.pushing.send(keys)
    assert bench.states() == ["pending"]


def test_a_refusal_is_said_and_not_repeated(bench: Bench):
    bench.dam.refuse = "The value is not allowed. Add it there."
    assert [f.reason for f in bench.push("a").failures] == ["The value is not allowed. Add it there."]
    assert bench.push("a").refused == 0
    assert bench.states() == ["refused"]


def called(*names: str) -> list[Wanted]:
    """One concept wanted, called so in English (and German)."""
    labels = tuple(Label(name, language) for name, language in zip(names, ("en", "de"), strict=False))
    return [Wanted(RECORD, "concepts", (ConceptTag("a", "", labels),))]


def test_a_concept_that_is_called_otherwise_is_renamed_once(bench: Bench):
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("before"))))
    (row,) = bench.pushing.plan(called("after"))
    assert (row.change.loses, row.change.gains) == (("before",), ("after",))
    assert bench.pushing.send(bench.pushing.keep([row])).pushed == 1
    assert bench.dam.carried("1") == {"a"}
    assert bench.pushing.stirred(called("after")) == []


def test_a_lost_renaming_is_sent_once_more_where_concepts_are_told_by_reference(bench: Bench):
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("before"))))
    bench.dam.lose_reply = True
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("after"))))
    bench.dam.lose_reply = False
    assert bench.settle().pushed == 0
    assert bench.pushing.send(bench.pushing.pending()).pushed == 1
    assert bench.pushing.stirred(called("after")) == []


def test_a_renaming_that_was_refused_is_another_one_by_another_name(bench: Bench):
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("before"))))
    bench.dam.refuse = "No."
    assert bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("a, comma")))).refused == 1
    bench.dam.refuse = ""
    assert bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("after")))).pushed == 1


def test_the_order_of_names_is_no_renaming(bench: Bench):
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("one", "eins"))))
    [wanted] = called("one", "eins")
    turned = replace(wanted.concepts[0], labels=wanted.concepts[0].labels[::-1])
    assert bench.pushing.stirred([replace(wanted, concepts=(turned,))]) == []


class LabelDam(MemoryDam):
    """A system that knows labels alone: its field holds words."""

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        names = {tag.labels[0].text: tag.iri for tag in among}
        return {
            one.external_id: frozenset(names[word] for word in self.carried(one.external_id) if word in names)
            for one in records
        }

    def apply(self, change: Change) -> Answer:
        words = self.records[change.external_id].setdefault(change.field, set())
        words.difference_update(change.loses)
        words.update(change.gains)
        return Answer(change.key, Outcome.DONE)


def test_a_word_that_a_person_wrote_stays_a_persons_when_a_concept_comes_to_be_called_so():
    bench = Bench(LabelDam())
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("car"))))
    bench.dam.put("1", "concepts", "automobile")
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("automobile"))))
    assert bench.dam.carried("1") == {"automobile"}
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(bench.want())))
    assert bench.dam.carried("1") == {"automobile"}


def test_where_labels_are_all_there_is_a_lost_renaming_is_settled_by_the_new_name():
    bench = Bench(LabelDam())
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("car"))))
    keys = bench.pushing.keep(bench.pushing.plan(called("auto")))
    [row] = bench.outbox.claim(keys, "2026-11-29T10:00:00+00:00", 1)
    assert bench.settle(patience=1e9).pushed == 0
    bench.dam.apply(row.change)
    assert bench.settle(patience=1e9).pushed == 1


def test_what_a_person_took_out_is_not_written_again_by_a_new_name(bench: Bench):
    bench.pushing.send(bench.pushing.keep(bench.pushing.plan(called("before"))))
    bench.dam.records["1"]["concepts"].discard("a")
    (row,) = bench.pushing.plan(called("after"))
    assert (row.change.empty, row.state) == (True, WriteState.DONE)


def test_a_record_that_is_gone_is_not_written_to(bench: Bench):
    keys = bench.pushing.keep(bench.pushing.plan(bench.want("a")))
    bench.outbox.claim(keys, "2026-01-01T00:00:00+00:00", 1)
    bench.pushing.settle({}, 0)
    assert bench.states() == ["superseded"]


STEP = st.one_of(
    st.tuples(st.just("want"), st.frozensets(st.sampled_from("abc"))),
    st.tuples(st.just("person adds"), st.sampled_from("abcp")),
    st.tuples(st.just("person removes"), st.sampled_from("abcp")),
    st.tuples(st.just("fault"), st.sampled_from(["lose_reply", "lose_request", "stale"])),
)


@settings(deadline=None)
@given(st.lists(STEP, max_size=12))
def test_whatever_happens_people_are_respected_and_nothing_is_applied_twice(steps: Sequence[tuple[str, object]]):
    bench = Bench()
    people: set[str] = set()
    faults: set[str] = set()
    for kind, what in [*steps, ("want", frozenset("ab"))]:
        if kind == "person adds" and what not in bench.dam.carried("1"):
            # What was ours and comes back between two looks cannot be told from what we wrote.
            ours = bench.outbox.base("dam", "concepts", ["1"])["1"].concepts
            people |= {str(what)} - ours
            bench.dam.put("1", "concepts", str(what))
        elif kind == "person removes":
            people.discard(str(what))
            bench.dam.records["1"]["concepts"].discard(str(what))
        elif kind == "fault":
            faults.add(str(what))
        elif kind == "want":
            keys = bench.pushing.keep(bench.pushing.plan(bench.want(*what)))  # type: ignore[misc]
            bench.dam.__dict__.update(dict.fromkeys(faults, True))
            bench.pushing.send(keys)
            bench.settle(patience=60)
            bench.dam.lose_reply = bench.dam.lose_request = bench.dam.stale = False
            faults.clear()
            bench.settle()
            bench.pushing.send(bench.pushing.pending())
        assert people <= bench.dam.carried("1")
    assert len(bench.dam.applied) == len(set(bench.dam.applied))
    assert all(row.state in (WriteState.DONE, WriteState.SUPERSEDED) for row in bench.outbox.rows())
