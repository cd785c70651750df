"""The labelled licence texts: their labels hold together, and nothing is permitted that people deny or leave to a person."""

import json
import re
from pathlib import Path

import pytest
from openapi_schema_validator import OAS31Validator

from tests.unit.rights.texts import HALVES, OWN, LabelledText, as_it_stands, own_texts, permits, records
from thesaury.model.policy import Verdict
from thesaury.rights.deciding import decide

EVEN, ODD = 0, 1


def unsafe(text: LabelledText) -> list[str]:
    """The questions answered permit against the label, as id and number; never the words, for one half is not to be looked at."""
    statement = as_it_stands(text.id)
    return [
        f"{text.id}#{number}"
        for number, (use, label) in enumerate(text.questions, 1)
        if label is not Verdict.PERMIT and permits(statement, use)
    ]


@pytest.mark.parametrize("half", HALVES)
def test_nothing_is_permitted_that_people_deny_or_leave_to_a_person(half: str) -> None:
    assert [found for text in own_texts(half) for found in unsafe(text)] == []


@pytest.mark.parametrize("half", HALVES)
def test_every_span_says_the_words_that_stand_there(half: str) -> None:
    wrong = []
    for text in own_texts(half):
        statement = as_it_stands(text.id)
        spans = [*statement.spans, *(span for term in statement.terms for span in term.spans)]
        wrong += [text.id for span in spans if text.text[span.start : span.end] != span.words]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
def test_the_labelled_answers_follow_from_the_labelled_reading(half: str) -> None:
    wrong = [
        f"{text.id}#{number}"
        for text in own_texts(half)
        if text.id.startswith("TX-")  # other people answer by their own reading, and not always by all of it
        for number, (use, label) in enumerate(text.questions, 1)
        if decide(text.reading, use).verdict is not label
    ]
    assert wrong == []


def test_the_halves_are_split_by_the_number_of_the_text() -> None:
    # Sets that other people wrote have ids of their own, and are for tuning as a whole.
    numbers = {
        half: {int(text.id.removeprefix("TX-")) for text in own_texts(half) if text.id.startswith("TX-")}
        for half in HALVES
    }
    assert {number % 2 for number in numbers["tuning"]} == {EVEN}
    assert {number % 2 for number in numbers["held_out"]} == {ODD}
    ours = sum(text.id.startswith("TX-") for half in HALVES for text in own_texts(half))
    assert sum(map(len, numbers.values())) == ours >= 220


def test_labels_are_in_the_format_of_the_rights_data(shared: Path) -> None:
    schema = OAS31Validator(json.loads((shared / "data" / "rights" / "schema.json").read_text(encoding="utf-8")))
    wrong = [record["id"] for path in OWN.glob("*/*.jsonl") for record in records(path) if not schema.is_valid(record)]
    assert wrong == []


def test_unresolved_words_stand_in_their_text() -> None:
    """A label in brackets names what is missing; any other is a quotation."""
    wrong = [
        record["id"]
        for path in OWN.glob("*/*.jsonl")
        for record in records(path)
        for told in record["expected"]["unresolved"]
        if not re.fullmatch(r"\(.*\)", told["span"]) and told["span"] not in record["text"]
    ]
    assert wrong == []
