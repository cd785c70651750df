"""The embedding model on onnxruntime, over a tiny model made here and over a real one where it is, with and without kept vectors."""

import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.contract.embedder_suite import TEXTS, EmbedderSuite
from tests.contract.engines.tiny_model import DIMENSIONS, WORDS, table, tiny_model
from tests.fakes.embedder import FakeEmbedder
from thesaury.bootstrap import embedder_at
from thesaury.engines.embedding import KeptVectors, OnnxEmbedder
from thesaury.model.errors import BadInput, ThesauryError, Usage
from thesaury.ports.embedder import Embedder


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return tiny_model(tmp_path / "tiny")


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / np.linalg.norm(rows), np.float32)


def rows_of(*words: str) -> NDArray[np.float32]:
    return table()[[WORDS.index(word) for word in words]]


class TestFakeEmbedder(EmbedderSuite):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls) -> Embedder:
        return FakeEmbedder({"boats": "vessels"})


class TestOnnxEmbedder(EmbedderSuite):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
        return OnnxEmbedder(tiny_model(tmp_path_factory.mktemp("models") / "tiny"))


class TestKeptVectors(EmbedderSuite):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
        folder = tmp_path_factory.mktemp("kept")
        return KeptVectors(OnnxEmbedder(tiny_model(folder / "tiny")), folder / "vectors")


class TestRealModel(EmbedderSuite):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, real_model: Path) -> Embedder:
        return OnnxEmbedder(real_model)

    def test_what_means_much_the_same_is_alike(self, embedder: Embedder):
        said, meant, other = embedder.embed(("an eco-friendly carton", "sustainable packaging", "football stadium"))
        assert float(said @ meant) > float(said @ other) + 0.2

    def test_it_reads_no_more_than_it_was_trained_with(self, embedder: Embedder):
        long = "boat " * 254
        assert np.array_equal(*embedder.embed((long, long + "packaging " * 50)))
        assert not np.array_equal(*embedder.embed((long, "packaging " + long)))


def test_a_vector_is_the_mean_of_all_tokens_and_of_nothing_else(tiny: Path):
    found = OnnxEmbedder(tiny).embed(("the boat in the harbour",))[0]
    words = ("[CLS]", "the", "boat", "in", "the", "harbour", "[SEP]")
    assert found == pytest.approx(unit(rows_of(*words).mean(axis=0)), abs=1e-5)


@pytest.mark.parametrize("inputs", [("input_ids",), ("input_ids", "attention_mask", "token_type_ids")])
@pytest.mark.parametrize("network", ["model.onnx", "onnx/model.onnx"])
def test_a_network_is_given_what_it_asks_for(tmp_path: Path, tiny: Path, inputs: tuple[str, ...], network: str):
    other = tiny_model(tmp_path / "other", network, inputs)
    assert np.array_equal(OnnxEmbedder(other).embed(TEXTS), OnnxEmbedder(tiny).embed(TEXTS))


def test_a_network_that_gives_vectors_of_texts_is_taken_at_its_word(tmp_path: Path):
    model = OnnxEmbedder(tiny_model(tmp_path / "pooled", pooled=True))
    assert model.embed(("boat in the harbour",))[0] == pytest.approx(unit(rows_of("boat")[0]), abs=1e-5)


