"""The suite of publishing targets, the traps of the connector and a channel of two hundred pictures over a real Strapi.

npm installs it once: THESAURY_STRAPI names the folder for it (720 MB); without it that is .bench/strapi.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.hosts.strapi import VERSION, Absent, installed

TESTS = ("tests/contract/targets/test_strapi.py", "tests/journeys/publishing/test_strapi.py")
_PATIENCE = 3600
_FIGURES = re.compile(r'\{"seconds".*\}')


def run() -> dict[str, Any]:
    folder = Path(os.environ.get("THESAURY_STRAPI") or ".bench/strapi").resolve()
    try:
        installed(folder)
    except Absent as error:
        return {"skipped": str(error)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-s", "-o", f"timeout={_PATIENCE}", "-k", "Itself or real_one", *TESTS],
        env={**os.environ, "THESAURY_STRAPI": str(folder)},
        capture_output=True,
        text=True,
        timeout=2 * _PATIENCE,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    figures = _FIGURES.search(done.stdout)
    assert figures, done.stdout[-2000:]
    return {"strapi": VERSION, "two_hundred_pictures": json.loads(figures[0])}
