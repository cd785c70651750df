"""Policies that are broken, bottomless, circular or huge are refused with a sentence; nothing hangs."""

import pytest

from tests.unit.rights.odrl.documents import EX, graph, joined, one, permission
from thesaury.model.errors import BadInput
from thesaury.model.statement import ODRL, RDF, Iri, Literal, Statement
from thesaury.rights.odrl.graph import STATEMENT_LIMIT, Graph
from thesaury.rights.odrl.hierarchy import Hierarchy, Relation, hierarchy_of
from thesaury.rights.odrl.importing import imported
from thesaury.rights.odrl.quantity import place
from thesaury.rights.odrl.reading import policies


def nested(levels: int) -> str:
    found = "count lt 5"
    for _ in range(levels):
        found = joined("and", found)
    return found


def test_constraints_nested_too_deeply():
    permission(nested(20))
    with pytest.raises(BadInput, match="Nest less deeply"):
        permission(nested(40))


def test_a_constraint_that_contains_itself():
    with pytest.raises(BadInput, match="contains itself"):
        one(
            "ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:use ; odrl:constraint ex:c ] . ex:c odrl:and (ex:c) ."
        )


def test_a_duty_that_is_its_own_consequence():
    with pytest.raises(BadInput, match="contains itself"):
        one("ex:p a odrl:Set ; odrl:permission [ odrl:duty ex:d ] . ex:d odrl:consequence ex:d .")


@pytest.mark.parametrize(
    "constraint",
    [
        "[ odrl:leftOperand odrl:count ]",
        "[ odrl:leftOperand odrl:count ; odrl:operator odrl:lt ]",
        "[ odrl:leftOperand odrl:count, odrl:spatial ; odrl:operator odrl:lt ; odrl:rightOperand 5 ]",
        "[ odrl:and ([ odrl:leftOperand odrl:count ; odrl:operator odrl:lt ; odrl:rightOperand 5 ]) ; odrl:leftOperand odrl:count ]",
    ],
)
def test_constraints_that_lack_or_double_an_operand(constraint: str):
    with pytest.raises(BadInput, match=r"leftOperand|operands"):
        permission(constraint)


@pytest.mark.parametrize("rest", ["ex:list", "ex:nowhere"])
def test_lists_that_end_nowhere(rest: str):
    first, then = (f"<{RDF}{name}>" for name in ("first", "rest"))
    with pytest.raises(BadInput, match="list"):
        graph(f"ex:list {first} ex:a ; {then} {rest} . ex:p ex:q ex:list .").objects(f"{EX}p", f"{EX}q")


def test_too_many_statements():
    many = (Statement(f"{EX}{n}", f"{EX}p", Iri(f"{EX}o")) for n in range(STATEMENT_LIMIT + 1))
    with pytest.raises(BadInput, match="Split them"):
        Graph(many)


def test_circles_of_parts_are_one_thing():
    known = hierarchy_of(graph("ex:a odrl:partOf ex:b . ex:b odrl:partOf ex:c . ex:c odrl:partOf ex:a, ex:d ."))
    assert known.of_names(f"{EX}a", f"{EX}c") is Relation.SAME
    assert known.of_names(f"{EX}a", f"{EX}d") is Relation.BELOW


def test_a_long_chain_of_parts():
    links = [(f"{n}", f"{n + 1}") for n in range(50_000)]
    assert Hierarchy().with_links(links).of_names("0", "50000") is Relation.BELOW


def test_an_action_included_in_itself_far_away():
    assert policies(graph("ex:a odrl:includedIn ex:a . ex:p a odrl:Set ; odrl:permission [ odrl:action ex:a ] ."))


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000,
        "1e999999999",
        "NaN",
        "INF",
        "-",
        "P",
        "PT",
        "P1Y" * 9,
        "P99999999999D",
        "2026-13-01",
        "2026-02-30T00:00:00Z",
        "٣",
    ],
)
def test_values_that_have_no_place(text: str):
    for datatype in ("decimal", "double", "duration", "date", "dateTime", ""):
        found = place(Literal(text, "", f"http://www.w3.org/2001/XMLSchema#{datatype}" if datatype else ""))
        assert found is None or (text == "٣" and found)


def test_an_empty_document_has_no_policies():
    assert imported(graph("ex:a ex:b ex:c .")) == ()


def test_a_policy_without_rules_needs_a_person():
    (found,) = imported(graph("ex:p a odrl:Offer ; odrl:uid ex:p ."))
    assert not found.statement.complete


def test_what_is_named_like_a_rule_but_is_text_is_no_rule():
    assert policies(Graph([Statement(f"{EX}p", f"{ODRL}permission", Literal("everything"))])) == ()
