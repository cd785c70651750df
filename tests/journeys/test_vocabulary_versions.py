"""A vocabulary changes: versions are kept and compared, and only what the change touches is annotated again."""

from pathlib import Path

from tests.journeys.conftest import TERMS


def test_equal_content_makes_no_new_version(synced: Path, answer, tmp_path: Path):
    assert answer("vocabulary", "import", tmp_path / "terms.ttl", cwd=synced)["version"] == 1
    assert len(answer("vocabulary", "list", cwd=synced)) == 1


def test_a_new_label_annotates_only_the_assets_it_touches(synced: Path, answer, tmp_path: Path):
    (tmp_path / "terms.ttl").write_text(
        TERMS.replace('"winter"@en,', '"winter"@en, "Hiver"@fr ; skos:altLabel "lake"@en ; skos:prefLabel')
    )
    assert answer("vocabulary", "import", tmp_path / "terms.ttl", cwd=synced)["version"] == 2
    summary = answer("sync", cwd=synced)
    assert 0 < summary["enriched"] < summary["assets"]
    found = answer("search", "winter", cwd=synced)
    assert "Mountain lake" in [hit["title"] for hit in found["hits"]]


def test_a_moved_concept_is_found_under_its_new_parent(synced: Path, answer, tmp_path: Path):
    (tmp_path / "terms.ttl").write_text(
        TERMS.replace(
            "t:eco a skos:Concept ; skos:inScheme t:scheme ; skos:broader t:sustainable",
            "t:eco a skos:Concept ; skos:inScheme t:scheme ; skos:broader t:season",
        )
    )
    answer("vocabulary", "import", tmp_path / "terms.ttl", cwd=synced)
    answer("sync", cwd=synced)
    assert "Kitchen scene" in [hit["title"] for hit in answer("search", "season", cwd=synced)["hits"]]
    assert "Kitchen scene" not in [
        hit["title"] for hit in answer("search", "nachhaltige Verpackung", cwd=synced)["hits"]
    ]


def test_two_versions_are_compared(synced: Path, answer, thesaury, tmp_path: Path):
    (tmp_path / "terms.ttl").write_text(
        TERMS.replace('skos:altLabel "refill pack"@en', 'skos:altLabel "top-up pack"@en')
    )
    answer("vocabulary", "import", tmp_path / "terms.ttl", cwd=synced)
    lines = thesaury("vocabulary", "diff", "terms", cwd=synced).stdout
    assert "refill pack" in lines
    assert "top-up pack" in lines
    assert "winter" not in lines


def test_a_dry_run_keeps_nothing(synced: Path, answer, tmp_path: Path):
    (tmp_path / "terms.ttl").write_text(TERMS.replace("season", "saison"))
    assert answer("vocabulary", "import", tmp_path / "terms.ttl", "--dry-run", cwd=synced)["version"] is None
    assert len(answer("vocabulary", "list", cwd=synced)) == 1


def test_a_concept_is_shown_by_label_and_an_unknown_one_refused(synced: Path, answer, thesaury):
    shown = answer("vocabulary", "show", "green packaging", cwd=synced)
    assert [one["iri"] for one in shown] == ["https://terms.example/eco"]
    assert "No concept" in thesaury("vocabulary", "show", "zeppelin", cwd=synced, ok=False).stderr
