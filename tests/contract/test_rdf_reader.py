"""The promises of `ports.rdf`, and what the child-process reader withstands."""

import gzip
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.fakes.rdf import FakeRdf
from thesaury.engines.rdf import SafeRdfReader
from thesaury.engines.rdf.form import Form, form_of
from thesaury.model.errors import BadInput, Stop, Unreachable
from thesaury.model.statement import SKOS, XSD, Iri, Literal, Statement
from thesaury.ports.rdf import Mended, RdfReader

A, B, P = "https://a.example/a", "https://a.example/b", "https://a.example/p"
CONTENT = [
    Statement(A, P, Iri(B)),
    Statement(A, P, Literal('grün "x" \\ \n\t\x1f\u2028 🙂', "de")),
    Statement(A, P, Literal("7", "", f"{XSD}integer")),
    Statement(A, P, Literal("plain")),
    Statement("_:b", P, Iri("_:c")),
]


def written(statement: Statement) -> str:
    """The statement as N-Triples."""

    def node(value: str) -> str:
        return value if value.startswith("_:") else f"<{value}>"

    value = statement.object
    if isinstance(value, Iri):
        return f"{node(statement.subject)} <{statement.predicate}> {node(value.value)} ."
    text = "".join(f"\\u{ord(c):04X}" if c in '"\\\n\t\x1f' else c for c in value.value)
    tail = f"@{value.language}" if value.language else f"^^<{value.datatype}>" if value.datatype else ""
    return f'{node(statement.subject)} <{statement.predicate}> "{text}"{tail} .'


class RdfReaderSuite:
    """What every reader promises; `reader` makes one to which the path holds these statements (none: a broken file)."""

    def reader(self, path: Path, content: Sequence[Statement]) -> RdfReader:
        raise AssertionError("each adapter's test says how")

    def test_gives_every_statement_as_it_is(self, tmp_path: Path):
        path = tmp_path / "a.nt"
        assert list(self.reader(path, CONTENT).read(path)) == CONTENT

    def test_can_be_read_again(self, tmp_path: Path):
        path = tmp_path / "a.nt"
        reader = self.reader(path, CONTENT)
        assert list(reader.read(path)) == list(reader.read(path))

    def test_a_missing_file_is_unreachable(self, tmp_path: Path):
        with pytest.raises(Unreachable, match=r"no\.nt"):
            list(self.reader(tmp_path / "a.nt", CONTENT).read(tmp_path / "no.nt"))

    def test_a_file_without_statements_is_bad(self, tmp_path: Path):
        path = tmp_path / "a.nt"
        with pytest.raises(BadInput, match=r"a\.nt"):
            list(self.reader(path, []).read(path))

    def test_may_be_left_early(self, tmp_path: Path):
        path = tmp_path / "a.nt"
        reading = self.reader(path, CONTENT * 500).read(path)
        assert next(reading) == CONTENT[0]
        reading.close()  # type: ignore[attr-defined]  # an Iterator that is a generator


class TestFake(RdfReaderSuite):
    def reader(self, path: Path, content: Sequence[Statement]) -> RdfReader:
        return FakeRdf({path: content})


class TestSafeRdfReader(RdfReaderSuite):
    def reader(self, path: Path, content: Sequence[Statement]) -> RdfReader:
        path.write_text("\n".join(map(written, content)), encoding="utf-8")
        return SafeRdfReader()


