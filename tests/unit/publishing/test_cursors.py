"""Cursors of feeds: each leads back to where it came from, and nothing else is taken for one."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.publishing.cursors import BadCursor, Read, changes_cursor, page_cursor, place_of, read_of

_NUMBERS = st.integers(0, 2**53 - 1)


@given(st.text(), _NUMBERS, st.text())
def test_changes_go_on_where_they_were_left(channel: str, number: int, at: str) -> None:
    assert read_of(channel, changes_cursor(channel, Read(number, at))) == Read(number, at[:10])


@given(st.text(), st.text(alphabet=st.characters(exclude_characters="\x00")) | _NUMBERS, _NUMBERS)
def test_pages_go_on_where_they_were_left(question: str, place: str | int, head: int) -> None:
    assert place_of(question, page_cursor(question, place, head), type(place)) == (place, head)


def test_without_a_cursor_nothing_was_read() -> None:
    assert read_of("web", "") == Read()


@given(st.text(min_size=1) | st.binary(min_size=1).map(lambda b: base64.urlsafe_b64encode(b).decode()))
def test_anything_else_is_no_cursor(text: str) -> None:
    with pytest.raises(BadCursor):
        read_of("web", text)
    with pytest.raises(BadCursor):
        place_of("web", text, str)


def test_cursors_hold_for_their_own_question_alone() -> None:
    changes = changes_cursor("web", Read(7, "2026-11-30T00:00:00+00:00"))
    with pytest.raises(BadCursor):
        read_of("print", changes)
    with pytest.raises(BadCursor):
        place_of("web", changes, int)
    with pytest.raises(BadCursor):
        place_of("web", page_cursor("web", "an-asset", 3), int)


@pytest.mark.parametrize(
    "parts", [[], [1], ["1", "x"], [-1, "x"], [2**53, "x"], [True, "x"], [1.0, "x"], [1, "x", 1], [None, None]]
)
def test_parts_of_other_kinds_are_refused(parts: list[object]) -> None:
    own = json.loads(base64.urlsafe_b64decode(changes_cursor("web", Read()) + "=="))[0]
    made = base64.urlsafe_b64encode(json.dumps([own, *parts]).encode()).decode().rstrip("=")
    with pytest.raises(BadCursor):
        read_of("web", made)


def test_a_very_long_text_is_not_even_read() -> None:
    with pytest.raises(BadCursor):
        read_of("web", "W" * 100_000)
