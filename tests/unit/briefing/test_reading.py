"""Short briefs in three languages, each with exactly what is to be read in it."""

from dataclasses import dataclass, field

import pytest

from tests.unit.briefing.words import codes, named, read, values
from thesaury.model.brief import Wanting

SOCIAL = {"social_organic", "social_paid"}


@dataclass(frozen=True)
class Expected:
    required: set[str] = field(default_factory=set)
    wished: set[str] = field(default_factory=set)
    excluded: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    channels: set[str] = field(default_factory=set)
    days: tuple[str, str] = ("", "")
    formats: set[str] = field(default_factory=set)
    sections: int = 1
    notes: set[str] = field(default_factory=set)


BRIEFS = {
    "one line": (
        "back to school pictures for Germany, social media, July to September 2027",
        Expected({"back-to-school"}, regions={"DE"}, channels=SOCIAL, days=("2027-07-01", "2027-09-30")),
    ),
    "a paragraph": (
        "Back to school campaign in Germany and Austria, social media and website, from 1 July to 30 September 2027. Children with lunch "
        "boxes, no sweets. A teacher must be in every picture, a dog would be nice.",
        Expected(
            {"back-to-school", "teachers"}, {"children", "lunch-box", "dog"}, {"sweets"},
            {"DE", "AT"}, {*SOCIAL, "website"}, ("2027-07-01", "2027-09-30"),
        ),
    ),
    "German": (
        "Wir brauchen Bilder zum Schulanfang für Deutschland und die Schweiz: Kinder mit Brotdose, unbedingt Lehrkräfte, gern auch Eltern. "
        "Keine Süßigkeiten, keine Hunde. Ganzseitig hoch und quer, für Instagram und den Newsletter, vom 1. Juli bis 30. September 2027.",
        Expected(
            {"back-to-school", "children", "lunch-box", "teachers"}, {"parents"}, {"sweets", "dog"},
            {"DE", "CH"}, {*SOCIAL, "email"}, ("2027-07-01", "2027-09-30"), {"portrait", "landscape"},
        ),
    ),
    "French": (
        "Nous cherchons des images de la rentrée pour la France : des enfants dans la cuisine, un enseignant. Pas de plastique. "
        "Sans supermarché. Format portrait, pour les réseaux sociaux, du 20 juillet au 30 septembre 2027.",
        Expected(
            {"back-to-school", "children", "kitchen", "teachers"}, set(), {"plastic", "supermarket"},
            {"FR"}, SOCIAL, ("2027-07-20", "2027-09-30"), {"portrait"},
        ),
    ),
    "headings and lists": (
        "# Autumn\n\nMarkets: DACH without Switzerland\nChannels: website; paid social; posters\nWhen: Q4 2026\n"
        "Formats: 1:1, 9:16 and 16:9 video\n\n## Must have\n- refill pouch in a kitchen\n- families\n\n## Nice to have\n- dog\n\n"
        "## What to avoid\n- plastic\n- Christmas\n- no laughing children\n\n## Contact\nJane, deliver by 12 May 2026, office in London",
        Expected(
            {"autumn", "refill", "kitchen", "families"}, {"dog"}, {"plastic", "christmas"},
            {"DE", "AT"}, {"website", "social_paid", "ooh"}, ("2026-10-01", "2026-12-31"),
            {"square", "portrait", "landscape", "video"}, 3, {"excluded_in_part"},
        ),
    ),
    "plain lines": (
        "Project: Lunch\nTarget group: young families\nWe need:\n• refill pouch in a bathroom, square\n• children, landscape format\n"
        "• optional: a dog, video\nNever: supermarket\nPlease hand in by 1 December 2026.",
        Expected(
            set(), {"refill", "bathroom", "children", "dog", "families", "lunch-box"}, {"supermarket"},
            formats={"square", "landscape", "video"}, sections=3,
        ),
    ),
    "a German form": (
        "Zielgruppe: Familien mit Kindern.\nMärkte: weltweit ohne USA\nKanäle: Plakate, Onlineshop\nZeitraum: 01.02.2027 – 03.04.2027\n\n"
        "Gesucht:\n1) Küche, Frühstück\n2) Badezimmer\n\nBitte nicht: Supermarkt, Kunststoff und Weihnachten.",
        Expected(
            set(), {"kitchen", "breakfast", "bathroom", "families", "children"}, {"supermarket", "plastic", "christmas"},
            {"001"}, {"ooh", "website"}, ("2027-02-01", "2027-04-03"), set(), 2, {"region_left_out"},
        ),
    ),
    "a French form": (
        "Pour qui : les parents. Canaux : site web, affichage. À éviter : le plastique, les bonbons et le supermarché. "
        "Période : du 1er juillet au 30 septembre 2027",
        Expected(
            set(), {"parents"}, {"plastic", "sweets", "supermarket"}, set(), {"website", "ooh"}, ("2027-07-01", "2027-09-30")
        ),
    ),
    "a table": (
        "| Topic | Detail |\n|---|---|\n| Market | DE, AT |\n| Channel | Newsletter |\n| Timing | 1-31 May 2027 |\n| Avoid | Christmas |\n",
        Expected(
            set(), set(), {"christmas"}, {"DE", "AT"}, {"email"}, ("2027-05-01", "2027-05-31")
        ),
    ),
    "scenery": (
        "A family has breakfast in a village in France, in front of a wide landscape. Not only children, but also parents.",
        Expected({"families", "breakfast", "france", "landscape"}, {"children", "parents"}),
    ),
    "days that can be two": (
        "Period: 03/04/2027 to 05/06/2027. Markets: UK. We show bathrooms instead of kitchens.",
        Expected({"bathroom"}, set(), {"kitchen"}, {"GB"}, notes={"date_unclear"}),
    ),
    "lists without names": (
        "Kitchen, fresh.\nUK, Ireland and the US; website and organic social; spring 2027. No packaging after the holidays.",
        Expected({"kitchen"}, set(), {"packaging"}, {"GB", "IE", "US"}, {"website", "social_organic"}),
    ),
    "two months of one year": (
        "Des enfants en cuisine. Site web, France et Suisse, janvier et février 2027. Pas de bonbons.",
        Expected(
            {"children", "kitchen"}, set(), {"sweets"}, {"FR", "CH"}, {"website"}, ("2027-01-01", "2027-02-28")
        ),
    ),
    "needs under headings": (
        "# Lunch\n\n## 1. At home\nA family in the kitchen, landscape format.\n\n## 2. At school\nChildren in the classroom.\n\n"
        "## Not wanted\nNo sweets: those belong to the shop.",
        Expected(
            set(), {"school", "families", "kitchen", "children", "classroom", "lunch-box"}, {"sweets"}, formats={"landscape"}, sections=2
        ),
    ),
    "rights alone": (
        "Bilder nur redaktionell, Einwilligung der Eltern nötig.",
        Expected(notes={"nothing_named", "rights_remark"}),
    ),
    "nothing": ("", Expected(notes={"nothing_named"})),
}  # fmt: skip


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_says_exactly_this(name: str):
    text, expected = BRIEFS[name]
    brief = read(text)
    assert (named(brief, Wanting.REQUIRED), named(brief, Wanting.WISHED)) == (expected.required, expected.wished)
    assert named(brief, Wanting.EXCLUDED) == expected.excluded
    assert (values(brief.regions), values(brief.channels)) == (expected.regions, expected.channels)
    days = tuple(one.value if one else "" for one in (brief.first_day, brief.last_day))
    assert days == expected.days
    assert values(brief.formats) == expected.formats
    assert len(brief.sections) == expected.sections
    assert codes(brief) == expected.notes


