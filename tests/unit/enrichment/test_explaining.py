"""Reasons in words: the strongest of each voice, in one line."""

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.catalogue import FakeCatalogue
from thesaury.enrichment.explaining import line, neighbours, phrases, titles, worth_reading
from thesaury.model.annotation import Evidence, Reason, Suggestion, Voice
from thesaury.model.asset import Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.ports.source import Page
from thesaury.vocabulary.thesaurus import Thesaurus

THESAURUS = Thesaurus(
    [Vocabulary("v", (), (Concept("urn:glass", preferred=(Label("glass packaging", "en"), Label("Glas", "de"))),))]
)
REASONS = st.lists(
    st.builds(Reason, st.sampled_from(Voice), st.sampled_from("abcd"), st.floats(0, 1), st.sampled_from(["", "x"]))
)


def suggested(*reasons: Reason, quotes: tuple[str, ...] = ()) -> Suggestion:
    evidence = tuple(Evidence("title", 0, len(quote), quote, quote) for quote in quotes)
    return Suggestion("urn:jar", 0.5, evidence, "learned/1", "v@1", reasons)


def said(found: Suggestion, language: str = "en", **known: str) -> str:
    return line(found, known, THESAURUS, (language,))


def test_words_come_first_then_neighbours_then_the_graph_then_meaning_then_experience():
    found = suggested(
        Reason(Voice.EXPERIENCE, "lid", 0.9),
        Reason(Voice.MEANING, "glass container", 0.612),
        Reason(Voice.GRAPH, "urn:glass", 0.4, "broader"),
        Reason(Voice.NEIGHBOUR, "a2", 0.714),
        quotes=("Jar", "pot", "jar", "kept back"),
    )
    assert said(found, a2="Jar on a table") == (
        "“Jar” in title, “pot” in title, “jar” in title, like “Jar on a table” (0.71), beside “glass packaging” (broader), "
        "close in meaning to “glass container” (0.61), “lid” in earlier reviews"
    )
    assert "beside “Glas” (broader)" in said(found, "de")


def test_nothing_known_is_an_empty_line():
    assert said(suggested()) == ""
    assert worth_reading(()) == ()


def test_who_is_gone_and_what_no_vocabulary_holds_is_said_all_the_same():
    found = suggested(Reason(Voice.NEIGHBOUR, "a9", 0.5), Reason(Voice.GRAPH, "urn:x#lost", 0.5))
    assert said(found) == "like an asset that is gone (0.50), beside “lost”"


def test_a_title_of_any_length_stays_in_its_line():
    told = said(suggested(Reason(Voice.NEIGHBOUR, "a2", 1.0)), a2="A jar\non a\ttable " * 99)
    assert told.startswith("like “A jar on a table A jar")
    assert told.endswith(" …” (1.00)")
    assert len(told) < 80


@given(REASONS)
def test_the_two_strongest_of_each_voice_with_each_subject_once(reasons: list[Reason]):
    read = worth_reading(reasons)
    assert [list(Voice).index(reason.voice) for reason in read] == sorted(list(Voice).index(r.voice) for r in read)
    for voice in Voice:
        heard = [reason for reason in reasons if reason.voice is voice]
        best = {subject: max(r.weight for r in heard if r.subject == subject) for subject in {r.subject for r in heard}}
        weights = [reason.weight for reason in read if reason.voice is voice]
        assert weights == sorted(best.values(), reverse=True)[:2]
    assert len({(reason.voice, reason.subject) for reason in read}) == len(read)


@given(REASONS, st.randoms())
def test_their_order_does_not_depend_on_how_they_came(reasons: list[Reason], chance):
    shuffled = list(reasons)
    chance.shuffle(shuffled)
    assert worth_reading(shuffled) == worth_reading(reasons)


def test_titles_of_neighbours_are_read_from_the_catalogue():
    catalogue = FakeCatalogue()
    catalogue.records.put_connection(Connection("dam", "table"))
    here = Record("dam", "1", "e", (Text("title", "Krug", "de"), Text("title", "Jug", "en")))
    catalogue.records.store_page("dam", Page((here,), "", True))
    found = [
        suggested(Reason(Voice.NEIGHBOUR, id, 0.5), Reason(Voice.GRAPH, id, 0.5)) for id in (here.asset_id, "gone")
    ]
    assert neighbours(found) == (here.asset_id, "gone")
    known = titles(catalogue, found, ("en",))
    assert known == {here.asset_id: "Jug"}
    assert phrases(found[0], known, THESAURUS, ("en",))[0] == "like “Jug” (0.50)"
