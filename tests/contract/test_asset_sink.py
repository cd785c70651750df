"""The suite of asset sinks over the fake and over the folder, and what the folder promises beyond it."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.contract.asset_sink_suite import PEACE, PERSONS, SIZE, WATER, AssetSinkSuite, change, held, iris
from tests.contract.source_suite import everything
from tests.contract.test_connectors import opened
from tests.fakes.tools import lent
from tests.fakes.write_back import MemoryDam
from thesaury.connectors.folder.write_back import open_sink
from thesaury.connectors.folder.xmp import read_xmp
from thesaury.model.concept import Label
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused, Unreachable, Usage
from thesaury.model.outbox import ConceptTag
from thesaury.ports.sink import AssetSink, Outcome


class MemoryDesk:
    field = "concepts"

    def __init__(self) -> None:
        self.dam = MemoryDam()

    def sink(self) -> AssetSink:
        return self.dam

    def fill(self, count: int) -> list[str]:
        for number in range(count):
            self.dam.put(str(number))
        return [str(number) for number in range(count)]

    def by_hand(self, external_id: str, *concepts: ConceptTag) -> None:
        self.dam.put(external_id, self.field, *iris(*concepts))

    def carried(self, external_id: str) -> set[str]:
        return self.dam.carried(external_id)

    def vanish(self) -> None:
        self.dam.reachable = False


class FolderDesk:
    field = "concepts"

    def __init__(self, root: Path) -> None:
        self.root = root

    def sink(self) -> AssetSink:
        return open_sink(Connection("c", "folder", (("path", str(self.root)), ("reader", "pillow"))), lent())

    def fill(self, count: int) -> list[str]:
        names = [f"b/{number}.png" for number in range(count)]
        (self.root / "b").mkdir(parents=True, exist_ok=True)
        for name in names:
            Image.new("L", (2, 2)).save(self.root / name)
        return names

    def by_hand(self, external_id: str, *concepts: ConceptTag) -> None:
        """Another program puts its terms in, as text, and knows nothing of ours."""
        sidecar = self.sidecar(external_id)
        text = sidecar.read_text() if sidecar.exists() else EMPTY
        terms = "".join(TERM.format(concept.iri) for concept in concepts)
        if "AboutCvTerm>" in text:
            head, mark, rest = text.partition("</rdf:Bag></Iptc4xmpExt:AboutCvTerm>")
            sidecar.write_text(head + terms + mark + rest)
        else:
            sidecar.write_text(text.replace("</rdf:Description>", f"{BAG.format(terms)}</rdf:Description>", 1))

    def carried(self, external_id: str) -> set[str]:
        sidecar = self.sidecar(external_id)
        terms = read_xmp(sidecar.read_bytes()).get("iptc4xmpext:aboutcvterm", []) if sidecar.exists() else []
        return {term["cvtermid"] for term in terms}

    def vanish(self) -> None:
        self.root.rename(self.root.with_name("away"))

    def sidecar(self, external_id: str) -> Path:
        return (self.root / external_id).with_suffix(".xmp")


EMPTY = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about=""></rdf:Description></rdf:RDF></x:xmpmeta>'
)
EXTENSION = 'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
TERM = (
    f'<rdf:li rdf:parseType="Resource"><e:CvTermId {EXTENSION.replace("Iptc4xmpExt=", "e=")}>{{}}</e:CvTermId></rdf:li>'
)
BAG = f"<Iptc4xmpExt:AboutCvTerm {EXTENSION}><rdf:Bag>{{}}</rdf:Bag></Iptc4xmpExt:AboutCvTerm>"


class TestMemoryDam(AssetSinkSuite):
    @pytest.fixture
    def desk(self) -> MemoryDesk:
        return MemoryDesk()


class TestFolder(AssetSinkSuite):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> FolderDesk:
        return FolderDesk(tmp_path / "pictures")


def test_the_fake_loses_replies_and_requests_refuses_and_lags():
    desk = MemoryDesk()
    [one] = desk.fill(1)
    asked = change(desk, one, add=(SIZE,))
    desk.dam.lose_request = True
    assert desk.dam.apply(asked).outcome is Outcome.UNKNOWN
    assert (desk.carried(one), desk.dam.applied) == (set(), [])
    desk.dam.lose_request, desk.dam.lose_reply, desk.dam.stale = False, True, True
    assert desk.dam.apply(asked).outcome is Outcome.UNKNOWN
    assert (desk.carried(one), held(desk, one), desk.dam.applied) == (iris(SIZE), {one: frozenset()}, [asked.key])
    desk.dam.readable = False
    assert held(desk, one) == {one: None}
    desk.dam.refuse = "Not licensed."
    assert desk.dam.apply(asked).message == "Not licensed."


@pytest.fixture
def desk(tmp_path: Path) -> FolderDesk:
    return FolderDesk(tmp_path)


def test_what_was_written_back_does_not_come_back_as_the_word_of_a_person(desk: FolderDesk):
    [one] = desk.fill(1)
    before = everything(opened("folder", path=desk.root, reader="pillow"))[0].records[0]
    desk.by_hand(one, PERSONS)
    desk.sink().apply(change(desk, one, add=(SIZE, PEACE)))
    [page] = everything(opened("folder", path=desk.root, reader="pillow"))
    [record] = page.records
    assert (record.stated, record.tags) == ((PERSONS.iri,), ())
    assert record.texts == before.texts
    assert record.etag != before.etag


def test_a_concept_brings_its_keyword_and_takes_it_away_again(desk: FolderDesk):
    [one] = desk.fill(1)
    desk.sink().apply(change(desk, one, add=(SIZE, WATER)))

    def keywords() -> list[str]:
        found: list[str] = read_xmp(desk.sidecar(one).read_bytes()).get("dc:subject", [])
        return found

    assert keywords() == ["Größe 🎒", "water"]
    renamed = ConceptTag(WATER.iri, WATER.scheme, (Label("another name by now", "en"),))
    desk.sink().apply(change(desk, one, remove=(renamed,), revision=1))
    assert keywords() == ["Größe 🎒"]
    desk.sink().apply(change(desk, one, remove=(SIZE,), revision=2))
    assert read_xmp(desk.sidecar(one).read_bytes()) == {}


def test_a_keyword_of_a_person_stays_when_the_concept_goes(desk: FolderDesk):
    [one] = desk.fill(1)
    subject = (
        '<s:subject xmlns:s="http://purl.org/dc/elements/1.1/"><rdf:Bag><rdf:li>water</rdf:li></rdf:Bag></s:subject>'
    )
    desk.sidecar(one).write_text(EMPTY.replace("</rdf:Description>", f"{subject}</rdf:Description>"))
    desk.sink().apply(change(desk, one, add=(WATER,)))
    desk.sink().apply(change(desk, one, remove=(WATER,), revision=1))
    assert read_xmp(desk.sidecar(one).read_bytes()) == {"dc:subject": ["water"]}


def test_a_keyword_that_another_concept_needs_stays(desk: FolderDesk):
    [one] = desk.fill(1)
    namesake = ConceptTag("https://other.example/water", "", (Label("water", "en"),))
    desk.sink().apply(change(desk, one, add=(WATER, namesake)))
    desk.sink().apply(change(desk, one, remove=(WATER,), revision=1))
    assert read_xmp(desk.sidecar(one).read_bytes())["dc:subject"] == ["water"]


def test_the_same_change_twice_touches_nothing(desk: FolderDesk):
    [one] = desk.fill(1)
    desk.by_hand(one, PERSONS)
    asked = change(desk, one, add=(SIZE,), remove=(WATER,))
    desk.sink().apply(asked)
    first = desk.sidecar(one).stat()
    assert desk.sink().apply(asked).outcome is Outcome.DONE
    assert (desk.sidecar(one).stat().st_mtime_ns, desk.sidecar(one).stat().st_ino) == (first.st_mtime_ns, first.st_ino)
    assert sorted(path.name for path in desk.sidecar(one).parent.iterdir()) == ["0.png", "0.xmp"]


def test_a_picture_whose_name_another_shares_gets_its_own_sidecar(desk: FolderDesk):
    [one] = desk.fill(1)
    Image.new("L", (2, 2)).save(desk.root / "b" / "0.tif")
    desk.by_hand(one, PERSONS)
    shared = desk.sidecar(one).read_bytes()
    answer = desk.sink().apply(change(desk, one, add=(SIZE,)))
    assert answer.location.endswith("0.png.xmp")
    assert desk.sidecar(one).read_bytes() == shared
    assert held(desk, one, "b/0.tif") == {one: iris(PERSONS, SIZE), "b/0.tif": iris(PERSONS)}


def test_the_more_exact_sidecar_is_written_where_there_is_one(desk: FolderDesk):
    [one] = desk.fill(1)
    exact = desk.root / f"{one}.xmp"
    exact.write_text(EMPTY)
    assert desk.sink().apply(change(desk, one, add=(SIZE,))).location == str(exact)
    assert held(desk, one) == {one: iris(SIZE)}


def test_a_sidecar_that_is_no_xmp_is_left_alone(desk: FolderDesk):
    [one] = desk.fill(1)
    desk.sidecar(one).write_bytes(b"no xmp")
    answer = desk.sink().apply(change(desk, one, add=(SIZE,)))
    assert (answer.outcome, "XMP" in answer.message) == (Outcome.REFUSED, True)
    assert desk.sidecar(one).read_bytes() == b"no xmp"
    assert held(desk, one) == {one: None}


@pytest.mark.parametrize(
    "external_id", ["../a.png", "x/../../a.png", "/etc/a.png", "", ".", "a\0.png", "note.txt", "out/a.png"]
)
def test_nothing_outside_the_folder_is_written(tmp_path: Path, external_id: str):
    desk = FolderDesk(tmp_path / "in")
    desk.fill(1)
    Image.new("L", (2, 2)).save(tmp_path / "a.png")
    (desk.root / "note.txt").write_text("")
    (desk.root / "out").symlink_to(tmp_path)
    assert desk.sink().apply(change(desk, external_id, add=(SIZE,))).outcome is Outcome.REFUSED
    assert list(tmp_path.rglob("*.xmp")) == []
    assert held(desk, external_id) == {}


def test_a_field_that_is_not_there_is_refused(desk: FolderDesk):
    [one] = desk.fill(1)
    desk.field = "keywords"
    assert "no field 'keywords'" in desk.sink().apply(change(desk, one, add=(SIZE,))).message
    with pytest.raises(Refused, match="no field"):
        held(desk, one)


def test_what_another_program_writes_meanwhile_is_not_overwritten(desk: FolderDesk, monkeypatch: pytest.MonkeyPatch):
    [one] = desk.fill(1)
    desk.by_hand(one, PERSONS)
    from thesaury.connectors.folder.packet import Packet

    def content(packet: Packet, real=Packet.content) -> bytes:
        desk.by_hand(one, WATER)
        return real(packet)

    monkeypatch.setattr(Packet, "content", content)
    with pytest.raises(Unreachable, match="Another program"):
        desk.sink().apply(change(desk, one, add=(SIZE,)))
    assert desk.carried(one) == iris(PERSONS, WATER)
    assert sorted(path.name for path in desk.sidecar(one).parent.iterdir()) == ["0.png", "0.xmp"]


def test_a_wrong_setting_is_refused():
    with pytest.raises(Usage):
        open_sink(Connection("c", "folder", (("pth", "x"),)), lent())


CONCEPTS = st.lists(st.sampled_from([SIZE, PEACE, WATER, PERSONS]), unique=True, max_size=3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CONCEPTS, CONCEPTS), max_size=5))
def test_any_changes_leave_what_they_say(changes: list[tuple[list[ConceptTag], list[ConceptTag]]]):
    with tempfile.TemporaryDirectory() as place:
        desk = FolderDesk(Path(place))
        [one] = desk.fill(1)
        expected: set[str] = set()
        for revision, (add, remove) in enumerate(changes):
            added = tuple(tag for tag in add if tag not in remove)
            desk.sink().apply(change(desk, one, added, tuple(remove), revision=revision))
            expected = (expected | iris(*added)) - iris(*remove)
            assert desk.carried(one) == expected
        properties = read_xmp(desk.sidecar(one).read_bytes()) if desk.sidecar(one).exists() else {}
        assert set(properties.get("thy:concepts", [])) == expected
        assert set(properties.get("dc:subject", [])) == {
            tag.labels[0].text for tag in (SIZE, PEACE, WATER, PERSONS) if tag.iri in expected
        }