def test_sections_are_the_items_of_what_is_asked_for():
    brief = read(BRIEFS["plain lines"][0])
    assert [(one.title, one.formats) for one in brief.sections] == [
        ("refill pouch in a bathroom, square", ("square",)),
        ("children, landscape format", ("landscape",)),
        ("a dog, video", ("video",)),
    ]
    assert set(brief.sections[0].concepts) == {"urn:refill", "urn:bathroom"}
    assert brief.title == "Lunch"
    assert [one.value for one in brief.audience] == ["young families"]


def test_quotes_are_words_of_the_text():
    for text, _ in BRIEFS.values():
        brief = read(text)
        for one in (*brief.concepts, *brief.regions, *brief.channels, *brief.formats, *brief.audience):
            assert one.quotes
            assert all(quote.text == text[quote.start : quote.end] for quote in one.quotes)


def test_what_is_said_most_weighs_most():
    brief = read(
        "# Refill\n\n## What we look for\n\n1. Refill pouch in a kitchen\n2. A family with a refill\n\n## Tone\n\nFamily photos."
    )
    weights = {one.concept: one.weight for one in brief.concepts}
    assert weights["urn:refill"] == 1.0 > weights["urn:families"] > 0
    assert weights["urn:kitchen"] < 1.0
    assert "urn:photo" not in weights  # every brief asks for photos


def test_a_long_brief_keeps_the_concepts_it_speaks_of_most():
    labels = "kitchen bathroom shop supermarket children families parents teachers classroom school sweets Christmas plastic packaging dog"
    more = "Lumo landscape lesson car breakfast autumn newsletter France"
    text = "# Refill\n\n" + "\n\n".join(f"We see a {word}, and a {word} again." for word in f"{labels} {more}".split())
    brief = read(text * 8)
    assert len(brief.concepts) <= 25
    assert brief.concepts[0].concept == "urn:refill"


def test_a_verb_speaks_less_for_a_noun_than_the_noun_itself():
    brief = read("Wir schulen die Kinder in der Küche.")
    weights = {one.concept: one.weight for one in brief.concepts}
    assert weights["urn:school"] < 0.5 < weights["urn:kitchen"]


def test_one_joined_list_of_places_denies_each_only_where_it_stands_alone():
    brief = read("Wir zeigen keine Plakate im Laden, keine Süßigkeiten.")
    assert named(brief, Wanting.EXCLUDED) == {"sweets"}
    assert codes(brief) == {"excluded_in_part"}
