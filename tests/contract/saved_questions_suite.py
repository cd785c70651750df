"""What the saved questions of every catalogue promise."""

from dataclasses import replace

import pytest

from thesaury.model.errors import Usage
from thesaury.model.saved_question import SavedQuestion
from thesaury.ports.catalogue import Catalogue

AT, LATER = "2026-12-01T03:04:05+00:00", "2026-12-02T03:04:05+00:00"
USES = SavedQuestion("q1", "Uses by 'market'", 'SELECT * {\n  ?s ?p "ä" }', "ada@x.example", AT)


class SavedQuestionsSuite:
    def test_a_question_is_kept_as_it_is_until_it_is_dropped(self, catalogue: Catalogue):
        questions = catalogue.saved_questions
        assert (questions.get("q1"), questions.seen_by(USES.owner)) == (None, [])
        questions.put(USES)
        assert questions.get("q1") == USES
        changed = replace(USES, name="Uses", sparql="ASK {}", at=LATER, shared=True)
        questions.put(changed)
        assert questions.seen_by(USES.owner) == [changed]
        questions.drop("q1")
        assert questions.get("q1") is None
        with pytest.raises(Usage):
            questions.drop("q1")

    def test_what_is_not_shared_is_seen_by_its_owner_alone(self, catalogue: Catalogue):
        questions = catalogue.saved_questions
        shared = replace(USES, id="q2", name="All", shared=True)
        others = replace(USES, id="q3", owner="ben@x.example")
        for one in (USES, shared, others):
            questions.put(one)
        assert questions.seen_by("ada@x.example") == [shared, USES]
        assert questions.seen_by("ben@x.example") == [shared, others]
        assert questions.seen_by("cy@x.example") == [shared]

    def test_an_owner_has_one_question_of_a_name(self, catalogue: Catalogue):
        questions = catalogue.saved_questions
        questions.put(USES)
        questions.put(replace(USES, id="q2", name="Another"))
        for taken in (replace(USES, id="q3"), replace(USES, id="q2")):
            with pytest.raises(Usage):
                questions.put(taken)
        assert [one.name for one in questions.seen_by(USES.owner)] == ["Another", USES.name]
