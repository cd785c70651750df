"""Gold documents: what is read of them, and what is said of broken ones."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.evaluation.gold_sets import document, written
from thesaury.enrichment.learning.folds import PROVENANCE
from thesaury.evaluation.documents import GoldFile, gold_documents
from thesaury.model.asset import Text
from thesaury.model.errors import BadInput, Unreachable


def only(path: Path, language: str = "") -> Any:
    [one] = gold_documents(path, language)
    return one


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_a_document_becomes_an_asset(tmp_path: Path, name: str):
    one = only(written(tmp_path / name, document("7", "A bag", "bag", "shop", "bag", text="Of paper")))
    assert one.asset.id == "7"
    assert list(one.asset.texts()) == [Text("title", "A bag", "en"), Text("description", "Of paper", "en")]
    assert one.gold == {"bag", "shop"}


def test_prose_of_the_context_is_read_and_every_string_of_it_is_a_property(tmp_path: Path):
    context = {
        "group": "Studies",
        "inscription": "To me",
        "medium": "Ink",
        "artist": "Somebody",
        "year": 1900,
        "date": "",
    }
    one = only(written(tmp_path / "gold.jsonl", document("1", "A bag", context=context)))
    texts = {text.field: text.value for text in one.asset.texts()}
    assert texts == {"title": "A bag", "group": "Studies", "inscription": "To me", "medium": "Ink"}
    [record] = one.asset.records
    assert dict(record.properties) == {
        "group": ("Studies",),
        "inscription": ("To me",),
        "medium": ("Ink",),
        "artist": ("Somebody",),
    }
    assert {"artist", "group"} <= set(PROVENANCE)


def test_a_document_says_its_language_or_the_file_does(tmp_path: Path):
    path = written(
        tmp_path / "gold.jsonl", document("1", "Ein Boot", language="de"), document("2", "A bag", language="")
    )
    assert [text.language for one in gold_documents(path, "en") for text in one.asset.texts()] == ["de", "en"]
    assert [text.language for one in gold_documents(path) for text in one.asset.texts()] == ["de", ""]


@pytest.mark.parametrize("more", [{"gold": []}, {"gold": None}, {}])
def test_gold_concepts_may_be_absent(tmp_path: Path, more: dict[str, Any]):
    one = only(written(tmp_path / "gold.jsonl", {"id": "1", "title": "A bag", **more}))
    assert one.gold == frozenset()


def test_an_empty_text_is_no_text(tmp_path: Path):
    assert list(only(written(tmp_path / "gold.jsonl", document("1", ""))).asset.texts()) == []


def test_halves_of_characters_are_replaced_one_for_one(tmp_path: Path):
    (tmp_path / "gold.jsonl").write_text('{"id": "1", "title": "a \\ud83d bag"}\n')
    assert next(only(tmp_path / "gold.jsonl").asset.texts()).value == "a \ufffd bag"


def test_blank_lines_a_byte_order_mark_and_windows_line_ends(tmp_path: Path):
    (tmp_path / "gold.jsonl").write_bytes(b'\xef\xbb\xbf{"id": "1", "title": "x"}\r\n\r\n{"id": "2", "title": "y"}')
    assert [one.asset.id for one in gold_documents(tmp_path / "gold.jsonl")] == ["1", "2"]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'"text"',
        b'{"id": "2"}',
        b'{"title": "2"}',
        b'{"id": 2, "title": "x"}',
        b'{"id": "2", "title": 5}',
        b'{"id": "2", "title": "x", "gold": "bag"}',
        b'{"id": "2", "title": "x", "gold": [1]}',
        b'{"id": "2", "title": "x", "language": ["en"]}',
        b'{"id": "2", "title": "x", "context": "ink"}',
        b'{"id": "2", "title": "\xff"}',
        b"[" * 100_000,
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: bytes):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(json.dumps(document("1", "x")).encode() + b"\n\n" + line + b"\n")
    with pytest.raises(BadInput, match=r"line 3 is no gold document") as raised:
        list(gold_documents(path))
    assert len(raised.value.message) < 500


@pytest.mark.parametrize(
    "content",
    [b"not gzip", gzip.compress(b"{}" * 1000, mtime=0)[:20], gzip.compress(b"{}", mtime=0)[:12] + b"\xff" * 9],
)
def test_a_broken_archive(tmp_path: Path, content: bytes):
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="cannot be unpacked to its end"):
        list(gold_documents(path))


@pytest.mark.parametrize("name", ["missing.jsonl", "missing.jsonl.gz", "."])
def test_a_file_that_is_not_there(tmp_path: Path, name: str):
    with pytest.raises(Unreachable, match="cannot be read"):
        list(gold_documents(tmp_path / name))


def test_documents_are_read_one_at_a_time(tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "1", "title": "x"}\n{"id": \n')
    documents: Iterator[Any] = gold_documents(path)
    assert next(documents).asset.id == "1"


def test_the_first_documents_of_a_file(tmp_path: Path):
    path = written(tmp_path / "gold.jsonl", *(document(name, "x") for name in "abc"))
    assert [one.asset.id for one in GoldFile(path, most=2).documents()] == ["a", "b"]
    assert list(GoldFile(path, most=0).documents()) == []


def test_a_survey_counts_documents_and_unknown_concepts(tmp_path: Path):
    path = written(
        tmp_path / "gold.jsonl", document("1", "x", "bag", "sea"), document("2", "x", "sea"), document("3", "x")
    )
    found = GoldFile(path).survey({"bag"})
    assert (found.documents, found.gold, dict(found.unknown)) == (3, 3, {"sea": 2})


def test_a_survey_refuses_what_could_not_be_told_apart(tmp_path: Path):
    with pytest.raises(BadInput, match="two documents with the id '1'"):
        GoldFile(written(tmp_path / "gold.jsonl", document("1", "x"), document("1", "y"))).survey(())


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_survey_refuses_an_empty_file(tmp_path: Path, content: str):
    (tmp_path / "gold.jsonl").write_text(content)
    with pytest.raises(BadInput, match="holds no document"):
        GoldFile(tmp_path / "gold.jsonl").survey(())
