"""What a new text would change, and that nothing of it is kept."""

from datetime import date

import pytest

from tests.unit.watching.brand import END, WEB, Brand
from thesaury.model.errors import Usage
from thesaury.model.licensing import Selection, Term
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.pipeline.rights.what_if import Chosen, what_if
from thesaury.rights.parsing import parse
from thesaury.rights.parsing.context import Context
from thesaury.rights.watching import Occasion

TEXT = "Website only, DACH, until 31 December 2027."
USE = Use("website", ("AT",), date(2027, 6, 1))


def supposed(brand: Brand, chosen: Chosen = Chosen(), text: str = TEXT, use: Use = USE):
    return what_if(brand, text, parse(text, Context()), use, chosen)


@pytest.fixture
def brand() -> Brand:
    made = Brand()
    made.bring("a", WEB)
    made.bring("b", WEB)
    made.bring("c", Term(Selection(("*",)), Selection(("001",)), perpetual=True))
    made.bring("none")
    return made


def test_how_many_answers_turn_and_which_days(brand: Brand):
    found = supposed(brand)
    assert found.counts() == [(Verdict.DENY, Verdict.PERMIT, 2), (Verdict.PERMIT, Verdict.PERMIT, 1)]
    assert [(one.title, one.after) for one in found.assets] == [
        (f"Picture {name}", Verdict.PERMIT)
        for name in sorted("abc", key=lambda n: brand.catalogue.records.find(f"dam/{n}").id)
    ]
    assert found.days == ((Occasion.END, END, 2, 0), (Occasion.END, date(2027, 12, 31), 0, 3))
    assert {one.next_after for one in found.assets} == {date(2028, 1, 1)}


def test_nothing_is_kept(brand: Brand):
    keys = [f"dam/{name}" for name in "abc"]
    before = brand.catalogue.rights.current(keys)
    supposed(brand)
    assert brand.catalogue.rights.current(keys) == before


def test_one_record_alone_is_supposed_to_be_another(brand: Brand):
    found = supposed(brand, Chosen(("dam/a", "0")))
    assert [(one.title, one.before, one.after) for one in found.assets] == [("Picture a", Verdict.DENY, Verdict.PERMIT)]


def test_a_text_nobody_understands_turns_permits_to_review_and_never_the_other_way(brand: Brand):
    found = supposed(brand, text="Website, quuxed by the frobnicator.")
    assert found.counts() == [(Verdict.DENY, Verdict.NEEDS_REVIEW, 2), (Verdict.PERMIT, Verdict.NEEDS_REVIEW, 1)]
    assert supposed(brand, text="").counts()[0][1] is Verdict.NEEDS_REVIEW


def test_a_picture_made_from_another_changes_with_it(brand: Brand):
    brand.bring(
        "child", Term(Selection(("*",)), Selection(("001",)), perpetual=True), properties={"derived_from": ["a"]}
    )
    found = supposed(brand, Chosen(("dam/a", "0")))
    assert sorted((one.title, one.before, one.after) for one in found.assets) == [
        ("Picture a", Verdict.DENY, Verdict.PERMIT),
        ("Picture child", Verdict.DENY, Verdict.PERMIT),
    ]


def test_where_no_record_is_chosen_a_sentence_says_so(brand: Brand):
    with pytest.raises(Usage, match="rights record"):
        supposed(brand, Chosen(connection="other"))
    with pytest.raises(Usage):
        supposed(Brand())
