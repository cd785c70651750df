"""The calendar and its files."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.unit.watching.brand import END, WEB, Brand
from thesaury.model.licensing import Axis, Selection, Span, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase
from thesaury.pipeline.watch.calendar_files import COLUMNS, as_csv, as_ics, as_values
from thesaury.pipeline.watch.entries import Entry, Wanted, calendar
from thesaury.rights.watching import Occasion, Turn


def named(entries: list[Entry]) -> list[tuple[str, str, date]]:
    return [(entry.title, entry.turn.occasion.value, entry.turn.day) for entry in entries]


def events(entries: list[Entry]) -> list:
    return list(Calendar.from_ical(as_ics(entries)).walk("VEVENT"))


def test_an_empty_workspace_has_an_empty_calendar():
    assert calendar(Brand()) == []
    assert list(Calendar.from_ical(as_ics([])).walk("VEVENT")) == []
    assert as_csv([]).strip() == ",".join(COLUMNS)


def test_days_come_in_order_and_what_is_in_use_first():
    brand = Brand()
    brand.bring("b", WEB)
    brand.bring("a", Term(valid_from=date(2026, 2, 1), first_use_by=date(2026, 3, 1), valid_until=END))
    brand.bring("c", WEB)
    brand.bring("none")
    brand.bring("d", Term(perpetual=True))
    brand.use("c", "2026-02-03T00:00:00+00:00")
    assert named(calendar(brand)) == [
        ("Picture a", "begin", date(2026, 2, 1)),
        ("Picture a", "first_use", date(2026, 3, 1)),
        ("Picture c", "end", END),
        ("Picture a", "end", END),
        ("Picture b", "end", END),
    ]


def test_filters():
    brand = Brand()
    brand.bring("a", WEB, properties={"campaign": ["Winter", "Spring"], "market": ["DE"]})
    brand.bring("b", replace(WEB, valid_until=date(2027, 5, 1)), properties={"campaign": ["Summer"]})
    brand.use("b", "2026-02-03T00:00:00+00:00")

    def found(**wanted: object) -> str:
        return "".join(entry.title[-1] for entry in calendar(brand, Wanted(**wanted)))

    assert found() == "ab"
    assert [found(campaign=name) for name in ("Winter", "Spring", "Summer", "None")] == ["a", "a", "b", ""]
    assert [found(market=name) for name in ("DE", "FR")] == ["a", ""]
    assert [found(connection=name) for name in ("dam", "da", "other")] == ["ab", "", ""]
    assert [found(first=END), found(last=END), found(first=date(2027, 5, 2))] == ["ab", "a", ""]
    assert [found(in_use=True), found(occasion=Occasion.BEGIN)] == ["b", ""]


def test_an_end_beyond_which_another_licence_goes_on_is_no_end_of_the_asset():
    brand = Brand()
    brand.bring("a", WEB, purchase=Purchase(transaction="A"))
    brand.state("a", replace(WEB, valid_until=date(2028, 1, 31)), place="1", purchase=Purchase(transaction="B"))
    first, second = calendar(brand)
    assert (first.turn.day, first.ends, second.turn.day, second.ends) == (END, False, date(2028, 1, 31), True)
    assert as_values([first])[0]["goes_on"] == "Another licence goes on until 31 January 2028."
    [event, _] = events([first, second])
    assert "Another licence goes on until 31 January 2028." in str(event["DESCRIPTION"])


def test_the_words_are_those_of_the_day_or_the_field_that_states_it():
    brand = Brand()
    spoken = replace(WEB, spans=(Span(Axis.DATE, 0, 3, "until 31.12.2026", "d"), Span(Axis.REGION, 4, 5, "DE", "r")))
    brand.bring("a", spoken)
    brand.bring("b", WEB, fields=(("expiry", "2026-12-31"), ("other", "x")))
    assert [entry.words for entry in calendar(brand)] == ["until 31.12.2026", "expiry: 2026-12-31"]


def test_an_event_keeps_its_uid_when_its_day_moves_and_says_that_it_changed():
    brand = Brand()
    brand.bring("a", Term(valid_from=date(2026, 5, 1), valid_until=END))
    before = {str(e["UID"]): e for e in events(calendar(brand))}
    brand.state("a", Term(valid_from=date(2026, 5, 1), valid_until=date(2027, 6, 30)), at="2026-07-01T00:00:00+00:00")
    after = {str(e["UID"]): e for e in events(calendar(brand))}
    assert before.keys() == after.keys()
    assert len(after) == 2
    moved = next(uid for uid, event in after.items() if event.decoded("DTSTART") == date(2027, 6, 30))
    assert before[moved].decoded("DTSTART") == END
    assert (before[moved]["SEQUENCE"], after[moved]["SEQUENCE"]) == (0, 1)
    assert after[moved].decoded("LAST-MODIFIED") == datetime(2026, 7, 1, tzinfo=UTC)


def test_the_same_calendar_is_the_same_file():
    brand = Brand()
    brand.bring("a", WEB)
    assert as_ics(calendar(brand)) == as_ics(calendar(brand))


def test_events_take_the_whole_last_day_and_no_time():
    brand = Brand()
    brand.bring("a", WEB)
    [event] = events(calendar(brand))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (END, date(2027, 1, 1))
    assert b"DTSTART;VALUE=DATE:20261231" in as_ics(calendar(brand))
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_a_moment_with_an_offset_falls_on_the_day_of_the_licence():
    brand = Brand()
    brand.bring("a", replace(WEB, valid_until=datetime(2026, 12, 31, 23, 30, tzinfo=UTC)))
    assert named(calendar(brand)) == [("Picture a", "end", date(2027, 1, 1))]


TITLES = st.text(st.characters(codec=None), max_size=80) | st.sampled_from(
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        " =x",
        "\t=x",
        "a;b,c\\n\nBEGIN:VEVENT\r\nX",
        "ü" * 90,
        "\ud800",
        "\x00\x1b[2J",
        "مشهد",
        "’=1",
    ]
)


@settings(max_examples=60, deadline=None)
@given(TITLES, TITLES)
def test_whatever_a_title_is_the_files_hold_one_entry(title: str, campaign: str):
    turn = Turn("dam/1", "0", Occasion.END, END)
    entry = Entry(turn, 0, "a1", title, 1, "", PolicyStatus.COMPLETE, "words", (campaign,))
    data = as_ics([entry])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    [event] = events([entry])
    assert event.decoded("DTSTART") == END
    assert str(event["UID"]) == str(events([replace(entry, title="x")])[0]["UID"])
    head, row = list(csv.reader(io.StringIO(as_csv([entry]), newline="")))
    assert len(head) == len(row) == len(COLUMNS)
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert as_values([entry])[0]["day"] == "2026-12-31"


def test_nothing_of_a_person_is_in_an_event():
    brand = Brand()
    spoken = replace(WEB, spans=(Span(Axis.DATE, 0, 3, "until Ana Muster leaves", "d"),))
    brand.bring("a", spoken, properties={"owner": ["Ana Muster"], "creator": ["Ana Muster"]})
    brand.state("a", spoken, status=PolicyStatus.CONFIRMED)
    data = as_ics(calendar(brand)).decode()
    assert "Ana" not in data
    assert "ATTENDEE" not in data
    assert "ORGANIZER" not in data


@pytest.mark.parametrize("status", [PolicyStatus.NEEDS_REVIEW, PolicyStatus.COMPLETE])
def test_what_waits_for_a_person_says_so(status: PolicyStatus):
    brand = Brand()
    brand.bring("a", replace(WEB, channels=Selection()), status=status)
    [event] = events(calendar(brand))
    assert ("still has to read" in str(event["DESCRIPTION"])) is (status is PolicyStatus.NEEDS_REVIEW)
