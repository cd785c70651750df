"""What comes next at the desk of onboarding, how subjects stand in forms, and what their source shows of them."""

from dataclasses import replace

import pytest

from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, Meaning, OnboardingRound, Said, SourceKind, Subject, SubjectKind
from thesaury.onboarding.coverage import Amount, FieldCoverage
from thesaury.web.pages.onboarding.asked import Asked
from thesaury.web.pages.onboarding.covering import WIDTH, bars, round_down
from thesaury.web.pages.onboarding.examples import Examples
from thesaury.web.pages.onboarding.queue import LIST, queued
from thesaury.web.pages.onboarding.subjects import mark_of, read_shown, shown_as

SURE = Said(Meaning.CONCEPT, "urn:a", "a", confidence=0.95)
UNSURE = replace(SURE, confidence=0.4)


def kept(place: int, said: Said = SURE, field: str = "Tags") -> KeptMapping:
    return KeptMapping(Subject(SubjectKind.VALUE, field, f"v{place}"), said, 1, "", (said,), place)


def test_what_is_sure_stands_in_lists_field_by_field_all_about_as_long():
    rows = [
        *(kept(n) for n in range(1, LIST + 3)),
        kept(90, field="Season"),
        kept(91, field="Season"),
        kept(92, UNSURE),
    ]
    waiting = queued(rows)
    assert [len(rows) for rows in waiting.lists()] == [LIST // 2 + 1, LIST // 2 + 1, 2]
    assert [one.place for one in waiting.alone] == [92]
    assert waiting.left == len(rows)


@pytest.mark.parametrize(
    ("after", "alone", "listed", "places"),
    [
        (0, False, True, [1, 2]),
        (2, False, False, [3]),
        (3, True, False, [5]),
        (5, True, True, [1, 2]),
    ],
)
def test_lists_come_first_then_what_stands_alone_then_all_over_again(after, alone, listed, places):
    waiting = queued([kept(1), kept(2), kept(3, UNSURE), kept(5, UNSURE)])
    front = waiting.front(after, alone)
    assert (front.listed, [one.place for one in front.rows]) == (listed, places)


def test_what_a_person_left_open_comes_alone_and_what_holds_by_itself_in_a_list():
    left = kept(1, replace(SURE, author="ada@example.org"))
    by_itself = kept(2, replace(SURE, confidence=None, status=MappingStatus.ACCEPTED))
    waiting = queued([left, by_itself])
    assert (waiting.alone, waiting.sure) == ((left,), (by_itself,))
    assert not waiting.front().listed, "one row is no list"
    assert queued([]).front().rows == ()


def test_one_goes_back_to_what_stands_alone_before_or_to_the_last():
    waiting = queued([kept(n, UNSURE) for n in (3, 5, 9)])
    assert [waiting.before(place).place for place in (9, 5, 3)] == [5, 3, 9]
    assert queued([kept(1)]).before(1) is None


def test_a_subject_is_named_in_a_form_with_what_was_said_of_it():
    one = kept(4, field='Mots "clés" |\n')
    [shown] = read_shown([shown_as(one), "nonsense", 'abc ["value", "a"]', 'abc ["none", "a", "b"]'])
    assert (shown.subject, shown.mark) == (one.subject, mark_of(one))
    assert mark_of(replace(one, said=replace(one.said, author="ada@example.org"))) != shown.mark
    assert mark_of(replace(one, assets=7, place=9)) == shown.mark


def test_the_address_holds_where_somebody_is():
    round = OnboardingRound("r/1", SourceKind.TABLE, "a.csv", "shared", "")
    asked = Asked.of({"of": "value", "after": "12", "alone": "1", "at": "x", "back": "elsewhere"}, round)
    assert asked == Asked(SubjectKind.VALUE, after=12, alone=True)
    assert asked.url(round.name) == "/onboarding/r%2F1/desk?of=value&after=12&alone=1"
    assert Asked.of({}, replace(round, kind=SourceKind.VOCABULARY)).kind is SubjectKind.CONCEPT


def test_examples_are_the_first_values_of_a_field_and_titles_of_what_has_a_value():
    rows = ({"T": ("One",), "Tags": ("lin|coton",)}, {"T": ("Two",), "Tags": ("coton bio", "lin")}, {"T": ("x" * 99,)})
    examples = Examples(rows)
    assert examples.of_field("Tags") == ("lin|coton", "coton bio")
    assert examples.titles("Tags", "lin", "T") == ("One", "Two")
    assert examples.titles("Tags", "coton", "T") == ("One",)
    assert len(examples.of_field("T")[2]) == 60
    assert Examples().titles("Tags", "lin", "T") == ()


def test_a_bar_is_as_long_as_all_values_and_all_is_said_of_all_alone():
    [bar] = bars([FieldCoverage("Tags", Amount(8, 4, 2), Amount(9, 5, 2))])
    assert [(part.kind, part.x, part.width) for part in bar.parts] == [
        ("mapped", 0.0, WIDTH / 2),
        ("own", WIDTH / 2, WIDTH / 4),
        ("left", WIDTH * 3 / 4, WIDTH / 4),
    ]
    assert bar.percent == 75
    assert round_down(0.999) == 99
