import gzip
from pathlib import Path

import pytest

from tests.fakes.rdf import FakeRdf
from tests.fakes.tables import FakeTables
from tests.unit.vocabulary.builders import SCHEME, iri, labels, says
from thesaury.engines.rdf import SafeRdfReader
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.model.statement import RDF, SKOS, Literal, Statement
from thesaury.ports.rdf import Mended
from thesaury.vocabulary.importing import import_vocabulary, is_table

TYPE = f"{RDF}type"
NO_TABLES = FakeTables({})
A = [
    says("a", TYPE, f"{SKOS}Concept"),
    says("a", "prefLabel", Literal("box", "en")),
    says("a", "topConceptOf", "scheme"),
]


def put(path: Path, content: str | bytes = "") -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_rdf_is_read_checked_and_reported_with_lines(tmp_path: Path):
    path = put(tmp_path / "v.ttl", f"\n<{iri('a')}> x\n<{iri('b')}> x\n")
    given: list[Statement | Mended] = [Mended(7, "language-tag", "mended"), Mended(0, "triple-term", "left out")]
    given += [
        *A,
        says("b", TYPE, f"{SKOS}Concept"),
        says("a", "broader", "c"),
        says("a", "altLabel", Literal("", "de")),
    ]
    found, report = import_vocabulary(path, "v", FakeRdf({path: given}), NO_TABLES)
    assert [c.preferred for c in found.concepts] == [labels("box@en")]
    assert [(f.line, f.rule, f.severity) for f in report.findings] == [
        (2, "empty-label", "mended"),
        (2, "unknown-concept", "mended"),
        (3, "concept-without-label", "refused"),
        (7, "language-tag", "mended"),
        (None, "triple-term", "info"),
    ]
    assert report.as_dict() == {
        "vocabulary": "v",
        "schemes": 1,
        "concepts": 1,
        "labels": {"prefLabel": {"en": 1}},
        "relations": {"broader": 0, "related": 0, "matches": 0},
        "columns": {},
        "counts": {
            "info": {"triple-term": 1},
            "mended": {"empty-label": 1, "language-tag": 1, "unknown-concept": 1},
            "refused": {"concept-without-label": 1},
        },
        "findings": [finding.as_dict() for finding in report.findings],
    }


def test_a_table_is_read_checked_and_reported_with_lines(tmp_path: Path):
    path = put(tmp_path / "v.csv")
    tables = FakeTables({path: (["label", "Oberbegriffe"], [["box", ""], ["carton", "crate"]])})
    found, report = import_vocabulary(path, "v", FakeRdf({}), tables, {"label": "preferred@en"})
    assert [c.preferred for c in found.concepts] == [labels("box@en"), labels("carton@en")]
    assert [(f.line, f.rule) for f in report.findings] == [(3, "unknown-concept")]
    assert report.columns == (("label", "preferred@en"), ("Oberbegriffe", "broader"))


@pytest.mark.parametrize(
    "given",
    [[says("a", "x:y", "b")], [says("a", TYPE, f"{SKOS}Concept")], [says("scheme", TYPE, f"{SKOS}ConceptScheme")]],
)
def test_a_file_without_concepts_is_refused_whole(tmp_path: Path, given: list[Statement]):
    path = put(tmp_path / "v.ttl")
    with pytest.raises(BadInput, match=r"v\.ttl holds no SKOS concept"):
        import_vocabulary(path, "v", FakeRdf({path: given}), NO_TABLES)


def test_a_table_without_rows_is_refused(tmp_path: Path):
    path = put(tmp_path / "v.csv")
    with pytest.raises(BadInput, match=r"v\.csv holds no row"):
        import_vocabulary(path, "v", FakeRdf({}), FakeTables({path: (["label"], [])}))


def test_names_and_mappings_that_do_not_fit(tmp_path: Path):
    path = put(tmp_path / "v.ttl")
    with pytest.raises(Usage, match="name"):
        import_vocabulary(path, " ", FakeRdf({path: A}), NO_TABLES)
    with pytest.raises(Usage, match="no table"):
        import_vocabulary(path, "v", FakeRdf({path: A}), NO_TABLES, {"a": "id"})


@pytest.mark.parametrize(
    ("name", "content", "table"),
    [
        ("v.csv", "<x>", True),
        ("v.TSV.GZ", "", True),
        ("v.ttl", "a,b", False),
        ("v.owl.gz", "", False),
        ("v.json", '{"@context": {}}', False),
        ("v.json", '[{"label": "x"}]', True),
        ("v.txt", "label,broader\n", True),
        ("v.txt", "\ufeff@prefix a: <b> .", False),
        ("v.txt", "<?xml version='1.0'?>", False),
        ("v.txt", "# a comment\n@prefix a: <b> .", False),
        ("v", b"PK\x03\x04", True),
        ("v", gzip.compress(b"<a> <b> <c> .", mtime=0), False),
    ],
)
def test_what_is_a_table(tmp_path: Path, name: str, content: str | bytes, table: bool):
    assert is_table(put(tmp_path / name, content)) is table


def test_files_that_cannot_even_be_looked_at(tmp_path: Path):
    with pytest.raises(Unreachable, match="missing"):
        is_table(tmp_path / "missing")
    with pytest.raises(BadInput, match="cut off"):
        is_table(put(tmp_path / "v.gz", gzip.compress(b"some words")[:12]))


