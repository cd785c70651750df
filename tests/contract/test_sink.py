"""What every export of concepts promises, and what the XMP sidecar sink promises beyond it."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.contract.source_suite import everything
from tests.contract.test_connectors import opened
from tests.fakes.sink import MemoryExport
from thesaury.connectors.folder.sink import SidecarSink
from thesaury.connectors.folder.xmp import read_xmp
from thesaury.model.asset import File, Record
from thesaury.model.concept import Label
from thesaury.model.errors import NoSpace
from thesaury.model.outbox import ConceptTag
from thesaury.ports.sink import ConceptExport, Write

SCHEME = "https://terms.example/"
SIZE = ConceptTag(f"{SCHEME}size", SCHEME, (Label("Größe 🎒", "de"), Label("size", "en")))
PEACE = ConceptTag(f"{SCHEME}peace", SCHEME, (Label("שלום & <x>", "he"),))
BARE = ConceptTag("urn:example:bare", "", ())
RECORD = Record("c", "shoot/a.png", "1")

FOREIGN = """<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><!-- kept -->
<x:xmpmeta xmlns:x='adobe:ns:meta/'><R:RDF xmlns:R='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<R:Description R:about='' xmlns:dublin='http://purl.org/dc/elements/1.1/' xmlns:dc='https://other.example/' dc:rating='5'
 xmlns:e='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>
