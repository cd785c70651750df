from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.vocabulary.builders import ROOT, SCHEME
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary
from thesaury.vocabulary.checks import check
from thesaury.vocabulary.hierarchy import above, circles
from thesaury.vocabulary.languages import canonical
from thesaury.vocabulary.report import RULES, Severity, report
from thesaury.vocabulary.skos import from_statements
from thesaury.vocabulary.statements import vocabulary_statements

IRIS = st.sampled_from([*(f"{ROOT}{name}" for name in "abcdefg"), "_:blank", "urn:x:1", "https://v.example/ä b"])
TAGS = st.sampled_from(["", "en", "en_US", "EN-us", "ger", "x y", "de-AT", "iw"]) | st.text(max_size=9)
LABELS = st.builds(Label, st.text(max_size=4) | st.sampled_from(["box", "Box", " box", "b\0ox"]), TAGS)


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(lambda items: tuple(sorted(set(items))))


CONCEPTS = st.builds(
    Concept,
    IRIS,
    schemes=some(st.sampled_from([SCHEME, f"{ROOT}other", "no scheme"])),
    preferred=some(LABELS),
    alternative=some(LABELS),
    hidden=some(LABELS),
    definitions=some(LABELS),
    notations=some(st.text(max_size=3)),
    broader=some(IRIS),
    related=some(IRIS),
    matches=some(st.builds(Match, st.sampled_from(MappingRelation), IRIS)),
    replaced_by=st.none() | IRIS,
)
SCHEMES = st.builds(ConceptScheme, st.sampled_from([SCHEME, f"{ROOT}third", "x:y"]), some(LABELS), some(IRIS))


def by_iri(items: list[Concept] | list[ConceptScheme]) -> tuple[object, ...]:
    return tuple(sorted(items, key=lambda item: item.iri))


VOCABULARIES = st.builds(
    Vocabulary,
    st.just("wild"),
    st.lists(SCHEMES, max_size=2, unique_by=lambda s: s.iri).map(by_iri),
    st.lists(CONCEPTS, max_size=8, unique_by=lambda c: c.iri).map(by_iri),
)
wild = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@wild
@given(VOCABULARIES)
def test_what_comes_out_is_clean_and_stays_as_it_is(vocabulary: Vocabulary):
    once, findings = check(vocabulary)
    twice, again = check(once)
    assert twice == once
    assert {finding.severity for finding in again} <= {Severity.INFO}
    assert {finding.rule for finding in findings} <= RULES.keys()
    known = {concept.iri for concept in once.concepts}
    broader = {concept.iri: concept.broader for concept in once.concepts}
    for concept in once.concepts:
        assert concept.schemes
        assert list(concept.labels())
        assert {*concept.broader, *concept.related} <= known
        assert not set(concept.related) & above(concept.iri, broader).keys()
        assert len({label.language for label in concept.preferred}) == len(concept.preferred)
    assert len(report(once, findings).findings) == len(findings)


@wild
@given(VOCABULARIES)
def test_a_clean_vocabulary_comes_back_from_its_statements(vocabulary: Vocabulary):
    clean, _ = check(vocabulary)
    back, _ = check(from_statements("wild", vocabulary_statements(clean))[0])
    assert back == clean


@given(st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=4)), st.sampled_from([0, 5_000]))
def test_cut_circles_leave_none(graph: dict[int, list[int]], exact: int):
    import thesaury.vocabulary.hierarchy as hierarchy

    before, hierarchy.EXACT = hierarchy.EXACT, exact
    try:
        broader = {str(n): sorted({str(b) for b in over if b != n}) for n, over in graph.items()}
        cut = {(way[0], way[1]) for way in circles(broader)}
        left = {n: [b for b in over if (n, b) not in cut] for n, over in broader.items()}
        assert circles(left) == []
        assert not any(n in above(b, left) for n, over in left.items() for b in over)
    finally:
        hierarchy.EXACT = before


@given(TAGS)
def test_a_canonical_tag_stays_one(tag: str):
    assert canonical(canonical(tag)) == canonical(tag)
