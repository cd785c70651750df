"""`evaluate tagging`: one JSON object of figures that are the scorer's, and a sentence for whatever is wrong."""

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.contract.engines.tiny_model import tiny_model
from tests.unit.evaluation.gold_sets import document, scored, written
from thesaury.cli.app import run

USAGE, BAD_INPUT, UNREACHABLE, INTERRUPTED = 2, 5, 6, 130
COST = [
    "train", "training_seconds", "documents_per_second", "documents_per_second_elapsed", "peak_mib", "annotator",
    "embedding_model", "vocabulary",
]  # fmt: skip
FIGURES = [
    "documents", "documents_without_prediction", "gold_per_document", "suggestions", "P@1", "P@5", "R@5", "F1@5", "R@10", "nDCG@5",
    "nDCG@10", "best_micro_F1", "best_micro_F1_threshold", "recall_at_precision_0.8", "recall_at_precision_0.8_threshold",
    "expected_calibration_error", "expected_calibration_error@5",
]  # fmt: skip
WORDS = ("harbour", "lighthouse", "boat", "meadow", "mill")
PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
# One preferred label each, nothing above, below or beside.
FLAT = PREFIX + "".join(f'<urn:t:{word}> a skos:Concept ; skos:prefLabel "{word}"@en .\n' for word in WORDS)
RICH = FLAT + (
    '<urn:t:boat> skos:altLabel "vessel"@en ; skos:related <urn:t:harbour> ; skos:prefLabel "Boot"@de .\n'
    "<urn:t:lighthouse> skos:broader <urn:t:harbour> .\n"
)
GOLD = (
    document("1", "A boat in the harbour", "urn:t:boat", "urn:t:harbour"),
    document("2", "Vessels", "urn:t:boat", text="Three vessels, a lighthouse and the sea."),
    document("3", "Ein Boot", "urn:t:boat", language="de"),
    document("4", "Nothing of the kind", "urn:t:mill"),
    document("5", "A mill"),
)


class Answer(NamedTuple):
    """The exit code, the figures, the sentences on standard error, and the progress told there."""

    code: int
    figures: dict[str, Any]
    said: str
    progress: list[dict[str, Any]]


Evaluate = Callable[..., Answer]


@pytest.fixture
def evaluate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Evaluate:
    """Runs the command in this process, over a small vocabulary and five documents where nothing else is named."""
    (tmp_path / "coast.ttl").write_text(RICH)
    written(tmp_path / "dev.jsonl", *GOLD)

    def command(*more: object, vocabulary: str = "coast.ttl", documents: str = "dev.jsonl") -> Answer:
        files = ["--vocabulary", str(tmp_path / vocabulary), "--documents", str(tmp_path / documents)]
        code = run(["evaluate", "tagging", *files, *map(str, more)])
        spoken = capsys.readouterr()
        lines = spoken.err.splitlines()
        progress = [json.loads(line) for line in lines if line.startswith("{")]
        said = "\n".join(line for line in lines if not line.startswith("{"))
        return Answer(code, json.loads(spoken.out or "{}"), said, progress)

    return command


def records(path: Path, many: int) -> Path:
    told = (document(str(n), f"A {WORDS[n % 5]} seen from afar", f"urn:t:{WORDS[n % 5]}") for n in range(many))
    return written(path / "train.jsonl.gz", *told)


def test_the_default_ranker(evaluate: Evaluate, tmp_path: Path):
    code, figures, said, _ = evaluate("--out", tmp_path / "out.jsonl")
    assert (code, said) == (0, "")
    assert list(figures) == ["read", *FIGURES, *COST]
    assert (figures["read"], figures["documents"], figures["train"], figures["training_seconds"]) == (5, 4, 0, 0)
    assert figures["R@5"] == 0.75
    assert figures["vocabulary"] == "coast@1"
    assert figures["peak_mib"] > 10
    predictions = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [one["id"] for one in predictions] == ["1", "2", "3", "4", "5"]
    assert predictions[2]["concepts"][0]["uri"] == "urn:t:boat"


@pytest.mark.parametrize("train", [False, True])
def test_figures_are_those_of_the_scorer(evaluate: Evaluate, shared: Path, tmp_path: Path, train: bool):
    more = ("--train", records(tmp_path, 60)) if train else ()
    code, figures, *_ = evaluate("--out", tmp_path / "out.jsonl", *more)
    assert code == 0
    assert {name: figures[name] for name in FIGURES} == scored(shared, tmp_path / "out.jsonl", tmp_path / "dev.jsonl")


def test_training_records(evaluate: Evaluate, tmp_path: Path):
    default = evaluate().figures
    code, figures, said, _ = evaluate("--train", records(tmp_path, 60), "--train-size", 40)
    assert (code, said) == (0, "")
    assert figures["train"] == 40
    assert figures["training_seconds"] > 0
    assert figures["annotator"] != default["annotator"]


