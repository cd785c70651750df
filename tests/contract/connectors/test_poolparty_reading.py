"""Reading PoolParty without a server: wild payloads, error bodies, texts with their way back, places and consistency."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from thesaury.connectors.http import Reply
from thesaury.connectors.poolparty.comparing import differing
from thesaury.connectors.poolparty.consistent import merged, vocabulary
from thesaury.connectors.poolparty.cursor import MOST_SEEN, Cursor, cursor_of
from thesaury.connectors.poolparty.extraction import AUTO, CODEPOINTS, UTF16, found_in, is_extraction, located
from thesaury.connectors.poolparty.mapping import Answer, answered, concept, found, status_of
from thesaury.connectors.poolparty.model import build_from
from thesaury.connectors.poolparty.passages import passage
from thesaury.connectors.poolparty.proposals import _outcomes
from thesaury.connectors.poolparty.reading import iri_of, listed, moment, texts
from thesaury.connectors.poolparty.replies import granted, message_of, said, said_of_a_text
from thesaury.model.asset import Text
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import LostReply, Refused
from thesaury.ports.vocabulary_source import Proposal

IRI = "https://t.example/"
KEYS = st.sampled_from(
    [
        *("prefLabel", "prefLabels", "altLabels", "definitions", "scopeNotes", "notations", "broaders", "narrowers"),
        *(
            "relateds",
            "conceptSchemes",
            "exactMatch",
            "workflowStatus",
            "properties",
            "uri",
            "label",
            "language",
            "types",
        ),
        *(
            "concepts",
            "document",
            "matchingLabels",
            "matchedTexts",
            "matchedText",
            "positions",
            "beginningIndex",
            "endIndex",
        ),
        *(
            "score",
            "frequencyInDocument",
            "message",
            "responseBase",
            "success",
            "de",
            "http://purl.org/dc/terms/isReplacedBy",
        ),
    ]
)
ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(f"{IRI}1")
WILD = st.recursive(
    ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25
)


@given(st.dictionaries(st.sampled_from(["en", "de"]), WILD))
def test_any_payload_becomes_a_concept_that_can_be_stored(answers: dict[str, Any]):
    read = concept({"uri": f"{IRI}1", "answers": answers})
    for label in (*read.preferred, *read.alternative, *read.definitions, *read.notes):
        assert label.text.strip()
        assert label.text.encode()
    for iri in (*read.broader, *read.related, *read.schemes):
        assert iri.startswith(("http", "urn"))
    assert found(answers) in (True, False)


@given(WILD, WILD)
def test_any_answer_of_the_extractor_is_read_or_refused(answer: Any, other: Any):
    text = passage([Text("title", "🚢 harbour")])
    is_extraction(answer)
    for body in (answer, {"concepts": answer}, {"document": {"concepts": [other]}}):
        for places in located(found_in(body), text, 0, text.content, AUTO).values():
            assert all(place.quote for _, place in places)
        assert all(0 <= hit.score <= 1 for hit in found_in(body))


@given(WILD)
def test_any_body_gives_a_message_or_none(body: Any):
    reply = Reply(500, {}, json.dumps(body).encode(), "/x")
    assert isinstance(message_of(reply), str)
    assert said(reply) == said(reply)
    build_from(body).sentence()
    listed(body, "concepts")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"status": 400, "errorMessage": "No such <b>concept</b>", "message": "other"}', "No such concept"),
        ('{"message": "Access denied"}', "Access denied"),
        ('{"responseBase": {"message": "Something broke"}}', "Something broke"),
        ("<html><head><title>502</title></head><body>Bad gateway</body></html>", "502 Bad gateway"),
        ("", ""),
        ('"just words"', "just words"),
        ("[1]", ""),
    ],
)
def test_every_shape_of_error_gives_its_words(body: str, message: str):
    assert said(Reply(400, {}, body.encode(), "/x")).message == message


def test_an_unlicensed_feature_is_final_and_a_busy_server_is_not():
    assert said(Reply(503, {}, b"", "/x")).final
    assert said(Reply(503, {}, b"", "/x")).message.startswith("not licensed")
    assert not said(Reply(503, {"retry-after": "5"}, b"", "/x")).final
    assert not said(Reply(500, {}, b'{"message": "busy"}', "/x")).final
    assert said_of_a_text(Reply(500, {}, b'{"message": "bad text"}', "/x")).final
    assert not said_of_a_text(Reply(502, {}, b'{"message": "bad gateway"}', "/x")).final


def test_a_200_that_was_no_success_is_refused_with_its_message():
    assert granted("words", "x", {"success": True}) == {"success": True}
    with pytest.raises(Refused, match="refresh was not done, says the server: Running"):
        granted("words", "refresh", {"success": False, "message": "", "plainMessage": "Running"})
    with pytest.raises(Refused, match="Concept Index is empty"):
        granted("words", "extract", {"responseBase": {"message": "Concept Index is empty"}})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue Dec 29 10:33:03 CET 2015", datetime(2015, 12, 29, 10, 33, 3)),
        ("2015-12-29T10:33:03", datetime(2015, 12, 29, 10, 33, 3)),
        ("2015-12-29T10:33:03+0100", datetime(2015, 12, 29, 10, 33, 3)),
        (0, datetime(1970, 1, 1)),
        ("Tue Foo 99 10:33:03 CET 2015", None),
        ("yesterday", None),
        (None, None),
        (10**30, None),
    ],
)
def test_java_dates_are_read_leniently(text: Any, expected: datetime | None):
    assert moment(text) == expected


def test_the_state_of_a_model_in_words():
    stale = {"lastBuildTime": "Tue Dec 29 10:33:03 CET 2015", "lastChangeTime": "Tue Dec 29 12:33:03 CET 2015"}
    assert "2.0 hours after it" in build_from({**stale, "upToDate": False}).sentence()
    assert "up to date (built" in build_from({**stale, "upToDate": "true"}).sentence()
    assert "not known" in build_from(stale).sentence()
    assert "never built" in build_from({}).sentence()
    assert build_from(stale).mark != build_from({"lastBuildTime": "another"}).mark


def test_one_thing_in_every_shape():
    said_ = [Label("cup", "en")]
    for value in (
        "cup",
        ["cup"],
        {"label": "cup", "language": "en"},
        [{"value": "cup"}],
        {"en": "cup"},
        {"en": ["cup"]},
    ):
        assert list(texts(value, "en")) == said_
    for value in (f"{IRI}1", f'"{IRI}1"', {"uri": f"{IRI}1", "prefLabel": "x"}, f" <{IRI}1> "):
        assert iri_of(value) == f"{IRI}1"
    assert listed({"projects": [1]}, "projects") == listed([1], "projects") == [1]
    assert [status_of(one) for one in ("APPROVED", {"label": "Draft"}, ["Suggested"], None, "candidate")] == [
        *("approved", "draft", "suggested", "", "suggested")
    ]


MARKUP = ["<b>", "</b>", "<br/>", "&amp;", "&nbsp;", "&uuml;", "&#128674;", "&NotEqualTilde;", "&nonsense;"]
LETTERS = [
    "&",
    "<",
    ">",
    "\r\n",
    "\t",
    "\x00",
    "\ud800",
    "🚢",
    "e\u0301",
    "ß",
    "İ",
    "Grüße",
    "harbour",
    " ",
    "-",
    "\u2028",
]
WRITTEN = st.lists(st.sampled_from(MARKUP + LETTERS) | st.text(max_size=5), max_size=12).map("".join)


@given(st.lists(WRITTEN, min_size=1, max_size=3))
@example(["a&nbsp;&NotEqualTilde;<p>\ud800"])
def test_every_character_that_is_sent_knows_where_it_came_from(values: list[str]):
    one = passage([Text("title", value) for value in values])
    assert len(one.content) == len(one.origins)
    assert one.content.encode() is not None
    assert not any(mark in one.content for mark in "\r\n\t\x00")
    for at, (number, start, end) in enumerate(one.origins):
        if number >= 0:
            assert 0 <= start < end <= len(values[number])
            place = one.place(at, at + 1)
            assert place is not None
            assert place.quote == values[number][start:end]


@given(WRITTEN, st.integers(4, 40), st.integers(0, 12))
def test_pieces_cover_the_whole_and_keep_their_places(value: str, size: int, overlap: int):
    one = passage([Text("title", value * 5)])
    end = 0
    for start, chunk in one.chunks(size, overlap):
        assert len(chunk) <= size
        assert start <= end
        assert one.content[start : start + len(chunk)] == chunk
        end = start + len(chunk)
    assert end == len(one.content)


@given(WRITTEN, WRITTEN, st.sampled_from([UTF16, CODEPOINTS]))
def test_a_quote_is_found_exactly_whatever_is_counted(before: str, after: str, unit: str):
    value = f"{before} lighthouse {after}"
    one = passage([Text("title", value)])
    assume("lighthouse" in one.content)  # not within a tag
    at = one.content.index("lighthouse")
    begin = len(one.content[:at].encode("utf-16-le")) // 2 if unit == UTF16 else at
    answer = {
        "concepts": [
            {
                "uri": f"{IRI}1",
                "score": 100,
                "matchingLabels": [
                    {
                        "label": "lighthouse",
                        "matchedTexts": [
                            {
                                "matchedText": "Lighthouse",
                                "positions": [{"beginningIndex": begin, "endIndex": begin + 9}],
                            }
                        ],
                    }
                ],
            }
        ]
    }
    for asked in (unit, AUTO):
        [(_, place)] = located(found_in(answer), one, 0, one.content, asked)[f"{IRI}1"]
        assert place.quote == "lighthouse" == value[place.start : place.end]


def test_a_match_across_two_texts_and_one_that_is_nowhere_are_left_out():
    one = passage([Text("tag", "fishing"), Text("tag", "boat")])
    for quote in ("fishing ; boat", "submarine"):
        words = [
            {
                "label": quote,
                "matchedTexts": [{"matchedText": quote, "positions": [{"beginningIndex": 0, "endIndex": 13}]}],
            }
        ]
        answer = {"concepts": [{"uri": f"{IRI}1", "matchingLabels": words}]}
        assert located(found_in(answer), one, 0, one.content, AUTO).get(f"{IRI}1", []) == []


def test_both_sides_of_a_relation_agree_after_a_partial_reading():
    kept = {
        f"{IRI}a": Concept(f"{IRI}a", preferred=(Label("a", "en"),)),
        f"{IRI}b": Concept(f"{IRI}b", preferred=(Label("b", "en"),), broader=(f"{IRI}a",), related=(f"{IRI}c",)),
        f"{IRI}c": Concept(f"{IRI}c", preferred=(Label("c", "en"),), related=(f"{IRI}b",)),
    }
    read = {f"{IRI}a": answered(f"{IRI}a", {"en": {"prefLabel": "a", "narrowers": [f"{IRI}c"]}})}
    concepts = merged(kept, read, frozenset())
    assert (concepts[f"{IRI}b"].broader, concepts[f"{IRI}c"].broader) == ((), (f"{IRI}a",))
    assert merged(kept, {}, frozenset({f"{IRI}b"})).keys() == {f"{IRI}a", f"{IRI}c"}
    left = vocabulary("v", [], merged(kept, {}, frozenset({f"{IRI}b"})))
    assert left.concepts[1].related == ()


NAMES = st.sampled_from([f"{IRI}{letter}" for letter in "abcdefg"])
SETS = st.sets(NAMES, max_size=4).map(lambda names: tuple(sorted(names)))
CONCEPTS = st.builds(
    Concept, NAMES, broader=SETS, related=SETS, schemes=st.just(()), preferred=st.just((Label("x", "en"),))
)


@given(st.lists(CONCEPTS, max_size=7), SETS)
def test_whatever_is_said_the_hierarchy_has_no_circle(concepts: list[Concept], tops: tuple[str, ...]):
    scheme = ConceptScheme(f"{IRI}scheme", (), tops)
    answers = {one.iri: Answer(one) for one in concepts}
    made = vocabulary("v", [scheme], merged({}, answers, frozenset()))
    known = {one.iri: one for one in made.concepts}
    for one in made.concepts:
        above, level = set(), set(one.broader)
        while level:
            above |= level
            level = {over for iri in level for over in known[iri].broader} - above
        assert one.iri not in above
        assert not above & set(one.related)
        assert set(one.related) <= known.keys()
    assert vocabulary("v", made.schemes, {one.iri: one for one in made.concepts}) == made


def test_a_comparison_sees_one_language_and_not_the_mending():
    one = Concept(f"{IRI}a", preferred=(Label("cup", "en"),), alternative=(Label("mug", "en"),))
    spaced = Concept(f"{IRI}a", preferred=(Label(" cup ", "en"),), alternative=(Label("cup", "en"), Label("mug", "en")))
    other = Concept(f"{IRI}a", preferred=(Label("cup", "en"), Label("Becher", "de")), alternative=(Label("mug", "en"),))
    nameless = Concept(f"{IRI}b")

    def held(*concepts: Concept) -> Vocabulary:
        return Vocabulary("v", (), concepts)

    assert differing(held(one), held(one, nameless)) == frozenset()
    assert differing(held(one), held(other)) == {f"{IRI}a"}
    assert differing(held(one), held()) == {f"{IRI}a"}
    trimmed = Concept(f"{IRI}a", preferred=(Label("cup", "en"),), alternative=spaced.alternative)
    assert differing(held(one), held(trimmed)) == frozenset()


def test_a_cursor_survives_and_forgets_what_is_too_much():
    now = datetime.now(UTC).isoformat()
    cursor = Cursor("P", ("en",), now, now, "then", True, ("a", "b"))
    assert cursor_of(cursor.text(), "P", ("en",)) == cursor
    assert cursor_of(cursor.text(), "Q", ("en",)) is None
    assert cursor_of(cursor.text(), "P", ("en", "de")) is None
    assert cursor_of(Cursor("P", ("en",), "2020-01-01", now).text(), "P", ("en",)) is None
    many = Cursor("P", ("en",), now, now, seen=tuple(map(str, range(MOST_SEEN + 1))))
    assert cursor_of(many.text(), "P", ("en",)) == Cursor("P", ("en",), now, now)


@given(WILD | st.text())
def test_any_cursor_is_read_or_forgotten(value: Any):
    text = value if isinstance(value, str) else json.dumps(value)
    assert cursor_of(text, "P", ("en",)) is None


def test_answers_for_fewer_proposals_than_sent_are_a_lost_reply():
    batch = [Proposal("1", "a", "en", 0.5), Proposal("2", "b", "en", 0.5)]
    with pytest.raises(LostReply):
        _outcomes(batch, [{"uri": f"{IRI}1"}], "words")
    ended = _outcomes(batch, [{"uri": f"{IRI}1"}, {"errorMessage": "Label already exists"}], "words")
    assert [(one.iri, one.duplicate) for one in ended] == [(f"{IRI}1", False), ("", True)]
