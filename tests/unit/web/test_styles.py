"""All sheets are one in the end, so no two rooms may give the same name to different things."""

import re
from collections import defaultdict
from pathlib import Path

from thesaury.web.styles import (
    analytics_sheet,
    boards_sheet,
    onboarding_sheet,
    publishing_sheet,
    style_sheet,
    words_sheet,
)

FOLDER = Path(__file__).parents[3] / "src" / "thesaury" / "web" / "static" / "styles"
SHARED = {"tokens", "ground", "components", "frame", "suggestions", "shapes", "search"}
"""What rooms build on, and may refine."""


def test_no_class_is_defined_by_two_rooms():
    rooms = defaultdict(set)
    for sheet in FOLDER.glob("*.css"):
        for name in re.findall(r"(?m)^\s*\.([\w-]+)\s*[{,:]", sheet.read_text(encoding="utf-8")):
            rooms[name].add(sheet.stem)
    assert {name: sorted(all) for name, all in rooms.items() if len(all - SHARED) > 1} == {}


def test_the_sheet_has_every_room_and_its_ground_first():
    rooms = (words_sheet, boards_sheet, publishing_sheet, analytics_sheet, onboarding_sheet)
    sheet = style_sheet() + "".join(room() for room in rooms)
    assert all(path.read_text(encoding="utf-8").strip() in sheet for path in FOLDER.glob("*.css"))
    assert sheet.index("--paper:") < sheet.index(".button {") < sheet.index(".wall")
