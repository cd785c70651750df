"""Figures of answers to judged briefs, on a set small enough to be worked out by hand."""

import json
from math import log2
from pathlib import Path
from typing import Any

import pytest

from thesaury.evaluation.briefs import JudgedBriefs
from thesaury.evaluation.permitted import Planned
from thesaury.evaluation.recommending import Answered, evaluate_recommending
from thesaury.model.errors import BadInput, Unreachable

USE = {"channels": ["website"], "regions": ["DE"], "first_day": "2027-01-01", "last_day": "2027-01-31"}
PLANNED = Planned(("website",), ("DE",), "2027-01-01", "2027-01-31")
ASSETS = {"a": "free", "b": "free", "c": "free", "d": "over", "e": "asked", "f": "free"}
READINGS = (
    {"_id": "free", "terms": [{"channels": ["website"], "regions": ["*"]}]},
    {"_id": "over", "terms": [{"channels": ["website"], "regions": ["*"], "until": "2026-12-31"}]},
    {"_id": "asked", "terms": [], "doubt": "see contract"},
)
GRADES = (("one", "a", 3), ("one", "b", 1), ("one", "c", 0), ("one", "d", 3), ("two", "a", 3), ("two", "b", 1))


def brief(name: str, language: str, **more: Any) -> dict[str, Any]:
    about = {"language": language, "half": "dev", "kind": "short", "use": USE, "pair": "same", **more}
    return {"_id": name, "text": f"brief {name}", "metadata": about}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "qrels").mkdir()
    assets = [
        {"_id": one, "records": [f"dam/{one}"], "concepts": [f"of-{one}", "shared"], "rights": rights}
        for one, rights in ASSETS.items()
    ]
    assets[5]["looks_like"] = "b"
    briefs = [brief("one", "en", excluded=["c"], gaps=["beach"]), brief("two", "de", half="test")]
    for name, rows in (("queries", briefs), ("assets", assets), ("rights", READINGS)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    graded = "".join(f"{name}\t{asset}\t{grade}\n" for name, asset, grade in GRADES)
    (tmp_path / "qrels" / "relevance.tsv").write_text(f"query-id\tcorpus-id\tscore\n{graded}")
    return tmp_path


def measured(folder: Path, **answers: Answered) -> dict[str, Any]:
    return evaluate_recommending(JudgedBriefs(folder), lambda asked: answers[asked.id])


def test_the_first_ten_are_compared_with_grades_rights_and_exclusions(folder: Path) -> None:
    named = ("https://v.example/concept/beach", "https://v.example/concept/sea")
    told = measured(folder, one=Answered(("d", "a", "c", "e"), named, PLANNED), two=Answered(("a",)))
    first, second = told["by_half"]["dev"], told["by_half"]["test"]
    assert first["ndcg@10"] == pytest.approx((3 / log2(3)) / (3 + 1 / log2(3)), abs=1e-4)
    assert first["relevance_ndcg@10"] == pytest.approx((3 + 3 / log2(3)) / (3 + 3 / log2(3) + 1 / 2), abs=1e-4)
    assert (first["usable@10"], first["unclear@10"], first["excluded@10"], first["shown@10"]) == (0.5, 0.25, 1, 0.4)
    assert (first["gaps"], first["gaps_named"], first["use_read"]) == (1.0, 2.0, 1)
    assert (second["gaps"], second["gaps_named"], second["use_read"]) == (None, 0.0, None)
    assert told["usable@10"] == 0.75
    assert told["briefs"] == 2
    assert told["by_language"].keys() == {"de", "en"}


def test_variety_is_counted_in_concepts_of_what_fits_and_in_pairs_that_look_alike(folder: Path) -> None:
    told = measured(folder, one=Answered(("b", "f", "a")), two=Answered(()))
    assert told["by_half"]["dev"]["concepts@20"] == 3  # of a and b; f is not relevant
    assert told["by_half"]["dev"]["doubles@20"] == 1
    assert (told["concepts@20_fewest"], told["by_half"]["test"]["usable@10"]) == (0, None)


def test_boards_of_a_pair_overlap_by_what_stands_on_both(folder: Path) -> None:
    assert measured(folder, one=Answered(("a", "b", "c")), two=Answered(("b", "x")))["pairs"] == {"same": 0.5}
    assert measured(folder, one=Answered(()), two=Answered(()))["pairs"] == {"same": 0.0}


def test_a_use_that_was_read_otherwise_is_not_read_alike(folder: Path) -> None:
    other = Planned(("website",), ("DE", "AT"), PLANNED.first_day, PLANNED.last_day)
    told = measured(folder, one=Answered((), use=other), two=Answered((), use=PLANNED))
    assert told["use_read"] == 0.5


def test_an_asset_nobody_judged_is_neither_usable_nor_relevant(folder: Path) -> None:
    told = measured(folder, one=Answered(("new",)), two=Answered(("new",)))
    assert (told["ndcg@10"], told["usable@10"], told["unclear@10"]) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("queries.jsonl", "{", "line 1 is no JSON"),
        ("queries.jsonl", '{"_id": "x"}', "line 1 is no judged brief"),
        ("queries.jsonl", json.dumps(brief("x", "en", half="both")), "names the half 'both'"),
        ("queries.jsonl", "", "holds no brief"),
        ("assets.jsonl", '{"_id": "x"}', "line 1 is no judged asset"),
        ("assets.jsonl", '{"_id": "x", "records": [], "concepts": [], "rights": "no"}', "no reading 'no'"),
        ("rights.jsonl", '{"_id": "x", "terms": 3}', "line 1 is no reading"),
        ("qrels/relevance.tsv", "query-id\tcorpus-id\tscore\nnobody\ta\t3", "line 2 is no judgement"),
        ("qrels/relevance.tsv", "query-id\tcorpus-id\tscore", "judges nothing"),
    ],
)
def test_a_broken_set_is_told_with_its_place(folder: Path, name: str, line: str, told: str) -> None:
    (folder / name).write_text(line)
    with pytest.raises(BadInput, match=told):
        JudgedBriefs(folder).check()


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    (folder / "rights.jsonl").unlink()
    with pytest.raises(Unreachable, match=r"rights\.jsonl cannot be read"):
        JudgedBriefs(folder).check()
