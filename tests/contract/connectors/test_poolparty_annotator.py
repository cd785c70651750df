"""The PoolParty annotator over the sandbox: the promises of every annotator, exact places, and failures that are named."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.annotator_suite import BOAT, HARBOUR, LIGHTHOUSE, VOCABULARY, AnnotatorSuite, asset, says
from tests.contract.connectors.poolparty_server import Bench, served
from thesaury.connectors.poolparty.annotator import PoolPartyAnnotator
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Vocabulary, VocabularyVersion
from thesaury.model.errors import NeedsLogin, Refused, Unreachable
from thesaury.ports.annotator import Unread

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:t:scheme> a skos:ConceptScheme ; skos:prefLabel "Coast"@en ; skos:hasTopConcept <urn:t:boat>, <urn:t:harbour> .
<urn:t:boat> a skos:Concept ; skos:prefLabel "fishing boat"@en ; skos:related <urn:t:harbour> ; skos:topConceptOf <urn:t:scheme> .
<urn:t:harbour> a skos:Concept ; skos:prefLabel "harbour"@en ; skos:altLabel "port of call"@en ; skos:topConceptOf <urn:t:scheme> .
<urn:t:lighthouse> a skos:Concept ; skos:prefLabel "lighthouse"@en, "Leuchtturm"@de ; skos:broader <urn:t:harbour> .
"""


def version(vocabulary: Vocabulary) -> VocabularyVersion:
    return VocabularyVersion(vocabulary.name, 1, "d", len(vocabulary.concepts), "", "")


@pytest.fixture(scope="module", params=["10", "6"])
def server(request: pytest.FixtureRequest) -> Iterator[Bench]:
    with served(request.param) as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    """The demo project with the suite's concepts imported beside its own, and a model that knows them."""
    if server.fresh():
        server.imported(TURTLE)
        server.do("refresh")
        server.touched = False
        server.forget()
    return server


def annotating(bench: Bench, vocabulary: Vocabulary = VOCABULARY, **settings: str) -> PoolPartyAnnotator:
    kept = [(version(vocabulary), vocabulary)]
    return bench.opened("annotator", kept, **settings)  # type: ignore[no-any-return]


class TestPoolParty(AnnotatorSuite):
    @pytest.fixture(autouse=True)
    def _bench(self, bench: Bench) -> None:
        self.bench = bench
        self.kept: PoolPartyAnnotator | None = None

    def annotator(self) -> PoolPartyAnnotator:
        self.kept = self.kept or annotating(self.bench)
        return self.kept


def texts(*values: str, field: str = "description", language: str = "en") -> Asset:
    return Asset("1", (Record("test", "1", "1", tuple(Text(field, value, language) for value in values)),))


def quotes(found: Any, concept: str) -> list[str]:
    return [evidence.quote for one in found for evidence in one.evidence if one.concept == concept]


HARD = "Grüße 🚢🚢 from the <b>harbour</b> &amp; the\r\nfishing\tboat&nbsp;– e\u0301 ß 🏴\u200d☠️ lighthouse"


@pytest.mark.parametrize("unit", ["utf16", "codepoint"])
@pytest.mark.parametrize("offsets", ["auto", "right"])
def test_evidence_is_exactly_what_stands_there(bench: Bench, unit: str, offsets: str):
    bench.options(position_unit=unit)
    right = {"utf16": "utf16", "codepoint": "codepoints"}[unit]
    one = texts(HARD)
    [found] = annotating(bench, offsets=right if offsets == "right" else "auto").suggest([one])
    assert quotes(found, HARBOUR) == ["harbour"]
    assert quotes(found, BOAT) == ["fishing\tboat"]
    assert quotes(found, LIGHTHOUSE) == ["lighthouse"]
    assert all(says(one, evidence) for suggestion in found for evidence in suggestion.evidence)


def test_wrongly_declared_offsets_are_mended_by_the_quote(bench: Bench):
    bench.options(position_unit="utf16")
    [found] = annotating(bench, offsets="codepoints").suggest([texts("🚢🚢🚢 harbour 🚢 lighthouse")])
    assert quotes(found, HARBOUR) == ["harbour"]
    assert quotes(found, LIGHTHOUSE) == ["lighthouse"]


def test_long_texts_go_in_pieces_and_every_place_is_right(bench: Bench):
    filler = "Grüße 🚢 aus dem Süden & so fort, "
    text = filler * 30 + "the fishing boat " + filler * 40 + "in the harbour " + filler * 30 + "fishing boat"
    one = texts(text)
    [found] = annotating(bench, chunk_size="500").suggest([one])
    starts = [evidence.start for hit in found for evidence in hit.evidence if hit.concept == BOAT]
    assert starts == [text.index("fishing boat"), text.rindex("fishing boat")]
    assert quotes(found, HARBOUR) == ["harbour"]
    assert sum(request["path"].endswith("/extract") for request in bench.asked()) > 6


def test_every_field_is_named_and_a_score_is_the_best_of_all(bench: Bench):
    record = Record(
        "test", "1", "1", (Text("title", "Harbour", "en"), Text("description", "By the harbour", "en")), ("harbour",)
    )
    [found] = annotating(bench).suggest([Asset("1", (record,))])
    assert [(hit.concept, hit.score) for hit in found] == [(HARBOUR, 1.0)]
    assert [evidence.field for evidence in found[0].evidence] == ["title", "description", "tag"]