<dublin:subject><R:Bag><R:li>sea</R:li><R:li>size</R:li></R:Bag></dublin:subject>
<dublin:title><R:Alt><R:li xml:lang='x-default'>Sea</R:li></R:Alt></dublin:title>
<e:AboutCvTerm><R:Bag><R:li R:parseType='Resource'><e:CvTermId>https://foreign.example/sea</e:CvTermId>
<e:CvTermRefinedAbout>https://foreign.example/role</e:CvTermRefinedAbout></R:li></R:Bag></e:AboutCvTerm>
<history xmlns='https://editor.example/'><step>crop</step></history>
</R:Description></R:RDF></x:xmpmeta><?xpacket end='w'?>"""


class SinkSuite:
    """Inherit it as `Test...` and define the fixtures `sink` and `carried` (external id to concept IRIs in the system)."""

    def test_every_write_has_its_answer_in_order(self, sink: ConceptExport):
        writes = [Write(Record("c", name, "1"), (SIZE,)) for name in ("b.png", "a.png", "shoot/c.png")]
        answers = sink.apply(writes)
        assert [answer.record for answer in answers] == ["c/b.png", "c/a.png", "c/shoot/c.png"]
        assert all(answer.location and not answer.refusal for answer in answers)
        assert sink.apply([]) == []

    def test_the_record_carries_exactly_what_was_written_last(self, sink: ConceptExport, carried):
        for concepts in ((SIZE, PEACE), (PEACE, BARE), (SIZE,), ()):
            sink.apply([Write(RECORD, concepts)])
            assert carried("shoot/a.png") == {concept.iri for concept in concepts}


class TestSidecars(SinkSuite):
    @pytest.fixture
    def sink(self, tmp_path: Path) -> SidecarSink:
        return SidecarSink(tmp_path)

    @pytest.fixture
    def carried(self, tmp_path: Path):
        return lambda external_id: concepts_in(tmp_path / f"{external_id}.xmp")


class TestTheFake(SinkSuite):
    @pytest.fixture
    def sink(self) -> MemoryExport:
        return MemoryExport()

    @pytest.fixture
    def carried(self, sink: MemoryExport):
        return lambda external_id: sink.carried[external_id]


def concepts_in(sidecar: Path) -> set[str]:
    terms = read_xmp(sidecar.read_bytes()).get("iptc4xmpext:aboutcvterm", [])
    return {term["cvtermid"] for term in terms}


def write(folder: Path, *concepts: ConceptTag, record: Record = RECORD) -> Path:
    (answer,) = SidecarSink(folder).apply([Write(record, concepts)])
    assert not answer.refusal
    return folder / f"{record.external_id}.xmp"


def refused(folder: Path, record: Record) -> str:
    (answer,) = SidecarSink(folder).apply([Write(record, (SIZE,))])
    assert not answer.location
    return answer.refusal


def test_labels_become_keywords_and_concepts_structures(tmp_path: Path):
    properties = read_xmp(write(tmp_path, SIZE, PEACE, BARE).read_bytes())
    assert properties["dc:subject"] == ["Größe 🎒", "שלום & <x>"]
    assert properties["iptc4xmpext:aboutcvterm"][0] == {
        "cvid": SCHEME,
        "cvtermid": SIZE.iri,
        "cvtermname": {"x-default": "Größe 🎒", "de": "Größe 🎒", "en": "size"},
    }
    assert [term["cvtermid"] for term in properties["iptc4xmpext:aboutcvterm"]] == [SIZE.iri, PEACE.iri, BARE.iri]


@pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool")
@pytest.mark.parametrize("before", ["", FOREIGN])
def test_exiftool_reads_the_same(tmp_path: Path, before: str):
    if before:
        (tmp_path / "shoot").mkdir()
        (tmp_path / "shoot" / "a.png.xmp").write_text(before)
    path = write(tmp_path, SIZE, PEACE)
    done = subprocess.run(["exiftool", "-json", "-struct", "-G1", path], capture_output=True, check=True)
    (read,) = json.loads(done.stdout)
    assert {term["CvTermId"] for term in read["XMP-iptcExt:AboutCvTerm"]} >= {SIZE.iri, PEACE.iri}
    assert read["XMP-dc:Subject"] == (["sea", "size"] if before else []) + ["Größe 🎒", "שלום & <x>"]


RIGHTS = (
    ("copyright", "© Mühle & Söhne"),
    ("text", "Web only,\nbis Ende 2027 שלום"),
    ("WebStatement", "https://rights.example/1?a=b&c"),
    ("LicenseEndDate", "2027-12-31"),
)


@pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool, the second reader")
def test_rights_are_written_where_programs_look_for_them(tmp_path: Path):
    SidecarSink(tmp_path).apply([Write(RECORD, (SIZE,), RIGHTS)])
    done = subprocess.run(["exiftool", "-json", "-G1", tmp_path / "shoot/a.png.xmp"], capture_output=True, check=True)
    (read,) = json.loads(done.stdout)
    assert read["XMP-dc:Rights"] == "© Mühle & Söhne"
    assert read["XMP-xmpRights:UsageTerms"] == "Web only, bis Ende 2027 שלום"
    assert read["XMP-xmpRights:WebStatement"] == "https://rights.example/1?a=b&c"


def test_rights_that_others_stated_stay_and_ours_follow_what_is_known(tmp_path: Path):
    path = tmp_path / "shoot" / "a.png.xmp"
    path.parent.mkdir()
    path.write_text(FOREIGN.replace("<dublin:title>", "<dublin:rights>Theirs</dublin:rights><dublin:title>", 1))
    before = read_xmp(path.read_bytes())
    for rights, terms in (
        (RIGHTS, "Web only, bis Ende 2027 שלום"),
        ((("text", "Print"), ("text", "Web")), "Print; Web"),
    ):
        for _ in range(2):
            SidecarSink(tmp_path).apply([Write(RECORD, (SIZE,), rights)])
        found = read_xmp(path.read_bytes())
        assert (found["dc:rights"], found["xmprights:usageterms"]) == ("Theirs", {"x-default": terms})
    write(tmp_path)
    assert read_xmp(path.read_bytes()) == before


def test_the_same_rights_twice_touch_nothing_and_are_no_word_of_people(tmp_path: Path):
    Image.new("L", (2, 2)).save(tmp_path / "a.png")
    write_ = Write(Record("c", "a.png", "1"), (SIZE,), RIGHTS)
    SidecarSink(tmp_path).apply([write_])
    first = (tmp_path / "a.png.xmp").stat()
    SidecarSink(tmp_path).apply([write_])
    assert (tmp_path / "a.png.xmp").stat().st_ino == first.st_ino
    (page,) = everything(opened("folder", path=tmp_path, reader="pillow"))
    assert page.records[0].licences == ()


def test_what_others_wrote_stays_when_ours_comes_and_goes(tmp_path: Path):
    path = tmp_path / "shoot" / "a.png.xmp"
    path.parent.mkdir()
    path.write_text(FOREIGN)
    before = read_xmp(FOREIGN.encode())
    english = ConceptTag(SIZE.iri, SCHEME, (Label("size", "en"),))
    write(tmp_path, english, PEACE)
    assert read_xmp(path.read_bytes())["dc:subject"] == ["sea", "size", "שלום & <x>"]
    write(tmp_path)
    assert read_xmp(path.read_bytes()) == before
    text = path.read_text()
    assert all(part in text for part in ("<!-- kept -->", "<step>crop</step>", "CvTermRefinedAbout", "xpacket end"))


def test_what_we_wrote_is_no_word_of_people(tmp_path: Path):
    Image.new("L", (2, 2)).save(tmp_path / "a.png")
    record = Record("c", "a.png", "1")
    (tmp_path / "a.xmp").write_text(FOREIGN)
    write(tmp_path, SIZE, record=record)
    (page,) = everything(opened("folder", path=tmp_path, reader="pillow"))
    assert page.records[0].tags == ("sea", "size")
    assert page.records[0].stated == ("https://foreign.example/sea",)


def test_the_same_write_twice_touches_nothing(tmp_path: Path):
    path = write(tmp_path, SIZE)
    first = path.stat()
    write(tmp_path, SIZE)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (first.st_mtime_ns, first.st_ino)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_nothing_to_say_and_no_sidecar_makes_no_file(tmp_path: Path):
    assert not write(tmp_path).exists()


def test_a_sidecar_keeps_its_mode_and_a_new_one_can_be_read_by_all(tmp_path: Path):
    path = write(tmp_path, SIZE)
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o664)
    write(tmp_path, PEACE)
    assert path.stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize(
    "content", [b"no xml", b"<x/>", b'<!DOCTYPE r [<!ENTITY a "b">]><r/>', b"<a>" * 9000 + b"</a>" * 9000]
)
def test_a_sidecar_that_cannot_be_read_is_left_alone(tmp_path: Path, content: bytes):
    path = tmp_path / "a.png.xmp"
    path.write_bytes(content)
    assert "XMP" in refused(tmp_path, Record("c", "a.png", "1"))
    assert path.read_bytes() == content


@pytest.mark.parametrize("external_id", ["../a", "x/../../a", "..\\a", ".."])
def test_nothing_leads_out_of_the_folder(tmp_path: Path, external_id: str):
    assert "leads out" in refused(tmp_path / "in", Record("c", external_id, "1"))
    assert list(tmp_path.rglob("*.xmp")) == []


def test_a_link_does_not_lead_out_either(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "out").symlink_to(tmp_path)
    assert "link" in refused(tmp_path / "in", Record("c", "out/a.png", "1"))


@pytest.mark.parametrize(
    ("external_id", "name"),
    [
        ("urn:x:1", "urn%3Ax%3A1.xmp"),
        ("https://a.example/b", "https%3A%2F%2Fa.example%2Fb.xmp"),
        ("/etc/x", "%2Fetc%2Fx.xmp"),
        ("a//b", "a%2F%2Fb.xmp"),
        ("2:0:610", "2%3A0%3A610.xmp"),
    ],
)
def test_ids_that_are_no_paths_become_one_name(tmp_path: Path, external_id: str, name: str):
    SidecarSink(tmp_path).apply([Write(Record("c", external_id, "1"), (SIZE,))])
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_real_path_with_odd_characters_stays_a_path(tmp_path: Path):
    record = Record("c", "a: b?.png", "1", file=File("/pictures/a: b?.png"))
    assert write(tmp_path, SIZE, record=record).exists()


def test_what_cannot_be_written_is_refused_and_the_rest_goes_on(tmp_path: Path):
    (tmp_path / "shoot").write_text("a file where a folder has to be")
    answers = SidecarSink(tmp_path).apply([Write(RECORD, (SIZE,)), Write(Record("c", "b.png", "1"), (SIZE,))])
    assert [bool(answer.refusal) for answer in answers] == [True, False]


TEXTS = st.text(min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_label_can_be_written_read_and_taken_away(labels: list[str]):
    concepts = tuple(ConceptTag(f"{SCHEME}{n}", SCHEME, (Label(text, "en"),)) for n, text in enumerate(labels))
    with tempfile.TemporaryDirectory() as place:
        path = write(Path(place), *concepts)
        once = path.read_bytes()
        assert [term["cvtermid"] for term in read_xmp(once)["iptc4xmpext:aboutcvterm"]] == [c.iri for c in concepts]
        write(Path(place), *concepts)
        assert path.read_bytes() == once
        write(Path(place))
        assert read_xmp(path.read_bytes()) == {}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    mount = tmp_path / "small"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small file system")
    yield mount
    subprocess.run(["umount", "-l", mount], check=True)


def test_a_full_disk_stops_and_leaves_the_old_sidecar(small_disk: Path):
    path = write(small_disk, SIZE)
    old = path.read_bytes()
    many = tuple(ConceptTag(f"{SCHEME}{n}", SCHEME, (Label("word " * 40, "en"),)) for n in range(400))
    with pytest.raises(NoSpace, match="full"):
        write(small_disk, *many)
    assert path.read_bytes() == old
    assert [file.name for file in path.parent.iterdir()] == [path.name]
