"""Suggestions as somebody types, over a small vocabulary in two languages with homonyms, hidden labels and deprecated concepts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.search.completing.completed import completed
from thesaury.search.completing.completer import Completer, Completion
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.folding import ways

HIDDEN = ("recyling box", "geheimwort")


def concept(name: str, en: str, de: str = "", *, also: tuple[str, ...] = (), **more) -> Concept:
    preferred = tuple(Label(text, code) for text, code in ((de, "de"), (en, "en")) if text)
    alternative = tuple(Label(text, "en") for text in also)
    return Concept(f"urn:{name}", ("urn:topics",), preferred, alternative, **more)


THESAURUS = Thesaurus(
    [
        Vocabulary(
            "v",
            (ConceptScheme("urn:topics", (Label("Topics", "en"), Label("Themen", "de"))),),
            (
                concept("packaging", "packaging", "Verpackung"),
                concept(
                    "recyclable",
                    "recyclable packaging",
                    "recycelbare Verpackung",
                    also=("eco pack", "green packaging"),
                    hidden=(Label(HIDDEN[0], "en"), Label(HIDDEN[1], "de")),
                    broader=("urn:packaging",),
                ),
                concept("pack", "pack animal", "Packtier"),
                concept("bottle", "glass bottle", "Glasflasche", broader=("urn:packaging",)),
                concept("kitchen", "kitchen", "Küche"),
                concept("muller", "Müller & Sons"),
                concept("street", "street", "Straße"),
                concept("crane-bird", "crane", broader=("urn:bird",)),
                concept("crane-machine", "crane", broader=("urn:machine",)),
                concept("bird", "bird", "Vogel"),
                concept("machine", "machine", "Maschine"),
                concept("sack", "plastic sack", deprecated=True, replaced_by="urn:sack2"),
                concept("sack2", "plastic bag", deprecated=True, replaced_by="urn:bottle"),
                concept("old", "obsolete thing", deprecated=True),
                concept("circle", "round thing", deprecated=True, replaced_by="urn:circle"),
                concept("emoji", "🎄 𝒳mas tree"),
            ),
        )
    ]
)
COUNTS = {"urn:packaging": 9, "urn:recyclable": 4, "urn:bottle": 3, "urn:crane-machine": 2}
NAMES = [
    ("campaign", "Green Spring", 7),
    ("campaign", "Packs a Punch", 1),
    ("market", "DE", 5),
    ("market", "CH", 2),
    ("tag", "pack_v2", 1),
    ("tag", "---", 3),
]
COMPLETER = Completer(THESAURUS, COUNTS, NAMES)
TYPED = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ["pack", "gre", "Kü", "geheim", "recyl", " ", ":", "market", '"', "-", "🎄", "𝒳m", "ß", "glas", "x"]
    ),
    max_size=8,
).map("".join)


def complete(typed: str, *languages: str, limit: int = 8) -> tuple[Completion, ...]:
    return COMPLETER.complete(typed, languages or ("en",), limit)


def texts(typed: str, *languages: str) -> list[str]:
    return [one.text for one in complete(typed, *languages)]


def bits(one: Completion) -> list[str]:
    return [one.label.text[start:end] for start, end in one.spans]


def test_what_is_held_comes_first_then_starts_of_labels_then_of_words():
    shown = [(one.label.text, one.count) for one in complete("pack")]
    assert shown == [
        ("packaging", 9),
        ("pack_v2", 1),
        ("Packs a Punch", 1),
        ("recyclable packaging", 4),
        ("pack animal", 0),
    ]


def test_one_typed_in_full_comes_before_longer_ones():
    completer = Completer(THESAURUS, {"urn:pack": 1, "urn:recyclable": 900}, [("campaign", "Pack", 1)])
    assert completer.complete("pack", ("en",))[0].text == "Pack"


def test_an_alternative_label_says_what_to_use_and_puts_it_into_the_box():
    one = complete("eco")[0]
    assert (one.label, one.preferred, one.text) == (
        Label("eco pack", "en"),
        Label("recyclable packaging", "en"),
        "recyclable packaging",
    )
    assert bits(one) == ["eco"]


def test_a_label_in_another_language_leads_to_the_term_of_the_reader():
    one = complete("verpack", "en")[0]
    assert (one.label.language, one.preferred) == ("de", Label("packaging", "en"))
    assert complete("verpack", "de")[0].preferred is None
    assert texts("verpack", "de-AT")[0] == "Verpackung"


def test_a_hidden_label_is_matched_and_never_shown():
    for typed in HIDDEN:
        (one,) = complete(typed)
        assert (one.label, one.preferred, one.spans) == (Label("recyclable packaging", "en"), None, ())


def test_the_speller_knows_words_of_hidden_labels_and_corrects_to_none():
    assert COMPLETER.speller.corrected(["geheimwort", "geheimwrot", "recyling"]) == ()
    assert COMPLETER.speller.corrected(["recyclabel", "Verpakcung", "srping"]) == (
        ("recyclabel", "recyclable"),
        ("Verpakcung", "Verpackung"),
        ("srping", "Spring"),
    )


def test_words_in_any_order_each_perhaps_unfinished():
    assert texts("pack rec") == ["recyclable packaging"]
    assert bits(complete("pack rec")[0]) == ["rec", "pack"]


@pytest.mark.parametrize(
    ("typed", "label", "bit"),
    [
        ("kuch", "Küche", "Küch"),
        ("kuech", "Küche", "Küch"),
        ("KÜCH", "Küche", "Küch"),
        ("ku\u0308ch", "Küche", "Küch"),
        ("muel", "Müller & Sons", "Mül"),
        ("strass", "Straße", "Straß"),
        ("straß", "Straße", "Straß"),
        ("xmas", "🎄 𝒳mas tree", "𝒳mas"),
    ],
)
def test_capitals_accents_and_umlauts_make_no_difference(typed, label, bit):
    one = complete(typed)[0]
    assert one.label.text == label
    assert bits(one) == [bit]


def test_homonyms_are_told_apart_by_what_is_above_them():
    assert [(one.parent.text, one.count) for one in complete("crane")] == [("machine", 2), ("bird", 0)]
    assert complete("packaging", "de")[0].parent == Label("Themen", "de")


def test_a_deprecated_concept_leads_to_its_replacement_and_is_left_out_without_one():
    one = complete("plastic sa")[0]
    assert (one.label.text, one.concept, one.preferred.text, one.count) == (
        "plastic sack",
        "urn:bottle",
        "glass bottle",
        3,
    )
    assert complete("obsolete") == ()
    assert complete("round") == ()
    held = Completer(THESAURUS, {"urn:old": 1, "urn:circle": 1})
    assert [c.concept for typed in ("obsolete", "round") for c in held.complete(typed)] == ["urn:old", "urn:circle"]


def test_names_stand_beside_concepts_and_one_concept_is_suggested_once():
    assert [(one.kind, one.text) for one in complete("green")] == [
        ("campaign", "Green Spring"),
        ("concept", "recyclable packaging"),
    ]
    assert len(complete("p", limit=2)) == 2
    assert [one.concept for one in complete("recyc")].count("urn:recyclable") == 1


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("red kitch", "red kitchen"),
        ("market:d", "market:DE"),
        ("Markt : d", "Markt : DE"),
        ("campaign:gre", 'campaign:"Green Spring"'),
        ('campaign:"green sp', 'campaign:"Green Spring"'),
        ("market:DE kitch", "market:DE kitchen"),
        ("concept:recy", 'concept:"recyclable packaging"'),
        ("box -kitch", "box -kitchen"),
        ("box -recyc", 'box -"recyclable packaging"'),
        ('"kitch', '"kitchen"'),
        ("http://x kitch", "http://x kitchen"),
    ],
)
def test_what_stands_before_stays_in_the_box(typed, text):
    assert texts(typed)[0] == text


@pytest.mark.parametrize("typed", ["", " ", "zzzz", "title:pack", "market:pack", "market:", "eco-kitch", "!?", "---"])
def test_no_suggestion_where_none_fits(typed):
    assert complete(typed) == ()


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("recycelbar", "recycelbare Verpackung"),
        ("packagign", "packaging"),
        ("vogle", "Vogel"),
        ("kitchne", "kitchen"),
        ("gitchen", "kitchen"),
        ("recyclabe pakc", "recyclable packaging"),
        ("red kitchne", "kitchen"),
    ],
)
def test_the_nearest_spelling_is_tried_where_nothing_begins_with_what_was_typed(typed, label):
    one = complete(typed)[0]
    assert one.label.text == label
    assert one.corrected is (typed != "recycelbar")


def test_counts_and_names_are_renewed_and_labels_kept():
    renewed = COMPLETER.renewed({"urn:pack": 1}, [])
    assert renewed.complete("pack", ("en",))[0].concept == "urn:pack"
    assert renewed.complete("market:d") == ()
    assert complete("pack")[0].concept == "urn:packaging"


def test_what_is_called_exactly_so():
    assert COMPLETER.named("concept", "KUECHE") == () == COMPLETER.named("concept", "packag")
    assert COMPLETER.named("concept", "kuche") == ("urn:kitchen",)
    assert COMPLETER.named("concept", "Crane") == ("urn:crane-bird", "urn:crane-machine")
    assert COMPLETER.named("market", "de") == ("DE",)
    assert COMPLETER.named("campaign", "de") == COMPLETER.named("market", "") == ()


def test_as_plain_data_of_a_stable_shape():
    (one,) = completed(complete("eco"))
    assert one == {
        "text": "recyclable packaging",
        "label": {"text": "eco pack", "language": "en"},
        "spans": [[0, 3]],
        "kind": "concept",
        "concept": "urn:recyclable",
        "preferred": {"text": "recyclable packaging", "language": "en"},
        "parent": {"text": "packaging", "language": "en"},
        "count": 4,
        "corrected": False,
    }


@given(TYPED)
@settings(max_examples=120, deadline=None)
def test_any_text_may_be_typed(typed):
    for one in complete(typed, "de"):
        assert one.label.text not in HIDDEN
        assert not any(hidden in one.text for hidden in HIDDEN if hidden not in typed)
        edges = [edge for span in one.spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(one.label.text) for start, end in one.spans)
    assert len({(one.kind, one.concept or one.text) for one in complete(typed)}) == len(complete(typed))


@given(st.text(max_size=12))
@settings(max_examples=80, deadline=None)
def test_every_start_of_a_word_finds_it(word):
    completer = Completer(Thesaurus([]), {}, [("tag", word, 1)])
    first = next((w for w in word.replace("_", " ").split() if w.isalnum()), "")
    if first and word.startswith(first) and ways(first)[0].isalnum():
        assert [one.label.text for one in completer.complete(first)] == [word]


@pytest.mark.parametrize(
    "typed", ["a" * 10_000, "pack " * 2_000, ":" * 10_000, "market:" * 1_400, '"' * 10_000, "schiff" * 1_600]
)
def test_ten_thousand_characters_may_be_typed(typed):
    assert isinstance(complete(typed), tuple)
