"""Attacks on the parser: changes to a licence text that cannot widen what it grants, whatever the text, and so must never make a use
permitted.

The promises are about the labels where they can be: a changed text permits no labelled use that people deny or leave to a person.
Texts are drawn by their id, and a failure names the id and the change: the words of the half that is only run stay unseen.
"""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.rights import mutations as change
from tests.unit.rights.attacks import TEXTS, attack, permitted, widened
from tests.unit.rights.texts import as_it_stands, parsed, permits
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding import decide

PLACE = st.integers(0, 10_000)
NAMED = ["zorblaxen", "Quindelm", "vlimondre", "grumpfelig"]
UNKNOWN = st.sampled_from(NAMED) | st.text("abeiklmnoprstuz", min_size=2, max_size=9).map("zq{}".format)
"""Content words of no language."""
USES = st.builds(
    Use,
    st.sampled_from(
        ["website", "social_organic", "social_paid", "email", "brochure", "print_ad", "packaging", "ooh", "tv"]
    ),
    st.sampled_from(["DE", "AT", "CH", "LI", "FR", "BE", "GB", "IE", "IT", "US", "US-CA", "JP", "CN"]).map(
        lambda code: (code,)
    ),
    st.integers(0, 4000).map(lambda days: date(2025, 6, 1) + timedelta(days)),
    purpose=st.sampled_from(["commercial_promotion", "editorial", "internal", "resale", "ai_training", "sensitive"]),
    party=st.sampled_from(["licensee", "licensee", "affiliates", "dealers", "third_parties"]),
    modify=st.booleans(),
)
any_text = st.sampled_from(sorted(TEXTS))
COMPLETE = sorted(key for key, text in TEXTS.items() if text.complete and not text.context)


@attack
@given(any_text, PLACE, UNKNOWN)
def test_an_unknown_word_permits_no_use_that_people_do_not_permit(key: str, place: int, word: str) -> None:
    text = TEXTS[key]
    assert widened(text, change.with_word(text.text, place, word)) == []


@attack
@given(any_text, PLACE, UNKNOWN, st.lists(USES, min_size=5, max_size=15))
def test_an_unknown_word_permits_no_use_that_was_not_permitted_without_it(
    key: str, place: int, word: str, uses: list[Use]
) -> None:
    """Of any use, labelled or not: what the changed text permits, the text itself permits."""
    text = TEXTS[key]
    before = as_it_stands(key)
    after = parsed(change.with_word(text.text, place, word), text.context)
    assert [use for use in uses if permits(after, use) and not permits(before, use)] == []


@attack
@given(any_text, st.sampled_from(change.NEGATIONS))
def test_a_negation_in_front_never_widens(key: str, negation: str) -> None:
    """Not even where the text begins with a negation of its own: two of them grant nothing."""
    text = TEXTS[key]
    assert widened(text, negation + text.text) == []


@attack
@given(any_text, st.sampled_from(change.STOPS))
def test_a_stop_behind_a_text_permits_nothing(key: str, stop: str) -> None:
    text = TEXTS[key]
    assert permitted(text, f"{text.text}\n{stop}") == []


@attack
@given(any_text, st.sampled_from(change.INSTRUCTIONS), st.booleans())
def test_instructions_to_the_reader_never_widen(key: str, instruction: str, in_front: bool) -> None:
    text = TEXTS[key]
    assert widened(text, f"{instruction} {text.text}" if in_front else f"{text.text} {instruction}") == []


@attack
@given(any_text, st.sampled_from([str.upper, str.lower, str.swapcase, str.title]))
def test_letters_of_the_other_case_never_widen(key: str, case: Callable[[str], str]) -> None:
    text = TEXTS[key]
    assert widened(text, case(text.text)) == []


@attack
@given(any_text, PLACE, st.integers(0, 2))
def test_a_typing_mistake_never_widens(key: str, place: int, kind: int) -> None:
    """Also in a negation: a word that is no longer one leaves its clause to a person."""
    text = TEXTS[key]
    assume(change.LETTERS.search(text.text))
    assert widened(text, change.misspelt(text.text, place, kind)) == []


@attack
@given(any_text, PLACE, st.sampled_from(change.INVISIBLE))
def test_an_invisible_character_never_widens(key: str, place: int, mark: str) -> None:
    text = TEXTS[key]
    at = place % (len(text.text) + 1)
    assert widened(text, text.text[:at] + mark + text.text[at:]) == []


@attack
@given(any_text, PLACE)
def test_a_clause_said_twice_never_widens(key: str, place: int) -> None:
    text = TEXTS[key]
    parts = change.clauses(text.text) or [""]
    at = place % len(parts)
    assert widened(text, "".join([*parts[: at + 1], " ", *parts[at:]])) == []


@attack
@given(st.sampled_from(COMPLETE), st.sampled_from(COMPLETE), st.sampled_from(["\n", "\n\n", "\n---\n"]))
def test_two_licences_in_one_text_permit_nothing_that_each_denies(one: str, other: str, between: str) -> None:
    """The channels of one are not had in the places, or at the times, of the other."""
    first, second = TEXTS[one], TEXTS[other]
    denied = [
        use
        for use, _ in (*first.questions, *second.questions)
        if {decide(first.reading, use).verdict, decide(second.reading, use).verdict} == {Verdict.DENY}
    ]
    statement = parsed(first.text + between + second.text, first.context)
    assert [use for use in denied if permits(statement, use)] == []
