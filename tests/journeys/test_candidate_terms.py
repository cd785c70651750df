"""Candidate terms by command: what the vocabulary lacks, where nothing is lacking, and where there is nothing to read."""

import json
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def lacking(demo, answer) -> list[dict]:
    folder, _ = demo
    return answer("vocabulary", "candidates", "--quiet", cwd=folder / "workspace")


def test_the_demo_brand_lacks_words_its_people_use(lacking: list[dict]):
    terms = {term["text"].casefold(): term for term in lacking}
    assert len(lacking) == 50
    assert {"last mile", "altpapier", "trennhilfe", "banner", "team"} <= terms.keys()
    assert terms["last mile"]["assets"] >= 4
    assert {term["language"] for term in lacking} == {"en", "de", "fr"}
    assert [term["score"] for term in lacking] == sorted((term["score"] for term in lacking), reverse=True)


def test_nothing_it_lacks_is_a_label_a_creator_a_notice_or_a_copied_sentence(
    lacking: list[dict], demo, answer, thesaury
):
    folder, _ = demo
    for term in lacking[:10]:
        refused = thesaury("vocabulary", "show", term["text"], cwd=folder / "workspace", ok=False)
        assert "No concept is called" in refused.stderr
    said = " ".join(term["text"].casefold() for term in lacking)
    for noise in ("svenja", "rights", "betterpack", "photographed", "households", "bp26", "kw43"):
        assert noise not in said


def test_examples_are_what_the_assets_say(lacking: list[dict], demo, answer):
    folder, _ = demo
    for term in lacking[:8]:
        assert 1 <= len(term["examples"]) <= 5
        assert len({example["asset"] for example in term["examples"]}) == len(term["examples"]) <= term["assets"]
    example = next(example for term in lacking for example in term["examples"] if example["field"] == "description")
    asset = answer("show", example["asset"], cwd=folder / "workspace")
    texts = [text["value"] for text in asset["texts"] if text["field"] == "description"]
    assert example["quote"] in [text[example["start"] : example["end"]] for text in texts]


def test_a_label_that_is_added_is_lacking_no_more(synced: Path, answer, thesaury, tmp_path: Path):
    def lacking() -> set[str]:
        return {term["text"] for term in answer("vocabulary", "candidates", "--minimum", "1", cwd=synced)}

    assert {"misc", "lake"} <= lacking()
    terms = (tmp_path / "terms.ttl").read_text()
    more = 't:lake a skos:Concept ; skos:inScheme t:scheme ; skos:prefLabel "lakes"@en .\n'
    (tmp_path / "terms.ttl").write_text(terms + more)
    thesaury("vocabulary", "import", tmp_path / "terms.ttl", cwd=synced)
    assert "lake" not in lacking()
    assert "misc" in lacking()


def test_progress_is_told_and_a_table_is_printed(synced: Path, thesaury):
    done = thesaury("vocabulary", "candidates", "--minimum", "1", "--limit", "2", cwd=synced)
    assert [len(line.split("\t")) for line in done.stdout.splitlines()] == [6, 6]
    *told, last = done.stderr.splitlines()
    assert [json.loads(line)["stage"] for line in told] == ["count phrases", "weigh phrases"]
    assert "thesaury proposals gather" in last


def test_an_empty_answer_says_why_and_what_to_do(synced: Path, brought: Path, thesaury):
    done = thesaury("vocabulary", "candidates", "--minimum", "40", "--quiet", cwd=synced)
    assert done.stdout == done.stderr == ""
    assert "in 40 assets or more. Try" in thesaury("vocabulary", "candidates", "--minimum", "40", cwd=synced).stderr
    assert "Languages here: de, en" in thesaury("vocabulary", "candidates", "--language", "pl", cwd=synced).stderr


def test_without_assets_or_vocabulary_it_says_so(tmp_path: Path, thesaury):
    thesaury("init", tmp_path / "work")
    assert "thesaury sync" in thesaury("vocabulary", "candidates", cwd=tmp_path / "work").stderr
    (tmp_path / "assets.csv").write_text("id,title,tags\n1,Gazebo,gazebo\n2,A gazebo by the lake,summer\n")
    thesaury("connect", "table", tmp_path / "assets.csv", cwd=tmp_path / "work")
    thesaury("sync", cwd=tmp_path / "work")
    done = thesaury("vocabulary", "candidates", "--minimum", "2", cwd=tmp_path / "work")
    assert done.stdout.startswith("gazebo\ten\t2\t1\t")
    assert "thesaury vocabulary import" in done.stderr


def test_outside_a_workspace_it_fails_with_a_sentence(tmp_path: Path, thesaury):
    failed = thesaury("vocabulary", "candidates", cwd=tmp_path, ok=False)
    assert (failed.returncode, failed.stdout) == (2, "")
    assert "thesaury init" in failed.stderr
