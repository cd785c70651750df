"""The pictures of the demo brand: same scene same picture, every motif draws, metadata can be read back."""

import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, IptcImagePlugin

from thesaury.sandbox.scenes import MOTIFS, PALETTES, SHAPES, EmbeddedMetadata, Scene, draw, embed, render
from thesaury.sandbox.scenes.canvas import Canvas, number, smooth
from thesaury.sandbox.scenes.figures import knuckle
from thesaury.sandbox.scenes.palette import mix

SVG = "{http://www.w3.org/2000/svg}"
ASKED = """
paper_bottle refill_pouch cardboard_box glass_jar compost_pack recycling_kitchen refill_station
paper_bag_groceries bamboo_bathroom bulk_shop lunchbox school_bag classroom walk_to_school snack_bar
pencil_case school_bus teacher_desk playground homework_table winter_table summer_picnic spring_cleaning
autumn_market beach_day laundry_line bathroom_shelf kitchen_counter hand_soap family_breakfast office_meeting
warehouse delivery_bike supermarket_shelf factory_line wind_farm lavender_field portrait team_portrait
event_stage billboard_street packshot gift_box mountain_hike campfire_tent trail_shoes cafe_table coffee_cup
"""
FACTS = EmbeddedMetadata(
    title={"en": "Paper bottle & cap", "de": "Papierflasche <neu>"},
    description={"en": "A bottle of moulded paper.", "fr": "Une bouteille en papier moulé."},
    subjects=("sustainable packaging", "Mehrweg", "écologie"),
    creators=("Ada Brandt", "Jun Okafor"),
    rights="© 2024 Fennmoor",
    usage_terms="Editorial use only.",
    credit="Fennmoor Studio",
    created=datetime(2024, 3, 5, 14, 30),
    country="DE",
    extra={
        "plus:LicenseEndDate": "2026-12-31",
        "Iptc4xmpExt:Event": "Launch",
        "lr:hierarchicalSubject": ("Brand|Lumo", "Place|Studio"),
    },
    iim=True,
)


@pytest.fixture(scope="module")
def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (32, 24), "#5e8c61").save(buffer, "JPEG")
    return buffer.getvalue()


def test_every_motif_asked_for_is_there_once():
    assert sorted(MOTIFS) == sorted(ASKED.split())


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_motif_draws_well_formed_svg_that_depends_on_the_seed(motif: str):
    shape, colours = SHAPES[len(motif) % len(SHAPES)], PALETTES[len(motif) % len(PALETTES)]
    first, second = (draw(Scene(motif, colours, seed, shape)) for seed in (1, 2))
    assert first != second
    for text in (first, second):
        root = ET.fromstring(text)
        assert root.tag == f"{SVG}svg"
        assert not root.findall(f".//{SVG}text"), "a picture must not depend on fonts"
        assert "nan" not in text
        assert "inf" not in text


@pytest.mark.parametrize("motif", ["packshot", "playground", "portrait"])
def test_paints_that_are_used_are_defined_once(motif: str):
    text = draw(Scene(motif, "ocean", 5, "landscape"))
    defined = [element.get("id") for element in ET.fromstring(text).iter() if element.get("id")]
    used = {part.split(")")[0] for part in text.split("url(#")[1:]}
    assert used <= set(defined)
    assert len(defined) == len(set(defined))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_scene_is_the_same_text_in_every_shape(shape: str):
    scene = Scene("family_breakfast", "berry", 41, shape)
    assert draw(scene) == draw(replace(scene))


def test_another_palette_gives_another_picture():
    assert len({draw(Scene("portrait", name, 1, "square")) for name in PALETTES}) == len(PALETTES) >= 8


@pytest.mark.parametrize(
    ("scene", "choice"),
    [
        (Scene("paper_botle", "ocean", 1, "square"), "paper_bottle"),
        (Scene("portrait", "neon", 1, "square"), "terracotta"),
        (Scene("portrait", "ocean", 1, "round"), "landscape"),
    ],
)
def test_an_unknown_word_is_refused_with_the_right_ones(scene: Scene, choice: str):
    with pytest.raises(ValueError, match=choice):
        draw(scene)


@pytest.mark.parametrize(
    ("motif", "shape", "size"), [("packshot", "square", (960, 960)), ("wind_farm", "banner", (1600, 500))]
)
def test_a_render_is_a_jpeg_of_the_right_size_with_something_in_it(motif: str, shape: str, size: tuple[int, int]):
    with Image.open(io.BytesIO(render(Scene(motif, "citrus", 3, shape)))) as image:
        assert (image.format, image.size) == ("JPEG", size)
        assert len(image.resize((40, 40)).getcolors(1600) or []) > 200


def test_xmp_is_read_back_by_pillow(jpeg: bytes):
    with Image.open(io.BytesIO(embed(jpeg, FACTS))) as image:
        facts = image.getxmp()["xmpmeta"]["RDF"]["Description"]
    title = {item["lang"]: item["text"] for item in facts["title"]["Alt"]["li"]}
    assert title == {"x-default": "Paper bottle & cap", "en": "Paper bottle & cap", "de": "Papierflasche <neu>"}
    assert facts["subject"]["Bag"]["li"] == list(FACTS.subjects)
    assert facts["creator"]["Seq"]["li"] == list(FACTS.creators)
    assert facts["CreateDate"] == "2024-03-05T14:30:00"
    assert facts["LicenseEndDate"] == "2026-12-31"


