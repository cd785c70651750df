"""The tests that the usual suite leaves out because they repeat a kind it sees, those whose sets have their full size in the long form, and
every walk over all pages."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

_TESTS = Path(__file__).parents[2] / "tests"
_SIZED = re.compile(r"from tests\.long_form import .*\bLONG\b")


def run() -> dict[str, Any]:
    """What each part has to say at its end; what falls is printed in full."""
    parts = {
        "long": ("-m", "long", "tests"),
        "full_size": ("-m", "not long", *_sized()),
        "every_page": ("-m", "not long", "tests/journeys/portal"),
    }
    return {name: _told(args) for name, args in parts.items()}


def _sized() -> list[str]:
    """The files whose sets have another size in the long form."""
    found = (path for path in sorted(_TESTS.rglob("test_*.py")) if _SIZED.search(path.read_text("utf-8")))
    return [str(path.relative_to(_TESTS.parent)) for path in found]


def _told(args: tuple[str, ...]) -> str:
    environment = {**os.environ, "THESAURY_LONG": "1", "THESAURY_EVERY_PAGE": "1"}
    made = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *args], env=environment, capture_output=True, text=True
    )
    if made.returncode:
        print(made.stdout, file=sys.stderr)
    return made.stdout.strip().splitlines()[-1]
