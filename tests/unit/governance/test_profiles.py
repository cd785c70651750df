"""Profiles as plain data, and the one that is for a record."""

import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.governance.profiles import fitting, profile_dict, profile_of
from thesaury.model.errors import BadInput, Usage
from thesaury.model.profile import NO_PROFILE, Profile, SchemeRule, Unknowns

TEXTS = st.text(min_size=1, max_size=8)
RULES = st.builds(
    lambda scheme, least, more: SchemeRule(scheme, least, None if more is None else least + more),
    TEXTS,
    st.integers(0, 9),
    st.none() | st.integers(0, 9),
)
PROFILES = st.builds(
    Profile,
    st.just("shop-de"),
    st.dictionaries(TEXTS, st.lists(TEXTS, min_size=1, max_size=3, unique=True), max_size=3).map(
        lambda applies: tuple((name, tuple(applies[name])) for name in sorted(applies))
    ),
    st.lists(RULES, max_size=3, unique_by=lambda rule: rule.scheme).map(tuple),
    st.booleans(),
    st.lists(st.sampled_from(("de", "en", "fr")), unique=True).map(tuple),
    st.sampled_from(Unknowns),
)


@settings(deadline=None)
@given(PROFILES)
def test_a_profile_is_read_again_as_it_was(profile: Profile):
    assert profile_of("shop-de", profile_dict(profile)) == profile


@settings(deadline=None)
@given(PROFILES)
def test_a_profile_is_the_same_as_toml(profile: Profile):
    assert tomllib.loads(tomlkit.dumps(profile_dict(profile))) == profile_dict(profile)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"colour": 1}, "no member 'colour'"),
        ({"closed": "yes"}, "'closed'"),
        ({"applies": {"market": []}}, "'applies'"),
        ({"applies": ["market"]}, "'applies'"),
        ({"schemes": {"scheme": "s"}}, "'schemes'"),
        ({"schemes": [{"least": 1}]}, "names a scheme"),
        ({"schemes": [{"scheme": "s", "least": -1}]}, "whole numbers"),
        ({"schemes": [{"scheme": "s", "least": True}]}, "whole numbers"),
        ({"schemes": [{"scheme": "s", "least": 2, "most": 1}]}, "nothing can meet"),
        ({"schemes": [{"scheme": "s"}, {"scheme": "s"}]}, "one rule for each"),
        ({"schemes": [{"scheme": "s", "many": 2}]}, "not 'many'"),
        ({"languages": ["klingonish"]}, "language tags"),
        ({"unknowns": "burnt"}, "proposed or refused"),
    ],
)
def test_what_is_wrong_is_named(data: dict[str, Any], said: str):
    with pytest.raises(BadInput, match=said):
        profile_of("p", data)


@pytest.mark.parametrize("name", ["", " p", "a/b", "a\nb", "x" * 101])
def test_what_cannot_be_a_name_is_refused(name: str):
    with pytest.raises(Usage, match="is called by"):
        profile_of(name, {})


def test_languages_are_kept_by_their_primary_tag():
    assert profile_of("p", {"languages": ["de_AT", "ger", "en-GB"]}).languages == ("de", "en")


def test_the_profile_with_most_conditions_that_fit_is_taken():
    everything, german = Profile("a"), Profile("b", (("market", ("DE", "AT")),))
    packshots = Profile("c", (("market", ("DE",)), ("type", ("packshot",))))
    same = Profile("d", (("market", ("de",)), ("team", ("web",))))
    every = [same, packshots, german, everything]
    assert fitting(every, {"market": ["FR"]}) == everything
    assert fitting(every, {"market": ["FR", "at"]}) == german
    assert fitting(every, {"market": ["DE"], "type": ["Packshot"], "team": ["web"]}) == packshots
    assert fitting([german], {}) == NO_PROFILE
