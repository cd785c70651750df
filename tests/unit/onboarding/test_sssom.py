"""SSSOM/TSV: what is written is read again the same, and what is wrong is said with its line."""

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.model.concept import MappingRelation
from thesaury.model.errors import BadInput, Unreachable
from thesaury.model.mapping import Justification, Mapping, MappingSet, MappingStatus
from thesaury.model.table_cell import inert
from thesaury.onboarding.sssom.reading import parse_sssom, read_sssom
from thesaury.onboarding.sssom.writing import sssom_lines

HEAD = """#curie_map:
#  a: "https://a.example/"
#  b: 'https://b.example/x#'   # ours
#mapping_set_id: https://a.example/set
#creator_label:
#  - "Somebody"
#license: "CC \\u0030"
"""
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text("\\=+;@|\t\n\r 'a", max_size=8)
iris = st.builds(
    "{}{}".format,
    st.sampled_from(
        ["https://a.example/", "http://mouse.owl#", "urn:x:", "https://a.example/x/y#", "http://skos.example/skos/"]
    ),
    st.text(st.sampled_from("abcZ09_-.:#/%|"), max_size=6),
)
mappings = st.builds(
    Mapping,
    iris,
    st.none() | iris,
    st.sampled_from(MappingRelation),
    st.sampled_from(Justification),
    st.none() | st.floats(0, 1),
    texts,
    st.sampled_from(MappingStatus),
    texts,
    texts,
    texts,
    st.booleans(),
)
sets = st.builds(
    MappingSet, st.lists(mappings, max_size=6).map(tuple), texts, texts, texts, st.just("") | iris, iris, texts
)


def table(*rows: str, columns: str = COLUMNS, head: str = HEAD) -> str:
    return "".join((head, *(f"{line}\n" for line in (columns, *rows))))


@given(sets)
def test_what_is_written_is_read_again_the_same(mappings: MappingSet):
    text = "".join(f"{line}\n" for line in sssom_lines(mappings))
    assert parse_sssom(text, "f") == mappings
    table = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    assert not [cell for row in table if not row[:1] or row[0][:1] != "#" for cell in row if cell != inert(cell)]


def test_a_file_of_others_is_read(tmp_path: Path):
    text = table(
        'a:1\tskos:broadMatch\tb:2\tsemapv:ManualMappingCuration\t\tsaid ""\tx',
        'a:2\towl:equivalentClass\tb:3\tsemapv:SomethingNew\tNot\t"a ""word""\nand more"\tx',
        "a:3\tskos:exactMatch\tsssom:NoTermFound\tsemapv:LexicalMatching\t\t\t",
        "sssom:NoTermFound\tskos:exactMatch\tb:4\tsemapv:LexicalMatching\t\t\t",
        columns=f"{COLUMNS}\tpredicate_modifier\tcomment\tunheard_of",
    )
    (tmp_path / "m.sssom.tsv.gz").write_bytes(gzip.compress(text.replace("\n", "\r\n").encode()))

    read = read_sssom(tmp_path / "m.sssom.tsv.gz")

    assert (read.identifier, read.licence) == ("https://a.example/set", "CC 0")
    first, second, third = read.mappings
    assert (first.subject, first.object, first.relation) == (
        "https://a.example/1",
        "https://b.example/x#2",
        MappingRelation.BROAD,
    )
    assert (second.relation, second.justification, second.holds) == (
        MappingRelation.EXACT,
        Justification.UNSPECIFIED,
        False,
    )
    assert second.explanation.split() == ["a", '"word"', "and", "more"]
    assert third.object is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "f has no table of mappings"),
        ("#curie_map:\n", "f has no table of mappings"),
        ("#no metadata\n" + table(head=""), "f, line 1: 'no metadata' is no metadata"),
        ("#license: !tag x\n" + table(head=""), "f, line 1: '!tag x' is of a kind of YAML"),
        ('#license: "open\n' + table(head=""), "f, line 1"),
        ("#curie_map:\n#  skos: http://x/\n" + table(head=""), "f, line 2: the prefix skos is"),
        (table(columns="subject_id\tobject_id"), "f, line 8: there is no column predicate_id"),
        (table(columns=f"{COLUMNS}\tobject_id"), "f, line 8: the column object_id is there twice"),
        (table("a:1\tskos:exactMatch\tb:2"), "f, line 9: it has 3 cells and the table 4 columns"),
        (table("a:1\tskos:exactMatch\tb:2\tsemapv:LexicalMatching", "\tskos:exactMatch\tb:2\tsemapv:X"), "f, line 10: subject_id is empty"),
        (table("c:1\tskos:exactMatch\tb:2\tsemapv:X"), "f, line 9: 'c:1' is neither an IRI nor of a prefix"),
        (table("a:1\trdfs:seeAlso\tb:2\tsemapv:X"), "f, line 9: the predicate rdfs:seeAlso"),
        (table("a:1\tskos:exactMatch\tb:2\ta:X"), "f, line 9: the justification 'a:X'"),
        (table('a:1\tskos:exactMatch\tb:2\t"semapv:X" y'), "f, line 9: the quotes of this line are wrong"),
        (table("a:1\tskos:exactMatch\tb:2\tsemapv:X\t1.2", columns=f"{COLUMNS}\tconfidence"), "f, line 9: the confidence '1.2'"),
        (table("a:1\tskos:exactMatch\tb:2\tsemapv:X\tno", columns=f"{COLUMNS}\tpredicate_modifier"), "f, line 9: the predicate_modifier"),
        (table("a:1\tskos:exactMatch\tb:2\tsemapv:X\tfine", columns=f"{COLUMNS}\tmapping_status"), "f, line 9: the status 'fine'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, said: str):
    with pytest.raises(BadInput) as refused:
        parse_sssom(text, "f")
    assert refused.value.message.startswith(said)


def test_files_that_cannot_be_read_are_told_apart(tmp_path: Path):
    (tmp_path / "latin.tsv").write_bytes(b"#\n#license: \xe9\n")
    (tmp_path / "cut.tsv").write_bytes(gzip.compress(b"x" * 100)[:-9])

    with pytest.raises(Unreachable):
        read_sssom(tmp_path / "none.tsv")
    with pytest.raises(BadInput, match=r"latin.tsv, line 2: this is not UTF-8"):
        read_sssom(tmp_path / "latin.tsv")
    with pytest.raises(BadInput, match="damaged"):
        read_sssom(tmp_path / "cut.tsv")
