"""An embedding model in a workspace: what means much the same is found though no word is shared, and nobody had taught it."""

import csv
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.contract.engines.tiny_model import tiny_model
from tests.journeys.conftest import prepared
from thesaury.bootstrap import open_workspace
from thesaury.cli.app import run
from thesaury.model.annotation import Suggestion, Voice
from thesaury.pipeline.accepting import in_force

T = "https://meaning.example/"
SAID = {
    "cookery": [
        "A saucepan on the stove",
        "Whisking eggs for cake",
        "Slicing onions",
        "Chef tasting soup",
        "Dough in an oven",
    ],
    "mountaineering": [
        "Roped climbers",
        "Crampons and ice axes",
        "The summit at last",
        "Bivouac below rock faces",
        "Sherpas",
    ],
    "office work": [
        "Colleagues at desks",
        "Typing reports",
        "Meeting with slides",
        "The printer is jammed",
        "Filing invoices",
    ],
    "gardening": ["Pruning roses", "Wheelbarrow of compost", "Sowing lettuce", "Watering tomatoes", "Mowing lawns"],
    "medical care": [
        "Nurse takes temperatures",
        "Surgeon in theatre",
        "Pills for patients",
        "A plaster cast",
        "Bedside visit",
    ],
    "public transport": ["Waiting for trams", "Crowded underground train", "Night bus", "Platform nine", "Commuters"],
    "music": ["Violinist tunes up", "Choir rehearsal", "Drums and bass guitar", "Symphony applause", "Pianist bows"],
    "education": ["Pupils raise hands", "Teacher and blackboard", "Homework", "University lecture", "Exam day"],
    "fishery": ["Nets full of herring", "Trawler crew", "Angler by a pond", "Salmon farm", "Mackerel for sale"],
    "weather": ["Thunder clouds", "Hail stones", "Drizzle all afternoon", "Fog over fields", "Snow flurries"],
    "architecture": ["Concrete facade", "Gothic vault", "Model of a skyscraper", "Blueprints", "Spiral staircase"],
    "dance": ["Ballerina on tiptoe", "Tango couple", "Waltz steps", "Hip-hop crew spinning", "Barefoot choreography"],
}
"""What pictures show, and how people describe it: no label stands among the words, and hardly a word comes twice."""

NEW = "sustainable packaging"
"""What no picture showed that anybody reviewed."""

OTHERS = ("tax law", "insects", "nuclear energy", "wrestling", "medieval castles", "astronomy")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with sixty pictures to review and one of an eco-friendly carton."""
    head = f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<{T}scheme> a skos:ConceptScheme .\n"
    told = "\n".join(
        f'<{T}{name.replace(" ", "-")}> a skos:Concept ; skos:prefLabel "{name}"@en ; skos:inScheme <{T}scheme> .'
        for name in (*SAID, NEW, *OTHERS)
    )
    (tmp_path / "terms.ttl").write_text(head + told)
    with (tmp_path / "assets.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "description", "language"))
        rows.writerows((f"{number:02}", text, "", "en") for number, (text, _) in enumerate(pictures()))
        rows.writerow(("carton", "Eco-friendly carton", "Recyclable boxes made of waste paper", "en"))
    made = tmp_path / "work"
    monkeypatch.setenv("THESAURY_WORKSPACE", str(made))
    prepared("init", made)
    prepared("vocabulary", "import", tmp_path / "terms.ttl")
    prepared("connect", "table", tmp_path / "assets.csv")
    return made


def pictures() -> list[tuple[str, str]]:
    """What is said of each picture, and what it shows."""
    return [(text, name) for name, texts in SAID.items() for text in texts]


def see_with(work: Path, model: Path) -> None:
    with (work / "thesaury.toml").open("a") as file:
        file.write(f"embedding_model = {json.dumps(str(model))}\n")


def decide(work: Path) -> None:
    lines = [f"assets/{number:02},{T}{name.replace(' ', '-')},accepted" for number, (_, name) in enumerate(pictures())]
    lines += [f"assets/{number:02},{T}tax-law,rejected" for number in range(0, 60, 2)]
    (work / "decided.csv").write_text("asset,concept,decision\n" + "\n".join(lines) + "\n")
    prepared("review", "--decisions", work / "decided.csv")


def told(capsys: pytest.CaptureFixture[str], *command: str) -> dict[str, Any]:
    capsys.readouterr()
    prepared(*command, "--json")
    return dict(json.loads(capsys.readouterr().out))


def suggested(work: Path) -> dict[str, Suggestion]:
    """The suggestions for the carton, best first, by the name of their concept."""
    with closing(open_workspace(work)) as workspace:
        asset = workspace.catalogue.records.find("assets/carton")
        assert asset is not None
        found = workspace.catalogue.enrichments.findings([asset.id])[asset.id].suggestions
    return {one.concept.removeprefix(T).replace("-", " "): one for one in found}


def speaking(work: Path) -> str:
    """The version of the annotator that speaks."""
    with closing(open_workspace(work)) as workspace:
        return in_force(workspace).annotator


def test_what_nobody_taught_is_found_by_its_meaning(work: Path, real_model: Path, capsys: pytest.CaptureFixture[str]):
    see_with(work, real_model)
    prepared("sync")
    decide(work)
    assert told(capsys, "learn")["taken"]
    found = suggested(work)
    assert next(iter(found)) == NEW
    [reason] = found[NEW].reasons
    assert (reason.voice, reason.subject) == (Voice.MEANING, NEW)
    assert told(capsys, "status")["embedding_model"].startswith("all-MiniLM-L6-v2#")
    prepared("show", "assets/carton")
    assert f"close in meaning to “{NEW}”" in " ".join(capsys.readouterr().out.split())


def test_vectors_are_kept_in_the_workspace_and_a_model_that_is_gone_is_missed(
    work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    tiny = tiny_model(tmp_path / "tiny")
    see_with(work, tiny)
    prepared("sync")
    decide(work)
    assert told(capsys, "learn")["taken"]
    [kept] = (work / "vectors").glob("*.db")
    assert kept.stat().st_size
    version = speaking(work)
    assert version.startswith("learned/")
    assert "without" not in version
    settings = work / "thesaury.toml"
    settings.write_text(settings.read_text().replace("embedding_model", "# embedding_model"))
    assert told(capsys, "status")["embedding_model"] is None
    assert speaking(work) == f"{version} without vectors"
    assert told(capsys, "sync")["enriched"] == len(pictures()) + 1
    settings.write_text(settings.read_text().replace("# embedding_model", "embedding_model"))
    assert speaking(work) == version
    assert told(capsys, "sync")["enriched"] == len(pictures()) + 1


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("nowhere/at/all", "is no folder"),
        ("sentence-transformers/all-MiniLM-L6-v2", "models fetch sentence-transformers/all-MiniLM-L6-v2"),
        (".", "has no onnx"),
    ],
)
def test_a_setting_that_leads_nowhere_is_told(
    work: Path, named: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(work / "cache"))
    see_with(work, Path(named))
    assert run(["status"]) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert run(["search", "carton", "--json"]) == 0
    told = capsys.readouterr()
    assert words in " ".join(told.err.split())
    [note] = json.loads(told.out)["notes"]
    assert (note["code"], words in note["about"][0]) == ("no-model", True)
