"""Every search index against the suite, and what the one of columns promises beyond it."""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.contract.index_suite import DOCUMENTS, FOREST, PLANT, SEA, SearchIndexSuite, ids, ranked, vector
from tests.fakes.index import MemorySearchIndex
from thesaury.engines.columns import ColumnsIndex, manifest, near, open_index, phrases
from thesaury.model.asset import Text
from thesaury.model.errors import BadInput, Stop, WorkspaceBusy
from thesaury.ports.index import Document, IndexQuery, SearchIndex


class TestMemorySearchIndex(SearchIndexSuite):
    @pytest.fixture
    def index(self) -> SearchIndex:
        return MemorySearchIndex()


class TestColumnsInMemory(SearchIndexSuite):
    @pytest.fixture
    def index(self) -> SearchIndex:
        return ColumnsIndex.in_memory()


class TestColumnsIndex(SearchIndexSuite):
    @pytest.fixture
    def index(self, tmp_path: Path) -> SearchIndex:
        return open_index(tmp_path / "index")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> ColumnsIndex:
    made = open_index(folder)
    made.put(DOCUMENTS)
    return made


def child(code: str, *arguments: object, limit: int | None = None) -> "subprocess.Popen[str]":
    """Another process with the index of this directory open as `index`; `limit`: how many bytes a file of it may have."""
    opening = "import sys; from pathlib import Path; from thesaury.engines.columns import open_index\n"
    opening += "from thesaury.model.asset import Text; from thesaury.model.errors import NoSpace\n"
    opening += "from thesaury.ports.index import Document, IndexQuery\nindex = open_index(Path(sys.argv[1]))\n"
    command = [sys.executable, "-c", opening + code, *map(str, arguments)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=_bounded(limit) if limit else None
    )


