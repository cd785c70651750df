"""Every lexical index against the suite, and what the one on tantivy promises beyond it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.index_suite import DOCUMENTS, IndexSuite, ids
from tests.fakes.index import MemoryIndex
from thesaury.engines.tantivy import TantivyIndex, entries, open_index
from thesaury.model.asset import Text
from thesaury.model.errors import BadInput, Stop, WorkspaceBusy
from thesaury.ports.index import Document, IndexQuery, LexicalIndex


class TestMemoryIndex(IndexSuite):
    @pytest.fixture
    def index(self) -> LexicalIndex:
        return MemoryIndex()


class TestTantivyIndex(IndexSuite):
    @pytest.fixture
    def index(self, tmp_path: Path) -> LexicalIndex:
        return open_index(tmp_path / "index")


@pytest.fixture
def index(tmp_path: Path) -> TantivyIndex:
    made = open_index(tmp_path / "index")
    made.put(DOCUMENTS)
    return made


def child(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Another process with the index of this directory open as `index`."""
    opening = "import sys; from pathlib import Path; from thesaury.engines.tantivy import open_index\n"
    opening += "from thesaury.ports.index import Document, IndexQuery\nindex = open_index(Path(sys.argv[1]))\n"
    command = [sys.executable, "-c", opening + code, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_what_was_put_is_there_after_opening_again(index: TantivyIndex, tmp_path: Path) -> None:
    index.close()
    assert ids(open_index(tmp_path / "index"), "Wald") == ["a-wald"]
    with pytest.raises(Stop, match="closed"):
        index.count()


def test_a_reader_in_another_process_sees_the_next_put(index: TantivyIndex, tmp_path: Path) -> None:
    loop = "for line in sys.stdin: print(index.count(), index.search(IndexQuery(line)).total, flush=True)"
    with child(loop, tmp_path / "index") as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None

        def ask(words: str) -> str:
            print(words, file=reader.stdin, flush=True)
            return reader.stdout.readline().strip() if reader.stdout else ""

        assert ask("harbour") == "4 0"
        index.put([Document("e", (Text("title", "harbour"),))], ["d-plain"])
        assert ask("harbour") == "4 1"


def test_a_killed_writer_leaves_the_index_usable(index: TantivyIndex, tmp_path: Path) -> None:
    stuck = "with index._writer() as writer:\n  writer.delete_documents_by_term('id', 'a-wald')\n  print('in', flush=True); input()"
    with child(stuck, tmp_path / "index") as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "in\n"
        with pytest.raises(WorkspaceBusy):
            index.put([], ["d-plain"])
        os.kill(writer.pid, signal.SIGKILL)
    assert index.count() == 4
    index.put([], ["d-plain"])
    assert open_index(tmp_path / "index").count() == 3


def test_an_index_of_another_version_is_refused(
    index: TantivyIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "VERSION", 99)
    entries.schema.cache_clear()
    try:
        with pytest.raises(BadInput, match="thesaury reindex"):
            open_index(tmp_path / "index")
    finally:
        entries.schema.cache_clear()


@pytest.mark.parametrize("damage", ["meta.json", "*.term", "missing"])
def test_a_damaged_index_is_refused_with_what_to_do(index: TantivyIndex, tmp_path: Path, damage: str) -> None:
    index.close()
    if damage == "missing":
        (tmp_path / "index" / "meta.json").unlink()
    for found in (tmp_path / "index").glob(damage):
        found.write_bytes(b"{")
    with pytest.raises(BadInput, match="thesaury reindex"):
        open_index(tmp_path / "index")


def test_many_puts_leave_few_segments(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    for number in range(12):
        index.put([Document(f"{number}-{part}", (Text("title", f"t{part}"),)) for part in range(3)])
    assert index.count() == 36
    assert len(list(tmp_path.glob("*.term"))) < 9


def test_accents_may_be_left_out_and_stems_are_each_languages_own(index: TantivyIndex) -> None:
    index.put(
        [
            Document("f", (Text("title", "Emballages écologiques", "fr"),)),
            Document("n", (Text("title", "Bøker", "nb"),)),
        ]
    )
    assert ids(index, "ecologique") == ["f"]
    assert ids(index, "bøkene") == ["n"]


def test_tags_are_stemmed_in_the_languages_of_the_texts(index: TantivyIndex) -> None:
    index.put([Document("t", (Text("title", "x", "en"),), ("Rubber ducks",)), Document("u", (), ("Rubber ducks",))])
    assert ids(index, "duck") == ["t"]
    assert ids(index, "ducks") == ["t", "u"]


def test_stop_words_only_count_when_there_is_nothing_else(index: TantivyIndex) -> None:
    index.put([Document("s", (Text("title", "the of and", "en"),)), Document("x", (Text("title", "the thing"),))])
    assert ids(index, "the bottles") == ["b-bottle"]
    assert "s" in ids(index, "the")


def test_a_language_nobody_writes_in_is_not_searched(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    index.put([Document("e", (Text("title", "die casting", "en"),))])
    assert [hit.id for hit in index.search(IndexQuery("die")).hits] == ["e"]