Read = Callable[..., list[Statement | Mended]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes a file and reads it."""

    def run(name: str, content: bytes | str, **limits: int) -> list[Statement | Mended]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(SafeRdfReader(**limits).read(path))  # type: ignore[arg-type]

    return run


TURTLE = f'@prefix s: <{SKOS}> .\n<{A}> s:prefLabel "grün"@de .\n'
XML = (
    f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="{SKOS}"><rdf:Description rdf:about="{A}">'
    '<s:prefLabel xml:lang="de">grün</s:prefLabel></rdf:Description></rdf:RDF>'
)
FORMS = {
    "a.ttl": TURTLE,
    "a.trig": TURTLE,
    "a.nt": f'<{A}> <{SKOS}prefLabel> "grün"@de .',
    "a.nq": f'<{A}> <{SKOS}prefLabel> "grün"@de <https://a.example/g> .',
    "a.rdf": XML,
    "a.owl": TURTLE,
    "a.json": f'{{"@context":{{"@vocab":"{SKOS}"}},"@id":"{A}","prefLabel":{{"@value":"grün","@language":"de"}}}}',
}
GREEN = [Statement(A, f"{SKOS}prefLabel", Literal("grün", "de"))]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("packed", [False, True])
def test_every_form_says_the_same(read: Read, name: str, packed: bool):
    content = FORMS[name].encode()
    assert read(f"{name}.gz" if packed else name, gzip.compress(content) if packed else content) == GREEN


@pytest.mark.parametrize("name", FORMS)
def test_the_first_bytes_tell_the_form_of_an_unknown_ending(read: Read, name: str):
    assert read("vocabulary.txt", FORMS[name]) == GREEN


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + XML.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{XML}'.encode("utf-16"),
        XML.encode("utf-16-le"),
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{XML}'.encode("latin-1"),
        f"\n<!-- grün -->{XML}".encode(),
    ],
)
def test_encodings_of_xml(read: Read, content: bytes):
    assert read("a.rdf", content) == GREEN


def test_turtle_with_a_byte_order_mark(read: Read):
    assert read("a.ttl", b"\xef\xbb\xbf" + TURTLE.encode()) == GREEN


def test_locale_tags_are_mended_and_told(read: Read):
    found = read("a.ttl", f'<{A}> <{P}> "x"@en_US ,\n \'y\'@zh_Hant_TW , """say \\"z\\"@en_US"""@de .\n')
    assert [s.object for s in found if isinstance(s, Statement)] == [
        Literal("x", "en-us"),
        Literal("y", "zh-hant-tw"),
        Literal('say "z"@en_US', "de"),
    ]
    assert [(m.line, m.rule) for m in found if isinstance(m, Mended)] == [(1, "language-tag"), (2, "language-tag")]


def test_many_mends_are_told_as_a_number(read: Read):
    found = read("a.nt", f'<{A}> <{P}> "x"@en_US .\n' * 40_000)
    mends = [m for m in found if isinstance(m, Mended)]
    assert (len(mends), mends[-1].message.split()[0]) == (101, "39900")


def test_statements_about_statements_are_left_out_and_told(read: Read):
    *rest, last = read("a.ttl", TURTLE + f'<{A}> <{P}> <<( <{A}> <{P}> "x" )>> .')
    assert rest == GREEN
    assert isinstance(last, Mended)


UTF16_BOMB = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>'.encode("utf-16")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", b"", "no RDF statement"),
        ("a.rdf", b"", "no RDF statement"),
        ("a.jsonld", b"", "line 1"),
        ("a.ttl", b"# nothing\n", "no RDF statement"),
        ("a.ttl", f"<{A}> <{P}> 1 .\n<{A}> <{P}> ;; , .".encode(), "line 2: not valid Turtle"),
        ("a.nt", f'<{A}> <{P}> "never closed\n'.encode(), "line 1"),
        ("a.ttl", f'<{A}> <{P}> "gr\xfcn" .'.encode("latin-1"), "UTF-8"),
        ("a.ttl", TURTLE.encode() + b"\0", "line 3: there is a NUL"),
        ("a.rdf", XML[:-10].encode(), "cut off"),
        ("a.rdf", XML.replace("</s:p", "</s:q").encode(), "not valid RDF/XML"),
        ("a.rdf", b'<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "line 2: a DOCTYPE is refused"),
        ("a.rdf", UTF16_BOMB, "DOCTYPE is refused"),
        (
            "a.rdf",
            b"<!--" + b" " * 300_000 + b'--><!DOCTYPE r SYSTEM "file:///etc/hostname"><r/>',
            "DOCTYPE is refused",
        ),
        ("a.rdf", b'<?xml version="1.0" encoding="utf-7"?><r/>', "'utf-7' is not known"),
        ("a.jsonld", b'{"@context":"https://a.example/context","@id":"https://a.example/a"}', "into the file itself"),
        ("a.jsonld", bytes(range(256)), "NUL"),
        ("a.txt", b"Just some words.", "no RDF that is known"),
        ("a.ttl.gz", gzip.compress(TURTLE.encode(), mtime=0)[:-20], "cut off"),
        ("a.ttl", f"<{A}> <{P}> ".encode() + b"(" * 200_000, "not valid Turtle"),
        ("a.ttl", f"<{A}> <{P}> {f'<<( <{A}> <{P}> ' * 100_000}1{' )>>' * 100_000} .".encode(), "nested too deeply"),
        ("a.jsonld", b'{"a":' * 300_000, "levels are open"),
        ("a.rdf", b"<a><b>" * 200_000, "levels are open"),
        ("a.nt", f'<{A}> <{P}> "{"x" * 1_100_000}" .'.encode(), "more than 1,048,576 characters"),
    ],
)
def test_bad_files_end_in_a_sentence(read: Read, name: str, content: bytes, said: str):
    with pytest.raises(BadInput) as caught:
        read(name, content)
    assert said in caught.value.message
    assert len(caught.value.message) < 400


def test_a_bomb_of_zeros_is_not_unpacked(read: Read):
    with pytest.raises(BadInput, match="more than 1 MiB"):
        read("a.ttl.gz", gzip.compress(b"#" * (2 << 20)), unpacked_mib=1)


def test_a_file_with_too_many_statements(read: Read):
    with pytest.raises(BadInput, match="more than 1,000 statements"):
        read("a.nt", f"<{A}> <{P}> <{B}> .\n" * 1_001, statements=1_000)


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no limits for processes")
class TestLimits:
    def test_memory(self, read: Read):
        deep = b'{"@context":{"c":{"@id":"https://a.example/c","@container":"@list"}},"c":[' + b'"x",' * 4_000_000
        with pytest.raises(BadInput, match="MiB of memory"):
            read("a.jsonld", deep + b'"x"]}', memory_mib=200)

    def test_processor_time(self, read: Read):
        slow = f"<{A}> <{P}> 1, 2, 3, 4, 5, 6, 7, 8 .\n" * 600_000
        with pytest.raises(BadInput, match="processor time"):
            read("a.ttl", slow, cpu_seconds=1)


def test_the_wall_clock(tmp_path: Path):
    path = tmp_path / "a.nt"
    path.write_text(f"<{A}> <{P}> <{B}> .\n" * 200_000)

    def slowly() -> None:
        reading = SafeRdfReader(wall_seconds=0.3).read(path)
        next(reading)
        threading.Event().wait(0.4)  # the child waits on a full pipe until its time is over
        list(reading)

    with pytest.raises(BadInput, match=r"more than 0\.3 seconds"):
        slowly()


def test_a_reader_that_cannot_start_is_no_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.nt"
    path.write_text(f"<{A}> <{P}> <{B}> .")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(Stop, match="installation"):
        list(SafeRdfReader().read(path))


def test_nothing_goes_on_after_the_reading(tmp_path: Path):
    path = tmp_path / "a.nt"
    path.write_text(f"<{A}> <{P}> <{B}> .\n" * 200_000)
    before = set(threading.enumerate())
    reading: Iterator[Statement | Mended] = SafeRdfReader().read(path)
    next(reading)
    reading.close()  # type: ignore[attr-defined]  # an Iterator that is a generator
    assert set(threading.enumerate()) <= before
    with pytest.raises(StopIteration):
        next(reading)


def test_the_ending_is_believed_where_nothing_speaks_against_it():
    assert form_of("a.ttl", b'<?xml version="1.0"?>') is Form.RDF_XML
    assert form_of("A.TTL.GZ", b"") is Form.TURTLE
    assert form_of("a.trig", b"{ <https://a.example/a> a <https://a.example/b> }") is Form.TRIG
    assert form_of("a.skos", b"") is Form.RDF_XML
