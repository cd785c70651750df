from hypothesis import given
from hypothesis import strategies as st

from thesaury.engines.sql import codec
from thesaury.model.annotation import Evidence, Reason, Voice
from thesaury.model.asset import File, Licence, Record, Text
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match
from thesaury.model.policy import Policy, PolicyStatus

# Every code point there is, lone surrogates included, as a damaged file name gives them.
WILD = st.text(st.characters(exclude_categories=()), max_size=8)
MANY = st.lists(WILD, max_size=3).map(tuple)
PAIRS = st.lists(st.tuples(WILD, WILD), max_size=3).map(tuple)
LABELS = st.lists(st.builds(Label, WILD, WILD), max_size=3).map(tuple)
NUMBERS = st.integers(-(2**70), 2**70)
FILES = st.none() | st.builds(File, WILD, WILD, WILD, NUMBERS, NUMBERS, NUMBERS)
RECORDS = st.builds(
    Record,
    WILD,
    WILD,
    WILD,
    st.lists(st.builds(Text, WILD, WILD, WILD), max_size=3).map(tuple),
    MANY,
    MANY,
    st.lists(st.tuples(WILD, MANY), max_size=3).map(tuple),
    FILES,
    st.lists(st.builds(Licence, WILD, PAIRS), max_size=3).map(tuple),
)
MATCHES = st.lists(st.builds(Match, st.sampled_from(MappingRelation), WILD), max_size=2).map(tuple)
CONCEPTS = st.builds(
    Concept,
    WILD,
    MANY,
    *[LABELS] * 5,
    *[MANY] * 3,
    MATCHES,
    st.booleans(),
    st.none() | WILD,
)


@given(RECORDS)
def test_a_record_survives(record: Record):
    payload = codec.encode_record(record)
    assert codec.decode_record(record.connection, record.external_id, record.etag, payload) == record


@given(CONCEPTS)
def test_a_concept_survives(concept: Concept):
    payload = codec.encode_concept(concept)
    again = codec.decode_concept(payload)
    assert again == concept
    assert [type(match.relation) for match in again.matches] == [MappingRelation] * len(concept.matches)
    assert codec.encode_concept(again) == payload


@given(st.builds(ConceptScheme, WILD, LABELS, MANY))
def test_a_concept_scheme_survives(scheme: ConceptScheme):
    assert codec.decode_scheme(codec.encode_scheme(scheme)) == scheme


@given(st.builds(Policy, WILD, st.sampled_from(PolicyStatus), WILD, PAIRS, MANY))
def test_a_policy_survives(policy: Policy):
    assert codec.decode_policy(policy.record, policy.status.value, codec.encode_policy(policy)) == policy


@given(st.lists(st.builds(Evidence, WILD, NUMBERS, NUMBERS, WILD, WILD, WILD), max_size=3).map(tuple))
def test_evidence_survives(evidence: tuple[Evidence, ...]):
    assert codec.decode_evidence(codec.encode_evidence(evidence)) == evidence


@given(st.lists(st.builds(Reason, st.sampled_from(Voice), WILD, st.floats(0, 1), WILD), max_size=3).map(tuple))
def test_reasons_survive(reasons: tuple[Reason, ...]):
    again = codec.decode_reasons(codec.encode_reasons(reasons))
    assert again == reasons
    assert all(type(reason.voice) is Voice for reason in again)


@given(st.lists(st.tuples(WILD, WILD | NUMBERS), max_size=3).map(tuple))
def test_pairs_survive(pairs: tuple[tuple[str, str | int], ...]):
    assert codec.decode_pairs(codec.encode_pairs(pairs)) == pairs