def test_iim_is_read_back_by_pillow_as_utf8(jpeg: bytes):
    with Image.open(io.BytesIO(embed(jpeg, FACTS))) as image:
        block = IptcImagePlugin.getiptcinfo(image)
    assert block is not None
    assert block[(1, 90)] == b"\x1b%G"
    assert [word.decode() for word in block[(2, 25)]] == list(FACTS.subjects)
    assert (block[(2, 5)].decode(), block[(2, 55)]) == ("Paper bottle & cap", b"20240305")
    assert block[(2, 116)].decode() == FACTS.rights


def test_iim_is_left_out_unless_asked_and_texts_are_cut_between_characters(jpeg: bytes):
    with Image.open(io.BytesIO(embed(jpeg, replace(FACTS, iim=False)))) as image:
        assert IptcImagePlugin.getiptcinfo(image) is None
    with Image.open(io.BytesIO(embed(jpeg, replace(FACTS, credit="ü" * 40)))) as image:
        block = IptcImagePlugin.getiptcinfo(image)
    assert block is not None
    assert block[(2, 110)].decode() == "ü" * 16


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed here")
def test_exiftool_reads_both_blocks_without_a_warning(jpeg: bytes, tmp_path: Path):
    file = tmp_path / "picture.jpg"
    file.write_bytes(embed(jpeg, FACTS))
    answer = subprocess.run(
        ["exiftool", "-j", "-G1", "-a", "-validate", "-all:all", str(file)], capture_output=True, check=True
    )
    tags = json.loads(answer.stdout)[0]
    assert tags["XMP-dc:Title-de"] == "Papierflasche <neu>"
    assert tags["XMP-dc:Description-fr"] == "Une bouteille en papier moulé."
    assert tags["XMP-xmpRights:UsageTerms"] == "Editorial use only."
    assert tags["XMP-photoshop:Credit"] == "Fennmoor Studio"
    assert tags["XMP-iptcCore:CountryCode"] == "DE"
    assert tags["XMP-iptcExt:LocationShownCountryCode"] == "DE"
    assert tags["XMP-plus:LicenseEndDate"] == "2026:12:31"
    assert tags["XMP-lr:HierarchicalSubject"] == ["Brand|Lumo", "Place|Studio"]
    assert tags["IPTC:Keywords"] == list(FACTS.subjects)
    assert tags["IPTC:By-line"] == list(FACTS.creators)
    assert not [key for key in tags if key.endswith(("Warning", "Error"))]


def test_the_picture_itself_is_untouched_by_embedding(jpeg: bytes):
    with Image.open(io.BytesIO(jpeg)) as before, Image.open(io.BytesIO(embed(jpeg, FACTS))) as after:
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize(
    ("data", "facts", "words"),
    [
        (b"PNG", FACTS, "not a JPEG"),
        (b"\xff\xd8\xff\xd9", replace(FACTS, extra={"foo:Bar": "x"}), "plus"),
        (b"\xff\xd8\xff\xd9", replace(FACTS, usage_terms="x" * 70_000), "shorten"),
        (b"\xff\xd8\xff\xd9", replace(FACTS, extra={"plus:a b": "x"}), "prefix:Name"),
    ],
)
def test_what_cannot_be_embedded_is_refused_with_a_reason(data: bytes, facts: EmbeddedMetadata, words: str):
    with pytest.raises(ValueError, match=words):
        embed(data, facts)


def test_no_facts_give_an_empty_but_readable_packet(jpeg: bytes):
    with Image.open(io.BytesIO(embed(jpeg, EmbeddedMetadata()))) as image:
        assert "title" not in image.getxmp()["xmpmeta"]["RDF"]["Description"]


def test_colours_mix_and_numbers_are_short():
    assert mix("#000000", "#ff8000", 0.5) == "#804000"
    assert [number(value) for value in (1.0, -0.001, 2.344)] == ["1", "0", "2.34"]
    assert smooth([(0, 0), (10, 0), (10, 10)]).endswith("Z")


def test_a_wash_covers_its_area_without_a_gap():
    canvas = Canvas(10, 100)
    canvas.wash(0, 3.4, 10, 50.3, "#000000", "#0a0000")
    bands = [
        (float(rect.get("y", "")), float(rect.get("height", "")))
        for rect in ET.fromstring(canvas.svg()).iter(f"{SVG}rect")
    ]
    assert len(bands) == 10
    assert bands[0][0] <= 3.4
    assert all(top + tall >= following[0] for (top, tall), following in pairwise(bands))
    assert bands[-1][0] + bands[-1][1] == pytest.approx(53.7)


def test_a_limb_reaches_what_it_can_and_no_further():
    joint, hand = knuckle((0, 0), (30, 0), 20, 1)
    assert hand == (30, 0)
    assert joint[0] ** 2 + joint[1] ** 2 == pytest.approx(400)
    _, stretched = knuckle((0, 0), (300, 0), 20, 1)
    assert stretched[0] == pytest.approx(39.6)
