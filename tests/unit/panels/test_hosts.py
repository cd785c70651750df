"""The picker's hosts, in node's own test runner: every adapter against stubs of its program, and what keeps UXP's limits."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PICKER = ROOT / "clients" / "picker"


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    if not found:
        pytest.skip("needs Node.js, which ./run test brings where it can")
    if not (PICKER / "node_modules" / "esbuild").is_dir():
        pytest.skip("needs the packages of clients/picker, which ./run test brings where there is npm")
    return found


def test_every_host_holds_to_its_interface_over_stubs(node: str):
    done = subprocess.run([node, "tests/run.mjs"], cwd=PICKER, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    passed = int(done.stdout.split("ℹ pass ")[1].split()[0])
    assert passed > 50, "the tests were not found"


def test_a_package_is_built_with_its_scripts_and_nothing_uxp_lacks(node: str, tmp_path: Path):
    from thesaury.panels.making import make
    from thesaury.panels.order import Program, order

    built = {**os.environ, "THESAURY_PANELS_OUT": str(tmp_path / "built")}
    done = subprocess.run([node, "panels.mjs"], cwd=PICKER, env=built, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    for program in Program:
        made = make(order(program, "https://dam.example.com"), tmp_path / program, tmp_path / "built")
        assert made.scripted
        texts = {name: (tmp_path / program / name).read_bytes() for name in made.files if not name.endswith(".png")}
        assert not any(b"%THESAURY" in text for text in texts.values())
        main = texts["index.js" if "index.js" in texts else "code.js"]
        assert b"https://dam.example.com" in main or program is Program.EXPRESS
    bad = tmp_path / "bad.js"
    bad.write_text('document.createElement("canvas");\n')
    refused = subprocess.run([node, "uxp_limits.mjs", str(bad)], cwd=PICKER, capture_output=True, text=True)
    assert (refused.returncode, f"{bad}:1: canvas" in refused.stdout) == (1, True)
