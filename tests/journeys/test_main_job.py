"""The main job by command: words and assets in, concepts found, decided, searched and written out."""

import csv
import json
from pathlib import Path

import pyoxigraph


def test_sync_finds_concepts_and_says_what_it_did(brought: Path, answer):
    summary = answer("sync", cwd=brought)
    assert (summary["assets"], summary["records"], summary["concepts"]) == (6, 6, 6)
    assert [c["connection"] for c in summary["connections"]] == ["assets", "pictures"]
    assert summary["accepted"] == 2  # the tags "Refill_Pack" and "Winter"
    assert summary["suggestions"] > 0


def test_a_second_sync_finds_nothing_to_do(synced: Path, answer):
    summary = answer("sync", cwd=synced)
    assert (summary["enriched"], summary["projected"]) == (0, 0)
    assert all(c["new"] == c["changed"] == c["gone"] == 0 for c in summary["connections"])


def test_the_plan_is_what_is_then_done_and_changes_nothing(brought: Path, answer):
    plan = answer("sync", "--dry-run", cwd=brought)
    assert answer("status", cwd=brought)["records"] == 0
    done = answer("sync", cwd=brought)
    assert plan["connections"] == done["connections"]


def test_meaning_finds_what_words_do_not(synced: Path, answer):
    found = answer("search", "sustainable packaging", cwd=synced)
    titles = [hit["title"] for hit in found["hits"]]
    assert {"Kitchen scene", "Refill pouches on a shelf", "Nachfüllbeutel im Bad"} <= set(titles)
    assert "Mountain lake" not in titles
    kitchen = next(hit for hit in found["hits"] if hit["title"] == "Kitchen scene")
    assert "eco-friendly packaging → sustainable packaging" in [reason["text"] for reason in kitchen["reasons"]]


def test_search_in_another_language_finds_the_same_concept(synced: Path, answer):
    found = answer("search", "nachhaltige Verpackung", cwd=synced)
    assert "Kitchen scene" in [hit["title"] for hit in found["hits"]]


def test_an_empty_answer_says_what_to_try(synced: Path, thesaury):
    done = thesaury("search", "zeppelin", cwd=synced)
    assert "Use fewer words" in done.stderr
    filtered = thesaury("search", "packaging", "--filter", "market=ZZ", cwd=synced)
    assert "Leave out a --filter" in filtered.stderr
    assert done.stdout == ""
    assert "0 assets" in done.stderr


def test_filters_narrow_and_an_unknown_facet_is_refused(synced: Path, answer, thesaury):
    assert answer("search", "--filter", "source=pictures", cwd=synced)["total"] == 2
    assert "facets" in thesaury("search", "--filter", "colour=red", cwd=synced, ok=False).stderr


def test_review_by_table_moves_suggestions_and_stays_decided(synced: Path, answer, thesaury, tmp_path: Path):
    waiting = answer("review", "--list", cwd=synced)
    first, second = waiting[0], waiting[1]
    decided = tmp_path / "decided.csv"
    decided.write_text(
        "asset,concept,decision\n"
        f"{first['asset']},{first['concept']},accepted\n{second['asset']},{second['concept']},rejected\n"
    )
    before = answer("status", cwd=synced)
    assert answer("review", "--decisions", decided, cwd=synced)["changed"] == 2
    after = answer("status", cwd=synced)
    assert after["suggestions"] == before["suggestions"] - 2
    assert after["accepted"] == before["accepted"] + 1
    shown = answer("show", first["asset"], cwd=synced)
    assert ("review", first["concept"]) in [(c["origin"], c["iri"]) for c in shown["concepts"]]
    assert len(answer("review", "--list", cwd=synced)) == len(waiting) - 2


def test_review_above_a_score_shows_its_plan_first(synced: Path, answer):
    planned = answer("review", "--accept-above", "0.5", "--dry-run", cwd=synced)
    assert planned["changed"] > 0
    assert answer("review", "--accept-above", "0.5", cwd=synced)["changed"] == planned["changed"]
    assert all(wait["score"] < 0.5 for wait in answer("review", "--list", cwd=synced))


def test_exports_agree_with_each_other(synced: Path, thesaury, tmp_path: Path):
    thesaury("review", "--accept-above", "0", cwd=synced)
    for form, name in (("jsonl", "a.jsonl"), ("csv", "a.csv"), ("turtle", "a.ttl"), ("xmp", "xmp")):
        thesaury("export", form, tmp_path / "out" / name, cwd=synced)
    lines = [json.loads(line) for line in (tmp_path / "out" / "a.jsonl").read_text().splitlines()]
    accepted = {(line["id"], concept["iri"]) for line in lines for concept in line["concepts"]}
    with (tmp_path / "out" / "a.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert {(row["asset"], iri) for row in rows for iri in row["concept_iris"].split(" | ") if iri} == accepted
    graph = pyoxigraph.Store()
    graph.load(path=str(tmp_path / "out" / "a.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    query = (
        "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX thy: <https://thesaury.example/ontology#> "
        "SELECT ?asset ?concept { ?asset thy:annotation ?note . ?note oa:hasBody ?concept }"
    )
    annotated = {(row["asset"].value.rpartition(":")[2], row["concept"].value) for row in graph.query(query)}
    assert annotated == accepted
    with_concepts = sum(len(line["records"]) for line in lines if line["concepts"])
    assert len(list((tmp_path / "out" / "xmp").rglob("*.xmp"))) == with_concepts


def test_a_deleted_picture_leaves_search_but_not_the_catalogue(synced: Path, answer, tmp_path: Path):
    (tmp_path / "pictures" / "winter 2026" / "lake.png").unlink()
    assert answer("sync", cwd=synced)["connections"][1]["gone"] == 1
    assert answer("search", "--filter", "source=pictures", cwd=synced)["total"] == 1


def test_a_changed_row_is_annotated_again(synced: Path, answer, tmp_path: Path):
    table = tmp_path / "assets.csv"
    table.write_text(table.read_text().replace("Mountain lake", "Winter lake"))
    summary = answer("sync", cwd=synced)
    assert summary["enriched"] == 1
    assert answer("search", "winter", "--filter", "source=assets", cwd=synced)["total"] == 2


def test_reindex_finds_the_same(synced: Path, answer, thesaury):
    before = answer("search", "packaging", cwd=synced)
    thesaury("reindex", cwd=synced)
    assert answer("search", "packaging", cwd=synced) == before
