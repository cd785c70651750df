"""What the public suite does not ask: operands, operators, groups, refinements, and what is not known."""

from collections.abc import Mapping

import pytest

from tests.unit.rights.odrl.documents import EX, graph, joined, one, permission
from thesaury.model.policy import Verdict
from thesaury.model.statement import ODRL, XSD, Iri, Literal
from thesaury.rights.odrl.evaluator import evaluate
from thesaury.rights.odrl.hierarchy import hierarchy_of
from thesaury.rights.odrl.known import actions
from thesaury.rights.odrl.outcome import outcome
from thesaury.rights.odrl.policy import Policy, Value
from thesaury.rights.odrl.world import Request, World, requests

PLACES = hierarchy_of(
    graph("""ex:de odrl:partOf ex:dach . ex:at odrl:partOf ex:dach . ex:dach odrl:partOf ex:europe . ex:us odrl:partOf ex:america .
    ex:europe <http://www.w3.org/2002/07/owl#disjointWith> ex:america .
    ex:de <http://www.w3.org/2002/07/owl#disjointWith> ex:at .
    ex:web skos:broader ex:digital . ex:digital <http://www.w3.org/2002/07/owl#disjointWith> ex:print .""")
)


def iris(*names: str) -> tuple[Value, ...]:
    return tuple(Iri(f"{EX}{name}") for name in names)


def number(text: str, datatype: str = "integer") -> tuple[Value, ...]:
    return (Literal(text, "", f"{XSD}{datatype}"),)


def states(policy: Policy, facts: Mapping[str, tuple[Value, ...]], action: str = "use") -> list[str]:
    request = Request(
        f"{ODRL}{action}", f"{EX}x", f"{EX}alice", {f"{ODRL}{name}": each for name, each in facts.items()}
    )
    return [report.activation.value for report in evaluate(policy, request, World(), PLACES)]


@pytest.mark.parametrize(
    ("constraint", "facts", "state"),
    [
        ("spatial isPartOf ex:europe", iris("de"), "Active"),
        ("spatial isPartOf ex:europe", iris("us"), "Inactive"),
        ("spatial isPartOf ex:europe", iris("jp"), "Undetermined"),
        ("spatial isPartOf ex:de", iris("europe"), "Inactive"),
        ("spatial isPartOf ex:europe", iris("de", "us"), "Inactive"),
        ("spatial isA ex:dach", iris("at"), "Active"),
        ("spatial hasPart ex:de", iris("europe"), "Active"),
        ("spatial hasPart ex:europe", iris("de"), "Inactive"),
        ("spatial isAnyOf (ex:at ex:us)", iris("us"), "Active"),
        ("spatial isAnyOf (ex:at ex:us)", iris("de"), "Inactive"),
        ("spatial isNoneOf (ex:at ex:us)", iris("de"), "Active"),
        ("spatial isNoneOf (ex:at ex:us)", iris("dach"), "Inactive"),
        ("spatial isNoneOf (ex:jp)", iris("de"), "Undetermined"),
        ("spatial isAllOf (ex:de ex:at)", iris("de", "at"), "Active"),
        ("spatial isAllOf (ex:de ex:at)", iris("de"), "Inactive"),
        ("spatial eq ex:de", iris("de"), "Active"),
        ("spatial eq ex:de", iris("at"), "Inactive"),
        ("spatial neq ex:de", iris("at"), "Active"),
        ("spatial neq ex:de", iris("de"), "Inactive"),
        ("deliveryChannel isAnyOf (ex:digital)", iris("web"), "Active"),
        ("media isAnyOf (ex:print)", iris("web"), "Inactive"),
        ("purpose eq ex:research", iris("teaching"), "Undetermined"),
        ('language eq "de"', (Literal("fr"),), "Inactive"),
        ('language isPartOf "de"', (Literal("de-AT"),), "Active"),
        ("count lteq 5", number("5"), "Active"),
        ("count lteq 5", number("6"), "Inactive"),
        ("count gt 5", number("5"), "Inactive"),
        ("count lteq 5", (Literal("many"),), "Undetermined"),
        ('elapsedTime lteq "P1M"^^xsd:duration', number("P20D", "duration"), "Active"),
        ('elapsedTime lteq "P1M"^^xsd:duration', number("P30D", "duration"), "Undetermined"),
        ('elapsedTime lteq "P1M"^^xsd:duration', number("P40D", "duration"), "Inactive"),
    ],
)
def test_operators(constraint: str, facts: tuple[Value, ...], state: str):
    assert states(permission(constraint), {constraint.split()[0]: facts}) == [state]


