"""A client's own words, from the table somebody brings to what is found, checked and annotated; and two clients beside each other."""

import json
from pathlib import Path
from typing import Any

import pytest

from thesaury.bootstrap import open_workspace
from thesaury.pipeline.brand import bring_into_force, keep_terms

T = "https://terms.example/"
CSV = f"""term,language,standing,concept,instead,reason,from,case,note
green packaging,en,forbidden,,eco-friendly packaging,It promises too much.,,,
Hero pouch,en,preferred,{T}refill,,,,,
Lake,en,approved,{T}season,,Our winter collection,,exact,
"""


def titles(found: dict[str, Any]) -> list[str]:
    return [hit["title"] for hit in found["hits"]]


@pytest.fixture
def branded(synced: Path, thesaury, tmp_path: Path) -> Path:
    (tmp_path / "terms.csv").write_text(CSV)
    thesaury("brand", "import", tmp_path / "terms.csv", cwd=synced)
    return synced


def carried(root: Path, title: str) -> set[str]:
    """The concepts that the asset of this title carries or may carry."""
    workspace = open_workspace(root)
    try:
        (asset,) = (one for one in workspace.catalogue.records.asset_page("", 100) if one.title() == title)
        found = workspace.catalogue.enrichments.findings([asset.id])[asset.id]
        return {one.concept for one in (*found.annotations, *found.suggestions)}
    finally:
        workspace.close()


def test_terms_come_in_as_a_table_and_go_out_as_the_same(branded: Path, answer, thesaury, tmp_path: Path):
    kept = answer("brand", "terms", cwd=branded)
    assert [(one["term"], one["standing"], one["in_force"]) for one in kept] == [
        ("Hero pouch", "preferred", True),
        ("Lake", "approved", True),
        ("green packaging", "forbidden", True),
    ]
    assert answer("brand", "export", "--out", tmp_path / "out.csv", cwd=branded) == {
        "out": str(tmp_path / "out.csv"),
        "terms": 3,
    }
    assert answer("brand", "import", tmp_path / "out.csv", cwd=branded)["changed"] == 0
    assert thesaury("brand", "export", cwd=branded).stdout.startswith("term,language,standing,")
    thesaury("brand", "remove", "Lake", "--language", "en", cwd=branded)
    assert [one["term"] for one in answer("brand", "terms", cwd=branded)] == ["Hero pouch", "green packaging"]
    assert thesaury("brand", "remove", "Lake", cwd=branded, ok=False).returncode == 2
    deeds = answer("audit", "list", "--action", "brand-term", cwd=branded)
    assert {deed["action"] for deed in deeds} == {"brand-term.set", "brand-term.remove"}


def test_one_wrong_row_keeps_nothing_and_each_is_named(synced: Path, answer, thesaury, tmp_path: Path):
    (tmp_path / "wrong.csv").write_text(
        "term,standing,concept\ncheap,forbidden,\nCheap,forbidden,\nx,approved,urn:none\n"
    )
    done = thesaury("brand", "import", tmp_path / "wrong.csv", "--json", cwd=synced, ok=False)
    assert done.returncode == 5
    assert [(one["line"], one["code"]) for one in json.loads(done.stdout)["wrong"]] == [
        (3, "twice"),
        (4, "unknown-concept"),
    ]
    assert answer("brand", "terms", cwd=synced) == []
    (tmp_path / "none.csv").write_text("word\ncheap\n")
    assert "no column 'term'" in thesaury("brand", "import", tmp_path / "none.csv", cwd=synced, ok=False).stderr
    assert "No brand term yet" in thesaury("brand", "terms", cwd=synced).stderr


def test_only_what_the_terms_touch_is_annotated_again(synced: Path, answer):
    """A reworded concept, and a word that is no label at all; each has two assets."""
    for word, standing, concept in (("Hero pouch", "preferred", f"{T}refill"), ("lake", "forbidden", "")):
        answer("brand", "add", word, "--standing", standing, "--concept", concept, cwd=synced)
        assert [answer("sync", cwd=synced)["enriched"] for _ in range(2)] == [2, 0]
    answer("brand", "remove", "lake", cwd=synced)
    assert answer("sync", cwd=synced)["enriched"] == 2


