"""Policies of others, and policies of ours that somebody changed: what is not understood never ends in a permit."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.unit.rights.odrl.documents import graph, json_ld, one, written
from tests.unit.rights.odrl.licences import (
    FULL,
    UID,
)
from thesaury.model.licensing import (
    Axis,
    Statement,
    Term,
    Unresolved,
)
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding.deciding import decide
from thesaury.rights.odrl import profile
from thesaury.rights.odrl.exporting import Parties, exported
from thesaury.rights.odrl.importing import imported


def test_a_foreign_policy_is_read_as_far_as_it_is_sure():
    (found,) = imported(
        graph("""ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:use ; odrl:duty [ odrl:action odrl:attribute ] ;
        odrl:constraint [ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lteq ; odrl:rightOperand "2026-12-31"^^xsd:date ] ,
        [ odrl:leftOperand odrl:deliveryChannel ; odrl:operator odrl:eq ; odrl:rightOperand ex:telepathy ] ] .""")
    )
    (term,) = found.statement.terms
    assert (term.valid_until, term.duties, term.unclear_axes) == (date(2026, 12, 31), ("attribution",), (Axis.OTHER,))
    assert len(found.losses) == 2
    assert any("was not understood" in loss for loss in found.losses)


def test_an_offer_is_not_agreed_to_and_waits_for_a_person():
    kinds = [
        imported(graph(f"ex:p a odrl:{kind} ; odrl:permission [ odrl:action odrl:use ] ."))[0]
        for kind in ("Set", "Offer")
    ]
    assert [kind.statement.complete for kind in kinds] == [True, False]
    assert any("nobody has agreed" in loss for loss in kinds[1].losses)


@pytest.mark.parametrize(
    "more",
    [
        "odrl:prohibition [ odrl:action odrl:archive ]",
        "odrl:prohibition [ odrl:action odrl:use ; odrl:constraint [ odrl:leftOperand odrl:count ; "
        "odrl:operator odrl:gt ; odrl:rightOperand 5 ] ]",
        "odrl:obligation [ odrl:action odrl:delete ]",
        "odrl:inheritFrom ex:parent",
        "odrl:profile ex:another",
    ],
)
def test_what_is_not_understood_never_ends_in_a_permit(more: str):
    term = replace(FULL, limits=(), duties=())
    content = json_ld(exported(Statement(terms=(term,)), UID).document)
    use = Use("website", ("DE",), date(2026, 6, 1), purpose="editorial")
    assert decide(imported(content)[0].statement, use).verdict is Verdict.PERMIT
    widened = _with(exported(Statement(terms=(term,)), UID).document, more)
    (found,) = imported(widened)
    assert decide(found.statement, use).verdict is not Verdict.PERMIT
    assert found.losses


def _with(written: dict[str, object], more: str):
    from pyoxigraph import RdfFormat, parse, serialize

    turtle = serialize(
        (quad.triple for quad in parse(json.dumps(written).encode(), RdfFormat.JSON_LD)), format=RdfFormat.TURTLE
    )
    assert turtle is not None
    return graph(turtle.decode() + f"\n<{UID}> {more} .")


@pytest.mark.parametrize(
    "more",
    [
        "odrl:constraint [ odrl:leftOperand odrl:spatial ; odrl:operator odrl:isAnyOf ; odrl:rightOperand thy:region\\/FR ]",
        "odrl:constraint [ odrl:leftOperand thy:term ; odrl:operator odrl:eq ; odrl:rightOperand thy:unstated ]",
        "odrl:constraint [ odrl:leftOperand thy:modification ; odrl:operator odrl:isAnyOf ; odrl:rightOperand thy:change\\/none ]",
        "odrl:constraint [ odrl:xone (ex:a ex:b) ]",
        "odrl:duty [ odrl:action odrl:compensate ]",
        "odrl:target ex:another",
    ],
)
def test_a_permission_with_something_more_never_permits_alone(more: str):
    term = replace(FULL, limits=(), duties=())
    written = exported(Statement(terms=(term,)), UID, Parties("urn:asset:7")).document
    written["permission"][0]["@id"] = "urn:rule"
    both = "ex:a odrl:leftOperand odrl:count ; odrl:operator odrl:lt ; odrl:rightOperand 5 . " \
           "ex:b odrl:leftOperand odrl:count ; odrl:operator odrl:gt ; odrl:rightOperand 5 ."  # fmt: skip
    (found,) = imported(_with(written, f"odrl:uid <{UID}> . {both} <urn:rule> {more}"))
    use = Use("website", ("DE",), date(2026, 6, 1), purpose="editorial")
    assert decide(found.statement, use).verdict is not Verdict.PERMIT
    assert found.losses


@pytest.mark.parametrize(
    "constraint",
    [
        'dateTime lteq "2026-12-31T12:00:00"^^xsd:dateTime',  # in which time zone?
        'dateTime lteq "soon"',
        "dateTime lteq ex:soon",
        'dateTime lt "2026-12-31"^^xsd:date',
        "count lteq 5",  # of what?
        "deliveryChannel hasPart ex:web",
        "spatial isAnyOf (thy:region\\/DE ex:elsewhere)",
        "industry isAnyOf ex:cars",
        "thy:modification eq thy:change\\/none",
        "thy:limit\\/copies lteq -1",
        "thy:limit\\/copies lteq ex:some",
        'thy:limit\\/copies lteq "few"^^xsd:integer',
        "thy:unclear neq thy:axis\\/channel",
    ],
)
def test_constraints_that_are_not_understood(constraint: str):
    left, rest = constraint.split(" ", 1)
    read = imported(
        graph(
            f"ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:use ; odrl:constraint {written(f'{left} {rest}')} ] ."
        )
    )
    (term,) = read[0].statement.terms
    assert term == Term(unclear_axes=(Axis.OTHER,))
    assert any("was not understood" in loss for loss in read[0].losses)


def test_a_creative_commons_licence_names_its_duty_and_needs_a_person():
    """Its permissions are for single kinds of use, which our terms do not tell apart."""
    (found,) = imported(graph("""@prefix cc: <http://creativecommons.org/ns#> . ex:by a odrl:Set ; odrl:permission [
        odrl:action cc:Distribution, cc:Reproduction ; odrl:duty [ odrl:action cc:Attribution ] ] ."""))  # fmt: skip
    (term,) = found.statement.terms
    assert (term.duties, term.unclear_axes) == (("attribution",), (Axis.OTHER,))


def test_a_request_grants_nothing():
    written = exported(Statement(terms=(replace(FULL, limits=(), duties=()),)), UID).document
    (found,) = imported(json_ld({**written, "@type": "Request"}))
    assert not found.statement.complete


def test_a_policy_without_its_passages_still_needs_review():
    statement = Statement(terms=(FULL,), unresolved=(Unresolved("empty", 0, 1, "x"),))
    written = exported(statement, UID).document
    del written[profile.PASSAGE]
    (found,) = imported(json_ld(written))
    assert found.statement.terms[0].unclear_axes == (Axis.OTHER,)
    assert found.losses


def test_a_plain_permission_states_no_channel_no_region_and_no_time():
    statement = imported(graph("ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:use ] ."))[0].statement
    assert statement.terms == (Term(),)
    assert one("ex:p a odrl:Set ; odrl:permission [ odrl:action odrl:use ] .").rules
