"""Journeys run the real command in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

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
    """Runs `thesaury ARGS`; `ok=False` where the command is meant to fail."""

    def command(*args: object, cwd: Path | None = None, ok: bool = True, stdin: str | None = None, **env: str):
        done = subprocess.run(
            [sys.executable, "-m", "thesaury", *map(str, args)],
            cwd=cwd,
            env={**os.environ, **env},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=240,
        )
        assert (done.returncode == 0) is ok, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return command


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
def demo(tmp_path_factory: pytest.TempPathFactory, thesaury: Command) -> tuple[Path, dict[str, Any]]:
    """The demo brand, loaded once by command: its folder, and the summary that was printed."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, json.loads(thesaury("demo", "--headless", "--quiet", "--folder", folder).stdout)
