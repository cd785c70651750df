"""Assets as statements: written, read by another reader, and asked for again."""

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thesaury.analytics.statements import ASSETS_GRAPH, asset_iri, asset_statements, concept_iri, vocabulary_graph
from thesaury.engines.oxigraph import memory_graph
from thesaury.model.annotation import Annotation, Evidence, Origin, Reason, Suggestion, Voice
from thesaury.model.asset import Asset, File, Licence, Record, Text
from thesaury.model.policy import Policy, PolicyStatus
from thesaury.model.statement import DCTERMS, ODRL, PROV, RDF, SCHEMA, SKOS, THY, XSD, Iri, Literal, Statement
from thesaury.ports.enrichments import Findings

FOREST, PLANT, NATURE = (f"https://vocabulary.example/{name}" for name in ("forest", "plant", "nature"))

ASSET = Asset(
    "a 1/ü",
    (
        Record(
            "bynder",
            "ext <1>",
            "e",
            texts=(
                Text("title", "Wald im Nebel", "de_DE"),
                Text("title", "Misty forest", "en"),
                Text("description", "d"),
            ),
            tags=("Wald",),
            file=File("/secret/path.jpg", "image/jpeg", "abc123", 1200, 640, 480),
            licences=(Licence("web only"),),
        ),
        Record("folder", "b.jpg", "e"),
    ),
)
EVIDENCE = (Evidence("title", 0, 4, "Wald", "Wald", "de"), Evidence("tags", 0, 4, "Wald", "Wald", "de"))
REASONS = (
    Reason(Voice.NEIGHBOUR, "b 2", 0.71),
    Reason(Voice.GRAPH, NATURE, 0.5, "broader"),
    Reason(Voice.EXPERIENCE, "in the mist", 0.25),
    Reason(Voice.MEANING, "woodland", 0.6),
)
FINDINGS = Findings(
    annotations=(
        Annotation(FOREST, Origin.TAG, "labels/1", 0.93, EVIDENCE, "nature@2", REASONS),
        Annotation("no iri", Origin.REVIEW, "ann"),
    ),
    suggestions=(Suggestion(PLANT, 0.41, EVIDENCE[:1], "labels/1", "nature@2", REASONS),),
    policies=(Policy("bynder/ext <1>", PolicyStatus.NEEDS_REVIEW, "web only", (("usage", "web"),), ("web only",)),),
)
TURTLE = pyoxigraph.RdfFormat.TURTLE
PREFIXES = f"PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX thy: <{THY}> PREFIX prov: <http://www.w3.org/ns/prov#> "


def statements() -> list[Statement]:
    return list(asset_statements(ASSET, FINDINGS))


def objects(predicate: str, subject: str | None = None) -> list[Iri | Literal]:
    return [s.object for s in statements() if s.predicate == predicate and subject in (None, s.subject)]


def test_the_asset_has_its_class_identifier_and_names() -> None:
    node = asset_iri(ASSET.id)
    assert node == "urn:thesaury:asset:a%201%2F%C3%BC"
    assert Iri(f"{SCHEMA}ImageObject") in objects(f"{RDF}type", node)
    assert objects(f"{DCTERMS}identifier", node) == [Literal("a 1/ü")]
    assert objects(f"{SCHEMA}name") == [Literal("Wald im Nebel", "de-DE"), Literal("Misty forest", "en")]


def test_a_video_is_called_one() -> None:
    video = Asset("v", (Record("c", "1", "e", file=File("v.mp4", "video/mp4")),))
    classes = [s.object for s in asset_statements(video, Findings()) if s.predicate == f"{RDF}type"]
    assert Iri(f"{SCHEMA}VideoObject") in classes


def test_records_carry_system_and_external_id() -> None:
    assert len(objects(f"{THY}record")) == 2
    assert objects(f"{THY}system") == [Literal("bynder"), Literal("folder")]
    assert Literal("ext <1>") in objects(f"{DCTERMS}identifier")


def test_files_have_size_and_checksum_but_no_path() -> None:
    assert Literal("abc123") in objects("http://spdx.org/rdf/terms#checksumValue")
    assert [size.value for size in objects("http://www.w3.org/ns/dcat#byteSize")] == ["1200"]
    assert not any("secret" in str(statement) for statement in statements())


def test_policies_keep_the_source_text_and_point_to_their_record() -> None:
    (policy,) = objects(f"{ODRL}hasPolicy")
    assert objects(f"{THY}text", policy.value) == [Literal("web only")]
    assert objects(f"{THY}status", policy.value) == [Literal("needs_review")]
    assert objects(f"{THY}stated") == [Literal("usage: web")]
    assert objects(f"{THY}rightsRecord")[0] in objects(f"{THY}record")