@pytest.mark.parametrize(
    ("operator", "before", "on", "after"),
    [
        ("lt", "Active", "Inactive", "Inactive"),
        ("lteq", "Active", "Active", "Inactive"),
        ("gt", "Inactive", "Inactive", "Active"),
        ("gteq", "Inactive", "Active", "Active"),
        ("eq", "Inactive", "Active", "Inactive"),
        ("neq", "Active", "Inactive", "Active"),
    ],
)
def test_a_day_is_the_whole_day(operator: str, before: str, on: str, after: str):
    policy = permission(f'dateTime {operator} "2026-06-30"^^xsd:date')
    for day, state in {"2026-06-29": before, "2026-06-30": on, "2026-07-01": after}.items():
        assert states(policy, {"dateTime": number(day, "date")}) == [state], day
    assert states(policy, {"dateTime": number("2026-06-30T12:00:00Z", "dateTime")}) == ["Undetermined"]


def test_a_moment_without_zone_is_uncertain_by_fourteen_hours():
    policy = permission('dateTime lteq "2026-06-30T12:00:00Z"^^xsd:dateTime')
    assert states(policy, {"dateTime": number("2026-06-30T11:00:00", "dateTime")}) == ["Undetermined"]
    assert states(policy, {"dateTime": number("2026-06-29T11:00:00", "dateTime")}) == ["Active"]


def test_what_is_not_said_is_not_known():
    assert states(permission("spatial isPartOf ex:europe"), {}) == ["Undetermined"]


def test_a_foreign_operator_is_not_known():
    assert states(permission("spatial [] ex:europe".replace("[]", "isRoughly")), {"spatial": iris("de")}) == [
        "Undetermined"
    ]


@pytest.mark.parametrize(
    ("logic", "channels", "state"),
    [
        ("or", "web", "Active"),
        ("and", "web", "Inactive"),
        ("xone", "web", "Active"),
        ("andSequence", "web", "Inactive"),
    ],
)
def test_logical_constraints(logic: str, channels: str, state: str):
    policy = permission(joined(logic, "media isAnyOf (ex:print)", "media isAnyOf (ex:digital)"))
    assert states(policy, {"media": iris(channels)}) == [state]


def test_each_planned_use_is_looked_at_by_itself():
    """Germany fits the first part and both fit the second: an exclusive choice holds for Austria only."""
    parts = ("spatial isAnyOf (ex:de)", "spatial isPartOf ex:europe")
    assert states(permission(joined("xone", *parts)), {"spatial": iris("de", "at")}) == ["Inactive"]
    assert states(permission(joined("xone", *parts)), {"spatial": iris("at")}) == ["Active"]
    either = joined("or", "spatial isAnyOf (ex:de)", "spatial isAnyOf (ex:us)")
    assert states(permission(either), {"spatial": iris("de", "us")}) == ["Active"]


def test_premises_are_sentences():
    policy = one("""ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:print ; odrl:assignee ex:bob ; odrl:constraint
        [ odrl:leftOperand odrl:spatial ; odrl:operator odrl:isAnyOf ; odrl:rightOperand ex:de, ex:at ] ] .""")
    request = Request(f"{ODRL}print", f"{EX}x", f"{EX}alice", {})
    (report,) = evaluate(policy, request, World(), PLACES)
    assert [premise.sentence for premise in report.premises] == [
        f"alice is not {EX}bob.",
        f"print is included in {ODRL}print.",
        "It is not known whether it holds: spatial isAnyOf de, at.",
    ]


def test_too_many_planned_uses_are_not_decided():
    both = joined("and", "spatial isPartOf ex:europe", "media isAnyOf (ex:print)")
    many = {"spatial": iris("de") * 200, "media": iris("print") * 200}
    assert states(permission(both), many) == ["Undetermined"]


