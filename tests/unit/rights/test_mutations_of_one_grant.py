"""Attacks on texts of one grant, of which more can be promised: clauses in another order, words left out, days changed about, and a
negation in front of all there is.
"""

import re
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.rights import mutations as change
from tests.unit.rights.attacks import SINGLE, attack, permitted, widened
from tests.unit.rights.texts import LabelledText, parsed, permits
from thesaury.model.licensing import Axis
from thesaury.model.policy import Verdict
from thesaury.model.use import Fit, Use
from thesaury.rights.deciding import decide

REFERRING = re.compile(
    r"\b(afterwards|then|otherwise|other|both|subject|that|this|above|below|listed|now|from|danach|sonst|übrigen|anderen?|beides|jedoch|"
    r"ferner|sonstige|ensuite|autres?|toute|sauf|hors|except\w*|excl\w*|without|ohne|but|yes|no|ja|nein|außer|nicht|kein\w*|not|pas|option|"
    r"out|verlängert)\b",
    re.IGNORECASE,
)
"""Words by which a clause leans on the one before it, or by which a text denies something."""
KINDS = {"date": Axis.DATE, "channel": Axis.CHANNEL, "place": Axis.REGION}


def plain(text: LabelledText) -> bool:
    """Understood to its end, nothing denied, and no clause but the one."""
    term = text.reading.terms[0]
    denied = (term.channels.deny, term.regions.deny, term.purposes.deny, term.parties.deny)
    one = len(change.clauses(text.text)) == 1 and not re.search(r"[;:\n/|!?]| - |\. ", text.text)
    return one and text.complete and not any(denied) and not REFERRING.search(text.text)


def independent(text: LabelledText) -> bool:
    """Several clauses, none of which leans on another."""
    return len(change.clauses(text.text)) > 1 and not re.search(r"[\n:]", text.text) and not REFERRING.search(text.text)


def reversed_period(text: LabelledText) -> str | None:
    """The text with the days of its period changed about, where they are written out."""
    term = text.reading.terms[0]
    return change.with_dates_swapped(text.text, term.valid_from, term.valid_until)


def denying(text: LabelledText, use: Use) -> set[Axis]:
    """The axes on which people's reading denies a use."""
    return {answer.axis for answer in decide(text.reading, use).axes if answer.fit is Fit.NO}


ONE_CLAUSE = sorted(key for key, text in SINGLE.items() if plain(text))
INDEPENDENT = sorted(key for key, text in SINGLE.items() if independent(text))
REVERSED = {key: changed for key, text in SINGLE.items() if (changed := reversed_period(text)) is not None}


@attack
@given(st.sampled_from(ONE_CLAUSE), st.sampled_from(change.NEGATIONS))
def test_a_text_of_one_clause_behind_a_negation_permits_nothing(key: str, negation: str) -> None:
    text = SINGLE[key]
    assert permitted(text, negation + text.text) == []


@attack
@given(st.sampled_from(INDEPENDENT), st.integers(0, 1000))
def test_the_order_of_independent_clauses_never_widens(key: str, seed: int) -> None:
    text = SINGLE[key]
    parts = [part.strip().rstrip(";.") for part in change.clauses(text.text)]
    Random(seed).shuffle(parts)
    assert widened(text, "; ".join(parts)) == []


@pytest.mark.parametrize("key", sorted(REVERSED))
def test_a_period_that_ends_before_it_begins_permits_nothing(key: str) -> None:
    assert permitted(SINGLE[key], REVERSED[key]) == []


@attack
@given(st.sampled_from(sorted(SINGLE)), st.sampled_from(sorted(KINDS)), st.integers(0, 1000))
def test_a_word_left_out_takes_no_denial_with_it_that_rests_on_another_axis(key: str, kind: str, place: int) -> None:
    """A date, a channel or a place is left out: uses that people deny on an axis of which it says nothing stay unpermitted."""
    text = SINGLE[key]
    spans = change.of_kind(text.text, kind)
    assume(spans)
    statement = parsed(change.without(text.text, spans[place % len(spans)]), text.context)
    lasting = {Axis.CHANNEL, Axis.REGION, Axis.DATE, Axis.PURPOSE, Axis.PARTY} - {KINDS[kind]}
    held = [use for use, label in text.questions if label is Verdict.DENY and denying(text, use) & lasting]
    assert [use for use in held if permits(statement, use)] == []