def test_a_failing_document_is_named_and_spoils_no_other(bench: Bench):
    word = bench.where["failing_word"]
    found = annotating(bench).suggest([asset("1", "harbour"), asset("2", f"{word} harbour"), asset("3", "lighthouse")])
    assert isinstance(found[1], Unread)
    assert found[1].reason
    assert [[one.concept for one in hits] for hits in (found[0], found[2])] == [[HARBOUR], [LIGHTHOUSE]]


def test_many_failing_documents_do_not_open_the_circuit(bench: Bench):
    word = bench.where["failing_word"]
    found = annotating(bench).suggest([asset(str(n), f"{word} {n}") for n in range(12)] + [asset("good", "harbour")])
    assert all(isinstance(one, Unread) for one in found[:-1])
    assert [one.concept for one in found[-1]] == [HARBOUR]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "fault", ["status:500", "status:502", "html200", "empty", "garbage", "cut", "reset", "truncate"]
)
def test_a_fault_that_passes_costs_nothing_or_one_named_document(bench: Bench, fault: str):
    bench.fault(fault, "/extract$", times=1)
    [found] = annotating(bench).suggest([asset("1", "harbour")])
    assert isinstance(found, Unread) or [one.concept for one in found] == [HARBOUR]
    assert isinstance(found, Unread) == (fault == "status:500")


def test_nothing_can_be_read_while_the_extractor_is_down(bench: Bench):
    annotator = annotating(bench)
    assert annotator.version
    bench.fault("reset", "/extract$", times=None)
    with pytest.raises(Unreachable):
        annotator.suggest([asset("1", "harbour"), asset("2", "lighthouse")])


def test_an_unlicensed_extractor_is_said_at_once(bench: Bench):
    annotator = annotating(bench)
    assert annotator.version
    bench.options(features=["thesaurus", "history"])
    with pytest.raises(Refused, match="not licensed"):
        annotator.suggest([asset("1", "harbour")])
    assert sum(request["path"].endswith("/extract") for request in bench.asked()) == 1


def test_an_unbuilt_model_is_a_refusal_with_what_to_do(bench: Bench):
    bench.do("drop_model")
    with pytest.raises(Refused, match=r"Concept Index is empty.*refresh"):
        annotating(bench).suggest([asset("1", "harbour")])


def test_a_wrong_password_is_a_login(bench: Bench):
    with pytest.raises(NeedsLogin):
        annotating(bench, password="no such password").suggest([asset("1", "harbour")])


def test_languages_the_project_lacks_are_not_sent_and_said_once(bench: Bench, caplog: pytest.LogCaptureFixture):
    annotator = annotating(bench)
    assets = [asset("1", "harbour", language="ja"), asset("2", "lighthouse", language="ja"), asset("3", "harbour")]
    found = annotator.suggest(assets)
    assert found[:2] == [(), ()]
    assert [one.concept for one in found[2]] == [HARBOUR]  # type: ignore[union-attr]
    assert [record.message for record in caplog.records if "not covered" in record.message] == [
        "words: language not covered: ja; texts in it are not sent."
    ]


def test_a_regional_language_is_asked_for_as_the_project_has_it(bench: Bench):
    [found] = annotating(bench).suggest([asset("1", "Leuchtturm", language="de-AT")])
    assert [one.concept for one in found] == [LIGHTHOUSE]


def test_a_stale_model_finds_no_new_word_and_a_refresh_is_another_version(bench: Bench):
    bench.control("clock", {"advance": 60})
    bench.do("literal", concept=HARBOUR, property="altLabel", label="grumblequay")
    before = annotating(bench)
    assert before.suggest([asset("1", "grumblequay")]) == [()]
    model = bench.opened("model")
    assert not model.state().up_to_date
    steps: list[str] = []
    assert model.refresh(lambda stage, done, total: steps.append(stage)).up_to_date
    assert set(steps) == {"refresh the model"}
    after = annotating(bench)
    assert [one.concept for one in after.suggest([asset("1", "grumblequay")])[0]] == [HARBOUR]  # type: ignore[union-attr]
    assert after.version != before.version
    assert before.version.startswith("poolparty/1+")


def test_a_model_that_is_up_to_date_is_not_built_again(bench: Bench):
    bench.opened("model").refresh()
    bench.forget()
    version_before = annotating(bench).version
    assert bench.opened("model").refresh().up_to_date
    assert annotating(bench).version == version_before
    assert not any(request["path"].endswith("/refresh") for request in bench.asked())


def test_concepts_nobody_keeps_are_no_tags(bench: Bench):
    boat_alone = Vocabulary("coast", (), (VOCABULARY.concepts[0],))
    [found] = annotating(bench, boat_alone).suggest([asset("1", "A fishing boat in the harbour")])
    assert [one.concept for one in found] == [BOAT]


def test_a_merged_concept_is_followed_to_what_replaces_it(bench: Bench):
    merged = Concept(LIGHTHOUSE, deprecated=True, replaced_by=HARBOUR)
    vocabulary = Vocabulary("coast", (), (VOCABULARY.concepts[0], VOCABULARY.concepts[1], merged))
    [found] = annotating(bench, vocabulary).suggest([asset("1", "A lighthouse")])
    assert [one.concept for one in found] == [HARBOUR]


def test_no_request_breaks_a_rule_of_the_server(bench: Bench):
    annotating(bench).suggest([asset("1", "harbour", ("lighthouse",)), asset("2", "Leuchtturm", language="de")])
    assert bench.control("violations")["violations"] == []
