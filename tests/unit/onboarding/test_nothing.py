"""Values that are nothing, and why."""

from collections.abc import Sequence

import pytest

from thesaury.model.concept import Concept, Label, MappingRelation, Vocabulary
from thesaury.model.mapping import Justification, Mapping
from thesaury.model.onboarding import Meaning
from thesaury.onboarding.nothing import why_nothing
from thesaury.onboarding.reasons import LANGUAGES, sentence
from thesaury.onboarding.value_proposals import propose_values, value_iri
from thesaury.onboarding.values import ValueUse
from thesaury.pipeline.onboarding.wordings import of_concept, of_value

LAKE = Concept("urn:lake", preferred=(Label("lake", "en"),))
UNKNOWN = Concept("urn:unknown", preferred=(Label("unknown", "en"),))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        *((value, "nothing_empty") for value in ("n/a", "N/A", "k. A.", "–", "?", "Néant", "keine Angabe")),
        *((value, "nothing_number") for value in ("4711", "12,50 €", "2024", "31.12.2027")),
        *((value, "nothing_code") for value in ("AB-1234", "v2")),
        *((value, "nothing_near") for value in ("laek", "keine Idee", "日本")),
    ],
)
def test_a_value_is_nothing_for_a_reason(value: str, code: str):
    reason = why_nothing(value, "lake")
    assert reason.code == code
    assert all(sentence(reason, language) for language in LANGUAGES)


def test_the_nearest_term_is_named_where_one_is_near_and_placeholders_are_never_matched():
    asked: list[str] = []

    def matcher(source: Vocabulary, target: Vocabulary) -> Sequence[Mapping]:
        asked.extend(concept.preferred[0].text for concept in source.concepts)
        sure = {value_iri("tags", "laek"): 0.05, value_iri("tags", "zzz"): 0.01, value_iri("tags", "unknown"): 0.9}
        return [
            Mapping(concept.iri, LAKE.iri, MappingRelation.RELATED, Justification.LEXICAL, sure[concept.iri])
            for concept in source.concepts
        ]

    uses = [ValueUse("tags", value, 1) for value in ("laek", "zzz", "n/a", "unknown")]
    proposals = propose_values(uses, (), Vocabulary("shared", (), (LAKE, UNKNOWN)), matcher=matcher)
    assert sorted(asked) == ["laek", "unknown", "zzz"], "unknown is a term of the shared model"
    kept = [of_value(one, lambda iri: "lake", "en").said for one in proposals]
    assert [one.meaning for one in kept] == [Meaning.NOTHING] * 3 + [Meaning.CONCEPT]
    assert [one.explanation for one in kept[:3]] == [
        "The nearest shared term is “lake”, and hardly anything speaks for it.",
        "No shared term is called so, or nearly so.",
        "It is written where there is nothing to say.",
    ]


def test_a_concept_that_nothing_speaks_for_says_so():
    alone = Mapping("urn:own", None, MappingRelation.EXACT, Justification.LEXICAL)
    (kept,) = of_concept([alone], lambda iri: "", "de")
    assert kept.said.explanation == "Kein gemeinsamer Begriff heißt so oder beinahe so."
