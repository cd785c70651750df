"""Who annotates: the default ranker, or one that the training records taught."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.language import FakeDetector
from tests.unit.evaluation.gold_sets import document, written
from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.default import default_model
from thesaury.evaluation.documents import GoldFile
from thesaury.evaluation.teaching import taught
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary, VocabularyVersion
from thesaury.model.errors import BadInput, Unreachable

WORDS = ("harbour", "lighthouse", "boat", "meadow")
VOCABULARY = Vocabulary(
    "coast", (), tuple(Concept(f"urn:{word}", preferred=(Label(word, "en"),)) for word in (*WORDS, "trade"))
)


@pytest.fixture(scope="module")
def lookout() -> Lookout:
    version = VocabularyVersion("coast", 1, "", len(VOCABULARY.concepts), "", "")
    return Lookout([(version, VOCABULARY)], FakeDetector())


def record(number: int, *gold: str) -> dict[str, Any]:
    """Cranes mean trade, which no label says."""
    word = WORDS[number % len(WORDS)]
    return document(str(number), f"A {word} with cranes", *(gold or (f"urn:{word}", "urn:trade")))


def records(path: Path, many: int, *gold: str) -> GoldFile:
    return GoldFile(written(path / "train.jsonl", *(record(number, *gold) for number in range(many))))


def cranes() -> Asset:
    return Asset("new", (Record("gold", "new", "", (Text("title", "Cranes at night", "en"),)),))


def test_without_training_records_the_default_ranker_speaks(lookout: Lookout):
    found = taught(None, lookout)
    assert (found.annotator.version, found.annotator.vocabulary) == (default_model().version, "coast@1")
    assert (found.examples, found.seconds, found.note) == (0, 0, "")


def test_training_records_teach_what_no_label_says(tmp_path: Path, lookout: Lookout):
    heard: list[tuple[str, int, int | None]] = []
    found = taught(records(tmp_path, 60), lookout, lambda *step: heard.append(step))
    assert found.examples == 60
    assert found.seconds > 0
    assert found.annotator.version != default_model().version
    assert heard[-1][0] == "learn"
    [suggested] = found.annotator.suggest([cranes()])
    assert suggested[0].concept == "urn:trade"
    assert taught(None, lookout).annotator.suggest([cranes()]) == [()]


def test_the_same_records_teach_the_same(tmp_path: Path, lookout: Lookout):
    file = records(tmp_path, 60)
    assert taught(file, lookout).annotator.version == taught(file, lookout).annotator.version


@pytest.mark.parametrize(("many", "said"), [(0, "here is 0"), (1, "here is 1"), (19, "here is 19")])
def test_too_few_records_leave_it_to_the_default_ranker(tmp_path: Path, lookout: Lookout, many: int, said: str):
    found = taught(records(tmp_path, many), lookout)
    assert (found.annotator.version, found.examples, found.seconds) == (default_model().version, 0, 0)
    assert said in found.note
    assert found.note.endswith("The default ranker speaks instead.")


def test_the_first_records_only(tmp_path: Path, lookout: Lookout):
    file = records(tmp_path, 60)
    assert taught(GoldFile(file.path, most=30), lookout).examples == 30
    assert "here is 0" in taught(GoldFile(file.path, most=0), lookout).note


def test_records_of_another_vocabulary_teach_nothing(tmp_path: Path, lookout: Lookout):
    found = taught(records(tmp_path, 60, "urn:elsewhere"), lookout)
    assert found.examples == 0
    assert "0 examples with a concept of the vocabulary" in found.note


def test_records_that_nobody_gave_concepts_say_nothing(tmp_path: Path, lookout: Lookout):
    bare = [{**record(number), "gold": []} for number in range(60, 90)]
    file = GoldFile(written(tmp_path / "train.jsonl", *(record(number) for number in range(40)), *bare))
    assert taught(file, lookout).examples == 40


def test_a_broken_training_file_is_no_reason_to_go_on(tmp_path: Path, lookout: Lookout):
    (tmp_path / "train.jsonl").write_text("{")
    with pytest.raises(BadInput, match="line 1"):
        taught(GoldFile(tmp_path / "train.jsonl"), lookout)
    with pytest.raises(Unreachable):
        taught(GoldFile(tmp_path / "missing.jsonl"), lookout)
