import gzip
from pathlib import Path

import pytest

from thesaury.vocabulary.lines import first_lines

A, B = "https://v.example/c/a", "https://v.example/c/b"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f"<x> <y> <{B}> .\n\n<{A}>\n  <y> <{B}> .\n<{B}> <y> <z> .\n", {A: 3, B: 5}),
        ("@prefix c: <https://v.example/c/> .\nx:y x:z c:b, c:a .\n\nc:a x:z c:b.\n", {A: 4, B: 2}),
        ("@base <https://v.example/> .\n<c/b> <y>\n <c/a> .\n", {A: 3, B: 2}),
        (
            '<rdf:RDF xmlns:rdf="r#">\n<s:Concept rdf:about="https://v.example/c/b">\n'
            '<s:broader rdf:resource="https://v.example/c/a"/>\n<s:Concept\n rdf:about="https://v.example/c/a"/>',
            {A: 5, B: 2},
        ),
        (f'[{{"@id": "{A}",\n"broader": "{B}"}},\n{{"@id" : "{B}"}}]', {A: 1, B: 3}),
        ("nothing\nof\nthe\nkind: c:a-b <https://v.example/c/ab>", {}),
    ],
)
def test_every_form(tmp_path: Path, content: str, found: dict[str, int]):
    plain, packed = tmp_path / "a", tmp_path / "a.gz"
    plain.write_text(content)
    packed.write_bytes(gzip.compress(content.encode()))
    assert first_lines(plain, {A, B}) == first_lines(packed, {A, B}) == found


def test_an_iri_with_a_space(tmp_path: Path):
    (tmp_path / "a").write_text("\n<https://v.example/a b> <y> <z> .\n")
    assert first_lines(tmp_path / "a", ["https://v.example/a b"]) == {"https://v.example/a b": 2}


def test_a_line_of_any_length_is_one_line(tmp_path: Path):
    (tmp_path / "a").write_text(f"{'x ' * 700_000}\n<{A}> <y> <z> .")
    assert first_lines(tmp_path / "a", [A]) == {A: 2}


def test_nothing_wanted_reads_nothing(tmp_path: Path):
    assert first_lines(tmp_path / "missing", []) == {}
