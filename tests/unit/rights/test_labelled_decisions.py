"""Every decision that people labelled follows from what they read in the text."""

from pathlib import Path

from tests.unit.rights.labelled import labelled
from thesaury.rights.deciding import decide


def test_every_labelled_decision_follows_from_the_labelled_terms(shared: Path):
    asked, wrong = 0, []
    for name, statement, questions in labelled(shared / "data" / "rights" / "dev.jsonl"):
        for place, (use, expected) in enumerate(questions, 1):
            asked += 1
            given = decide(statement, use).verdict
            if given is not expected:
                wrong.append(f"{name}#{place}: {given.value} instead of {expected.value}")
    assert not wrong
    assert asked == 213


def test_every_alternative_to_a_labelled_decision_is_permitted_and_tells_another_use(shared: Path):
    for name, statement, questions in labelled(shared / "data" / "rights" / "dev.jsonl"):
        for use, _ in questions:
            for other in decide(statement, use).alternatives:
                assert decide(statement, other.use).verdict == "permit", f"{name}: {other.sentence}"
                assert other.use != use
                assert len(other.sentence.split()) > 1
