"""Which dictionary of meanings a workspace has, and that it searches without one that cannot be used."""

from pathlib import Path

import pytest

from tests.fakes.word_senses import MemoryWordSenses, write_wordnet
from tests.fakes.workspace import FakeWorkspace
from thesaury.bootstrap import dictionaries
from thesaury.bootstrap.dictionaries import word_senses
from thesaury.engines import wordnet
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.errors import Usage
from thesaury.pipeline.searching import by_words, in_full
from thesaury.vocabulary.thesaurus import Thesaurus

THESAURUS = Thesaurus([Vocabulary("v", (), (Concept("urn:church", (), (Label("church", "en"),)),))])


def test_auto_takes_the_wordnet_of_the_system_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordnet, "USUAL_FOLDER", tmp_path)
    assert word_senses(dictionaries.AUTOMATIC, tmp_path) is None
    write_wordnet(tmp_path)
    found = word_senses(dictionaries.AUTOMATIC, tmp_path / "elsewhere")
    assert found
    assert found.senses("church")


def test_a_folder_is_relative_to_the_workspace_and_nothing_is_none(tmp_path: Path) -> None:
    (tmp_path / "english").mkdir()
    write_wordnet(tmp_path / "english")
    found = word_senses("english", tmp_path)
    assert found
    assert found.senses("geese")
    assert word_senses("", tmp_path) is None
    with pytest.raises(Usage, match="no WordNet"):
        word_senses("german", tmp_path)


def test_a_workspace_with_a_dictionary_understands_other_words() -> None:
    workspace = FakeWorkspace()
    assert not by_words(workspace, THESAURUS).linker.link("place of worship").links
    workspace.senses = MemoryWordSenses()
    assert [link.concept for link in by_words(workspace, THESAURUS).linker.link("place of worship").links] == [
        "urn:church"
    ]


class _Unusable(FakeWorkspace):
    @property
    def senses(self) -> None:
        raise Usage("nowhere is no WordNet.")

    @senses.setter
    def senses(self, found: object) -> None:
        assert found is None


def test_a_dictionary_that_cannot_be_used_is_told_and_words_are_searched() -> None:
    understanding = in_full(_Unusable(), THESAURUS)
    assert understanding.missing == "nowhere is no WordNet."
    assert understanding.linker.link("church").links
