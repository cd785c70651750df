"""Candidates, columns and reasons by meaning, over texts that share no word with any label."""

import pickle
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from tests.unit.enrichment.learning.collection import asset, concept
from tests.unit.enrichment.learning.meant import CONCEPTS, PACKAGING, embedder, examples, lookout
from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.batch import BATCH, Lookout
from thesaury.enrichment.learning.candidates import MEANT, READ, candidates
from thesaury.enrichment.learning.likeness import MOST, NAMES, RANKS
from thesaury.enrichment.learning.meaning import Meaning
from thesaury.enrichment.learning.model import Model, read_model
from thesaury.enrichment.learning.training import train
from thesaury.model.annotation import Suggestion, Voice
from thesaury.model.concept import Concept, Label


@cache
def model() -> Model:
    learned = train(examples(), lookout(embedder()))
    return read_model(Model(learned.ranker, learned.experience, embedder=learned.embedder).content)


def suggested(seeing: Lookout, *titles: str) -> list[tuple[Suggestion, ...]]:
    annotator = LearnedAnnotator(seeing, model())
    return annotator.suggest([asset(f"new{number}", title) for number, title in enumerate(titles)])


def test_what_no_word_says_is_found_by_its_meaning_and_says_so():
    [found] = suggested(lookout(embedder()), "eco-friendly carton")
    assert found[0].concept == PACKAGING
    assert not found[0].evidence
    [reason] = found[0].reasons
    assert (reason.voice, reason.subject, reason.step) == (Voice.MEANING, "sustainable packaging", "")
    assert reason.weight > 0.9
    assert found[0].score > found[1].score


def test_without_the_model_it_is_not_found_and_what_else_is_known_still_is():
    for unseeing in (lookout(None), lookout(embedder("another#1"))):
        [new, known] = suggested(unseeing, "eco-friendly carton", "meant7")
        assert PACKAGING not in {one.concept for one in new}
        assert known[0].concept == "urn:m:7"
        assert not [r for one in (*new, *known) for r in one.reasons if r.voice is Voice.MEANING]


def test_the_version_says_whether_the_model_is_there():
    seeing, unseeing, other = (
        LearnedAnnotator(one, model()).version for one in (lookout(embedder()), lookout(None), lookout(embedder("x")))
    )
    assert seeing == model().version
    assert unseeing == other == f"{seeing} without vectors"


def test_a_model_that_learned_without_one_asks_nothing_of_it():
    learned = train(examples(), lookout(None))
    blind, asked = Model(learned.ranker, learned.experience, embedder=learned.embedder), embedder()
    new = [asset("1", "eco-friendly carton"), asset("2", "said7 meant3")]
    seeing, without = LearnedAnnotator(lookout(asked), blind), LearnedAnnotator(lookout(None), blind)
    assert blind.embedder == ""
    assert seeing.suggest(new) == without.suggest(new)
    assert seeing.version == without.version == blind.version
    assert asked.asked == []


def test_labels_that_stand_in_the_words_speak_for_themselves():
    [found] = suggested(lookout(embedder()), "sustainable packaging, said5")
    told = {one.concept: one for one in found}
    assert told[PACKAGING].evidence
    assert Voice.MEANING not in {reason.voice for reason in told[PACKAGING].reasons}
    assert Voice.MEANING in {reason.voice for reason in told["urn:m:5"].reasons}


def test_an_asset_gets_alone_what_it_gets_among_others():
    annotator = LearnedAnnotator(lookout(embedder()), model())
    assets = [replace(one.asset, id=f"n{number}") for number, one in enumerate(examples(BATCH + 20))]
    together = annotator.suggest(assets)
    assert annotator.suggest(assets[::-1]) == together[::-1]
    assert [annotator.suggest([one])[0] for one in assets[::20]] == together[::20]
    assert pickle.loads(pickle.dumps(annotator)).suggest(assets) == together


def test_another_process_embeds_no_concept_again():
    seeing = lookout(embedder())
    sent = pickle.loads(pickle.dumps(seeing))
    sent.meaning._embedder.asked.clear()
    sent.likeness(sent.read([asset("1", "carton")]))
    assert set(sent.meaning._embedder.asked) == {"carton"}


