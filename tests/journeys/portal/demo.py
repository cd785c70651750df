"""The demo brand, loaded once by the command that people use, and copied for tests that change it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

SUMMARY = "summary.json"
"""What the command printed, beside what it made."""


def demo_brand(factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo, made by whichever process of the tests asks first; nobody may change it."""
    shared = factory.getbasetemp()
    if shared.name.startswith("popen-"):  # one of several processes of pytest-xdist
        shared = shared.parent
    folder = shared / "demo-brand"
    with FileLock(shared / "demo-brand.lock"):
        if not (folder / "made").exists():
            shutil.rmtree(folder, ignore_errors=True)
            load(folder)
            (folder / "made").touch()
    return folder


def load(folder: Path) -> Path:
    """The demo brand in this folder, brought in by the command."""
    command = [sys.executable, "-m", "thesaury", "demo", "--headless", "--quiet", "--folder", str(folder)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=900).stdout
    (folder / SUMMARY).write_bytes(told)
    return folder


def own_copy(folder: Path, to: Path) -> Path:
    """A workspace like that of the demo, for a test to change."""
    return Path(shutil.copytree(folder / "workspace", to))