def test_a_prohibition_of_a_part_stops_the_whole():
    policy = one("ex:p a odrl:Set ; odrl:prohibition [ odrl:action odrl:use ; odrl:constraint "
                 "[ odrl:leftOperand odrl:spatial ; odrl:operator odrl:isPartOf ; odrl:rightOperand ex:de ] ] .")  # fmt: skip
    assert states(policy, {"spatial": iris("europe")}) == ["Active"]
    assert states(policy, {"spatial": iris("us", "de")}) == ["Active"]
    assert states(policy, {"spatial": iris("us")}) == ["Inactive"]


def test_a_refinement_narrows_the_action():
    policy = one("""ex:p a odrl:Set ; odrl:permission [ odrl:action [ rdf:value odrl:print ; odrl:refinement
        [ odrl:leftOperand odrl:resolution ; odrl:operator odrl:lteq ; odrl:rightOperand 300 ] ] ] .""".replace(
        "rdf:value", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#value>"
    ))  # fmt: skip
    assert states(policy, {"resolution": number("300")}, "print") == ["Active"]
    assert states(policy, {"resolution": number("600")}, "print") == ["Inactive"]
    assert states(policy, {"resolution": number("300")}, "display") == ["Inactive"]
    assert states(policy, {}, "print") == ["Undetermined"]


def test_counts_of_different_units_are_not_compared():
    constraint = "[ odrl:leftOperand odrl:count ; odrl:operator odrl:lteq ; odrl:rightOperand 5 ; odrl:unit ex:copies ]"
    policy = permission(constraint)
    assert states(policy, {"count": number("1")}) == ["Undetermined"]
    assert states(policy, {f"count {EX}copies": number("1")}) == ["Active"]


def test_a_request_says_its_use_by_equality():
    asked = permission("spatial eq ex:de", "count lt 5", joined("or", "media eq ex:print"))
    assert requests(asked)[0].facts == {f"{ODRL}spatial": iris("de")}


def test_every_action_is_a_use_or_a_transfer():
    tops = {f"{ODRL}use", f"{ODRL}transfer"}
    for action in actions().wider:
        assert len(actions().up(action) & tops) == 1, action


@pytest.mark.parametrize(
    ("permitted", "asked", "state"),
    [
        ("use", "print", "Active"),
        ("use", "display", "Active"),
        ("play", "display", "Active"),
        ("display", "play", "Inactive"),
        ("use", "sell", "Inactive"),
        ("print", "play", "Inactive"),
        ("print", "hologram", "Undetermined"),
    ],
)
def test_who_may_do_the_wider_may_do_the_narrower(permitted: str, asked: str, state: str):
    assert states(one(f"ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:{permitted} ] ."), {}, asked) == [state]


def test_who_asks_for_the_wider_may_touch_what_is_prohibited():
    policy = one("ex:p a odrl:Set ; odrl:prohibition [ odrl:action odrl:print ] .")
    assert states(policy, {}, "use") == ["Undetermined"]


@pytest.mark.parametrize(
    ("conflict", "verdict"), [("perm", Verdict.PERMIT), ("prohibit", Verdict.DENY), ("invalid", Verdict.NEEDS_REVIEW)]
)
def test_the_conflict_strategy_decides(conflict: str, verdict: Verdict):
    policy = permission(more=f"; odrl:conflict odrl:{conflict} ; odrl:prohibition [ odrl:action odrl:use ]")
    reports = evaluate(policy, Request(f"{ODRL}use", "", "", {}), World(), PLACES)
    assert outcome(policy, reports) is verdict


def test_a_policy_that_inherits_never_permits_alone():
    policy = permission(more="; odrl:inheritFrom ex:parent")
    reports = evaluate(policy, Request(f"{ODRL}use", "", "", {}), World(), PLACES)
    assert outcome(policy, reports) is Verdict.NEEDS_REVIEW


def test_nothing_permitted_is_denied_and_unknown_is_reviewed():
    policy = permission("spatial isPartOf ex:europe")
    for place, verdict in {"de": Verdict.PERMIT, "us": Verdict.DENY, "jp": Verdict.NEEDS_REVIEW}.items():
        request = Request(f"{ODRL}use", "", "", {f"{ODRL}spatial": iris(place)})
        assert outcome(policy, evaluate(policy, request, World(), PLACES)) is verdict
