"""What delivered files say of themselves, read back by ExifTool: whole in XMP, by its rules in IPTC, and nothing of the original."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.renditions.pictures import from_a_camera, opened, quarters
from thesaury.engines.renditions.iptc import resources
from thesaury.engines.renditions.making import made, written
from thesaury.engines.renditions.said import said
from thesaury.engines.renditions.xmp import packet
from thesaury.model.rendition import JPEG, PNG, WEBP, RenditionForm, RightsMarks

needs_exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed here")

RIGHTS = RightsMarks(
    asset="6d1f4a0e-8f0b-5b7c-9d57-0f3a3b8d2c11",
    title="Über den Größen <b>\u202eabc</b> & „Äpfel“ 🍏",
    description="Zwei Zeilen:\nالماء والسماء 水と空",
    alt="Ein Kind hält einen Apfel 👩🏽‍🌾",
    language="de",
    creator="Ida Müller-Łukasz",
    credit="Ida Müller / Fennmoor",
    copyright="© 2026 Fennmoor GmbH",
    usage="Nur Website, nur Deutschland & Österreich",
    licence="https://rights.example/licence?a=1&b=2",
    acquire="https://rights.example/buy",
    expires="2027-03-31",
    concepts=(
        ("https://vocabulary.example/apple", "Äpfel 🍎"),
        ("https://vocabulary.example/child", "Kind"),
        ("https://vocabulary.example/kind", "Kind"),
    ),
)
LONG = RightsMarks(
    asset="a1",
    title="Ä" * 10_000,
    description="水" * 10_000 + "<" * 10_000,
    alt="& " * 10_000,
    language="ar",
    creator="Müller " * 2_000,
    credit="ö" * 10_000,
    copyright="© " * 10_000,
    usage="🍏" * 10_000,
    licence="https://x.example/" + "ü" * 10_000,
    acquire="https://x.example/" + "y" * 10_000,
    expires="2027-03-31",
    concepts=tuple((f"https://x.example/{n}/" + "z" * 300, f"{n} " + "🍎" * 300) for n in range(2_000)),
)
BARE = RightsMarks()
HOSTILE = RightsMarks(
    title="a\0b\x1b\x85c\ud800d\ufffee", copyright=" \r\n© \t x ", expires="soon", language="x y", creator="\x07"
)
CASES = {"rights": RIGHTS, "long": LONG, "bare": BARE, "hostile": HOSTILE}
KINDS = {"jpg": JPEG, "webp": WEBP, "png": PNG}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What ExifTool reads in a file of each case and kind."""
    folder = tmp_path_factory.mktemp("marked")
    source = from_a_camera(folder / "camera.jpg")
    for case, marks in CASES.items():
        for ending, media_type in KINDS.items():
            form = RenditionForm("t", 200, media_type=media_type)
            (folder / f"{case}.{ending}").write_bytes(made(source, form, marks, None))
    asked = [
        "exiftool",
        "-json",
        "-G1",
        "-struct",
        "-a",
        "-all:all",
        "-validate",
        "-charset",
        "iptc=UTF8",
        "-d",
        "%Y-%m-%d",
        str(folder),
    ]
    done = subprocess.run(asked, capture_output=True, check=True)
    return {Path(one["SourceFile"]).name: one for one in json.loads(done.stdout)}


@needs_exiftool
@pytest.mark.parametrize("ending", KINDS)
def test_every_mark_is_read_back_from_the_packet_in_its_language(told, ending):
    found = told[f"rights.{ending}"]
    spoken = {
        "XMP-dc:Title": RIGHTS.title,
        "XMP-dc:Description": RIGHTS.description,
        "XMP-iptcCore:AltTextAccessibility": RIGHTS.alt,
        "XMP-dc:Rights": RIGHTS.copyright,
        "XMP-xmpRights:UsageTerms": RIGHTS.usage,
    }
    for name, text in spoken.items():
        assert found[name] == text
        assert found[f"{name}-de"] == text
    assert found["XMP-dc:Identifier"] == RIGHTS.asset
    assert found["XMP-photoshop:Headline"] == RIGHTS.title
    assert found["XMP-dc:Creator"] == [RIGHTS.creator]
    assert found["XMP-photoshop:Credit"] == RIGHTS.credit
    assert found["XMP-xmpRights:Marked"] is True
    assert found["XMP-photoshop:Instructions"] == RIGHTS.usage
    assert found["XMP-xmpRights:WebStatement"] == RIGHTS.licence
    assert found["XMP-plus:Licensor"] == [{"LicensorURL": RIGHTS.acquire}]
    assert found["XMP-plus:LicenseEndDate"] == RIGHTS.expires
    assert found["XMP-prism:ExpirationDate"] == RIGHTS.expires
    assert found["XMP-dc:Subject"] == ["Äpfel 🍎", "Kind"]
    assert found["XMP-iptcExt:AboutCvTerm"] == [
        {"CvTermId": iri, "CvTermName": label, "CvTermName-de": label} for iri, label in RIGHTS.concepts
    ]


