"""The tests that the usual suite leaves out because they repeat a kind it sees, and every walk over all pages."""

import os
import subprocess
import sys
from typing import Any

PARTS = {"long": ("-m", "long", "tests"), "every_page": ("tests/journeys/portal",)}


def run() -> dict[str, Any]:
    """What each part has to say at its end; what falls is printed in full."""
    return {name: _told(args) for name, args in PARTS.items()}


def _told(args: tuple[str, ...]) -> str:
    environment = {**os.environ, "THESAURY_LONG": "1", "THESAURY_EVERY_PAGE": "1"}
    made = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *args], env=environment, capture_output=True, text=True
    )
    if made.returncode:
        print(made.stdout, file=sys.stderr)
    return made.stdout.strip().splitlines()[-1]
