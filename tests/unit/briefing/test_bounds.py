"""Briefs without end: nothing of them is lost unsaid, and none keeps anybody waiting."""

import pytest

from tests.unit.briefing.words import codes, named, read, reader
from thesaury.model.brief import Wanting
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.recommendation.briefing import Reader
from thesaury.recommendation.briefing.layout import blocks
from thesaury.recommendation.briefing.parts import parts
from thesaury.vocabulary.thesaurus import Thesaurus

LONG = 200_000


@pytest.mark.parametrize("begin", ["# a", "", "|", "| a", "**a**", "Well.", "- ", "** ", "-- "])
def test_a_long_run_of_blanks_is_walked_over_once(begin: str):
    text = f"{begin}{' ' * LONG}1b"
    assert [one.end for one in blocks(text)] == [len(text)]
    assert parts(text)[-1].end == len(text)


def test_marks_that_close_a_heading_are_no_part_of_it():
    text = "#  Lunch ##  \n\n| DE | AT |\n\n###  #"
    assert [text[one.start : one.end] for one in blocks(text)] == ["Lunch", " DE | AT ", "#"]


def test_what_is_excluded_is_never_cut():
    letters = [f"{one}{two}rbel" for one in "bdfgklmnprst" for two in "aeiou"]
    concepts = tuple(Concept(f"urn:{word}", (), (Label(word, "en"),)) for word in sorted(letters))
    reading = Reader(Thesaurus([Vocabulary("v", (), concepts)]), reader().detector)
    listed = "\n".join(f"- {word}" for word in letters)
    brief = reading.read(f"# Lunch\n\n## What to avoid\n\n{listed}")
    assert named(brief, Wanting.EXCLUDED) == set(letters)
    assert codes(brief) == set()


def test_the_last_section_goes_on_to_the_end():
    items = [f"- dog number {n} in the shop" for n in range(39)]
    text = "\n".join(["## We need", "", *items, "- breakfast at school"])
    sections = read(text).sections
    assert len(sections) == 30
    assert text[sections[-1].start : sections[-1].end].endswith("breakfast at school")
    assert sections[-1].title == "dog number 29 in the shop"
    assert {"urn:breakfast", "urn:school"} <= set(sections[-1].concepts)


PERIODS = {
    "Germany. Print runs until 31 May 2027. Online until 30 September 2027.": ("", "2027-09-30", True),
    "The campaign runs from 1 March to 31 May 2027, online until 31 August 2027.": ("2027-03-01", "2027-08-31", True),
    "Deutschland. Plakate ab 1. März 2027, online ab 15. Februar 2027.": ("2027-02-15", "", True),
    "Campaign 1 March to 31 May 2027. In stores from 15 April 2027.": ("2027-03-01", "2027-05-31", False),
    "Campaign 1 March to 31 May 2027. In stores from 1 June 2027.": ("2027-03-01", "2027-05-31", True),
    "Campaign from 1 July 2027 until 30 September 2027.": ("2027-07-01", "2027-09-30", False),
}


@pytest.mark.parametrize("text", PERIODS)
def test_of_several_days_the_latest_end_counts_and_a_note_says_so(text: str):
    brief = read(text)
    first, last, several = PERIODS[text]
    assert [one.value if one else "" for one in (brief.first_day, brief.last_day)] == [first, last]
    assert ("several_periods" in codes(brief)) is several
