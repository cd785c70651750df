"""The crosswalk of Smint.io's keys: complete, in the words of rights, and never wider than a key."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.connectors.smintio_terms import DAY, KEYS, TERM, VOCABULARY
from thesaury.connectors.smintio.crosswalk import crosswalk
from thesaury.connectors.smintio.purchases import version
from thesaury.connectors.smintio.term_spans import LISTS, payload_of
from thesaury.connectors.smintio.terms import terms_of
from thesaury.connectors.smintio.vocabularies import known_keys
from thesaury.model.licensing import WORLD, Axis, Statement
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding import decide
from thesaury.rights.vocabulary import shipped


@pytest.mark.parametrize("member", KEYS)
def test_every_key_says_something_and_comes_back(member: str):
    for key in KEYS[member]:
        terms = terms_of({member: [key]})
        assert terms != terms_of({"sequence_number": 1})
        assert [payload_of(term.spans) for term in terms] == [{member: [key]}] * len(terms)
        assert not any(term.perpetual or term.valid_until or term.regions.allow == (WORLD,) for term in terms) or (
            member == "allowed_geographies" and key == "any"
        )


@pytest.mark.parametrize("member", KEYS)
def test_an_unmapped_key_leaves_its_axis_unclear_and_is_never_dropped(member: str):
    axis = {
        "usages": Axis.CHANNEL,
        "distributions": Axis.CHANNEL,
        "placements": Axis.CHANNEL,
        "geographies": Axis.REGION,
    }
    for beside in ([], [KEYS[member][1]]):
        for term in terms_of({member: [*beside, "moon_any"]}):
            assert axis.get(LISTS[member], Axis.OTHER) in term.unclear_axes
            assert payload_of(term.spans) == {member: [*beside, "moon_any"]}


def test_the_crosswalk_has_every_known_key_and_no_other():
    walk = crosswalk()
    for name, vocabulary in VOCABULARY.items():
        assert {*walk.lists.get(name, walk.named.get(name, ()))} == {*known_keys()[vocabulary]}, name
    assert version() == f"smintio-terms/{walk.version}"


def test_a_key_that_narrows_nothing_says_so_and_says_nothing_else():
    for keys in crosswalk().lists.values():
        for key, meaning in keys.items():
            says = (meaning.sure, meaning.perhaps, meaning.limit, meaning.page, meaning.parties, meaning.open)
            assert meaning.free is not any(says), key


def test_the_crosswalk_speaks_the_vocabulary_of_rights(shared: Path):
    told = json.loads((shared / "data" / "rights" / "vocab.json").read_text("utf-8"))
    walk = crosswalk()
    assert list(walk.leaves) == told["channels"]["leaf"]
    assert all({*told["channels"]["groups"][name]} == {*leaves} for name, leaves in walk.groups.items())
    meanings = [m for name, keys in walk.lists.items() if name != "geographies" for m in keys.values()]
    assert {leaf for m in meanings for leaf in (*m.sure, *m.perhaps)} <= {*walk.leaves, "*"}
    purposes = {purpose for m in meanings for purpose in (*m.purposes, *m.denies)}
    assert purposes | {walk.only, *walk.denies, *walk.unsaid} <= {*told["purposes"]}
    assert {walk.only, *walk.unsaid} == {*told["purposes_covered_when_unstated"]}
    assert {party for m in meanings for party in m.parties} <= {*told["parties"]}
    assert {m.limit[0] for m in meanings if m.limit} <= {*told["limit_kinds"]}
    assert {*walk.models.values()} <= {*told["license_models"]}


def test_the_key_of_a_continent_surely_covers_each_of_its_countries():
    regions, keys = shipped().regions, crosswalk().lists["geographies"]
    for key, meaning in keys.items():
        assert all(map(regions.known, (*meaning.sure, *meaning.perhaps)))
        for other in keys if key.endswith("any") else ():
            if other != "any" and (key == "any" or other.startswith(key.removesuffix("any"))):
                for place in keys[other].sure:
                    assert all(regions.cover(meaning.sure, one, DAY) == 3 for one in regions.places(place, DAY) or ())


USE = st.builds(
    Use,
    channel=st.sampled_from(crosswalk().leaves),
    regions=st.sampled_from(["DE", "RU", "CZ", "US", "BR", "TR"]).map(lambda region: (region,)),
    first_day=st.just(DAY),
    purpose=st.sampled_from(["commercial_promotion", "editorial", "internal", "resale"]),
    party=st.sampled_from(["licensee", "dealers"]),
)
GENEROUS = {
    "allowed_usages": ["any"],
    "allowed_geographies": ["any"],
    "valid_until": "2027-12-31T23:59:59+01:00",
    "is_editorial_use": False,
}


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["is_editorial_use", *KEYS]), st.none(), max_size=1), TERM, USE)
def test_a_restriction_more_never_permits_more_and_only_what_is_stated_is_permitted(
    without: dict[str, Any], restricting: dict[str, Any], use: Use
):
    held = {member: value for member, value in GENEROUS.items() if member not in without}
    more = {member: keys for member, keys in restricting.items() if member.startswith("restricted")}
    before, after = (decide(Statement(terms=terms_of(terms)), use).verdict for terms in (held, {**held, **more}))
    assert after is not Verdict.PERMIT or before is Verdict.PERMIT
    stated_all = held.keys() == GENEROUS.keys()
    assert before is not Verdict.PERMIT or stated_all or use.purpose == "editorial"


@pytest.mark.parametrize("key", crosswalk().lists["usages"])
def test_no_usage_alone_permits_another_purpose_than_its_own(key: str):
    term = {**GENEROUS, "allowed_usages": [key]}
    statement = Statement(terms=terms_of(term))
    kinds = {walked for one in crosswalk().expanded("usages", key) for walked in [crosswalk().meaning("usages", one)]}
    for channel in crosswalk().leaves:
        for purpose in ("commercial_promotion", "editorial", "resale", "ai_training"):
            permitted = decide(statement, Use(channel, ("DE",), DAY, purpose=purpose)).verdict is Verdict.PERMIT
            granted = any(
                {channel, "*"} & {*kind.sure}
                and (
                    purpose in kind.purposes or (not kind.purposes and purpose in ("commercial_promotion", "editorial"))
                )
                for kind in kinds
            )
            assert not permitted or granted, (channel, purpose)
