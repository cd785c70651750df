"""What speaks for a term: spellings that are one, where it stands, what is near it, and how much that is worth."""

from hypothesis import given
from hypothesis import strategies as st

from thesaury.governance.proposing import Company, Near, Tally, confidence, form_of, returns, spelled, term_of
from thesaury.governance.proposing.ranking import worth
from thesaury.governance.proposing.standing import places, widened
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label
from thesaury.model.proposal import Closeness, Use

AT = "2026-11-28T10:00:00+00:00"


def concept(iri: str, *labels: str, broader: tuple[str, ...] = (), language: str = "en") -> Concept:
    return Concept(iri, preferred=tuple(Label(text, language) for text in labels[:1]),
                   alternative=tuple(Label(text, language) for text in labels[1:]), broader=broader)  # fmt: skip


NEAR = Near(
    [
        concept("ship", "shipping", broader=("trade",)),
        concept("low", "low-carbon shipping", broader=("ship",)),
        concept("pack", "Verpackung", language="de"),
        concept("emballage", "emballage", language="fr"),
        concept("trade", "trade"),
        Concept("old", preferred=(Label("carbon shipping"),), deprecated=True),
    ],
    ("en",),
)


def record(connection: str, *tags: str, title: str = "", **properties: str) -> Record:
    named = tuple((name, (value,)) for name, value in properties.items())
    return Record(connection, "1", "e", (Text("title", title, "en"),) if title else (), tags, properties=named)


def test_spellings_of_a_term_are_one():
    tags = [
        ("Eco friendly", 2),
        ("ecofriendly", 1),
        ("eco_friendly", 4),
        ("EcoFriendly", 1),
        ("öko", 1),
        ("12", 9),
        ("!", 1),
    ]
    found = spelled(tags)
    assert set(found) == {"ecofriendly", "oko"}
    assert found["ecofriendly"] == (("eco_friendly", 4), ("Eco friendly", 2), ("EcoFriendly", 1), ("ecofriendly", 1))
    assert term_of(found["ecofriendly"]) == "eco friendly"
    assert term_of((("Hero_Shot", 1), ("hero shot", 1))) == "hero shot"
    assert form_of("x" * 101) == ""


@given(st.text(max_size=60))
def test_a_term_of_any_signs_has_a_form_that_stays(text: str):
    form = form_of(text)
    assert form_of(form) == form
    if form:
        term_of(((text, 1),)).encode()


@given(st.text(max_size=80), st.text(min_size=1, max_size=12))
def test_places_lie_within_the_text_and_have_the_form(text: str, term: str):
    form = form_of(term)
    for start, end in places(text, {form} - {""}):
        assert 0 <= start < end <= len(text)
        first, last = widened(text, start, end)
        assert 0 <= first <= start < end <= last <= len(text)
        assert form_of(text[start:end]) == form


def test_a_term_stands_in_a_text_however_it_is_spelled():
    text = "Carbon-neutral shipping, or carbonneutral Shipping; never carbon neutral shippings."
    assert [text[start:end] for start, end in places(text, {"carbonneutralshipping"})] == [
        "Carbon-neutral shipping",
        "carbonneutral Shipping",
    ]


def test_labels_that_are_alike_are_near_and_those_out_of_use_are_not():
    found = NEAR.alike("carbon shipping")
    assert [one.concept for one in found] == ["low", "ship"]
    assert all(one.why is Closeness.LABEL and 0.35 <= one.weight <= 1 for one in found)
    assert NEAR.alike("zzz") == NEAR.alike("") == []
    assert Near([]).alike("shipping") == []


def test_where_a_term_may_belong():
    assert [one.concept for one in NEAR.above("carbon shipping", "en", NEAR.alike("carbon shipping"))] == [
        "ship",
        "trade",
    ]
    [german] = NEAR.above("Mehrwegverpackung", "de", [])
    assert (german.concept, german.why) == ("pack", Closeness.HEAD)
    [french] = NEAR.above("emballage durable", "fr", [])
    assert french.concept == "emballage"
    assert NEAR.above("emballage durable", "en", []) == []


def test_what_speaks_for_a_term_is_counted_asset_by_asset():
    tally = Tally(["ecobox"])
    assets = [
        (Asset("a", (record("dam", "Eco box", "sea", team="Retail", market="DE"),)), ("c1", "c2")),
        (Asset("b", (record("dam", "eco-box", title="An eco box.", team="Retail"), record("shop", "lake"))), ("c1",)),
        (Asset("c", (record("shop", title="The EcoBox is here.", department="Press"),)), ("c2",)),
        (Asset("d", (record("shop", "economy box"),)), ("c1",)),
    ]
    assert [tally.add(asset, concepts) for asset, concepts in assets] == [True, True, True, False]
    found = tally.surrounded("eco box", "en", NEAR, Company({"c1": 2, "c2": 40}, 40), AT)
    assert (found.assets, found.tagged) == (3, 2)
    assert found.spellings == (("Eco box", 1), ("eco-box", 1))
    assert set(found.uses) == {
        Use("source", "dam", 2),
        Use("source", "shop", 1),
        Use("team", "Retail", 2),
        Use("team", "Press", 1),
        Use("market", "DE", 1),
    }
    assert found.worth == worth([2, 1])
    assert [(one.asset, one.quote) for one in found.examples] == [
        ("b", "An eco box."),
        ("c", "The EcoBox is here."),
        ("a", "Eco box"),
    ]
    assert [(one.concept, one.why, one.weight) for one in found.neighbours] == [("c1", Closeness.COMPANY, 0.67)]
    assert tally.language("de") == "en"
    assert Tally(["x"]).gathered(AT).assets == 0


def test_five_teams_say_more_than_one_import():
    assert worth([2] * 5) > worth([10])
    assert (confidence(1), confidence(18)) == (0.33, 0.9)


def test_a_rejected_term_returns_once_twice_as_many_speak_for_it():
    assert [returns(now, 5) for now in (5, 9, 10)] == [False, False, True]
    assert [returns(now, 0) for now in (0, 1, 2)] == [False, False, True]