def test_every_annotation_is_found_again_in_the_turtle(tmp_path: Path) -> None:
    graph, store = memory_graph(), pyoxigraph.Store()
    graph.replace(ASSETS_GRAPH, {asset_iri(ASSET.id): statements()})
    graph.write([ASSETS_GRAPH], tmp_path / "assets.ttl")
    store.load((tmp_path / "assets.ttl").read_bytes(), TURTLE)
    asked = "SELECT ?asset ?concept ?status ?confidence ?agent { ?asset thy:annotation ?a . ?a a oa:Annotation ; "
    asked += (
        "oa:motivatedBy oa:tagging ; oa:hasBody ?concept ; oa:hasTarget/oa:hasSource? ?asset ; thy:status ?status ; "
    )
    asked += "thy:confidence ?confidence ; prov:wasAttributedTo ?agent }"
    found = {tuple(term.value for term in row) for row in store.query(PREFIXES + asked)}
    node, labels = asset_iri(ASSET.id), "urn:thesaury:agent:labels%2F1"
    assert found == {
        (node, FOREST, "accepted", "0.93", labels),
        (node, "urn:thesaury:concept:no%20iri", "accepted", "1", "urn:thesaury:agent:ann"),
        (node, PLANT, "suggested", "0.41", labels),
    }
    quotes = "SELECT ?field ?quote { ?a oa:hasBody ?c ; oa:hasTarget/oa:hasSelector ?s . ?s a oa:TextQuoteSelector ; "
    rows = store.query(f"{PREFIXES}{quotes} oa:exact ?quote ; thy:field ?field FILTER(?c = <{FOREST}>) }}")
    assert {(row["field"].value, row["quote"].value) for row in rows} == {("title", "Wald"), ("tags", "Wald")}


def test_whoever_spoke_for_an_annotation_is_a_qualified_influence_of_it() -> None:
    graph = memory_graph()
    graph.replace(ASSETS_GRAPH, {asset_iri(ASSET.id): statements()})
    asked = "SELECT ?body ?voice ?weight ?who ?words ?step { ?a oa:hasBody ?body ; prov:qualifiedInfluence ?r . "
    asked += "?r a prov:Influence ; thy:voice ?voice ; thy:weight ?weight OPTIONAL { ?r prov:influencer ?who } "
    asked += "OPTIONAL { ?r thy:words ?words } OPTIONAL { ?r thy:step ?step } }"
    found = sorted(graph.select(PREFIXES + asked), key=lambda row: row["voice"].value)
    told = [{name: value.value for name, value in row.items()} for row in found]
    assert [row["weight"] for row in found] == [
        Literal(w, datatype=f"{XSD}decimal") for w in ("0.25", "0.5", "0.6", "0.71")
    ]
    assert [(row["body"], row["voice"], row.get("who"), row.get("words"), row.get("step")) for row in told] == [
        (FOREST, "experience", None, "in the mist", None),
        (FOREST, "graph", NATURE, None, "broader"),
        (FOREST, "meaning", None, "woodland", None),
        (FOREST, "neighbour", asset_iri("b 2"), None, None),
    ]
    assert len(objects(f"{PROV}qualifiedInfluence")) == len(REASONS)


def test_assets_below_a_concept_are_found_by_the_stored_closure() -> None:
    graph = memory_graph()
    closure = [(FOREST, PLANT), (FOREST, NATURE), (PLANT, NATURE)]
    graph.load(vocabulary_graph("nature"), [Statement(a, f"{SKOS}broaderTransitive", Iri(b)) for a, b in closure])
    graph.replace(
        ASSETS_GRAPH, {asset_iri(ASSET.id): statements(), asset_iri("b"): asset_statements(Asset("b", ()), Findings())}
    )
    asked = f"SELECT DISTINCT ?asset {{ ?asset <{THY}annotation> ?a . ?a <{THY}status> 'accepted' ; "
    asked += f"<http://www.w3.org/ns/oa#hasBody>/<{SKOS}broaderTransitive>? $top }}"
    for top, count in ((NATURE, 1), (PLANT, 1), (FOREST, 1), ("https://vocabulary.example/sea", 0)):
        assert len(list(graph.select(asked, {"top": Iri(top)}))) == count


def test_all_that_is_said_of_an_asset_goes_with_it() -> None:
    graph = memory_graph()
    graph.replace(ASSETS_GRAPH, {asset_iri(ASSET.id): statements()})
    assert len(list(graph.match(ASSETS_GRAPH))) == len(set(statements()))
    graph.replace(ASSETS_GRAPH, {asset_iri(ASSET.id): []})
    assert list(graph.match(ASSETS_GRAPH)) == []


def test_the_same_asset_gives_the_same_statements() -> None:
    assert statements() == statements()


@pytest.mark.parametrize(
    "iri", [FOREST, "urn:x:y", "http://cv.iptc.org/newscodes/mediatopic/01", "https://example.org/Wälder?q=1#ü"]
)
def test_the_iri_of_a_concept_is_its_own(iri: str) -> None:
    assert concept_iri(iri) == iri


@given(st.text(), st.text())
@example("\ud800\x00", "\udfff")
@settings(max_examples=80, deadline=None)
def test_any_text_gives_statements_a_graph_takes(text: str, other: str) -> None:
    record = Record(text, other, "e", texts=(Text("title", text, other),), file=File("", other, text, 1))
    evidence = (Evidence(other, 0, 1, text, other, text),)
    reasons = tuple(Reason(voice, text, 1.0, other) for voice in Voice)
    findings = Findings(
        (Annotation(text, Origin.TAG, other, 1.0, evidence, text, reasons),),
        (),
        (Policy(text, PolicyStatus.COMPLETE, other),),
    )
    node, graph = asset_iri(text), memory_graph()
    graph.replace(vocabulary_graph(other), {node: asset_statements(Asset(text, (record,)), findings)})
    assert list(graph.match(vocabulary_graph(other), node, f"{THY}annotation"))
