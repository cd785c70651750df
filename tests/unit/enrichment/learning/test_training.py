"""Training: what can be learned is learned, what cannot is not, and no answer leaks into its own question."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.unit.enrichment.learning import collection, meant
from tests.unit.enrichment.learning.collection import (
    DECEPTIVE,
    HARBOUR,
    NEIGHBOURLY,
    SYNONYM,
    annotator,
    asset,
    concept,
    examples,
    lookout,
    trained,
)
from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.examples import Example
from thesaury.enrichment.learning.model import ANY, Model, read_model
from thesaury.enrichment.learning.training import FEWEST, Trained, train, train_cold
from thesaury.model.annotation import Suggestion, Voice
from thesaury.model.errors import BadInput


def suggested(text: str) -> dict[str, Suggestion]:
    return {found.concept: found for found in annotator().suggest([asset("new", text=text)])[0]}


def test_a_concept_that_no_word_names_is_found_by_its_neighbours():
    found = suggested("quiet. crew. morning. helm. buoy")
    assert found[NEIGHBOURLY].score > 0.5
    assert found[NEIGHBOURLY].reasons[0].voice is Voice.NEIGHBOUR
    assert not found[NEIGHBOURLY].evidence


def test_a_word_that_no_label_has_becomes_a_synonym():
    found = suggested("old. jetty. wind. stone")
    assert found[SYNONYM].score > 0.5
    assert found[SYNONYM].reasons


def test_a_label_that_was_nearly_always_wrong_ranks_low():
    found = suggested("view. harbour. cloud")
    assert found[HARBOUR].score > 0.8
    assert found[DECEPTIVE].score < 0.2
    assert found[DECEPTIVE].evidence[0].quote == "view"


def top_precision(trained: Trained) -> float:
    """How many of the tenth that was scored highest held, each scored by what had not seen its answer."""
    judged = trained.judged
    best = np.argsort(-judged.scores, kind="stable")[: len(judged.scores) // 10]
    return float(judged.right[best].mean())


def test_no_answer_leaks_into_its_own_question():
    """Where answers have nothing to do with the texts, what was held back looks like chance; else it does not."""
    draw = np.random.default_rng(3)
    told = examples(200, seed=2)
    iris = [concept.iri for concept in collection.CONCEPTS]
    chance = [replace(example, right=frozenset({iris[draw.integers(len(iris))]})) for example in told]
    guessed = train(chance, lookout())
    assert top_precision(guessed) < 2 * guessed.judged.right.mean()
    assert top_precision(trained()) > 0.9


def test_the_same_examples_teach_the_same():
    few = examples(40)
    one, other = (Model(again.ranker, again.experience) for again in (train(few, lookout()), train(few, lookout())))
    assert one.content == other.content
    assert one.version == other.version


def test_judged_names_concepts_and_examples_by_number():
    judged, told = trained().judged, examples()
    iris = [concept.iri for concept in lookout().table.concepts]
    for number, found, right in zip(judged.assets, judged.concepts, judged.right, strict=True):
        assert (iris[found] in told[number].right) == right


def test_what_is_open_teaches_nothing_either_way():
    """A word that is wrong wherever somebody decided keeps its bad name, however often it waits undecided."""
    told = [
        replace(one, open=frozenset({DECEPTIVE}) - one.right) if number % 2 else one
        for number, one in enumerate(examples(120))
    ]
    found = train(told, lookout())
    assert not any(number % 2 and concept == 7 and not right for number, concept, right in _judged(found))
    best = LearnedAnnotator(lookout(), Model(found.ranker, found.experience)).suggest(
        [asset("new", text="view. gulls")]
    )
    scores = {suggestion.concept: suggestion.score for suggestion in best[0]}
    assert scores[collection.GULL] > scores[DECEPTIVE]


def _judged(found: Trained) -> Iterator[tuple[int, int, bool]]:
    return zip(found.judged.assets, found.judged.concepts, found.judged.right, strict=True)


def test_where_everything_but_the_right_is_open_it_still_learns():
    everything = frozenset(concept.iri for concept in collection.CONCEPTS)
    only = [Example(one.asset, one.right, everything - one.right) for one in examples(60)]
    found = train(only, lookout())
    assert LearnedAnnotator(lookout(), Model(found.ranker, found.experience)).suggest([asset("new", text="harbour")])[0]


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1])
def test_too_few_examples_are_refused_with_a_number(count: int):
    with pytest.raises(BadInput, match=rf"There are {count} examples .* at least {FEWEST}"):
        train(examples(count), lookout())


def test_examples_with_unknown_concepts_are_no_examples():
    strange = [replace(one, right=frozenset({"urn:else:x"})) for one in examples(50)]
    with pytest.raises(BadInput, match=r"There are 0 examples .* concepts and vocabulary belong together"):
        train(strange, lookout())
    with pytest.raises(BadInput):
        train(strange, lookout(()))


def test_unknown_concepts_among_known_ones_change_nothing():
    told = examples(30)
    more = [replace(one, right=one.right | {"urn:else:x"}) for one in told]
    one, other = (train(some, lookout()) for some in (told, more))
    assert Model(one.ranker, one.experience).version == Model(other.ranker, other.experience).version


def test_examples_without_texts_are_refused():
    silent = [Example(asset(f"s{number}"), frozenset({HARBOUR})) for number in range(40)]
    with pytest.raises(BadInput, match="Check that assets have texts"):
        train(silent, lookout())
    with pytest.raises(BadInput, match="Check that assets have texts"):
        train_cold([(silent, lookout())])
    with pytest.raises(BadInput):
        train_cold([])


def test_one_text_for_all_teaches_what_is_usual():
    same = [Example(asset(f"s{number}", text="harbour wall"), frozenset({HARBOUR})) for number in range(30)]
    found = train(same, lookout())
    [(best, *_)] = LearnedAnnotator(lookout(), Model(found.ranker, found.experience)).suggest(
        [asset("new", text="harbour wall")]
    )
    assert best.concept == HARBOUR


def test_a_cold_ranker_learns_from_two_vocabularies_and_has_no_experience():
    other = (concept("urn:o:harbour", "harbour"), concept("urn:o:view", "view"))
    told = [Example(one.asset, frozenset({"urn:o:harbour"})) for one in examples(60, seed=4) if HARBOUR in one.right]
    found = train_cold([(examples(80), lookout()), (told, lookout(other, "other"))])
    assert found.experience is None
    best = LearnedAnnotator(lookout(), Model(found.ranker)).suggest([asset("new", text="the harbour")])
    assert [suggestion.concept for suggestion in best[0]] == [HARBOUR]


def test_a_cold_ranker_learns_from_one_collection_what_meaning_is_worth_by_any_model():
    """The forests learn from one embedding model and one collection, and use another model's closeness, never its cosines."""
    found = train_cold([(meant.examples(), meant.lookout(meant.embedder())), (examples(80), lookout())])
    model = read_model(Model(found.ranker, embedder=found.embedder).content)
    assert model.embedder == ANY
    unseeing = LearnedAnnotator(meant.lookout(None), model)
    seeing = LearnedAnnotator(meant.lookout(meant.embedder("another#1")), model)
    assert (unseeing.version, seeing.version) == (model.version, f"{model.version} with another#1")
    carton = asset("new", "eco-friendly carton")
    assert unseeing.suggest([carton]) == [()]
    assert seeing.suggest([carton])[0][0].concept == meant.PACKAGING
    named = asset("new", "The harbour")
    assert LearnedAnnotator(lookout(), model).suggest([named])[0][0].concept == HARBOUR


def test_a_cold_ranker_without_an_embedding_model_reads_nothing_of_meaning():
    assert train_cold([(examples(80), lookout())]).embedder == ""


def test_progress_rises_to_its_end():
    told: list[tuple[int, int | None]] = []
    train(examples(30), lookout(), lambda stage, done, total: told.append((done, total)))
    done = [step for step, _ in told]
    assert done == sorted(done)
    assert {total for _, total in told} == {told[-1][0]}