def _bounded(limit: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def random_documents(count: int, chance: random.Random) -> list[Document]:
    """Some with equal ids, some without vectors; values that many have and values that few have."""
    words = [f"w{number}" for number in range(60)]
    return [
        Document(
            f"k{chance.randrange(500):03}",
            (
                Text("title", " ".join(chance.sample(words, 2)), chance.choice(["en", "de", ""])),
                Text("text", " ".join(chance.choices(words, k=6)), "en"),
            ),
            (chance.choice(words),),
            tuple((iri, chance.choice([0.2, 0.6, 1.0])) for iri in chance.sample([FOREST, PLANT, SEA], 2)),
            (("few", (str(chance.randrange(5)),)), ("many", (str(chance.randrange(200)), str(chance.randrange(200))))),
            None if chance.random() < 0.1 else vector(chance.gauss(0, 1), chance.gauss(0, 1), 0.5),
            "m",
        )
        for _ in range(count)
    ]


def test_what_was_put_is_there_after_opening_again(index: ColumnsIndex, folder: Path) -> None:
    index.close()
    assert ids(open_index(folder), "Wald") == ["a-wald"]
    assert ids(open_index(folder), vector=vector(1), bar=0.9) == ["a-wald"]
    with pytest.raises(Stop, match="closed"):
        index.count()


def test_a_reader_in_another_process_sees_the_next_put(index: ColumnsIndex, folder: Path) -> None:
    loop = "for line in sys.stdin: print(index.count(), index.search(IndexQuery(line)).total, flush=True)"
    with child(loop, folder) as reader:

        def ask(words: str) -> str:
            assert reader.stdin
            assert reader.stdout
            print(words, file=reader.stdin, flush=True)
            return reader.stdout.readline().strip()

        assert ask("harbour") == "4 0"
        index.put([Document("e", (Text("title", "harbour"),))], ["d-plain"])
        assert ask("harbour") == "4 1"
        index.optimise()
        assert ask("harbour") == "4 1"


def test_while_one_process_writes_another_one_is_told_so(index: ColumnsIndex, folder: Path) -> None:
    stuck = "with index._store.writing():\n  print('in', flush=True); input()"
    with child(stuck, folder) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "in\n"
        with pytest.raises(WorkspaceBusy):
            index.put([], ["d-plain"])
        os.kill(writer.pid, signal.SIGKILL)
    assert index.count() == 4
    index.put([], ["d-plain"])
    assert open_index(folder).count() == 3


def test_a_writer_killed_at_any_moment_leaves_whole_puts(folder: Path) -> None:
    """Each put gives all documents one word: whichever was the last, all have the same."""
    writing = (
        "for number in range(10**6):\n"
        "  index.put([Document(f'{key}', (Text('title', f'v{number}'),)) for key in range(3)], [f'{number % 7}x'])\n"
        "  index.put([Document(f'{number % 7}x', (Text('title', 'y'),))])\n"
        "  print(number, flush=True)"
    )
    for pause in (0.0, 0.003, 0.01, 0.03):
        with child(writing, folder) as writer:
            assert writer.stdout
            for _ in range(5):
                writer.stdout.readline()
            time.sleep(pause)
            os.kill(writer.pid, signal.SIGKILL)
        index = open_index(folder)
        versions = {word: count for word, count in index.words().items() if word.startswith("v")}
        assert list(versions.values()) == [3]
        assert 3 <= index.count() <= 11
        index.put([Document("x", (Text("title", "after"),))])
        assert ids(index, "after") == ["x"]
        named = {entry.name for entry in manifest.read(folder)[0].entries}
        assert {file.stem for file in folder.glob("*.segment")} == named


def test_a_full_disk_leaves_the_index_as_it_was(index: ColumnsIndex, folder: Path) -> None:
    much = (
        "try: index.put([Document('e', (Text('title', ' '.join(f'word{n}' for n in range(9999))),)), Document('a-wald', ())])\n"
        "except NoSpace as error: print(error.message)\n"
        "print(index.count(), len(index.words()))"
    )
    before = len(index.words())
    with child(much, folder, limit=50_000) as writer:
        assert writer.stdout
        assert "the disk is full: the search index is as it was" in writer.stdout.readline()
        assert writer.stdout.readline() == f"4 {before}\n"
    assert ids(index, "Wald") == ["a-wald"]
    assert len(list(folder.glob("*.segment"))) == 1


def test_an_index_of_another_version_is_refused(
    index: ColumnsIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "VERSION", 99)
    with pytest.raises(BadInput, match="thesaury reindex"):
        open_index(folder)


@pytest.mark.parametrize("damage", ["manifest", "*.segment", "cut off", "segment missing", "manifest missing"])
def test_a_damaged_index_is_refused_with_what_to_do(index: ColumnsIndex, folder: Path, damage: str) -> None:
    index.close()
    (segment,) = folder.glob("*.segment")
    if damage == "cut off":
        segment.write_bytes(segment.read_bytes()[:-64])
    elif "missing" in damage:
        (folder / "manifest" if damage.startswith("manifest") else segment).unlink()
    else:
        next(folder.glob(damage)).write_bytes(b"{")
    with pytest.raises(BadInput, match="thesaury reindex"):
        open_index(folder)


def test_a_folder_of_other_things_is_refused(folder: Path) -> None:
    folder.mkdir()
    (folder / "readme").write_text("other things")
    with pytest.raises(BadInput, match="thesaury reindex"):
        open_index(folder)


def test_many_puts_leave_few_segments(folder: Path) -> None:
    index = open_index(folder)
    for number in range(40):
        index.put(
            [Document(f"{number}-{part}", (Text("title", f"t{part}"),)) for part in range(3)], [f"{number - 9}-0"]
        )
    assert index.count() == 40 * 3 - 31
    assert ids(index, "t0") == sorted(f"{number}-0" for number in range(31, 40))
    assert len(list(folder.glob("*.segment"))) < 12
    index.optimise()
    assert len(list(folder.glob("*.segment"))) == 1
    assert index.count() == 40 * 3 - 31


@pytest.mark.parametrize("joined", [False, True])
def test_many_puts_find_what_plain_code_finds(folder: Path, joined: bool) -> None:
    chance, index, plain = random.Random(7), open_index(folder), MemorySearchIndex()
    for _ in range(14):
        some, gone = random_documents(40, chance), [f"k{chance.randrange(500):03}" for _ in range(9)]
        index.put(some, gone)
        plain.put(some, gone)
    if joined:
        index.optimise()
    for number in range(8):
        filters = (("few", ("1", "3")), ("many", tuple(map(str, range(0, 200, 3)))))[: number % 3]
        words, asked = f"w{number} w{number + 9} w30", ((FOREST, 0.5), (SEA, 0.9))[: number % 2]
        query = IndexQuery(words, asked, vector(1, number), share=number % 4 / 4, bar=0.97, filters=filters)
        found, wanted = (one.search(query, ["few", "many"]) for one in (index, plain))
        assert (found.ids, found.total, found.facets) == (wanted.ids, wanted.total, wanted.facets)
        assert found.vectors == pytest.approx(wanted.vectors, abs=0.01, nan_ok=True)
    assert (index.words(), index.examples("many").keys()) == (plain.words(), plain.examples("many").keys())
    assert index.sample(10**6).shape == plain.sample(10**6).shape
    assert ids(index, most=17, offset=40) == ids(plain, most=17, offset=40)


def test_phrases_are_found_in_few_and_in_many_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "_AT_ONCE", 7)
    chance, index, plain = random.Random(5), ColumnsIndex.in_memory(), MemorySearchIndex()
    for start in (0, 100):
        some = [
            Document(
                f"k{start + n:03}",
                (Text("text", " ".join(chance.choices("abcdé", k=n % 6)), "en"),),
                (chance.choice("abc"),),
            )
            for n in range(100)
        ]
        index.put(some, ["k050"])
        plain.put(some, ["k050"])
    for phrase in ("a b", "b b", "e a", "c a b", "a a a a", "d"):
        for query in (
            IndexQuery(phrases=(phrase,)),
            IndexQuery(excluded=(phrase,)),
            IndexQuery("d", phrases=(phrase, "a c")),
        ):
            assert index.search(query).ids == plain.search(query).ids
    assert index.search(IndexQuery(phrases=("a b",))).total > 10


