"""How far a "no" reaches, and what is no exclusion at all."""

import pytest

from tests.unit.briefing.words import codes, named, read
from thesaury.model.brief import Wanting

WANTED = (Wanting.REQUIRED, Wanting.WISHED)

CASES = [
    # text, wanted, excluded
    ("Families in the kitchen, told without the big word.", {"families", "kitchen"}, set()),
    ("We look for families, not children.", {"families"}, {"children"}),
    ("No kitchens or bathrooms, only shops.", {"shop"}, {"kitchen", "bathroom"}),
    ("We want no sweets, plastic or cars. Families eat breakfast.", {"families", "breakfast"}, {"sweets", "plastic", "car"}),
    ("Not only children, but also parents.", {"children", "parents"}, set()),
    ("Keine Kinder, sondern Lehrkräfte.", {"teachers"}, {"children"}),
    ("Kunststoff ist tabu, die Küche ist hell.", {"kitchen"}, {"plastic"}),
    ("Die Eltern sollen nicht posieren.", {"parents"}, set()),
    ("Weihnachten wollen wir nicht zeigen.", set(), {"christmas"}),
    ("Des familles, mais pas de voiture.", {"families"}, {"car"}),
    ("Wir zeigen die Schule statt der Küche.", {"school"}, {"kitchen"}),
    ("Sweets are off limits. We love breakfast.", {"breakfast"}, {"sweets"}),
    ("The supermarket must not be shown in any photo.", set(), {"supermarket"}),
    ("Des familles. Sans bonbons, sans plastique, sans voiture.", {"families"}, {"sweets", "plastic", "car"}),
    ("Families, without sweets, without plastic.", {"families"}, {"sweets", "plastic"}),
    ("Keine Familien ohne Kinder.", set(), {"families"}),
    ("Nothing but kitchens.", {"kitchen"}, set()),
    ("Accompagner les familles à la maison, sans faire la leçon.", {"families"}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "excluded"), CASES)
def test_a_no_reaches_to_the_end_of_its_clause(text: str, wanted: set[str], excluded: set[str]):
    brief = read(text)
    assert (named(brief, *WANTED), named(brief, Wanting.EXCLUDED)) == (wanted, excluded)


def test_plurals_that_share_no_stem_are_the_word_itself():
    brief = read("Families. No supermarket shelves, no classrooms.")
    assert named(brief, Wanting.EXCLUDED) == {"supermarket", "classroom"}
    assert codes(brief) == set()
    assert named(read("Familien. Keine Lehrerinnen."), Wanting.EXCLUDED) == {"teachers"}


def test_a_denial_of_more_than_one_concept_excludes_none_and_is_a_note():
    brief = read("Refill in a shop. We want no children with sweets.")
    assert named(brief, Wanting.EXCLUDED) == set()
    assert ("excluded_in_part", "We want no children with sweets") in brief.notes


def test_a_denial_for_one_market_alone_excludes_nothing():
    brief = read("Märkte: DE, FR\n\nSchulanfang mit Brotdose. In Frankreich erzählen wir das ohne Brotdose.")
    assert "lunch-box" in named(brief, *WANTED)
    assert "excluded_elsewhere" in codes(brief)


def test_what_is_wanted_in_the_title_stays_wanted():
    brief = read("# Christmas breakfast\n\nA family in the kitchen.\n\n## What to avoid\n\nChristmas.")
    assert "christmas" in named(brief, *WANTED)
    assert ("wanted_and_excluded", "urn:christmas") in brief.notes


def test_what_is_denied_and_wanted_in_passing_is_excluded():
    brief = read(
        "Breakfast\n\nFamilies in the kitchen. It may look a bit like Christmas.\n\nWhat to avoid:\nChristmas."
    )
    assert named(brief, Wanting.EXCLUDED) == {"christmas"}
    assert ("excluded_and_wanted", "urn:christmas") in brief.notes


def test_an_exclusion_above_something_wanted_would_take_it_too_and_is_none():
    brief = read("# Refill\n\nA refill in the kitchen.\n\n## What to avoid\n\nPackaging.")
    assert named(brief, Wanting.EXCLUDED) == set()
    assert "refill" in named(brief, *WANTED)


def test_remarks_on_rights_and_wordings_name_no_concept():
    text = (
        "# Breakfast\n\nA family in the kitchen.\n\n## What to leave out\n\nNo pictures of children without consent of the parents. "
        'The words "back to school" stay out. No sweets before Legal has cleared them with the teachers.'
    )
    brief = read(text)
    assert named(brief, *WANTED) == {"breakfast", "families", "kitchen"}
    assert named(brief, Wanting.EXCLUDED) <= {"sweets", "children"}
    assert {"rights_remark", "wording"} <= codes(brief)


def test_parts_that_say_how_things_are_done_name_no_concept():
    text = (
        "# Breakfast\n\nFamilies.\n\n## Timeline\n\nKitchen shoot by 3 May 2027 in France.\n\n"
        "## Usage rights\n\nChildren: consent of the school."
    )
    brief = read(text)
    assert named(brief, *WANTED) == {"breakfast", "families"}
    assert (brief.regions, brief.first_day, brief.last_day) == ((), None, None)
