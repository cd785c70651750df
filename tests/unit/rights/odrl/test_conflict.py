import pytest

from tests.unit.rights.odrl.documents import joined, one, permission, written
from tests.unit.rights.odrl.test_evaluator import PLACES
from thesaury.model.errors import BadInput
from thesaury.rights.odrl.conflict import Verdict, compare, consistent, refines


def verdict(one_side: str, other: str) -> str:
    return compare(permission(one_side), permission(other), PLACES).verdict.value


@pytest.mark.parametrize(
    ("one_side", "other", "expected"),
    [
        ("count lt 5", "count gt 4", "Conflict"),  # whole numbers: nothing lies between
        ("resolution lt 5", "resolution gt 4", "Compatible"),
        ("count lt 0", "count lt 0", "Conflict"),
        ("percentage gt 100", "percentage gt 50", "Conflict"),
        ("count neq 5", "count eq 5", "Conflict"),
        ("count isAnyOf (1 2 3)", "count gt 2", "Compatible"),
        ("count isNoneOf (1 2 3)", "count isAnyOf (1 3)", "Conflict"),
        ("spatial isPartOf ex:europe", "spatial isPartOf ex:america", "Conflict"),
        ("spatial isPartOf ex:europe", "spatial isPartOf ex:de", "Compatible"),
        ("spatial isPartOf ex:europe", "spatial isPartOf ex:jp", "Unknown"),
        ("spatial isPartOf ex:de", "spatial isNoneOf (ex:europe)", "Conflict"),
        ("spatial isPartOf ex:europe", "spatial isNoneOf (ex:de)", "Unknown"),  # no place of Europe is tried
        ("spatial isAnyOf (ex:europe ex:at)", "spatial isNoneOf (ex:de)", "Compatible"),
        ("spatial isAnyOf (ex:de ex:us)", "spatial neq ex:de", "Compatible"),
        ("spatial isNoneOf (ex:de)", "spatial isNoneOf (ex:us)", "Unknown"),
        ("purpose eq ex:research", "purpose eq ex:teaching", "Unknown"),
        ('language eq "de"', 'language eq "de-AT"', "Unknown"),
        ('dateTime lteq "2026-06-30"^^xsd:date', 'dateTime gteq "2026-06-30"^^xsd:date', "Compatible"),
        ('dateTime lteq "2026-06-30"^^xsd:date', 'dateTime gteq "2026-07-01T02:00:00Z"^^xsd:dateTime', "Unknown"),
        ('dateTime lteq "2026-06-30"^^xsd:date', 'dateTime gteq "2026-07-02T02:00:00Z"^^xsd:dateTime', "Conflict"),
        ("count lteq 5", "resolution lteq 5", "Unknown"),
        ("count lteq ex:many", "count lteq 5", "Unknown"),
    ],
)
def test_two_constraints(one_side: str, other: str, expected: str):
    assert verdict(one_side, other) == expected
    assert verdict(other, one_side) == expected


@pytest.mark.parametrize(
    ("one_side", "other", "expected"),
    [
        ("dateTime lteq 5", 'dateTime gteq "2026-06-30"^^xsd:date', "Unknown"),  # a number is no moment
        ('spatial isPartOf "5"', "spatial isPartOf ex:de", "Unknown"),
    ],
)
def test_sorts_are_not_compared(one_side: str, other: str, expected: str):
    assert verdict(one_side, other) == expected


def test_a_prohibition_of_one_action_leaves_the_others():
    stop = "; odrl:prohibition [ odrl:action odrl:print ]"
    assert compare(permission("count lteq 5"), permission("count lteq 5", more=stop), PLACES).verdict is Verdict.UNKNOWN
    stop = "; odrl:prohibition [ odrl:action odrl:sell ]"
    assert (
        compare(permission("count lteq 5"), permission("count lteq 5", more=stop), PLACES).verdict is Verdict.COMPATIBLE
    )


def test_a_use_that_holds_a_prohibited_part_is_not_known_to_be_compatible():
    stop = f"; odrl:prohibition [ odrl:action odrl:use ; odrl:constraint {written('spatial isPartOf ex:de')} ]"
    found = compare(permission("spatial eq ex:europe"), permission("spatial isPartOf ex:europe", more=stop), PLACES)
    assert found.verdict is Verdict.UNKNOWN


