"""Tags and records against approved terms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.governance.normalise import ApprovedTerms
from thesaury.governance.validating import Validator
from thesaury.model.asset import Asset, Record
from thesaury.model.concept import Concept, ConceptScheme, Label
from thesaury.model.profile import Profile, SchemeRule, Unknowns
from thesaury.model.validation import Missing, Standing, TagAnswer

THINGS, COLOURS = "urn:things", "urn:colours"


def named(**labels: str) -> tuple[Label, ...]:
    return tuple(Label(text, language) for language, text in labels.items())


CONCEPTS = [
    Concept("urn:house", (THINGS,), named(en="house", de="Haus", fr="maison"), named(en="home")),
    Concept("urn:kitchen", (THINGS,), named(en="kitchen", de="Küche")),
    Concept("urn:pack", (THINGS,), named(en="eco-friendly packaging", de="Ökoverpackung")),
    Concept("urn:old", (THINGS,), named(en="green pack"), deprecated=True, replaced_by="urn:older"),
    Concept("urn:older", (THINGS,), named(en="eco pack"), deprecated=True, replaced_by="urn:pack"),
    Concept("urn:lost", (THINGS,), named(en="biro"), deprecated=True, replaced_by="urn:lost"),
    Concept("urn:red", (COLOURS,), named(en="red", de="rot", fr="rouge")),
    Concept("urn:planet", (THINGS,), named(en="Mercury (planet)")),
    Concept("urn:metal", (THINGS,), named(en="Mercury (metal)")),
    Concept("urn:nature", (THINGS,), named(en="nature")),
    Concept("urn:oak", (THINGS,), named(en="oak tree", de="Eiche"), broader=("urn:nature",)),
    Concept("urn:bar", (THINGS,), named(de="Bar")),
    Concept("urn:bear", (THINGS,), named(de="Bär")),
    Concept("urn:spring", (THINGS,), named(en="spring", de="Frühling")),
    Concept("urn:coil", (THINGS,), named(en="Spring", de="Sprungfeder")),
    Concept("urn:shoe", (THINGS,), named(en="shoe", de="Schuh")),
    Concept("urn:c", (THINGS,), named(en="C")),
    Concept("urn:bw", (THINGS,), named(en="black and white", de="Schwarz & Weiß")),
]
VALIDATOR = Validator(CONCEPTS, [ConceptScheme(COLOURS, named(de="Farben", en="colours"))])
GERMAN = Profile("german", languages=("de",))
SHOP = Profile("shop", schemes=(SchemeRule(COLOURS, 1, 1),), closed=True, unknowns=Unknowns.REFUSED)


def told(tag: str, profile: Profile = Profile("")) -> tuple[str, list[str]]:
    (answer,) = VALIDATOR.tags([tag], profile)
    return answer.standing.value, [use.concept.removeprefix("urn:") for use in answer.use]


@pytest.mark.parametrize(
    ("tag", "standing", "concepts"),
    [
        ("#EcoFriendly_Packaging", "approved", ["pack"]),
        ("ECO FRIENDLY PACKAGING", "approved", ["pack"]),
        ("Oekoverpackung", "approved", ["pack"]),
        ("Öko-Verpackung", "approved", ["pack"]),
        ("MAISON", "approved", ["house"]),
        ("home", "synonym", ["house"]),
        ("Häuser", "synonym", ["house"]),
        ("houses", "synonym", ["house"]),
        ("green packs", "deprecated", ["pack"]),
        ("biro", "deprecated", []),
        ("Spring", "ambiguous", ["coil", "spring"]),
        ("mercury", "ambiguous", ["metal", "planet"]),
        ("Bar", "approved", ["bar"]),
        ("Baer", "approved", ["bear"]),
        ("ecofriendly packging", "near-miss", ["pack"]),
        ("packaging, eco-friendly", "near-miss", ["pack"]),
        ("Kuchen", "near-miss", ["kitchen"]),
        ("Farbe: rot", "synonym", ["red"]),
        ("Nature > Oak Tree", "synonym", ["oak"]),
        ("Mood: red", "near-miss", ["red"]),
        ("Kinderschuhe", "near-miss", ["shoe"]),
        ("non-red", "unknown", []),
        ("C++", "unknown", []),
        ("black & white", "synonym", ["bw"]),
        ("Black/White", "synonym", ["bw"]),
        ("schwarz und weiss", "synonym", ["bw"]),
        ("shoe (leather)", "near-miss", ["shoe"]),
        ("zebra", "unknown", []),
        ("❤", "unknown", []),
        ("", "unknown", []),
    ],
)
def test_how_a_tag_stands(tag: str, standing: str, concepts: list[str]):
    assert told(tag) == (standing, concepts)


@pytest.mark.parametrize("tag", ["home; red", "home, red", "#home #red", "home|red", "home\nred"])
def test_several_tags_in_one_have_an_answer_each(tag: str):
    (answer,) = VALIDATOR.tags([tag])
    assert answer.standing is Standing.SEVERAL
    assert [(part.tag.strip("#"), part.concept) for part in answer.parts] == [("home", "urn:house"), ("red", "urn:red")]


def test_a_tag_in_a_language_the_profile_does_not_name_is_to_be_written_in_the_first_it_names():
    (answer,) = VALIDATOR.tags(["house"], GERMAN)
    assert (answer.standing, answer.use[0].label) == (Standing.SYNONYM, Label("Haus", "de"))
    assert told("Haus", GERMAN) == ("approved", ["house"])


def test_without_a_profile_people_keep_to_their_language():
    answers = VALIDATOR.tags(["Häuser", "homes"], languages=("fr",))
    assert [answer.use[0].label.text for answer in answers] == ["Haus", "house"]


def test_a_word_of_several_languages_is_taken_as_it_is_written_or_else_as_the_reader_has_it():
    winter = Validator([Concept("urn:winter", (), named(de="Winter", en="winter", sv="vinter"))])
    for tag, languages, language in (
        ("winter", ("de",), "en"),
        ("Winter", ("en",), "de"),
        ("WINTER", ("en", "de"), "en"),
        ("winters", ("en", "de"), "en"),
    ):
        (answer,) = winter.tags([tag], languages=languages)
        assert answer.use[0].label.language == language


def test_of_two_concepts_the_one_in_a_language_or_scheme_of_the_profile_is_taken():
    assert told("spring", GERMAN) == ("ambiguous", ["coil", "spring"])
    assert told("home", SHOP) == ("outside", ["house"])
    assert told("red", SHOP) == ("approved", ["red"])
    assert told("houze", SHOP) == ("unknown", [])


def test_an_offer_says_how_alike_it_is_and_where_it_stands():
    (answer,) = VALIDATOR.tags(["oak tre"])
    (use,) = answer.use
    assert (round(use.likeness, 2), use.path, use.schemes) == (0.86, (Label("nature", "en"),), (THINGS,))
    assert answer.fate is Unknowns.PROPOSED


def test_a_record_is_complete_when_nothing_is_missing_and_no_tag_needs_a_hand():
    profile = Profile("full", schemes=(SchemeRule(COLOURS, 1), SchemeRule(THINGS, 1, 2)), languages=("en",))
    whole = VALIDATOR.record(["red", "homes"], ["urn:oak"], profile)
    assert (whole.complete, whole.missing, [one.standing for one in whole.concepts]) == (
        True,
        (),
        [Standing.APPROVED],
    )
    over = VALIDATOR.record(["home", "kitchen", "shoe"], (), profile)
    assert over.missing == (Missing(COLOURS, 0, 1, None), Missing(THINGS, 3, 1, 2))
    assert not over.complete


def test_what_needs_a_hand_makes_a_record_incomplete():
    free, strict = Profile("free"), Profile("strict", unknowns=Unknowns.REFUSED)
    assert VALIDATOR.record(["zebra"], (), free).complete
    assert not VALIDATOR.record(["zebra"], (), strict).complete
    for tag in ("mercury", "green pack", "houze", "home; red"):
        assert not VALIDATOR.record([tag], (), free).complete
    for iri in ("urn:old", "urn:nobody"):
        assert not VALIDATOR.record([], [iri], free).complete
    assert VALIDATOR.record([], ["urn:bar"], Profile("fr", languages=("fr",))).unnamed == ("urn:bar",)


def test_a_circle_of_broader_concepts_and_one_that_replaces_itself_end():
    around = [
        Concept("urn:a", preferred=named(en="alpha"), broader=("urn:b",)),
        Concept("urn:b", preferred=named(en="beta"), broader=("urn:a",)),
    ]
    (answer,) = Validator(around).tags(["beta > alpha"])
    assert (answer.standing, answer.concept) == (Standing.SYNONYM, "urn:a")


def test_no_vocabulary_knows_nothing():
    (answer,) = Validator([]).tags(["home"])
    assert answer == TagAnswer("home", Standing.UNKNOWN, fate=Unknowns.PROPOSED)


@settings(deadline=None)
@given(st.lists(st.text(max_size=20) | st.sampled_from([";", "home", "a > b", "red/home"]), max_size=5))
def test_every_tag_has_an_answer_whatever_it_is(tags: list[str]):
    assert [answer.tag for answer in VALIDATOR.tags(tags)] == tags


TERMS = ApprovedTerms(("v@1", concept) for concept in CONCEPTS)


def annotated(*tags: str) -> tuple[list[str], tuple[str, ...]]:
    normalised = TERMS.normalise(Asset("a", (Record("c", "1", "e", tags=tags),)))
    return [one.concept for one in normalised.annotations], normalised.unknown


def test_the_ingest_line_reads_lists_and_paths_and_takes_what_replaced_a_concept():
    assert annotated("home; rot", "Nature > oak tree", "green pack") == (
        ["urn:house", "urn:oak", "urn:pack", "urn:red"],
        (),
    )
    assert annotated("home; zebra", "biro", "mercury") == (["urn:house"], ("home; zebra", "biro"))


@settings(deadline=None)
@given(
    st.sampled_from([label.text for concept in CONCEPTS for _, label in concept.labels()]).flatmap(
        lambda text: st.sampled_from([text, text.upper(), text.replace(" ", "_"), f"{text}s", f"{text}e"])
    )
)
def test_what_the_validator_names_the_ingest_line_annotates(tag: str):
    (answer,) = VALIDATOR.tags([tag])
    named = [use.concept for use in answer.use if answer.standing.certain]
    assert annotated(tag)[0] == named