def test_a_model_may_want_its_first_token(tiny: Path):
    (tiny / "1_Pooling").mkdir()
    (tiny / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    assert OnnxEmbedder(tiny).embed(("boat",))[0] == pytest.approx(unit(rows_of("[CLS]")[0]), abs=1e-5)


@pytest.mark.parametrize(
    ("file", "said", "tokens"),
    [
        ("sentence_bert_config.json", {"max_seq_length": 6}, 6),
        ("config.json", {"max_position_embeddings": 6}, 6),
        ("tokenizer_config.json", {"model_max_length": 6}, 6),
        ("tokenizer_config.json", {"model_max_length": 10**30}, 256),
        ("tokenizer_config.json", ["nothing"], 256),
    ],
)
def test_a_long_text_is_cut_where_the_model_says(tiny: Path, file: str, said: object, tokens: int):
    (tiny / file).write_text(json.dumps(said))
    words = ["boat"] * (tokens - 2)
    full, longer = OnnxEmbedder(tiny).embed((" ".join(words), " ".join([*words, *["harbour"] * 9])))
    assert np.array_equal(full, longer)
    less = OnnxEmbedder(tiny).embed((" ".join([*words[1:], "harbour", "harbour"]),))[0]
    assert not np.array_equal(full, less)


def test_a_text_in_which_a_tokenizer_finds_nothing_has_a_vector_too(tiny: Path):
    said = json.loads((tiny / "tokenizer.json").read_text()) | {"post_processor": None}
    (tiny / "tokenizer.json").write_text(json.dumps(said))
    nothing, unknown = OnnxEmbedder(tiny).embed(("", "?"))
    assert np.array_equal(nothing, unknown)
    assert nothing == pytest.approx(unit(rows_of("[UNK]")[0]), abs=1e-5)


@pytest.mark.parametrize(("family", "tokens"), [("bert", 8), ("xlm-roberta", 6)])
def test_families_that_leave_positions_out_have_less_room(tiny: Path, family: str, tokens: int):
    said = {"model_type": family, "pad_token_id": 1, "max_position_embeddings": 8}
    (tiny / "config.json").write_text(json.dumps(said))
    words = ["boat"] * (tokens - 2)
    full, longer = OnnxEmbedder(tiny).embed((" ".join(words), " ".join([*words, *["harbour"] * 9])))
    assert np.array_equal(full, longer)
    assert not np.array_equal(full, OnnxEmbedder(tiny).embed((" ".join([*words[1:], "harbour"]),))[0])


def test_a_multilingual_tokenizer_of_pieces_is_read_without_token_types(tiny: Path):
    """As XLM-RoBERTa and its kin have it: word pieces by likelihood, <s> and </s> around them, no token_type_ids."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    names = {"[UNK]": "<unk>", "[CLS]": "<s>", "[SEP]": "</s>"}
    pieces = [(names.get(word, f"▁{word}"), -2.0) for word in WORDS]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", special_tokens=[("<s>", 1), ("</s>", 2)])
    tokenizer.save(str(tiny / "tokenizer.json"))
    found = OnnxEmbedder(tiny).embed(("ein boat im hafen",))[0]
    assert found == pytest.approx(unit(rows_of("[CLS]", "ein", "boat", "im", "hafen", "[SEP]").mean(axis=0)), abs=1e-5)


@pytest.mark.parametrize(
    ("said", "query", "document"),
    [
        ({"prompts": {"query": "boat ", "document": "harbour "}}, "boat", "harbour"),
        ({"prompts": {"query": "boat ", "passage": "harbour "}, "default_prompt_name": "query"}, "boat", "harbour"),
        ({"prompts": {"query": "boat "}}, "boat", ""),
        ({"prompts": {"usual": "the "}, "default_prompt_name": "usual"}, "the", "the"),
        ({"prompts": {"query": 3}, "default_prompt_name": None}, "", ""),
        ({"prompts": [], "default_prompt_name": "usual"}, "", ""),
    ],
)
def test_a_model_says_what_stands_before_queries_and_documents(tiny: Path, said: object, query: str, document: str):
    plain = OnnxEmbedder(tiny)
    name = plain.name
    (tiny / "config_sentence_transformers.json").write_text(json.dumps(said))
    model = OnnxEmbedder(tiny)
    assert np.array_equal(model.embed_query("packaging"), plain.embed((f"{query} packaging",))[0])
    assert np.array_equal(model.embed(("packaging",)), plain.embed((f"{document} packaging",)))
    assert (model.name == name) == (not query and not document)


def test_a_network_may_keep_its_numbers_in_a_file_of_their_own(tmp_path: Path, tiny: Path):
    outside = OnnxEmbedder(tiny_model(tmp_path / "outside" / "tiny", outside=True))
    assert np.array_equal(outside.embed(TEXTS), OnnxEmbedder(tiny).embed(TEXTS))
    name = outside.name
    numbers = tmp_path / "outside" / "tiny" / "onnx" / "model.onnx_data"
    numbers.write_bytes(numbers.read_bytes()[::-1])
    assert OnnxEmbedder(tmp_path / "outside" / "tiny").name != name


def test_its_name_is_that_of_the_folder_and_its_content(tmp_path: Path, tiny: Path):
    name = OnnxEmbedder(tiny).name
    assert name.startswith("tiny#")
    assert OnnxEmbedder(tiny_model(tmp_path / "elsewhere" / "tiny")).name == name
    assert OnnxEmbedder(tiny_model(tmp_path / "pooled" / "tiny", pooled=True)).name != name
    (tiny / "sentence_bert_config.json").write_text('{"max_seq_length": 4}')
    assert OnnxEmbedder(tiny).name != name


@pytest.mark.parametrize(
    ("broken", "kind", "words"),
    [
        (lambda folder: (folder / "tokenizer.json").unlink(), Usage, "has no tokenizer.json"),
        (lambda folder: (folder / "onnx" / "model.onnx").unlink(), Usage, "has no onnx/model.onnx"),
        (lambda folder: (folder / "tokenizer.json").write_text("{}"), BadInput, "is no tokenizer"),
        (lambda folder: (folder / "config.json").write_text("{"), BadInput, "is no JSON"),
        (lambda folder: (folder / "onnx" / "model.onnx").write_bytes(b"no network"), BadInput, "cannot be run"),
        (lambda folder: (folder / "onnx" / "model.onnx").write_bytes(b""), BadInput, "cannot be run"),
        (lambda folder: tiny_model(folder, inputs=("input_ids", "pixel_values")), BadInput, "pixel_values"),
    ],
)
def test_what_is_wrong_with_a_folder_is_said(tiny: Path, broken, kind: type[ThesauryError], words: str):
    broken(tiny)
    with pytest.raises(kind, match=words) as error:
        OnnxEmbedder(tiny).embed(("boat",))
    assert "\n" not in error.value.message


def test_a_name_on_a_hub_and_a_place_that_is_no_folder(tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(Usage, match="models fetch sentence-transformers/all-MiniLM-L6-v2"):
        embedder_at(tmp_path / "sentence-transformers/all-MiniLM-L6-v2", None, "sentence-transformers/all-MiniLM-L6-v2")
    with pytest.raises(Usage, match="is no folder"):
        embedder_at(tiny / "config.json", None)
    with pytest.raises(Usage, match="is no folder"):
        embedder_at(tmp_path / "nowhere", None)
    with pytest.raises(Usage, match="is no folder"):
        embedder_at(tmp_path / ".." / "nowhere", None, "../nowhere")


def test_without_its_packages_it_says_how_to_get_them(tiny: Path):
    code = f"""
import sys
sys.modules["tokenizers"] = None
from importlib import util
real = util.find_spec
util.find_spec = lambda name: None if name == "tokenizers" else real(name)
from pathlib import Path
from thesaury.engines.embedding import OnnxEmbedder
OnnxEmbedder(Path({str(tiny)!r}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "An embedding model needs tokenizers. Install: pip install thesaury[vectors]" in done.stderr


class Counting(FakeEmbedder):
    """Fails at the text it is told to, as a process that is killed there would."""

    fatal = ""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.fatal in texts:
            raise KeyboardInterrupt
        return super().embed(texts)


def numbered(many: int) -> list[str]:
    return [f"text {number}" for number in range(many)]


def test_what_was_kept_is_not_embedded_again(tmp_path: Path):
    first, second = FakeEmbedder(), FakeEmbedder()
    vectors = KeptVectors(first, tmp_path).embed([*TEXTS, *TEXTS])
    assert sorted(first.asked) == sorted(TEXTS)
    assert np.array_equal(KeptVectors(second, tmp_path).embed([*TEXTS, *TEXTS]), vectors)
    assert second.asked == []
    KeptVectors(second, tmp_path).embed([*TEXTS, "new"])
    assert second.asked == ["new"]


def test_what_people_ask_is_not_kept(tmp_path: Path):
    model = FakeEmbedder()
    kept = KeptVectors(model, tmp_path)
    assert np.array_equal(kept.embed_query("boats"), model.embed(("boats",))[0])
    assert list(tmp_path.iterdir()) == []


def test_vectors_of_another_model_are_not_taken(tmp_path: Path):
    KeptVectors(FakeEmbedder(name="one"), tmp_path).embed(TEXTS)
    other = FakeEmbedder(name="other")
    KeptVectors(other, tmp_path).embed(TEXTS)
    assert sorted(other.asked) == sorted(TEXTS)


def test_what_was_embedded_before_it_was_stopped_is_kept(tmp_path: Path):
    texts, stopped, again = numbered(300), Counting(), FakeEmbedder()
    stopped.fatal = texts[250]
    with pytest.raises(KeyboardInterrupt):
        KeptVectors(stopped, tmp_path).embed(texts)
    assert np.array_equal(KeptVectors(again, tmp_path).embed(texts), FakeEmbedder().embed(texts))
    assert len(stopped.asked) > 200
    assert not set(again.asked) & set(stopped.asked)


KILLED = """
import sys
from pathlib import Path
from tests.fakes.embedder import FakeEmbedder
from thesaury.engines.embedding import KeptVectors
kept = KeptVectors(FakeEmbedder(), Path(sys.argv[1]))
for number in range(100_000):
    kept.embed([f"text {number}"])
    print(number, flush=True)
"""


@pytest.fixture
def killed(tmp_path: Path) -> int:
    """How many vectors a process said that it had kept before it was killed."""
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for _ in range(40):
            last = int(process.stdout.readline())
        process.kill()
    return last + 1


def test_a_kill_loses_nothing_that_was_kept(tmp_path: Path, killed: int):
    again = FakeEmbedder()
    found = KeptVectors(again, tmp_path).embed(numbered(killed))
    assert again.asked == []
    assert np.array_equal(found, FakeEmbedder().embed(numbered(killed)))


def test_old_vectors_make_room_for_new_ones(tmp_path: Path):
    model = FakeEmbedder()
    model.dimensions = 4096
    kept = KeptVectors(model, tmp_path, most_mib=1)
    for start in range(0, 200, 10):
        kept.embed(numbered(200)[start : start + 10])
    [file] = tmp_path.glob("*.db")
    assert file.stat().st_size < 2 << 20
    model.asked.clear()
    kept.embed(numbered(200)[-10:])
    assert model.asked == []
    kept.embed(numbered(200)[:10])
    assert len(model.asked) == 10


def test_a_broken_file_is_begun_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    KeptVectors(FakeEmbedder(), tmp_path).embed(TEXTS)
    [file] = tmp_path.glob("*.db")
    file.write_bytes(b"no database at all" * 99)
    again = FakeEmbedder()
    with caplog.at_level(logging.WARNING):
        assert np.array_equal(KeptVectors(again, tmp_path).embed(TEXTS), FakeEmbedder().embed(TEXTS))
    assert "begun anew" in caplog.text
    third = FakeEmbedder()
    KeptVectors(third, tmp_path).embed(TEXTS)
    assert third.asked == []


def test_where_nothing_can_be_kept_texts_are_embedded_all_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    (tmp_path / "file").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        assert KeptVectors(FakeEmbedder(), tmp_path / "file" / "vectors").embed(TEXTS).shape == (len(TEXTS), 64)
    assert "not kept" in caplog.text


def test_a_file_of_half_vectors_is_not_believed(tmp_path: Path):
    kept = KeptVectors(FakeEmbedder(), tmp_path)
    vectors = kept.embed(TEXTS)
    [file] = tmp_path.glob("*.db")
    with sqlite3.connect(file) as database:
        database.execute("update vectors set vector = x'00'")
    database.close()
    assert np.array_equal(kept.embed(TEXTS), vectors)


def test_the_tiny_model_has_the_dimensions_of_its_table(tiny: Path):
    assert OnnxEmbedder(tiny).dimensions == DIMENSIONS


def test_workspaces_of_one_process_share_a_model_until_its_files_are_exchanged(tiny: Path):
    one, other = embedder_at(tiny, None), embedder_at(tiny, None)
    assert one is other
    config = tiny / "config.json"
    config.write_text(config.read_text() + "\n" if config.exists() else "{}")
    assert embedder_at(tiny, None) is not one