S, X = SKOS, "https://v.example/"
FAULTS = {
    "v.ttl": f"""@prefix s: <{S}> . @prefix x: <{X}> .
x:scheme a s:ConceptScheme ; s:prefLabel "S"@en ; s:hasTopConcept x:a .
x:a a s:Concept ; s:inScheme x:scheme ; s:prefLabel "box"@en_US, "a box"@en_US ; s:altLabel "  crate "@en ; s:broader x:b .
x:b a s:Concept ; s:inScheme x:scheme ; s:prefLabel "bag"@en ; s:broader x:a ; s:related x:a, x:gone .
x:c a s:Concept ; s:inScheme x:scheme .
<ftp://v.example/d> a s:Concept ; s:prefLabel "d"@en .
""",
    "v.nt": f"""<{X}scheme> <{RDF}type> <{S}ConceptScheme> .
<{X}scheme> <{S}prefLabel> "S"@en .
<{X}a> <{S}topConceptOf> <{X}scheme> .
<{X}a> <{RDF}type> <{S}Concept> .
<{X}a> <{S}inScheme> <{X}scheme> .
<{X}a> <{S}prefLabel> "box"@en_US .
<{X}a> <{S}prefLabel> "a box"@en_US .
<{X}a> <{S}altLabel> "  crate "@en .
<{X}b> <{RDF}type> <{S}Concept> .
<{X}b> <{S}inScheme> <{X}scheme> .
<{X}b> <{S}prefLabel> "bag"@en .
<{X}b> <{S}narrower> <{X}a> .
<{X}a> <{S}narrower> <{X}b> .
<{X}b> <{S}related> <{X}a> .
<{X}b> <{S}related> <{X}gone> .
<{X}c> <{RDF}type> <{S}Concept> .
<{X}c> <{S}inScheme> <{X}scheme> .
<ftp://v.example/d> <{RDF}type> <{S}Concept> .
<ftp://v.example/d> <{S}prefLabel> "d"@en .
""",
    "v.rdf": f"""<rdf:RDF xmlns:rdf="{RDF}" xmlns:s="{S}">
<s:ConceptScheme rdf:about="{X}scheme"><s:prefLabel xml:lang="en">S</s:prefLabel><s:hasTopConcept>
<s:Concept rdf:about="{X}a"><s:inScheme rdf:resource="{X}scheme"/><s:prefLabel xml:lang="en_US">box</s:prefLabel>
<s:prefLabel xml:lang="en_US">a box</s:prefLabel><s:altLabel xml:lang="en">  crate </s:altLabel>
<s:broader rdf:resource="{X}b"/></s:Concept></s:hasTopConcept></s:ConceptScheme>
<s:Concept rdf:about="{X}b"><s:inScheme rdf:resource="{X}scheme"/><s:prefLabel xml:lang="en">bag</s:prefLabel>
<s:broader rdf:resource="{X}a"/><s:related rdf:resource="{X}a"/><s:related rdf:resource="{X}gone"/></s:Concept>
<s:Concept rdf:about="{X}c"><s:inScheme rdf:resource="{X}scheme"/></s:Concept>
<s:Concept rdf:about="ftp://v.example/d"><s:prefLabel xml:lang="en">d</s:prefLabel></s:Concept></rdf:RDF>
""",
    "v.jsonld": f"""{{"@context": {{"@vocab": "{S}", "x": "{X}", "inScheme": {{"@type": "@id"}}, "broader": {{"@type": "@id"}},
  "related": {{"@type": "@id"}}, "hasTopConcept": {{"@type": "@id"}}}},
 "@graph": [
  {{"@id": "x:scheme", "@type": "ConceptScheme", "prefLabel": {{"@value": "S", "@language": "en"}}, "hasTopConcept": "x:a"}},
  {{"@id": "x:a", "@type": "Concept", "inScheme": "x:scheme", "broader": "x:b",
    "prefLabel": [{{"@value": "box", "@language": "en_US"}}, {{"@value": "a box", "@language": "en_US"}}],
    "altLabel": {{"@value": "  crate ", "@language": "en"}}}},
  {{"@id": "x:b", "@type": "Concept", "inScheme": "x:scheme", "broader": "x:a", "related": ["x:a", "x:gone"],
    "prefLabel": {{"@value": "bag", "@language": "en"}}}},
  {{"@id": "x:c", "@type": "Concept", "inScheme": "x:scheme"}},
  {{"@id": "ftp://v.example/d", "@type": "Concept", "prefLabel": {{"@value": "d", "@language": "en"}}}}]}}
""",
}
FAULTS["v.trig"] = FAULTS["v.ttl"].replace("x:scheme a", "x:graph { x:scheme a", 1) + "}"


@pytest.mark.parametrize("name", FAULTS)
def test_every_form_with_every_fault_comes_to_the_same(tmp_path: Path, name: str):
    path = put(tmp_path / name, FAULTS[name])
    found, report = import_vocabulary(path, "v", SafeRdfReader(), NO_TABLES)
    assert [(c.iri, c.schemes, c.preferred, c.alternative, c.broader, c.related) for c in found.concepts] == [
        (iri("a"), (SCHEME,), labels("box@en-US"), labels("a box@en-US", "crate@en"), (iri("b"),), ()),
        (iri("b"), (SCHEME,), labels("bag@en"), (), (), ()),
    ]
    assert found.schemes[0].top_concepts == (iri("a"),)
    assert {f.rule for f in report.findings} == {
        "language-tag",
        "several-preferred",
        "white-space",
        "cycle",
        "broader-and-related",
        "unknown-concept",
        "concept-without-label",
        "iri",
    }
    nameless = next(f for f in report.findings if f.rule == "concept-without-label")
    assert nameless.line == {"v.ttl": 5, "v.trig": 5, "v.nt": 16, "v.rdf": 8, "v.jsonld": 10}[name]
