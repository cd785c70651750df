"""Rights that stand in pictures themselves: read as they come in, asked by command, written into sidecars and read by others."""

import json
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.conftest import prepared
from tests.journeys.test_sync_commands import Told, told
from thesaury.bootstrap import open_workspace

__all__ = ["told"]

pytestmark = pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool, which writes the pictures")
PLUS = (
    "-XMP-plus:MediaConstraints=Website and e-mail only",
    "-XMP-plus:RegionConstraints=Germany, Austria",
    "-XMP-plus:LicenseEndDate=2026:12:31",
    "-XMP-plus:CreditLineRequired=Credit Adjacent To Image",
    "-XMP-photoshop:Credit=Ada Fischer",
    "-XMP-dc:Rights=© 2026 Ada Fischer",
    "-XMP-dc:Subject=winter",
)
WORDS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w.example/> a skos:ConceptScheme .
<https://w.example/1> a skos:Concept ; skos:inScheme <https://w.example/> ; skos:prefLabel "winter"@en ."""
PERMIT, DENY, REVIEW = 0, 3, 4


def workspace(folder: Path, files: str) -> Path:
    """A workspace over one licensed picture, one made from it, and one of which only the owner is known."""
    pictures, work = folder / "pictures", folder / "work"
    pictures.mkdir()
    for number, name in enumerate(("licensed", "made", "owned")):
        Image.new("RGB", (40, 30 + number), (number * 90, 40, 200)).save(pictures / f"{name}.jpg")
    exiftool(pictures / "licensed.jpg", *PLUS)
    exiftool(pictures / "made.jpg", "-XMP-xmpMM:DerivedFromFilePath=licensed.jpg", "-XMP-dc:Rights=© 2026 Ada Fischer")
    exiftool(pictures / "owned.jpg", "-XMP-dc:Rights=© 2026 Ada Fischer")
    (folder / "words.ttl").write_text(WORDS)
    prepared("init", work)
    prepared("vocabulary", "import", folder / "words.ttl", "-w", work)
    prepared("connect", "folder", pictures, "--set", f"licences_in_files={files}", "-w", work)
    prepared("sync", "-w", work)
    return work


def exiftool(picture: Path, *tags: str) -> None:
    subprocess.run(["exiftool", "-q", "-overwrite_original", *tags, picture], check=True)


def check(told: Told, work: Path, name: str, region: str = "DE", day: str = "2026-12-31") -> int:
    asked = ("--channel", "website", "--region", region, "--date", day)
    code, _, _ = told("rights", "check", f"pictures/{name}.jpg", *asked, "-w", work)
    return code


def test_a_file_that_is_the_purchase_record_permits_what_it_states(told: Told, tmp_path: Path):
    work = workspace(tmp_path, "purchase")
    assert check(told, work, "licensed") == PERMIT
    assert check(told, work, "licensed", region="FR") == DENY
    assert check(told, work, "licensed", day="2027-01-01") == DENY
    assert check(told, work, "made", region="FR") == DENY
    assert check(told, work, "made") == check(told, work, "owned") == REVIEW


def test_other_files_restrict_and_are_never_enough(told: Told, tmp_path: Path):
    work = workspace(tmp_path, "embedded")
    assert check(told, work, "licensed") == REVIEW
    assert check(told, work, "licensed", region="FR") == DENY
    assert check(told, work, "owned") == REVIEW


def test_what_is_known_goes_out_in_a_sidecar_and_comes_back_as_no_word_of_people(told: Told, tmp_path: Path):
    work, out = workspace(tmp_path, "purchase"), tmp_path / "out"
    code, _, _ = told("export", "xmp", out, "-w", work)
    assert code == 0
    (sidecar,) = out.rglob("*.xmp")
    read = subprocess.run(["exiftool", "-json", "-G1", "-n", sidecar], capture_output=True, check=True)
    (tags,) = json.loads(read.stdout)
    assert tags["XMP-plus:MediaConstraints"] == "Only website, e-mail."
    assert tags["XMP-plus:RegionConstraints"] == "Only Germany, Austria."
    assert tags["XMP-plus:LicenseEndDate"] == "2026:12:31"
    assert tags["XMP-plus:CreditLineRequired"] == "CR-CAI"
    before = versions(work)
    shutil.copy(sidecar, tmp_path / "pictures" / sidecar.name)
    prepared("sync", "-w", work)
    assert versions(work) == before
    assert check(told, work, "licensed") == PERMIT


def versions(work: Path) -> dict[str, int]:
    with closing(open_workspace(work)) as opened:
        keys = [f"pictures/{name}.jpg" for name in ("licensed", "made", "owned")]
        return {f"{one.source.record}#{one.source.place}": one.version for one in opened.catalogue.rights.current(keys)}
