"""E-mails: what is asked is not granted, who signs grants nothing, and no greeting hides a restriction."""

from datetime import date

import pytest

from tests.unit.rights.boilerplate import GRANT, RESTRICTIONS
from tests.unit.rights.texts import permits
from thesaury.model.use import Use
from thesaury.rights.parsing import parse

FRAMES = (
    "Kind regards, Freya Lind",
    "Kind regards,\nFreya Lind\nLind Photo ApS",
    "Viele Grüße, Jonas Pfeil",
    "Cordialement, Anne",
    "Hi Tom,",
    "Hallo Frau Berger,",
    "From: Nadia Orr\nTo: Tom Berg",
    "> Can we use the picture on TV as well?",
)
QUESTION = FRAMES[-1]
USE = Use("website", ("DE",), date(2027, 1, 1))


FRAMED = [f"{GRANT}\n{frame}\n" for frame in FRAMES if frame is not QUESTION] + [
    f"{frame}\n\n{GRANT}" for frame in FRAMES if frame.count("\n") < 2
]
"""Letters of all frames; a signature of several lines stands at the end only, and a question has an answer behind it."""


@pytest.mark.parametrize("text", [*FRAMED, *(f"{GRANT} {frame}" for frame in FRAMES if frame is not QUESTION)])
def test_the_frame_of_a_letter_says_nothing(text: str) -> None:
    statement = parse(text)
    assert statement.complete, statement.unresolved
    assert permits(statement, USE)


@pytest.mark.parametrize("frame", FRAMES)
def test_no_restriction_hides_in_the_frame_of_a_letter(frame: str) -> None:
    hidden = []
    for restriction in RESTRICTIONS:
        told = f"{restriction[0].upper()}{restriction[1:]}"
        texts = (
            f"{GRANT}\n{frame}\n{told}", f"{GRANT}\n{frame}, {restriction}", f"{GRANT}\n{frame} {told}", f"{frame}\n{told}\n{GRANT}",
            f"{GRANT} {told}.\n{frame}", f"{GRANT}\n{frame}\nPS: {restriction}", f"{frame} {restriction}\n{GRANT}",
        )  # fmt: skip
        hidden += [text for text in texts if permits(parse(text), USE)]
    assert hidden == []


def test_a_question_without_an_answer_is_left_to_a_person() -> None:
    assert not parse(f"{GRANT}\n{QUESTION}").complete
    assert not parse(f"{GRANT} {QUESTION}\nKind regards, Mia").complete


def test_a_question_grants_nothing_and_its_answer_may_deny() -> None:
    assert not parse("> May we use it on the website in Germany until 2027-12-31?\nYes.").complete
    statement = parse(f"{GRANT}\n> May we use it on TV too?\nNo, TV is not possible.")
    assert statement.complete, statement.unresolved
    assert (statement.terms[0].channels.allow, statement.terms[0].channels.deny) == (("website",), ("tv",))


@pytest.mark.parametrize(
    "question",
    [
        "Could you please refrain from the website?",
        "Could you make sure that it is not on the website?",
        "Is the website excluded?",
    ],
)
def test_a_question_that_asks_to_leave_something_out_is_left_to_a_person(question: str) -> None:
    assert not permits(parse(f"All media, worldwide, perpetual. {question} Right."), USE)


def test_a_signature_is_short_and_has_nothing_but_names() -> None:
    assert not parse(f"{GRANT}\nRegards, Aaa Bbb Ccc Ddd Eee Fff Ggg Hhh Iii Jjj Kkk").complete
    assert not parse(f"{GRANT}\nRegards, Mia\nzorblaxen").complete


def test_a_range_of_days_is_no_head_of_a_mail() -> None:
    term = parse("From: 1 May 2026\nTo: 31 May 2026\nWebsite, Germany").terms[0]
    assert (term.valid_from, term.valid_until) == (date(2026, 5, 1), date(2026, 5, 31))