@needs_exiftool
def test_iptc_says_the_same_in_jpeg(told):
    found = told["rights.jpg"]
    assert found["IPTC:CodedCharacterSet"] == "UTF8"
    pairs = {
        "ObjectName": RIGHTS.title,
        "Headline": RIGHTS.title,
        "Caption-Abstract": RIGHTS.description,
        "By-line": RIGHTS.creator,
        "Credit": RIGHTS.credit,
        "CopyrightNotice": RIGHTS.copyright,
        "SpecialInstructions": RIGHTS.usage,
        "ExpirationDate": RIGHTS.expires.replace("-", ":"),
        "Keywords": ["Äpfel 🍎", "Kind"],
    }
    assert {name: found[f"IPTC:{name}"] for name in pairs} == pairs
    assert not any(name.startswith("IPTC:") for name in told["rights.webp"] | told["rights.png"])


@needs_exiftool
def test_readers_that_compare_the_digest_trust_both(told, tmp_path):
    """By the rules of the Metadata Working Group: where the digest is right, the whole texts of XMP count."""
    (tmp_path / "a.jpg").write_bytes(made(from_a_camera(tmp_path / "c.jpg"), RenditionForm("t", 90), RIGHTS, None))
    asked = ["exiftool", "-j", "-use", "MWG", "-MWG:all", "-IPTCDigest", "-CurrentIPTCDigest", str(tmp_path / "a.jpg")]
    done = subprocess.run(asked, capture_output=True, check=True)
    [found] = json.loads(done.stdout)
    assert found["IPTCDigest"] == found["CurrentIPTCDigest"]
    assert found["Copyright"] == RIGHTS.copyright
    assert found["Description"] == RIGHTS.description


@needs_exiftool
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("ending", KINDS)
def test_no_file_is_wrong_and_none_says_anything_of_the_original(told, case, ending):
    found = told[f"{case}.{ending}"]
    assert found["ExifTool:Validate"] == "OK", found
    assert not [name for name in found if name.startswith(("GPS", "ExifIFD", "IFD0", "IFD1", "XMP-x:"))]
    assert "File:Comment" not in found
    assert found["ICC_Profile:ProfileDescription"].startswith("sRGB")


@needs_exiftool
def test_what_is_too_long_is_cut_and_the_rights_stay(told):
    for ending in KINDS:
        found = told[f"long.{ending}"]
        for name in ("XMP-dc:Rights", "XMP-photoshop:Credit", "XMP-xmpRights:UsageTerms", "XMP-xmpRights:WebStatement"):
            assert 900 < len(found[name]) <= 1_000
        assert found["XMP-plus:LicenseEndDate"] == "2027-03-31"
        assert found["XMP-dc:Title"] == "Ä" * 500
    found = told["long.jpg"]
    assert found["IPTC:By-line"] == "Müller Müller Müller Müller"[:32].strip()
    assert found["IPTC:CopyrightNotice"].startswith("© ©")
    assert found["IPTC:ObjectName"] == "Ä" * 32
    assert found["IPTC:Headline"] == "Ä" * 128


@needs_exiftool
def test_without_marks_nothing_is_said(told):
    for ending in KINDS:
        assert not [name for name in told[f"bare.{ending}"] if name.startswith(("XMP", "IPTC", "Photoshop"))]


@needs_exiftool
def test_control_characters_and_days_that_are_none_do_no_harm(told):
    for ending in KINDS:
        found = told[f"hostile.{ending}"]
        assert found["XMP-dc:Title"] == "abc\ufffdde"
        assert found["XMP-dc:Rights"] == "© x"
        ours = [name for name in found if name.startswith(("XMP", "IPTC"))]
        assert not [name for name in ours if "Expir" in name or "EndDate" in name or "Creator" in name]
        assert not [name for name in ours if "Title-" in name], "a language that is none is not said"


TEXTS = st.text(max_size=80)
MARKS = st.builds(
    RightsMarks,
    **dict.fromkeys(("asset", "title", "description", "alt", "language", "creator", "credit", "copyright"), TEXTS),
    **dict.fromkeys(("usage", "licence", "acquire", "expires"), TEXTS),
    concepts=st.lists(st.tuples(TEXTS, TEXTS), max_size=4).map(tuple),
)


@settings(max_examples=80)
@given(MARKS)
def test_whatever_is_said_the_packet_is_xml_and_the_block_is_whole(marks):
    from defusedxml.ElementTree import fromstring

    held = said(marks)
    if xmp := packet(held):
        fromstring(xmp)
    block = resources(held)
    assert bool(block) <= bool(xmp)
    assert len(block) % 2 == 0


@pytest.mark.parametrize("size", [(8, 8), (3_000, 2)])
def test_the_longest_marks_fit_into_the_smallest_picture(size):
    for media_type in KINDS.values():
        for marks in (LONG, replace(LONG, description="", concepts=())):
            content = written(quarters(*size), media_type, marks)
            assert len(content) < 3_000_000
            assert opened(content).size == size
