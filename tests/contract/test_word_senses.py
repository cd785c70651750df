"""Every dictionary of meanings against the suite, and how a broken WordNet is told."""

from pathlib import Path

import pytest

from tests.contract.word_senses_suite import WordSensesSuite
from tests.fakes.word_senses import MemoryWordSenses, write_wordnet
from thesaury.engines.wordnet import USUAL_FOLDER, WordNet, holds_wordnet
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.ports.word_senses import WordSenses


class TestMemoryWordSenses(WordSensesSuite):
    @pytest.fixture
    def dictionary(self) -> WordSenses:
        return MemoryWordSenses()


class TestSmallWordNet(WordSensesSuite):
    @pytest.fixture
    def dictionary(self, tmp_path: Path) -> WordSenses:
        return WordNet(write_wordnet(tmp_path))


@pytest.fixture(scope="module")
def whole() -> WordSenses:
    if not holds_wordnet(USUAL_FOLDER):
        pytest.skip("needs WordNet in /usr/share/wordnet: apt-get install wordnet-base")
    return WordNet(USUAL_FOLDER)


class TestWholeWordNet(WordSensesSuite):
    @pytest.fixture
    def dictionary(self, whole: WordSenses) -> WordSenses:
        return whole


def test_a_folder_without_wordnet_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Usage, match=r"is no WordNet.*setting wordnet"):
        WordNet(tmp_path)


def test_files_of_different_versions_are_told_and_not_guessed(tmp_path: Path) -> None:
    data = write_wordnet(tmp_path) / "data.noun"
    data.write_text("one line more\n" + data.read_text("utf-8"), encoding="utf-8")
    dictionary = WordNet(tmp_path)
    with pytest.raises(BadInput, match="Install it again"):
        dictionary.words(dictionary.senses("church")[0][0])


def test_a_data_file_that_was_cut_off_is_told(tmp_path: Path) -> None:
    data = write_wordnet(tmp_path) / "data.noun"
    data.write_bytes(data.read_bytes()[:120])
    dictionary = WordNet(tmp_path)
    with pytest.raises(BadInput, match="Install it again"):
        dictionary.related(dictionary.senses("fog")[0][0])


def test_an_empty_data_file_and_an_index_that_is_no_text_are_told(tmp_path: Path) -> None:
    write_wordnet(tmp_path)
    (tmp_path / "data.noun").write_bytes(b"")
    with pytest.raises(Unreachable, match="cannot be read"):
        WordNet(tmp_path)
    write_wordnet(tmp_path)
    (tmp_path / "index.noun").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Unreachable, match="cannot be read"):
        WordNet(tmp_path)


def test_an_index_line_without_senses_is_told(tmp_path: Path) -> None:
    write_wordnet(tmp_path)
    (tmp_path / "index.noun").write_text("church\n", encoding="utf-8")
    with pytest.raises(BadInput, match="Install it again"):
        WordNet(tmp_path).senses("church")