def columns(seeing: Lookout, *assets: object) -> dict[tuple[int, str], dict[str, float]]:
    """The columns by meaning of each candidate, by asset and IRI."""
    batch = seeing.read(list(assets))
    found = candidates(seeing, batch, None, seeing.likeness(batch))
    assert found.rows.shape[1] == len(READ) + len(MEANT)
    return {
        (asset, seeing.table.concepts[number].iri): dict(zip(NAMES, row[len(READ) :].tolist(), strict=True))
        for asset, number, row in zip(found.assets.tolist(), found.concepts.tolist(), found.rows, strict=True)
    }


def test_columns_tell_how_close_and_the_closest_are_candidates():
    found = columns(lookout(embedder()), asset("1", "eco-friendly carton", "said3"))
    assert len(found) == MOST
    best, other = found[0, PACKAGING], found[0, "urn:m:3"]
    assert best["title like label"] == pytest.approx(1, abs=1e-2)
    assert other["title like label"] < 0.5 < other["text like label"] == other["like label"]
    assert (best["behind closest"], best["rank of closeness"]) == (0, 0)
    assert other["behind closest"] == pytest.approx(best["closeness"] - other["closeness"])
    assert 0 < other["rank of closeness"] < np.log1p(MOST)
    assert np.isnan(best["like definition"])


def test_a_definition_counts_and_notes_where_there_is_none():
    told = (
        Concept("urn:m:a", preferred=(Label("circularity"),), definitions=(Label("eco-friendly carton"),)),
        Concept("urn:m:b", preferred=(Label("zeal"),), notes=(Label("said3"),)),
        *CONCEPTS[1:],
    )
    seeing = lookout(embedder(), told)
    found = columns(seeing, asset("1", "sustainable packaging"), asset("2", text="meant3"))
    assert found[0, "urn:m:a"]["like definition"] == pytest.approx(1, abs=1e-2)
    assert found[0, "urn:m:a"]["rank of closeness"] == 0
    assert found[1, "urn:m:b"]["like definition"] == pytest.approx(1, abs=1e-2)
    [first, _] = LearnedAnnotator(seeing, model()).suggest(
        [asset("1", "sustainable packaging"), asset("2", text="meant3")]
    )
    reasons = {one.concept: {reason.subject for reason in one.reasons} for one in first}
    assert reasons["urn:m:a"] == {"eco-friendly carton"}


@pytest.mark.parametrize("silent", [asset("1"), asset("1", " ", "..."), asset("1", "—")])
def test_of_an_asset_without_words_nothing_is_known(silent):
    seeing = lookout(embedder())
    found = columns(seeing, silent, asset("2", "said3"))
    assert {number for number, _ in found} == {1}
    assert LearnedAnnotator(seeing, model()).suggest([silent]) == [()]


def test_ranks_beyond_the_first_hundred_are_one():
    many = tuple(concept(f"urn:m:{n}", f"meant{n}") for n in range(RANKS + 50))
    seeing = lookout(embedder(), many)
    batch = seeing.read([asset("1", "said3")])
    ranks = seeing.likeness(batch).ranks[0]
    assert sorted(ranks.tolist()) == [*range(RANKS), *[RANKS] * 50]
    assert ranks[3] == 0


def test_concepts_without_preferred_labels_are_known_by_others():
    told = (
        Concept("urn:m:alt", alternative=(Label("meant3"),)),
        Concept("urn:m:bare"),
        Concept("urn:m:many", preferred=tuple(Label("meant5", language) for language in "abcdefgh")),
    )
    asked = embedder()
    seeing = lookout(asked, told)
    assert columns(seeing, asset("1", "said3"))[0, "urn:m:alt"]["rank of closeness"] == 0
    assert asked.asked.count("meant5") == 1


def test_long_work_is_told_and_short_work_is_not():
    heard: list[tuple[str, int, int | None]] = []
    many = tuple(concept(f"urn:m:{n}", f"meant{n}") for n in range(1_100))
    seeing = lookout(None, many)
    meaning = Meaning(seeing.table, embedder(), lambda *told: heard.append(told))
    meaning.vectors([asset("1", "said3")] * 100)
    assert heard == []
    meaning.prepare()
    assert heard[-1] == ("embed", 1_100, 1_100)


def test_no_concepts_no_meaning():
    assert lookout(embedder(), ()).meaning is None
    assert LearnedAnnotator(lookout(embedder(), ()), model()).suggest([asset("1", "said3")]) == [()]
