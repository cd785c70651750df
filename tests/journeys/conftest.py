"""Journeys run the real command: in a process of its own where that is what they are about, else in this one, which costs a second less."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import partial
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from PIL import Image

from tests.journeys.portal.demo import SUMMARY, demo_brand
from tests.made_once import made_once  # noqa: F401
from tests.migrated_once import migrated_once  # noqa: F401
from thesaury.cli.app import run

Command = Callable[..., subprocess.CompletedProcess[str]]

TERMS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://terms.example/> .
t:scheme a skos:ConceptScheme ; skos:prefLabel "Topics"@en ; skos:hasTopConcept t:packaging, t:season .
t:packaging a skos:Concept ; skos:inScheme t:scheme ; skos:prefLabel "packaging"@en, "Verpackung"@de .
t:sustainable a skos:Concept ; skos:inScheme t:scheme ; skos:broader t:packaging ;
    skos:prefLabel "sustainable packaging"@en, "nachhaltige Verpackung"@de .
t:eco a skos:Concept ; skos:inScheme t:scheme ; skos:broader t:sustainable ;
    skos:prefLabel "eco-friendly packaging"@en ; skos:altLabel "green packaging"@en ; skos:hiddenLabel "eco friendly"@en .
t:refill a skos:Concept ; skos:inScheme t:scheme ; skos:broader t:sustainable ;
    skos:prefLabel "refill pouch"@en, "Nachfüllbeutel"@de ; skos:altLabel "refill pack"@en .
t:season a skos:Concept ; skos:inScheme t:scheme ; skos:prefLabel "season"@en .
t:winter a skos:Concept ; skos:inScheme t:scheme ; skos:broader t:season ; skos:prefLabel "winter"@en, "Winter"@de .
"""

TABLE = """id,title,description,tags,language
1,Kitchen scene,An eco-friendly box beside a window,kitchen,en
2,Refill pouches on a shelf,Three refill pouches in a row,"Refill_Pack; misc",en
3,Nachfüllbeutel im Bad,Ein Beutel aus Papier,Winter,de
4,Mountain lake,Nothing but water,lake,en
"""


@pytest.fixture(scope="session")
def thesaury() -> Command:
    """Runs `thesaury ARGS` in this process; `ok=False` where the command is meant to fail."""
    return partial(_checked, _here)


@pytest.fixture(scope="session")
def thesaury_apart() -> Command:
    """The same in a process of its own, as a shell starts it."""
    return partial(_checked, _apart)


def _checked(
    way: Command, *args: object, cwd: Path | None = None, ok: bool = True, stdin: str | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    done = way([*map(str, args)], cwd, stdin, env)
    assert (done.returncode == 0) is ok, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr, done.stderr
    return done


def _apart(args: list[str], cwd: Path | None, stdin: str | None, env: dict[str, str]):
    command = [sys.executable, "-m", "thesaury", *args]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **env}, input=stdin, capture_output=True, text=True, timeout=240
    )


def _here(args: list[str], cwd: Path | None, stdin: str | None, env: dict[str, str]):
    given, out, err = (TextIOWrapper(BytesIO(text.encode()), "utf-8") for text in (stdin or "", "", ""))
    with (
        chdir(cwd or Path.cwd()),
        mock.patch.dict(os.environ, env),
        mock.patch("sys.stdin", given),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run(args)
    said = [(stream.flush(), stream.buffer.getvalue().decode())[1] for stream in (out, err)]
    return subprocess.CompletedProcess(args, code, *said)


@pytest.fixture(scope="session")
def answer(thesaury: Command) -> Callable[..., Any]:
    """Runs a reading command with `--json` and gives what it printed."""

    def read(*args: object, cwd: Path) -> Any:
        return json.loads(thesaury(*args, "--json", cwd=cwd).stdout)

    return read


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """A workspace with a small vocabulary, a table and a folder connected, not yet synced."""
    (tmp_path / "terms.ttl").write_text(TERMS)
    (tmp_path / "assets.csv").write_text(TABLE)
    pictures = tmp_path / "pictures" / "winter 2026"
    pictures.mkdir(parents=True)
    for name, colour in (("green packaging on snow.jpg", "teal"), ("lake.png", "navy")):
        Image.new("RGB", (64, 48), colour).save(pictures / name)
    work = tmp_path / "work"
    prepared("init", work)
    prepared("vocabulary", "import", tmp_path / "terms.ttl", "-w", work)
    prepared("connect", "table", tmp_path / "assets.csv", "-w", work)
    prepared("connect", "folder", tmp_path / "pictures", "-w", work)
    return work


@pytest.fixture
def synced(brought: Path) -> Path:
    """The same workspace after its first sync."""
    prepared("sync", "-w", brought)
    return brought


def prepared(*args: object) -> None:
    """The same command without a process of its own: what a journey only stands on should not cost it seconds."""
    assert run([*map(str, args)]) == 0


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A copy of the demo brand as the command made it: its folder, and the summary that was printed."""
    folder = Path(shutil.copytree(demo_brand(tmp_path_factory), tmp_path_factory.mktemp("demo") / "demo"))
    return folder, json.loads((folder / SUMMARY).read_bytes())
