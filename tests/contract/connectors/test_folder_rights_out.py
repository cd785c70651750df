"""Rights written into sidecars: readable by other programs, beside what others stated, and never wider when they are read again."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.contract.connectors.test_folder_reading import read
from tests.unit.rights.licences import term
from tests.unit.rights.wild import asked_often, statements, uses
from thesaury.connectors.folder import mapping
from thesaury.connectors.folder.licence_reading import FolderLicences
from thesaury.connectors.folder.packet import Packet
from thesaury.connectors.folder.sink import SidecarSink
from thesaury.connectors.folder.xmp import read_xmp
from thesaury.model.asset import Record
from thesaury.model.licensing import Limit, Modification, Selection, Statement
from thesaury.model.plus import PREFIX
from thesaury.model.policy import Verdict
from thesaury.model.rights_record import Purchase
from thesaury.model.use import Use
from thesaury.ports.sink import Write
from thesaury.rights.deciding import decide
from thesaury.rights.fields import stated
from thesaury.rights.plus import Exported, packet_of, properties_of

needs_exiftool = pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool, the second reader")
WHOLE = term(
    channels="website email",
    regions=Selection(("DACH",), ("LI",)),
    duties=("attribution",),
    attribution_text="Ada Fischer",
    modification=Modification.PROHIBITED,
    purposes=Selection(None, ("ai_training",)),
    limits=(Limit("copies", 5000.0),),
)
BOUGHT = Purchase("Fennmoor & Söhne", "Acme", "T-1", releases=(("model", "unlimited"),))
TOLD = properties_of([Statement(terms=(WHOLE,))], [BOUGHT])
TAGS = {
    "Licensor": [{"LicensorName": "Fennmoor & Söhne"}],
    "Licensee": [{"LicenseeName": "Acme"}],
    "MediaConstraints": "Only website, e-mail.",
    "RegionConstraints": "Only DACH. Not Liechtenstein.",
    "ImageAlterationConstraints": ["AL-CRP", "AL-FLP", "AL-RET", "AL-CLR", "AL-DCL", "AL-MRG"],
    "ModelReleaseStatus": "MR-UMR",
    "OtherConstraints": "Not for AI training. At most 5000 copies.",
    "CreditLineRequired": "CR-CAI",
    "OtherLicenseRequirements": "Credit line: Ada Fischer.",
    "OtherLicenseInfo": "Perpetual.",
    "LicensorTransactionID": ["T-1"],
}


def rights(told: Exported) -> tuple[tuple[str, str], ...]:
    return tuple((f"{PREFIX}{name}", value) for name, values in told.properties for value in values)


def tags(path: Path) -> dict[str, Any]:
    command = ["exiftool", "-json", "-struct", "-G1", "-n", "-XMP-plus:all", path]
    (found,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    told = {name.partition(":")[2]: value for name, value in found.items() if name.startswith("XMP-plus:")}
    return {name: value for name, value in told.items() if name != "DataMining"}  # ExifTool knows it since 12.67


def written(folder: Path, *stated_rights: tuple[str, str]) -> Path:
    (answer,) = SidecarSink(folder).apply([Write(Record("c", "a.png", "1"), (), stated_rights)])
    assert not answer.refusal
    return folder / "a.png.xmp"


@needs_exiftool
def test_exiftool_finds_every_property_in_a_sidecar(tmp_path: Path):
    path = written(tmp_path, *rights(TOLD))
    assert tags(path) == TAGS
    mined = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"
    assert read_xmp(path.read_bytes())["plus:datamining"] == mined


@needs_exiftool
def test_exiftool_finds_the_same_in_a_packet_of_its_own(tmp_path: Path):
    (tmp_path / "a.xmp").write_text(packet_of(TOLD.properties))
    assert tags(tmp_path / "a.xmp") == TAGS


def test_a_packet_and_a_sidecar_say_the_same(tmp_path: Path):
    sidecar = read_xmp(written(tmp_path, *rights(TOLD)).read_bytes())
    assert read_xmp(packet_of(TOLD.properties).encode()) == {k: v for k, v in sidecar.items() if k != "thy:rights"}


def test_our_rights_are_no_word_of_people_follow_the_record_and_go_with_it(tmp_path: Path):
    Image.new("L", (2, 2)).save(tmp_path / "a.png")
    path = written(tmp_path, *rights(TOLD))
    assert read(tmp_path).licences == ()
    first = path.stat().st_ino
    assert written(tmp_path, *rights(TOLD)).stat().st_ino == first
    fewer = properties_of([Statement(terms=(term(channels="website"),))])
    assert set(read_xmp(written(tmp_path, *rights(fewer)).read_bytes())) == {
        "plus:mediaconstraints",
        "plus:regionconstraints",
        "plus:otherlicenseinfo",
        "thy:rights",
    }
    assert read_xmp(written(tmp_path).read_bytes()) == {}


def test_what_others_stated_in_plus_stays_and_is_completed_by_nothing_of_ours(tmp_path: Path):
    theirs = packet_of((("LicenseEndDate", ("2030-01-01",)), ("MediaConstraints", ("Only cinema.",))))
    (tmp_path / "a.png.xmp").write_text(theirs)
    found = read_xmp(written(tmp_path, *rights(TOLD), ("copyright", "© Ada")).read_bytes())
    assert {name: value for name, value in found.items() if name.startswith("plus:")} == read_xmp(theirs.encode())
    assert found["dc:rights"] == {"x-default": "© Ada"}
    assert read_xmp(written(tmp_path).read_bytes()) == read_xmp(theirs.encode())


def test_what_others_stated_alike_or_beside_ours_stays_with_ours(tmp_path: Path):
    theirs = packet_of((("LicenseEndDate", ("2030-01-01",)), ("MediaConstraints", ("Only website, e-mail.",))))
    (tmp_path / "a.png.xmp").write_text(theirs)
    found = read_xmp(written(tmp_path, *rights(TOLD)).read_bytes())
    assert (found["plus:licenseenddate"], found["plus:licensee"]) == ("2030-01-01", [{"licenseename": "Acme"}])
    assert read_xmp(written(tmp_path).read_bytes()) == read_xmp(theirs.encode())


def test_ours_go_when_others_state_their_own(tmp_path: Path):
    path = written(tmp_path, *rights(TOLD))
    path.write_text(
        path.read_text().replace(
            "Only website, e-mail.</rdf:li></rdf:Alt></plus:Media", "TV.</rdf:li></rdf:Alt></plus:Media"
        )
    )
    assert set(read_xmp(written(tmp_path, *rights(TOLD)).read_bytes())) == {"plus:mediaconstraints"}


def read_back(told: Exported) -> Statement | None:
    """What a purchase in a file would state that has what we wrote, and no memory of who did."""
    packet = Packet(b"")
    packet.state_rights(rights(told))
    layer = {name: value for name, value in read_xmp(packet.content()).items() if name != "thy:rights"}
    payload = {"path": "a", "etag": "1", "file": {"location": ""}, "embedded": {}, "sidecars": [layer], "notes": []}
    licences = mapping.record("c", payload).licences
    (licence,) = FolderLicences(embedded=False).read(licences)[0] or (None,)
    return stated(licence)[0] if licence else None


@asked_often
@given(statements, uses())
def test_what_is_written_permits_nothing_that_the_licence_does_not(statement: Statement, use: Use):
    again = read_back(properties_of([statement]))
    if again is not None and decide(again, use).verdict is Verdict.PERMIT:
        assert decide(statement, use).verdict is Verdict.PERMIT


NAMES = st.lists(
    st.sampled_from(
        (
            "Ada",
            "all media",
            "worldwide",
            "perpetual",
            "website",
            "Spring.",
            ",",
            ";",
            "no",
            "only",
            "editorial",
            "resale",
            "2030-12-31",
            "\n",
        )
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


@asked_often
@given(NAMES, st.sampled_from(("campaign", "brand", "product", "event", "publication")), uses())
def test_a_name_in_a_licence_is_never_a_way_to_permit(name: str, kind: str, use: Use):
    meant = term(channels="tv", regions="FR", duties=("attribution",), attribution_text=name, scope=((kind, (name,)),))
    statement = Statement(terms=(meant,))
    again = read_back(properties_of([statement], [Purchase(name, name, name)]))
    for asked in (use, replace(use, scope=((kind, (name,)),))):
        if again is not None and decide(again, asked).verdict is Verdict.PERMIT:
            assert decide(statement, asked).verdict is Verdict.PERMIT


def test_a_whole_licence_comes_back():
    again = read_back(TOLD)
    assert again is not None
    assert again.complete
    (found,) = again.terms
    assert (found.channels.allow, found.regions, found.perpetual) == (("website", "email"), WHOLE.regions, True)
    assert (found.duties, found.attribution_text, found.modification) == (
        ("attribution",),
        "Ada Fischer",
        Modification.PROHIBITED,
    )
    assert found.limits == WHOLE.limits
