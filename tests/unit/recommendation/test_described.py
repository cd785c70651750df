"""A recommendation as plain data and in sentences."""

import json

from tests.unit.recommendation.worlds import STOP, THESAURUS, Shot, brief, recommended, world
from thesaury.recommendation import wording
from thesaury.recommendation.described import described
from thesaury.recommendation.recommended import Because, UsageLine


def test_the_shape_is_json_with_labels_and_sentences():
    opened = world(
        a=Shot("satchel", title="A bag"), b=Shot("school", STOP), c=Shot("school", None), d=Shot("school pupils")
    )
    found = described(recommended(opened, brief("school", text="Before school")), THESAURUS, ("en",))
    assert json.loads(json.dumps(found)) == found
    first, second = found["picks"]
    assert (first["place"], second["place"], second["title"]) == (1, 2, "A bag")
    assert second["because"][0]["sentence"] == "shows satchel, for school (“school”) over supplies"
    assert second["because"][0]["path"][-1] == {"iri": "urn:satchel", "label": "satchel"}
    assert second["rights"]["decision"] == "permit"
    assert second["usage"]["sentence"] == "Not used yet."
    assert found["groups"] == [{"section": "", "assets": [first["asset"], second["asset"]]}]
    assert found["denied"] == [{"reason": "other", "count": 1, "sentence": "1 denied by other"}]
    assert [pick["rights"]["decision"] for pick in found["review"]] == ["needs_review"]


def test_sentences_count_and_name():
    assert wording.usage(UsageLine(4, 2, "2026-11-02", 1)) == (
        "Used 4 times, 2 of them in the last 90 days, last on 2026-11-02; 1 time in campaigns like this one."
    )
    assert wording.withheld("unapproved", 3) == "3 left out: not approved"
    assert wording.because(Because(0.1, words=("lunch", "box")), []) == "words of the brief: lunch, box"
    assert wording.because(Because(0.1, likeness=0.614), []) == "alike in meaning 0.61"
    assert wording.note("nobody-knows", "this") == "nobody-knows this"
