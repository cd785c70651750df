"""What a search says where assets match and none of them may be used, and which verdicts it is asked for."""

from datetime import date

import pytest

from tests.unit.rights.licences import use
from thesaury.model.errors import Usage
from thesaury.model.policy import Verdict
from thesaury.search.usable import none_of_them, verdicts_named

PERMIT, DENY, REVIEW = Verdict.PERMIT, Verdict.DENY, Verdict.NEEDS_REVIEW


@pytest.mark.parametrize(
    ("counts", "wanted", "said"),
    [
        (
            {DENY: 5, REVIEW: 2},
            [PERMIT],
            "7 assets match, but none may be used on website in JP on 1 June 2026: 5 denied and 2 to be reviewed.",
        ),
        (
            {DENY: 1},
            [PERMIT],
            "1 asset matches, but it may not be used on website in JP on 1 June 2026: 1 denied.",
        ),
        (
            {PERMIT: 3},
            [DENY, REVIEW],
            "3 assets match, but none is denied or to be reviewed on website in JP on 1 June 2026: 3 permitted.",
        ),
        ({PERMIT: 1, DENY: 5}, [PERMIT], ""),
        ({}, [PERMIT], ""),
        ({DENY: 5}, [], ""),
    ],
)
def test_it_says_how_many_match_and_why_none_is_shown(counts, wanted, said):
    assert none_of_them(counts, wanted, use(regions="JP")) == said


def test_it_names_a_period():
    asked = use(regions="DE AT", last_day=date(2026, 8, 31))
    assert none_of_them({DENY: 2}, [PERMIT], asked).startswith(
        "2 assets match, but none may be used on website in DE and AT from 1 June 2026 to 31 August 2026"
    )


def test_verdicts_have_names():
    assert verdicts_named(["review, permit"]) == (PERMIT, REVIEW)
    assert verdicts_named(["needs_review"], usable=True) == (PERMIT, REVIEW)
    assert verdicts_named([], usable=True) == (PERMIT,)
    assert verdicts_named(["", " "]) == ()
    with pytest.raises(Usage, match="no verdict 'allowed'"):
        verdicts_named(["permit,allowed"])
