"""The score of a scheme: what it is, that to mend never lowers it, and how it went from version to version."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.vocabulary.builders import SCHEME, concept, vocabulary
from thesaury.model.concept import Label, Vocabulary
from thesaury.model.quality import SchemeScore, VersionScores
from thesaury.vocabulary.quality import FORMULA, RULES, Notice, notices, scored
from thesaury.vocabulary.quality.rules import BY_NAME
from thesaury.vocabulary.quality.score import worth
from thesaury.vocabulary.quality.trend import Turn, of_scheme, turns

NAMES = "abcdefgh"
A_NOTICE = st.builds(
    Notice,
    st.sampled_from(RULES),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(NAMES + "z"), max_size=3).map(tuple),
)


def score(content: Vocabulary) -> SchemeScore:
    return next(one for one in scored(content, notices(content)) if one.scheme == SCHEME)


def test_every_concept_loses_a_part_of_what_it_is_worth_to_each_notice():
    assert worth(set("ab"), []) == (100.0, 2)
    assert worth(set("ab"), [Notice("no-preferred-label", "a")]) == (75.0, 1)
    assert worth(set("ab"), [Notice("no-preferred-label", "a"), Notice("orphan", "a")]) == (68.7, 1)
    assert worth(set("ab"), [Notice("duplicate-label", "a", ("b", "elsewhere"))]) == (50.0, 0)
    assert worth(set("ab"), [Notice("deprecated-above", "a", ("b",))]) == (87.5, 1)
    assert worth(set(), []) == (100.0, 0)


def test_only_a_scheme_without_notices_has_the_whole_score():
    many = {f"{number}" for number in range(100_000)}
    assert worth(many, [Notice("unmapped", "7")]) == (99.9, 99_999)


@given(st.lists(A_NOTICE, max_size=12), st.data())
def test_to_take_a_notice_away_never_lowers_the_score(found: list[Notice], data: st.DataObject):
    left = [one for one in found if data.draw(st.booleans())]
    before, after = worth(set(NAMES), found), worth(set(NAMES), left)
    assert after[0] >= before[0] >= 0
    assert after[1] >= before[1]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(["x@en", "X@en", "y@en", "z"]),
            st.sampled_from(NAMES),
            st.booleans(),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda one: one[0],
    )
)
def test_to_mend_what_a_notice_says_never_lowers_the_score(given_concepts: list[tuple[str, str, str, bool]]):
    made = vocabulary(
        *(
            concept(name, label, broader=other if other != name else "", deprecated=gone)
            for name, label, other, gone in given_concepts
        )
    )
    for mended in mends(made):
        assert score(mended).score >= score(made).score


def mends(content: Vocabulary) -> list[Vocabulary]:
    """The vocabulary with one notice mended, once for each notice that has a plain way to mend it."""
    found = notices(content)[SCHEME]
    ways = []
    for notice in [
        one for rule in ("duplicate-label", "deprecated-without-replacement") for one in found.get(rule, ())
    ]:
        old = next(one for one in content.concepts if one.iri == notice.concept)
        new = replace(old, preferred=(Label(f"only {old.iri}", "en"),), deprecated=False)
        if notice.rule == "deprecated-without-replacement":
            new = replace(old, replaced_by="https://unheard.example/x")
        ways.append(replace(content, concepts=tuple(new if one is old else one for one in content.concepts)))
    return ways


def test_the_score_of_a_scheme_tells_what_it_is_made_of():
    good = vocabulary(concept("a"), concept("b", broader="a"), tops="a")
    assert score(good) == SchemeScore(SCHEME, 100.0, 2, 2, (), FORMULA)
    worse = replace(good, concepts=(*good.concepts, concept("c", "b@en"), concept("d", broader="a")))
    assert score(worse) == SchemeScore(SCHEME, 71.8, 4, 2, (("duplicate-label", 1), ("orphan", 1)), FORMULA)


def test_what_turned_between_two_versions():
    before = SchemeScore("s", 90.0, 4, 2, (("orphan", 2), ("cycle", 1)), FORMULA)
    after = SchemeScore("s", 95.0, 4, 3, (("orphan", 1), ("unmapped", 3), ("cycle", 1)), FORMULA)
    assert turns(before, after) == (Turn("orphan", 2, 1), Turn("unmapped", 0, 3))
    assert [turn.worse for turn in turns(before, after)] == [False, True]
    assert turns(replace(before, formula=FORMULA + 1), after) == ()
    kept = [VersionScores("v", 2, (after,)), VersionScores("v", 1, (before,)), VersionScores("v", 3, ())]
    assert of_scheme(kept, "s", FORMULA) == [(1, before), (2, after)]
    assert of_scheme(kept, "s", FORMULA + 1) == []


def test_every_rule_weighs_something():
    assert set(BY_NAME) == set(RULES)
    assert all(0 < rule.severity.value < 1 for rule in BY_NAME.values())
