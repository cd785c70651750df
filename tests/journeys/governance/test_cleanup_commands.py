"""A clean-up by commands over a folder of pictures: plan, table, dry run, run, revert; and what they say when there is nothing."""

import csv
import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from tests.contract.test_asset_sink import EMPTY
from thesaury.cli.app import app
from thesaury.connectors.folder.xmp import read_xmp

TERMS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://v.example/eco> a skos:Concept ; skos:prefLabel "eco-friendly"@en ; skos:altLabel "öko"@de .
"""


def thesaury(work: Path, *args: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["cleanup", *map(str, args), "--workspace", str(work)])
    if result.exception and not isinstance(result.exception, SystemExit) and code == 0:
        raise result.exception
    assert (result.exit_code if not result.exception else 1) == (1 if code else 0), result.output
    return result.stdout if not code else str(result.exception)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shelf(tmp_path_factory.mktemp("cleanup"))


def shelf(base: Path) -> Path:
    """A workspace over a folder of three pictures with messy tags; its directory."""
    (base / "terms.ttl").write_text(TERMS, "utf-8")
    (base / "pictures").mkdir()
    for name, tags in (("one", ["eco friendly", "holiday"]), ("two", ["öko"]), ("three", ["Ecofriendly", "IMG_1"])):
        Image.new("RGB", (4, 4), (len(name), 2, 3)).save(base / "pictures" / f"{name}.png")
        words = "".join(f"<rdf:li>{tag}</rdf:li>" for tag in tags)
        bag = f'<dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Bag>{words}</rdf:Bag></dc:subject>'
        sidecar = EMPTY.replace("</rdf:Description>", f"{bag}</rdf:Description>")
        (base / "pictures" / f"{name}.xmp").write_text(sidecar, "utf-8")
    work = base / "work"
    for args in (
        ("init", work),
        ("vocabulary", "import", base / "terms.ttl", "-w", work),
        ("connect", "folder", base / "pictures", "--name", "shelf", "--set", "reader=pillow", "-w", work),
        ("sync", "-w", work, "-q"),
    ):
        result = CliRunner().invoke(app, list(map(str, args)))
        assert result.exit_code == 0, result.output
    return work


def keywords(work: Path) -> dict[str, list[str]]:
    found = sorted((work.parent / "pictures").glob("*.xmp"))
    return {path.stem: sorted(read_xmp(path.read_bytes()).get("dc:subject", [])) for path in found}


def test_from_a_plan_in_a_spreadsheet_to_the_pictures_and_back(work: Path):
    before, table = keywords(work), work.parent / "plan.csv"
    assert json.loads(thesaury(work, "list", "--json")) == []
    looked = json.loads(thesaury(work, "plan", "spring", "--dry-run", "--json"))
    assert [entry["tags"] for entry in looked[:2]] == [["Ecofriendly", "eco friendly"], ["öko"]]
    made = json.loads(thesaury(work, "plan", "spring", "--to", table, "--by", "mara", "--json"))
    assert made == looked
    assert json.loads(thesaury(work, "run", "spring", "--dry-run", "--json")) == []

    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [*rows[0]][:2] == ["id", "tags"]
    decided = [row | {"decision": _decision(row["tags"])} for row in rows]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(decided)
    told = json.loads(thesaury(work, "decide", "spring", "--from", table, "--dry-run", "--json"))
    assert told == {"changed": 4, "undecided": 4, "dry_run": True}
    thesaury(work, "decide", "spring", "--from", table)
    shown = json.loads(thesaury(work, "show", "spring", "--json"))
    assert (shown["state"], shown["decisions"]) == ("reviewed", {"replace": 2, "keep": 1, "drop": 1})

    difference = thesaury(work, "run", "spring", "--dry-run").splitlines()
    start = difference.index("shelf/one.png")
    assert difference[start + 1 : start + 4] == [
        "- eco friendly",
        "- holiday",
        "+ eco-friendly <https://v.example/eco>",
    ]
    ran = json.loads(thesaury(work, "run", "spring", "--json", "-q"))
    assert (ran["state"], ran["counts"]["cleaned"], ran["failures"]) == ("finished", 3, [])
    assert keywords(work) == {"one": ["eco-friendly"], "three": ["IMG_1", "eco-friendly"], "two": ["eco-friendly"]}
    [record, *_] = json.loads(thesaury(work, "show", "spring", "--records", "--state", "done", "--json"))
    assert record["replaced"][0]["by"]

    assert "+ eco friendly" in thesaury(work, "revert", "spring", "--dry-run").splitlines()
    assert json.loads(thesaury(work, "revert", "spring", "--json", "-q"))["state"] == "finished"
    assert keywords(work) == before
    [listed] = json.loads(thesaury(work, "list", "--json"))
    assert (listed["state"], listed["records"]) == ("reverted", {"reverted": 3})
    thesaury(work, "drop", "spring")
    assert json.loads(thesaury(work, "list", "--json")) == []


def _decision(tags: str) -> str:
    return "keep" if tags == "IMG_1" else "drop" if tags == "holiday" else "replace"


def test_wrong_words_are_answered_with_right_ones(work: Path, tmp_path: Path):
    assert "Clean-ups here:" in thesaury(work, "show", "nowhere", code=1)
    assert "Connections here: shelf" in thesaury(work, "plan", "x", "--source", "nowhere", code=1)
    assert "needs cleaning" in thesaury(work, "plan", "x", "--tag", "eco-friendly", code=1)
    assert "name=value" in thesaury(work, "plan", "x", "--property", "team", code=1)
    thesaury(work, "plan", "words")
    assert "Accept an entry first" in thesaury(work, "run", "words", code=1)
    assert "has not run" in thesaury(work, "revert", "words", code=1)
    assert "Say what to decide" in thesaury(work, "decide", "words", code=1)
    assert "already" in thesaury(work, "plan", "words", code=1)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("id,decision\nnowhere,replace\n")
    assert "Line 2" in thesaury(work, "decide", "words", "--from", wrong, code=1)
    assert "no approved term" in thesaury(
        work, "decide", "words", "--entry", "IMG_1", "--as", "replace", "--concept", "urn:no", code=1
    )
    assert "Nothing is suggested" in thesaury(work, "decide", "words", "--entry", "IMG_1", "--as", "replace", code=1)
    thesaury(work, "decide", "words", "--suggested-above", "0.9")
    shown = json.loads(thesaury(work, "show", "words", "--undecided", "--json"))
    assert [entry["tags"] for entry in shown["list"]] == [["IMG_1"], ["holiday"]]
    thesaury(work, "drop", "words")
