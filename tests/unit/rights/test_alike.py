"""Equal rights are one object: everything a statement says counts, and nothing that was let go of is taken for something else."""

from copy import deepcopy
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given

from tests.unit.rights import wild
from tests.unit.rights.licences import licence
from tests.unit.rights.wild import asked_often
from thesaury.model.licensing import (
    Axis,
    LicenceModel,
    Limit,
    Modification,
    Selection,
    Span,
    Statement,
    Term,
    Unresolved,
)
from thesaury.rights.deciding import AssetRights, Right, Source
from thesaury.rights.deciding.alike import Alike, content

SPAN = Span(Axis.CHANNEL, 0, 3, "Web", "website")
OTHER: dict[str, object] = {
    **dict.fromkeys(("channels", "regions", "purposes", "parties"), Selection(("a",), ("b",), ("c",))),
    **dict.fromkeys(("valid_from", "valid_until", "first_use_by"), date(2026, 1, 1)),
    **dict.fromkeys(("attribution_text", "exclusivity"), "words"),
    "perpetual": True,
    "limits": (Limit("copies", None, ("print",)),),
    "duties": ("attribution",),
    "modification": Modification.MINOR,
    "scope": (("brand", ("x",)),),
    "unclear_axes": (Axis.DATE,),
    "spans": (SPAN,),
}


@asked_often
@given(wild.statements, wild.statements)
def test_contents_are_equal_exactly_where_statements_are(one: Statement, other: Statement):
    assert (content(one) == content(other)) is (one == other)
    assert content(one) == content(deepcopy(one))
    assert hash(content(one)) == hash(content(deepcopy(one)))


@pytest.mark.parametrize("name", [field.name for field in fields(Term)])
def test_every_field_of_a_term_counts(name: str):
    assert content(licence(Term(**{name: OTHER[name]}))) != content(licence(Term()))


@pytest.mark.parametrize("name", ["channels", "regions", "purposes", "parties"])
@pytest.mark.parametrize("part", ["allow", "deny", "unclear"])
def test_every_part_of_a_selection_counts(name: str, part: str):
    chosen = Term(**{name: Selection(**{part: ("a",)})})
    assert content(licence(chosen)) != content(licence(Term()))


@pytest.mark.parametrize(
    "changed",
    [
        {"model": LicenceModel.OWNED},
        {"prohibit_all": True},
        {"terms": ()},
        {"terms": (Term(), Term())},
        {"unresolved": (Unresolved("empty", 0, 0, ""),)},
        {"spans": (SPAN,)},
    ],
)
def test_every_field_of_a_statement_counts(changed: dict[str, object]):
    assert {field.name for field in fields(Statement)} == {"model", "prohibit_all", "terms", "unresolved", "spans"}
    assert content(replace(licence(Term()), **changed)) != content(licence(Term()))


def test_equal_rights_are_one_object_and_others_are_not():
    alike = Alike()
    one = alike.right(Right("image", ((Source(licence()),),)))
    assert alike.right(Right("image", ((Source(licence()),),))) is one
    others = [
        Right("music", ((Source(licence()),),)),
        Right("image", ((Source(licence(), "0"),),)),
        Right("image", ((Source(licence(), embedded=True),),)),
        Right("image", ((Source(licence(channels="tv")),),)),
        Right("image", ((Source(licence()),), (Source(licence()),))),
        Right("image", ((Source(licence()), Source(licence())),)),
    ]
    assert [alike.right(other) for other in others] == others
    asset = alike.asset(AssetRights((one,), ("a",)))
    assert alike.asset(AssetRights((deepcopy(one),), ("a",))) is asset
    assert alike.asset(AssetRights((one,), ("b",))) == AssetRights((one,), ("b",))


def test_what_was_let_go_of_is_not_taken_for_what_comes_after_it():
    alike = Alike()
    for number in range(500):  # each statement may lie where the one before it lay
        made = licence(attribution_text=str(number % 7))
        assert alike.statement(made).terms[0].attribution_text == str(number % 7)
        del made
