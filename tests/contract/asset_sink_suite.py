"""What every asset sink promises; each connector's test inherits it and gives it a `desk`."""

from dataclasses import replace
from typing import Protocol

import pytest

from thesaury.model.asset import Record
from thesaury.model.concept import Label
from thesaury.model.errors import Unreachable
from thesaury.model.outbox import Change, ConceptTag, Renaming, change_key
from thesaury.ports.sink import AssetSink, Outcome

SCHEME = "https://terms.example/"
SIZE = ConceptTag(f"{SCHEME}size", SCHEME, (Label("Größe 🎒", "de"), Label("size", "en")))
PEACE = ConceptTag(f"{SCHEME}peace", SCHEME, (Label("שלום & <x>", "he"),))
WATER = ConceptTag(f"{SCHEME}water", SCHEME, (Label("water", "en"), Label("eau", "fr"), Label("Wasser", "de")))
PERSONS = ConceptTag(f"{SCHEME}persons", SCHEME, (Label("persons", "en"),))


class Desk(Protocol):
    """One system under test, which the suite fills and writes to as a person would.

    `field` is one that can be written; a system that knows only its own values knows those of SIZE, PEACE, WATER and PERSONS.
    """

    field: str

    def sink(self) -> AssetSink:
        """A sink opened anew."""

    def fill(self, count: int) -> list[str]:
        """Make this many records, and give their external ids."""

    def by_hand(self, external_id: str, *concepts: ConceptTag) -> None:
        """Add these concepts to the field as a person would."""

    def carried(self, external_id: str) -> set[str]:
        """The concept IRIs the field truly holds, found without the sink."""

    def vanish(self) -> None:
        """Make the system unreachable."""


def change(
    desk: Desk,
    external_id: str,
    add: tuple[ConceptTag, ...] = (),
    remove: tuple[ConceptTag, ...] = (),
    wanted: tuple[ConceptTag, ...] = (),
    revision: int = 0,
) -> Change:
    iris = ([tag.iri for tag in tags] for tags in (add, remove, wanted or add))
    key = change_key("c", external_id, desk.field, revision, *iris)
    return Change(key, "c", external_id, desk.field, add, remove, wanted or add)


def held(desk: Desk, *external_ids: str) -> dict[str, frozenset[str] | None]:
    return dict(desk.sink().held([Record("c", external_id, "1") for external_id in external_ids], desk.field))


def iris(*concepts: ConceptTag) -> set[str]:
    return {concept.iri for concept in concepts}


class AssetSinkSuite:
    """Inherit it as `Test...` and define the fixture `desk`."""

    def test_it_says_in_a_sentence_how_it_writes(self, desk: Desk):
        assert desk.sink().describes.endswith(".")

    def test_it_adds_and_removes_only_what_it_names(self, desk: Desk):
        one, other = desk.fill(2)
        first = change(desk, one, add=(SIZE, PEACE))
        answer = desk.sink().apply(first)
        assert (answer.key, answer.outcome, answer.message) == (first.key, Outcome.DONE, "")
        assert desk.carried(one) == iris(SIZE, PEACE)
        second = change(desk, one, add=(WATER,), remove=(SIZE,), wanted=(PEACE, WATER), revision=1)
        assert desk.sink().apply(second).outcome is Outcome.DONE
        assert desk.carried(one) == iris(PEACE, WATER)
        assert desk.carried(other) == set()

    def test_what_people_wrote_stays(self, desk: Desk):
        [one] = desk.fill(1)
        desk.by_hand(one, PERSONS)
        desk.sink().apply(change(desk, one, add=(SIZE,)))
        desk.by_hand(one, WATER)
        assert desk.carried(one) == iris(PERSONS, SIZE, WATER)
        desk.sink().apply(change(desk, one, remove=(SIZE,), revision=1))
        assert desk.carried(one) == iris(PERSONS, WATER)

    def test_the_same_change_twice_leaves_one_result(self, desk: Desk):
        [one] = desk.fill(1)
        for asked in (
            change(desk, one, add=(SIZE, PEACE)),
            change(desk, one, add=(WATER,), remove=(SIZE,), wanted=(PEACE, WATER), revision=1),
        ):
            desk.sink().apply(asked)
            once = desk.carried(one)
            assert desk.sink().apply(asked).outcome in (Outcome.DONE, Outcome.UNKNOWN)
            assert desk.carried(one) == once

    def test_a_renamed_concept_is_never_lost(self, desk: Desk):
        [one] = desk.fill(1)
        desk.by_hand(one, WATER)
        desk.sink().apply(change(desk, one, add=(SIZE, PEACE)))
        before = desk.carried(one)
        called = replace(SIZE, labels=(Label("Ausmaß", "de"), Label("extent", "en")))
        asked = replace(
            change(desk, one, wanted=(PEACE, called), revision=1), key="renamed", renamed=(Renaming(SIZE, called),)
        )
        for _ in range(2):
            answer = desk.sink().apply(asked)
            there = desk.sink().held([Record("c", one, "1")], desk.field, [called, PEACE, WATER])[one]
            assert there is None or {PEACE.iri, WATER.iri} <= there
            if answer.outcome is Outcome.DONE:
                assert there is None or called.iri in there
            elif answer.outcome is Outcome.REFUSED:
                assert desk.carried(one) == before

    def test_a_change_of_nothing_does_nothing(self, desk: Desk):
        [one] = desk.fill(1)
        desk.by_hand(one, PERSONS)
        assert desk.sink().apply(change(desk, one)).outcome is Outcome.DONE
        assert desk.carried(one) == iris(PERSONS)

    def test_held_shows_what_there_is_whoever_wrote_it(self, desk: Desk):
        one, other, untouched = desk.fill(3)
        desk.by_hand(one, PERSONS)
        desk.sink().apply(change(desk, one, add=(SIZE,)))
        desk.sink().apply(change(desk, other, add=(WATER,)))
        expected = {one: iris(PERSONS, SIZE), other: iris(WATER), untouched: set()}
        shown = held(desk, one, other, untouched)
        assert {key: expected[key] if found is None else set(found) for key, found in shown.items()} == expected
        assert desk.sink().held([], desk.field) == {}

    def test_held_tells_of_the_concepts_it_is_asked_about_whoever_wrote_them(self, desk: Desk):
        [one] = desk.fill(1)
        desk.by_hand(one, PERSONS)
        desk.sink().apply(change(desk, one, add=(SIZE,)))
        shown = desk.sink().held([Record("c", one, "1")], desk.field, (SIZE, PEACE, PERSONS))[one]
        if shown is not None:  # some ways of writing cannot be read back at all
            assert set(shown) & iris(SIZE, PEACE, PERSONS) == desk.carried(one) & iris(SIZE, PEACE, PERSONS)

    def test_a_record_that_is_not_there_is_refused_with_a_sentence_and_left_out(self, desk: Desk):
        [one] = desk.fill(1)
        answer = desk.sink().apply(change(desk, "unheard of", add=(SIZE,)))
        assert answer.outcome is Outcome.REFUSED
        assert answer.message.endswith(".")
        assert set(held(desk, one, "unheard of")) == {one}

    def test_an_unreachable_system_says_so_before_anything_is_sent(self, desk: Desk):
        [one] = desk.fill(1)
        sink = desk.sink()
        desk.vanish()
        for ask in (
            lambda: sink.held([Record("c", one, "1")], desk.field),
            lambda: sink.apply(change(desk, one, add=(SIZE,))),
        ):
            with pytest.raises(Unreachable) as error:
                ask()
            assert error.value.message.endswith(".")