def test_words_of_the_clients_own_speak_for_its_concept_where_capitals_say_so(branded: Path, answer):
    answer("sync", cwd=branded)
    assert f"{T}season" not in carried(branded, "Mountain lake")
    own = ("--standing", "approved", "--concept", "season", "--language", "en")
    assert answer("brand", "add", "Lake", *own, cwd=branded)["term"]["concept"] == f"{T}season"
    answer("sync", cwd=branded)
    assert f"{T}season" in carried(branded, "Mountain lake")


def test_a_search_says_what_stands_instead_and_completion_offers_no_forbidden_word(branded: Path, answer, thesaury):
    answer("sync", cwd=branded)
    found = answer("search", "green packaging", cwd=branded)
    assert "Kitchen scene" in titles(found)
    assert [(note["code"], note["about"]) for note in found["notes"]] == [
        ("forbidden-word", ["green packaging", "eco-friendly packaging"])
    ]
    assert "does not use the word" in thesaury("search", "green packaging", cwd=branded).stderr
    offered = answer("complete", "green", cwd=branded)["completions"]
    assert [one["label"]["text"] for one in offered if one["kind"] == "concept"] == ["eco-friendly packaging"]
    assert answer("complete", "hero", cwd=branded)["completions"][0]["concept"] == f"{T}refill"


def test_a_forbidden_tag_is_refused_with_a_word_to_use_instead(branded: Path, thesaury):
    done = thesaury("validate", "green packaging", "--json", cwd=branded, ok=False)
    (told,) = json.loads(done.stdout)["tags"]
    assert (told["standing"], told["fate"], told["instead"], told["reason"], told["use"][0]["concept"]) == (
        "forbidden",
        "refused",
        "eco-friendly packaging",
        "It promises too much.",
        f"{T}eco",
    )
    assert "eco-friendly packaging" in thesaury("validate", "green packaging", cwd=branded, ok=False).stdout


def test_vocabularies_stay_as_they_came_and_a_forbidden_word_is_not_proposed_for_them(synced: Path, answer, thesaury):
    def proposed() -> set[str]:
        thesaury("proposals", "gather", "--minimum", "1", cwd=synced)
        return {one["term"].lower() for one in answer("proposals", "list", "--limit", "100", cwd=synced)}

    before = thesaury("vocabulary", "export", "terms", cwd=synced).stdout
    for word in (("lake", "forbidden"), ("Hero pouch", "preferred", "--concept", f"{T}refill")):
        answer("brand", "add", word[0], "--standing", *word[1:], cwd=synced)
    assert thesaury("vocabulary", "export", "terms", cwd=synced).stdout == before
    assert "lake" not in proposed()
    answer("brand", "remove", "lake", cwd=synced)
    answer("sync", cwd=synced)
    assert "lake" in proposed()


def test_a_term_of_a_later_day_waits_for_it(synced: Path, answer):
    added = answer("brand", "add", "lake", "--standing", "forbidden", "--from", "2999-01-01", cwd=synced)
    assert added["changed"]
    assert [one["in_force"] for one in answer("brand", "terms", cwd=synced)] == [False]
    assert answer("sync", cwd=synced)["enriched"] == 0
    workspace = open_workspace(synced)
    try:
        workspace.catalogue.brand_terms.enforce("2998-12-31")
        assert not bring_into_force(workspace)
        assert keep_terms(workspace, workspace.catalogue.brand_terms.all()) == []
    finally:
        workspace.close()


def test_the_same_word_means_to_each_client_what_it_has_decided(brought: Path, answer, thesaury, tmp_path: Path):
    """Two workspaces over the same words and pictures; neither knows of the other."""
    other = tmp_path / "other"
    for command in (
        ("init", other),
        ("vocabulary", "import", tmp_path / "terms.ttl", "-w", other),
        ("connect", "table", tmp_path / "assets.csv", "-w", other),
        ("brand", "add", "Winter", "--standing", "approved", "--concept", f"{T}refill", "-w", other),
        ("brand", "add", "winter", "--standing", "forbidden", "--instead", "cold season", "-w", brought),
    ):
        thesaury(*command, cwd=tmp_path)
    told = {}
    for root in (brought, other):
        answer("sync", cwd=root)
        (checked,) = json.loads(thesaury("validate", "winter", "--json", cwd=root, ok=root == other).stdout)["tags"]
        best = answer("search", "winter", cwd=root)["concepts"][0]
        told[root] = checked["standing"], best["iri"], carried(root, "Nachfüllbeutel im Bad") >= {f"{T}winter"}
    assert told[other] == ("approved", f"{T}refill", False)
    assert told[brought] == ("forbidden", f"{T}winter", True)