def test_units_make_axes():
    mm, px = (f"[ odrl:leftOperand odrl:absoluteSize ; odrl:operator odrl:{o} ; odrl:rightOperand 5 ; odrl:unit ex:{u} ]"
              for o, u in (("lt", "mm"), ("gt", "px")))  # fmt: skip
    assert verdict(mm, px) == "Unknown"
    assert verdict(mm, px.replace("px", "mm")) == "Conflict"


def test_a_prohibition_takes_away():
    stop = "; odrl:prohibition [ odrl:action odrl:use ; odrl:constraint [ odrl:leftOperand odrl:count ; odrl:operator odrl:{} ] ]"
    mine = permission("count lteq 5")
    for what, expected in {
        "lteq ; odrl:rightOperand 9": "Conflict",
        "lteq ; odrl:rightOperand 3": "Compatible",
    }.items():
        assert compare(mine, permission("count lteq 7", more=stop.format(what)), PLACES).verdict == expected


def test_other_assets_and_actions():
    def about(what: str, action: str) -> str:
        return f"ex:p a odrl:Set ; odrl:permission [ odrl:target ex:{what} ; odrl:action odrl:{action} ; odrl:constraint " \
               "[ odrl:leftOperand odrl:count ; odrl:operator odrl:lteq ; odrl:rightOperand 5 ] ] ."  # fmt: skip

    assert compare(one(about("x", "use")), one(about("x", "print")), PLACES).verdict is Verdict.COMPATIBLE
    assert compare(one(about("x", "use")), one(about("x", "sell")), PLACES).verdict is Verdict.CONFLICT
    assert compare(one(about("x", "print")), one(about("x", "play")), PLACES).verdict is Verdict.UNKNOWN
    assert compare(one(about("x", "use")), one(about("y", "use")), PLACES).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("one_side", "other", "expected"),
    [
        ("count lteq 5", "count lteq 7", "Compatible"),
        ("count lteq 7", "count lteq 5", "Conflict"),
        ("spatial eq ex:de", "spatial isPartOf ex:europe", "Compatible"),
        ("spatial isAnyOf (ex:de ex:us)", "spatial isPartOf ex:europe", "Conflict"),
        ("spatial isPartOf ex:jp", "spatial isPartOf ex:europe", "Unknown"),
        ("count lteq 5", "resolution lteq 5", "Unknown"),
    ],
)
def test_one_keeps_within_the_other(one_side: str, other: str, expected: str):
    assert refines(permission(one_side), permission(other), PLACES).verdict == expected


def test_what_cannot_be_compared_is_not_known():
    nothing = one("ex:p a odrl:Set ; odrl:prohibition [ odrl:action odrl:use ] .")
    two = permission("count lteq 5", more="; odrl:permission [ odrl:action odrl:print ]")
    small = permission("count lteq 5")
    assert compare(small, nothing, PLACES).verdict is Verdict.UNKNOWN
    assert refines(small, two, PLACES).verdict is Verdict.UNKNOWN
    sold = one("ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:sell ] .")
    assert refines(small, sold, PLACES).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("delays", "within", "expected"),
    [("P3D P4D", "P7D", "Compatible"), ("P3D P4D", "P6D", "Conflict"), ("P3D P1M", "P33D", "Unknown")],
)
def test_delays_of_a_sequence_add_up(delays: str, within: str, expected: str):
    steps = [f'delayPeriod gteq "{delay}"^^xsd:duration' for delay in delays.split()]
    in_sequence, elapsed = joined("andSequence", *steps), f'elapsedTime lteq "{within}"^^xsd:duration'
    assert verdict(in_sequence, elapsed) == expected


def test_a_policy_may_shut_itself_out():
    shut = permission("count lt 5", "count gt 9")
    assert consistent(shut, PLACES).verdict is Verdict.CONFLICT
    assert consistent(permission("count lt 5"), PLACES).verdict is Verdict.COMPATIBLE


def test_a_finding_says_why():
    assert (
        "resolution" in compare(permission("count lt 5"), permission("count lt 5", "resolution lt 9"), PLACES).sentence
    )


def test_too_many_ways_are_refused():
    pair = joined("or", "count lt 5", "resolution lt 5")
    many = permission(*(pair for _ in range(15)))
    with pytest.raises(BadInput, match="Split the policies"):
        compare(many, many, PLACES)
