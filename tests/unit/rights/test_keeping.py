"""When a rights record gets a new version, and what a confirmation is worth."""

from dataclasses import replace

import pytest

from thesaury.model.licensing import Selection, Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.rights.keeping import confirmed, renewed

CLEAR = Statement(terms=(Term(Selection(("website",)), perpetual=True),))
STOP = Statement(prohibit_all=True)
UNCLEAR = replace(CLEAR, unresolved=(Unresolved("placeholder_text", 0, 3, "tbd"),))
SOURCE = RightsSource("dam/1", "0", "Web, no end.", (("usage", "web"),), "2026-11-28T10:00:00Z")
FIRST, LATER = "2026-11-28T10:00:00Z", "2026-11-29T10:00:00Z"


def kept(statement: Statement = CLEAR, parser: str = "p/1") -> RightsRecord:
    made = renewed(None, SOURCE, statement, parser, FIRST)
    assert made is not None
    return made


def again(before: RightsRecord, statement: Statement, source: RightsSource = SOURCE) -> RightsRecord | None:
    return renewed(before, source, statement, "p/2", LATER)


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        (CLEAR, PolicyStatus.COMPLETE),
        (STOP, PolicyStatus.COMPLETE),
        (UNCLEAR, PolicyStatus.NEEDS_REVIEW),
        (Statement(), PolicyStatus.NEEDS_REVIEW),
    ],
)
def test_the_first_version_is_complete_where_all_of_it_was_understood(statement: Statement, status: PolicyStatus):
    made = kept(statement)
    assert (made.version, made.status, made.parser, made.at) == (1, status, "p/1", FIRST)


def test_the_same_text_read_to_the_same_end_makes_no_version():
    assert again(kept(), CLEAR) is None
    assert again(kept(), CLEAR, replace(SOURCE, captured_at=LATER)) is None


@pytest.mark.parametrize(
    "changed", [replace(SOURCE, text="Web, until 2027."), replace(SOURCE, fields=(("usage", "print"),))]
)
def test_text_changed_after_confirmation(changed: RightsSource):
    sure = confirmed(kept(UNCLEAR), CLEAR, "ana", FIRST)
    made = again(sure, UNCLEAR, changed)
    assert made is not None
    assert (made.version, made.status, made.confirmed_by, made.confirmed_at) == (3, PolicyStatus.NEEDS_REVIEW, "", "")
    assert made.source == changed


def test_a_better_parser_never_makes_complete_what_needed_review():
    made = again(kept(UNCLEAR), CLEAR)
    assert made is not None
    assert (made.version, made.statement, made.status) == (2, CLEAR, PolicyStatus.NEEDS_REVIEW)


def test_a_stricter_parser_sends_back_to_review():
    made = again(kept(), UNCLEAR)
    assert made is not None
    assert made.status is PolicyStatus.NEEDS_REVIEW


def test_what_a_person_confirmed_stays_as_it_was_confirmed():
    sure = confirmed(kept(UNCLEAR), CLEAR, "ana", LATER)
    assert (sure.version, sure.status, sure.confirmed_by, sure.confirmed_at) == (
        2,
        PolicyStatus.CONFIRMED,
        "ana",
        LATER,
    )
    assert again(sure, STOP) is None


def test_a_new_purchase_is_a_new_version_of_what_was_confirmed():
    sure = confirmed(kept(), CLEAR, "ana", FIRST)
    made = renewed(sure, SOURCE, STOP, "p/2", LATER, Purchase("Agency", used=(("copies", 20.0),)))
    assert made is not None
    assert (made.status, made.statement, made.purchase.licensor) == (PolicyStatus.CONFIRMED, CLEAR, "Agency")
    assert again(made, STOP) is None


def test_the_digest_tells_texts_and_fields_apart():
    told = [
        RightsSource("dam/1", "0", "ab"),
        RightsSource("dam/1", "0", "a", (("b", ""),)),
        RightsSource("dam/1", "0", "", (("a", "b"),)),
        RightsSource("dam/1", "0", "", (("ab", ""),)),
        RightsSource("dam/1", "0", "\ud800"),
    ]
    assert len({source.digest for source in told}) == len(told)
