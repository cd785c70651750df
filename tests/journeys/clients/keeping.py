"""Agencies for tests: clients with a few assets, one of them full of words that no other place may ever hold."""

from pathlib import Path

from tests.journeys.conftest import TERMS, prepared
from thesaury.bootstrap.allowing import allow

CANARY = "quillonflax"
"""A word of one client alone: in its vocabulary, its assets, the names of its files, its people and its flows."""

_OF_CANARY = f"""
t:canary a skos:Concept ; skos:inScheme t:scheme ; skos:broader t:packaging ; skos:prefLabel "{CANARY}"@en .
"""


def agency(place: Path) -> Path:
    """An agency with two clients who know the same words, `plain` and `full`; `full` has nothing yet."""
    root = place / "agency"
    prepared("agency", "init", root, "--languages", "en,de")
    for name in ("plain", "full"):
        prepared("agency", "add", name, "--agency", root)
    fill(root, "plain", place, "lake")
    return root


def client(root: Path, name: str) -> Path:
    return root / "clients" / name


def fill(root: Path, name: str, place: Path, word: str) -> None:
    """Words and assets of a client that speak of this word, brought in, indexed and projected."""
    terms, table = place / f"{name}.ttl", place / f"{name}.csv"
    terms.write_text(TERMS + (_OF_CANARY if word == CANARY else ""))
    rows = [
        f"{number},Packaging {word} {number},An eco-friendly box by a {word},{word}; winter,en" for number in range(20)
    ]
    table.write_text("\n".join(["id,title,description,tags,language", *rows]) + "\n")
    allow(root, name, [table])
    for command in (
        ("vocabulary", "import", terms, "--name", "topics"),
        ("connect", "table", table, "--name", f"table-{word}"),
        ("sync",),
        ("flow", "add", f"nightly-{word}", f"table-{word}", "--schedule", "cron 0 3 * * *"),
        ("user", "add", f"ana@{word}.example", "--name", f"Ana {word}", "--role", "admin"),
    ):
        prepared(*command, "-w", client(root, name))


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def naming(folder: Path, word: str) -> list[str]:
    """The files that hold a word, in their names or their bytes, in any case."""
    wanted = word.lower().encode()
    return [name for name, held in everything(folder).items() if wanted in name.lower().encode() + held.lower()]
