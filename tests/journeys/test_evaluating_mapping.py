"""`evaluate mapping`: two vocabularies in, an SSSOM file and one JSON object out, or a sentence and nothing at all."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.contract.engines.tiny_model import tiny_model
from thesaury.cli.app import run
from thesaury.model.mapping import MappingStatus
from thesaury.onboarding.sssom.reading import read_sssom

BAD_INPUT, UNREACHABLE = 5, 6
SKOS = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
OURS = """<urn:s:1> a skos:Concept ; skos:prefLabel "Sailing boats"@en .
<urn:s:2> a skos:Concept ; skos:prefLabel "Harbours"@en .
<urn:s:3> a skos:Concept ; skos:prefLabel "Zyxt"@en .
"""
GOLD = """#curie_map:
#  s: "urn:s:"
subject_id\tpredicate_id\tobject_id\tmapping_justification
s:2\tskos:exactMatch\thttps://t.example/2\tsemapv:ManualMappingCuration
s:3\tskos:exactMatch\tsssom:NoTermFound\tsemapv:ManualMappingCuration
"""
SCORED = [
    "gold_pairs",
    "gold_subjects",
    "asserted",
    "precision",
    "recall",
    "F1",
    "best_F1",
    "best_F1_min_confidence",
    "hits@1",
    "hits@5",
]
ACCEPTED = ["auto_accepted", "auto_accepted_precision", "auto_accepted_coverage"]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Ours as SKOS, theirs as a table, and gold."""
    made = {
        name: tmp_path / f"{name}{end}"
        for name, end in (("source", ".ttl"), ("target", ".csv"), ("gold", ".sssom.tsv"))
    }
    made["source"].write_text(SKOS + OURS)
    made["target"].write_text("iri,preferred label\nhttps://t.example/1,Boats\nhttps://t.example/2,Harbors\n")
    made["gold"].write_text(GOLD)
    return made | {"out": tmp_path / "out.sssom.tsv"}


def options(files: dict[str, Path], *more: str) -> list[str]:
    return ["evaluate", "mapping", *(text for name, path in files.items() for text in (f"--{name}", str(path))), *more]


def test_a_vocabulary_is_mapped_compared_and_written(files: dict[str, Path], capsys: pytest.CaptureFixture[str]):
    assert run(options(files, "--no-model", "--wordnet", "")) == 0
    spoken = capsys.readouterr()
    figures: dict[str, Any] = json.loads(spoken.out)
    found = {one.subject: one for one in read_sssom(files["out"]).mappings}

    assert (figures["source_concepts"], figures["subjects_with_candidates"], figures["accepted"]) == (3, 2, 1)
    # Two are asserted, of which gold has one; it has no more.
    assert (figures["F1"], figures["hits@5"], figures["auto_accepted_precision"]) == (0.6667, 1.0, 1.0)
    assert figures["embedding_model"] is None
    assert (found["urn:s:2"].object, found["urn:s:2"].status) == ("https://t.example/2", MappingStatus.ACCEPTED)
    assert found["urn:s:1"].object == "https://t.example/1"
    assert found["urn:s:3"].object is None
    assert '"stage": "compare"' in spoken.err


def test_without_gold_there_are_counts_alone_and_a_model_is_named(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    del files["gold"]
    model = tiny_model(tmp_path / "model")
    assert run(options(files, "--embedding", str(model), "--wordnet", "", "--no-cache", "--quiet")) == 0
    figures = json.loads(capsys.readouterr().out)

    assert not {*SCORED, *ACCEPTED} & figures.keys()
    assert figures["candidates"] == 6
    assert figures["embedding_model"].startswith("model#")


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("source", None, UNREACHABLE, "source.ttl"),
        ("target", "id,preferred label\n", BAD_INPUT, "target.csv holds no row"),
        ("gold", GOLD.replace("s:2", "x:2"), BAD_INPUT, "gold.sssom.tsv, line 4: 'x:2' is neither"),
        ("gold", "\n".join(GOLD.splitlines()[:3]), BAD_INPUT, "hold no pair to compare with"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str], name: str, content: str | None, code: int, said: str
):
    files[name].write_text(content) if content is not None else files[name].unlink()

    assert run(options(files, "--no-model", "--wordnet", "", "--quiet")) == code
    assert said in capsys.readouterr().err
    assert [path.name for path in files["out"].parent.glob("out*")] == []


def figures_of(name: str, shared: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    """What the scorer of a gold set says, which has to be what the command says."""
    folder = shared / "data" / "mapping" / name
    files = {"source": folder / "source.ttl", "target": folder / "target.ttl", "gold": folder / "gold.sssom.tsv"}
    assert run(options(files | {"out": out}, *more, "--wordnet", "", "--quiet")) == 0
    figures = json.loads(capsys.readouterr().out)
    scorer = [sys.executable, shared / "checks" / "score_mapping.py", out, files["gold"]]
    told: dict[str, Any] = json.loads(subprocess.run(scorer, capture_output=True, check=True, text=True).stdout)
    assert {name: figures[name] for name in (*SCORED, *ACCEPTED)} == told
    return told


def test_taxonomies_reach_what_is_promised_by_labels_and_structure(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    told = figures_of("iab-content", shared, tmp_path / "out.tsv", capsys, "--no-model")
    assert told["best_F1"] >= 0.75
    assert told["hits@5"] >= 0.8
    assert told["auto_accepted_precision"] >= 0.97


@pytest.mark.long
def test_taxonomies_reach_what_is_promised_with_a_model(
    shared: Path, real_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    told = figures_of("iab-content", shared, tmp_path / "out.tsv", capsys, "--embedding", str(real_model), "--no-cache")
    assert told["best_F1"] >= 0.75
    assert told["hits@5"] >= 0.88
    assert told["auto_accepted_precision"] >= 0.97


@pytest.mark.long
def test_anatomies_reach_what_is_promised(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    told = figures_of("oaei-anatomy", shared, tmp_path / "out.tsv", capsys, "--no-model")
    assert told["best_F1"] >= 0.86
    assert told["auto_accepted_precision"] >= 0.97