def test_without_gold_concepts_there_are_costs_alone(evaluate: Evaluate, tmp_path: Path):
    written(tmp_path / "bare.jsonl", {"id": "1", "title": "A boat"}, document("2", "A mill"))
    code, figures, *_ = evaluate(documents="bare.jsonl")
    assert code == 0
    assert list(figures) == ["read", *COST]
    assert figures["read"] == 2


def test_progress_is_told_and_quiet_keeps_still(evaluate: Evaluate, tmp_path: Path):
    train = ("--train", records(tmp_path, 60))
    told = evaluate(*train).progress
    assert {one["stage"] for one in told} == {"learn", "evaluate"}
    assert told[-1] == {"stage": "evaluate", "done": 5, "total": 5}
    assert evaluate(*train, "--quiet").progress == []
    assert evaluate("--train", tmp_path / "train.jsonl.gz", "--train-size", 1, "--quiet").said == ""


@pytest.mark.parametrize("size", [0, 1, 19])
def test_too_few_training_records_leave_it_to_the_default_ranker(evaluate: Evaluate, tmp_path: Path, size: int):
    default = evaluate().figures
    code, figures, said, _ = evaluate("--train", records(tmp_path, 60), "--train-size", size)
    assert code == 0
    assert (figures["train"], figures["annotator"]) == (0, default["annotator"])
    assert f"here is {size}. The default ranker speaks instead." in said


def test_a_training_file_with_one_record_or_none(evaluate: Evaluate, tmp_path: Path):
    for many in (1, 0):
        code, figures, said, _ = evaluate("--train", records(tmp_path, many))
        assert (code, figures["train"]) == (0, 0)
        assert "The default ranker speaks instead." in said


@pytest.mark.parametrize("more", [{"title": ""}, {"title": "", "text": ""}, {"title": "...", "text": " \n"}])
def test_an_empty_text_gets_nothing(evaluate: Evaluate, tmp_path: Path, more: dict[str, str]):
    written(tmp_path / "empty.jsonl", {**document("1", "", "urn:t:boat"), **more})
    code, figures, *_ = evaluate(documents="empty.jsonl")
    assert (code, figures["documents_without_prediction"], figures["expected_calibration_error"]) == (0, 1, None)


def test_a_text_of_ten_megabytes(evaluate: Evaluate, tmp_path: Path):
    long = "The wind was low and the water quiet for most of the day. " * 175_000 + "Then a lighthouse."
    assert len(long) > 10_000_000
    written(tmp_path / "long.jsonl", document("1", "A boat", "urn:t:lighthouse", text=long))
    code, figures, *_ = evaluate(documents="long.jsonl")
    assert (code, figures["R@10"]) == (0, 1)


def test_a_language_without_a_stemmer(evaluate: Evaluate, tmp_path: Path):
    (tmp_path / "few.ttl").write_text(PREFIX + '<urn:t:boat> a skos:Concept ; skos:prefLabel "mashua"@sw .')
    written(tmp_path / "few.jsonl", document("1", "Mashua ya zamani", "urn:t:boat", language=""))
    code, figures, said, _ = evaluate("--language", "sw", vocabulary="few.ttl", documents="few.jsonl")
    assert (code, figures["P@1"], said) == (0, 1, "")


def test_a_language_that_no_label_has(evaluate: Evaluate):
    code, figures, said, _ = evaluate("--language", "Klingon")
    assert (code, figures["documents"]) == (0, 4)
    assert "no labels in 'Klingon'; those in de, en are looked for" in said


@pytest.mark.parametrize("train", [False, True])
def test_a_vocabulary_without_alternative_labels_or_hierarchy(evaluate: Evaluate, tmp_path: Path, train: bool):
    (tmp_path / "flat.ttl").write_text(FLAT)
    code, figures, *_ = evaluate(*(("--train", records(tmp_path, 40)) if train else ()), vocabulary="flat.ttl")
    assert code == 0
    assert figures["R@10"] > 0


@pytest.mark.parametrize("train", [False, True])
def test_a_vocabulary_whose_labels_have_no_word_to_look_for(evaluate: Evaluate, tmp_path: Path, train: bool):
    labels = {"boat": "the", "mill": "---", "meadow": "?!"}
    concepts = (f'<urn:t:{name}> a skos:Concept ; skos:prefLabel "{label}"@en .' for name, label in labels.items())
    (tmp_path / "mute.ttl").write_text(PREFIX + "\n".join(concepts))
    code, figures, *_ = evaluate(*(("--train", records(tmp_path, 40)) if train else ()), vocabulary="mute.ttl")
    assert code == 0
    assert (figures["suggestions"] > 0) is train


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PREFIX + '<urn:t:a> skos:prefLabel "not said to be a concept"@en .', "holds no SKOS concept"),
        (PREFIX + '<urn:t:a> a skos:Concept ; skos:prefLabel "a"@en ; owl:deprecated true .', "all are deprecated"),
        (PREFIX + "<urn:t:a> a skos:Concept .", "has no label"),
        ("", "holds no"),
        ("<urn:t:a> a", "old.ttl"),
    ],
)
def test_a_vocabulary_without_concepts(evaluate: Evaluate, tmp_path: Path, content: str, said: str):
    (tmp_path / "old.ttl").write_text(content)
    code, figures, sentence, _ = evaluate(vocabulary="old.ttl")
    assert (code, figures) == (BAD_INPUT, {})
    assert said in sentence