def test_a_search_while_segments_are_merged_sees_one_state(folder: Path) -> None:
    index, reader, chance = open_index(folder), open_index(folder), random.Random(3)
    some = {document.id: document for document in random_documents(60, chance)}
    index.put(list(some.values()))
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            index.put(chance.sample(list(some.values()), 20))
            index.optimise()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(60):
            assert reader.search(IndexQuery()).ids == tuple(sorted(some))
    finally:
        stop.set()
        writer.join()


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> ColumnsIndex:
    """An index that takes its 400 vectors for too many to look at each."""
    monkeypatch.setattr(near, "EXACT", 10)
    chance, index = random.Random(1), ColumnsIndex.in_memory()
    numbers = np.random.default_rng(2).standard_normal((400, 70)).astype(np.float32)
    for start in (0, 150):
        some = range(start, start + 150 if not start else 400)
        facets = [(("half", (str(number % 2),)),) for number in range(400)]
        index.put(
            [
                Document(f"k{n:03}", (), (), ((SEA, 1.0),) if n == 7 else (), facets[n], vector(*numbers[n]), "m")
                for n in some
            ]
        )
    assert chance
    return index


def test_of_many_vectors_the_nearest_by_signs_are_looked_at(
    many: ColumnsIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = many.vectors(["k123"])[0]
    every = many.search(IndexQuery(vector=asked, bar=0.2))
    assert ranked(every, "vectors")[0] == "k123"
    monkeypatch.setattr(near, "NEAREST", 20)
    few = many.search(IndexQuery(concepts=((SEA, 1.0),), vector=asked, bar=0.2))
    assert {"k123", "k007"} <= set(few.ids) < {"k007", *every.ids}
    scores, own = dict(zip(few.ids, few.vectors.tolist(), strict=True)), many.vectors(["k007"])[0]
    assert scores["k007"] == pytest.approx(float(own @ asked), abs=0.01)


def test_a_filter_comes_before_the_nearest_are_chosen(many: ColumnsIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "NEAREST", 20)
    query = IndexQuery(vector=many.vectors(["k123"])[0], bar=-1.0, filters=(("half", ("0",)),))
    found = many.search(query, ["half"])
    assert (found.total, found.facets["half"]["0"] + found.facets["half"]["1"]) == (20, 20)
    assert all(int(key[1:]) % 2 == 0 for key in found.ids)


def test_accents_may_be_left_out_and_stems_are_each_languages_own(index: ColumnsIndex) -> None:
    french = Document("f", (Text("title", "Emballages écologiques", "fr"),))
    index.put([french, Document("n", (Text("title", "Bøker", "nb"),)), Document("t", (Text("title", "மரங்கள்", "ta"),))])
    assert ids(index, "ecologique") == ["f"]
    assert ids(index, "bøkene") == ["n"]
    assert ids(index, "மரங்கள்") == ids(index, phrases=("மரங்கள்",)) == ["t"]


def test_tags_are_stemmed_in_the_languages_of_the_texts(index: ColumnsIndex) -> None:
    index.put([Document("t", (Text("title", "x", "en"),), ("Rubber ducks",)), Document("u", (), ("Rubber ducks",))])
    assert ids(index, "duck") == ["t"]
    assert ids(index, "ducks") == ["t", "u"]


def test_stop_words_only_count_when_there_is_nothing_else(index: ColumnsIndex) -> None:
    index.put([Document("s", (Text("title", "the of and", "en"),)), Document("x", (Text("title", "the thing"),))])
    assert ids(index, "the bottles") == ["b-bottle"]
    assert "s" in ids(index, "the")
    assert index.telling(["s", "x"], 9) == ("thing",)


def test_a_language_nobody_writes_in_is_not_searched() -> None:
    index = ColumnsIndex.in_memory()
    index.put([Document("e", (Text("title", "die casting", "en"),))])
    assert ids(index, "die") == ["e"]


def test_of_a_very_long_question_the_first_words_are_asked(index: ColumnsIndex) -> None:
    long = " ".join(f"nothing{number}" for number in range(127))
    assert ids(index, f"{long} bottle") == ["b-bottle"]
    assert ids(index, f"{long} more bottle") == []


def test_facet_values_in_composed_and_decomposed_letters_are_the_same(index: ColumnsIndex) -> None:
    index.put([Document("e", (), facets=(("campaign", ("Cafe\u0301", "Caf\u00e9")),))])
    assert ids(index, filters=(("campaign", ("Cafe\u0301",)),)) == ["e"]
    assert index.search(IndexQuery(ids=("e",)), ["campaign"]).facets == {"campaign": {"Caf\u00e9": 1}}
