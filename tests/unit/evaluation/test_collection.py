"""Search collections in the layout of BEIR, whole and broken."""

import gzip
import json
from pathlib import Path

import pytest

from thesaury.evaluation.collection import Asked, Collection
from thesaury.model.errors import BadInput, Unreachable

DOCUMENT = {
    "_id": "d1",
    "title": "Morning",
    "text": "Bread on a table",
    "metadata": {"tags": ["bread"], "concepts": ["urn:bread", "urn:bread"], "campaign": "spring", "language": "en"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus.jsonl").write_text(
        json.dumps(DOCUMENT) + "\n\n" + json.dumps({"_id": "d2", "text": "x"}) + "\n"
    )
    (tmp_path / "queries.jsonl").write_text(json.dumps({"_id": "q1", "text": "bread"}) + "\n")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n")
    return tmp_path


def test_documents_are_assets_with_their_concepts(folder: Path) -> None:
    first, second = Collection(folder).documents("de")
    assert (first.asset.id, first.asset.title(), first.asset.tags(), first.concepts) == (
        "d1",
        "Morning",
        ("bread",),
        ("urn:bread",),
    )
    assert first.asset.records[0].property_values("campaign") == ("spring",)
    assert [text.language for text in (*first.asset.texts(), *second.asset.texts())] == ["en", "en", "de"]


def test_queries_and_judgements(folder: Path) -> None:
    assert Collection(folder).queries() == [Asked("q1", "bread")]
    assert Collection(folder).judgements() == {"q1": {"d1": 2.0, "d2": 0.0}}


def test_nobody_has_to_have_judged(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").unlink()
    assert Collection(folder).judgements() == {}


def test_files_may_be_packed(folder: Path) -> None:
    plain = folder / "corpus.jsonl"
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    assert len(list(Collection(folder).documents())) == 2


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("corpus.jsonl", b"{", "line 1 is no JSON"),
        ("corpus.jsonl", b"[1]\n", "line 1 is no JSON object"),
        ("corpus.jsonl", b'{"title": "x"}\n', "line 1 is no document"),
        ("queries.jsonl", b'{"_id": "q1"}\n', "line 1 is no query"),
        ("queries.jsonl", b"\n", "holds no query"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\nq1\td1\n", "line 2 is no judgement"),
    ],
)
def test_what_is_broken_is_named_with_its_line(folder: Path, name: str, content: bytes, word: str) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(BadInput, match=word):
        _read_all(Collection(folder))


def test_a_folder_without_a_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"no corpus\.jsonl"):
        _read_all(Collection(tmp_path))


def _read_all(collection: Collection) -> None:
    list(collection.documents())
    collection.queries()
    collection.judgements()