def test_gold_concepts_that_the_vocabulary_lacks_are_said_and_count_as_missed(evaluate: Evaluate, tmp_path: Path):
    written(tmp_path / "strange.jsonl", document("1", "A boat", "urn:t:boat", "urn:t:x"), document("2", "x", "urn:t:x"))
    code, figures, said, _ = evaluate(documents="strange.jsonl")
    assert (code, figures["R@10"], figures["gold_per_document"]) == (0, 0.25, 1.5)
    assert said == "2 of 3 gold concepts are not in the vocabulary, such as urn:t:x; they count as missed."


def test_a_broken_line_is_named_before_anything_is_written(evaluate: Evaluate, tmp_path: Path):
    (tmp_path / "broken.jsonl").write_text(json.dumps(GOLD[0]) + '\n{"id": \n')
    code, figures, said, _ = evaluate("--out", tmp_path / "out.jsonl", documents="broken.jsonl")
    assert (code, figures) == (BAD_INPUT, {})
    assert "broken.jsonl, line 2" in said
    assert not (tmp_path / "out.jsonl").exists()
    code, _, said, _ = evaluate("--train", tmp_path / "broken.jsonl")
    assert (code, "line 2" in said) == (BAD_INPUT, True)


@pytest.mark.parametrize("content", [b"", b"\n\n", gzip.compress(b"", mtime=0)])
def test_an_empty_file(evaluate: Evaluate, tmp_path: Path, content: bytes):
    name = "none.jsonl.gz" if content.startswith(b"\x1f") else "none.jsonl"
    (tmp_path / name).write_bytes(content)
    code, _, said, _ = evaluate(documents=name)
    assert code == BAD_INPUT
    assert "holds no document" in said


def test_files_that_are_not_there(evaluate: Evaluate, tmp_path: Path):
    for answer in (
        evaluate(vocabulary="missing.ttl"),
        evaluate(documents="missing.jsonl"),
        evaluate("--train", tmp_path / "missing.jsonl"),
        evaluate("--out", tmp_path / "nowhere" / "out.jsonl"),
    ):
        assert answer.code == UNREACHABLE
        assert "missing" in answer.said or "nowhere" in answer.said


def test_an_embedding_model_is_used_and_its_vectors_are_kept_for_the_user(
    evaluate: Evaluate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    train, model = ("--train", records(tmp_path, 60)), tiny_model(tmp_path / "tiny")
    seeing = evaluate(*train, "--embedding", model).figures
    [kept] = (tmp_path / "cache" / "thesaury" / "vectors").glob("*.db")
    assert seeing["embedding_model"].startswith("tiny#")
    assert seeing["annotator"] != evaluate(*train).figures["annotator"]
    kept.unlink()
    again = evaluate(*train, "--embedding", model, "--no-cache").figures
    assert (again["annotator"], again["F1@5"]) == (seeing["annotator"], seeing["F1@5"])
    assert not kept.exists()


def test_what_is_no_embedding_model_is_told(evaluate: Evaluate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    code, _, said, _ = evaluate("--embedding", tmp_path)
    assert (code, "has no onnx/model.onnx" in said) == (USAGE, True)
    code, _, said, _ = evaluate("--embedding", "sentence-transformers/all-MiniLM-L6-v2")
    assert (code, "models fetch sentence-transformers/all-MiniLM-L6-v2" in said) == (USAGE, True)


def test_a_size_needs_training_records(evaluate: Evaluate, tmp_path: Path):
    assert evaluate("--train-size", 5).code == USAGE
    assert evaluate("--train", records(tmp_path, 3), "--train-size", -1).code == USAGE


def test_ctrl_c_stops_with_a_sentence_and_leaves_nothing_half_written(tmp_path: Path):
    (tmp_path / "coast.ttl").write_text(RICH)
    many = written(
        tmp_path / "many.jsonl", *(document(str(n), f"A {WORDS[n % 5]}", "urn:t:mill") for n in range(40_000))
    )
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "thesaury", "evaluate", "tagging", "--vocabulary", tmp_path / "coast.ttl"]
    with subprocess.Popen(
        [*command, "--documents", many, "--out", out],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stderr
        assert '"evaluate"' in running.stderr.readline()
        os.killpg(running.pid, signal.SIGINT)
        printed, said = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED
    assert printed == ""
    assert said.splitlines()[-1].startswith("stopped")
    assert "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["coast.ttl", "many.jsonl"]
