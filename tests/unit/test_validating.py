"""Tags and records of a workspace: its words, its profiles, and how old the words are."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.fakes.workspace import FakeWorkspace
from thesaury.model.annotation import Annotation, Enrichment, Origin
from thesaury.model.asset import Record
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Usage
from thesaury.model.profile import Profile, SchemeRule
from thesaury.model.validation import Standing
from thesaury.pipeline.validating import (
    RecordAsked,
    WordsAge,
    check_records,
    check_tags,
    drop_profile,
    exchange_profile,
    keep_profile,
    keeper_of,
    read_profile,
    told,
    validator_of,
)
from thesaury.ports.source import Page
from thesaury.ports.vocabularies import Pulled

AT, LATER, NOW = (f"2026-11-{day}T08:00:00+00:00" for day in (20, 21, 23))
COLOURS = "urn:colours"


def words(*names: str) -> Vocabulary:
    made = [Concept(f"urn:{name}", (COLOURS,), (Label(name, "en"),)) for name in sorted(names)]
    return Vocabulary("brand", (ConceptScheme(COLOURS, (Label("Colours", "en"),)),), tuple(made))


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace()
    made.catalogue.vocabularies.put(words("red", "blue"), "brand.ttl", AT)
    return made


@pytest.fixture
def asset(workspace: FakeWorkspace) -> str:
    records = workspace.catalogue.records
    records.put_connection(Connection("dam", "table"))
    made = Record("dam", "1", "e", tags=("red",), properties=(("market", ("DE",)),))
    records.store_page("dam", Page((made,), "", True))
    held = [Annotation("urn:blue", Origin.SOURCE, "dam"), Annotation("urn:red", Origin.TAG, "tags/2")]
    workspace.catalogue.enrichments.store([Enrichment(made.asset_id, "c", "s", tuple(held), ())])
    return made.asset_id


def test_the_validator_is_kept_until_a_vocabulary_changes(workspace: FakeWorkspace):
    first = validator_of(workspace)
    assert validator_of(workspace) is first
    workspace.catalogue.vocabularies.put(words("red", "green"), "brand.ttl", LATER)
    _, checked = check_tags(workspace, ["green", "blue"])
    assert [answer.standing for answer in checked.tags] == [Standing.APPROVED, Standing.UNKNOWN]
    assert checked.words == (WordsAge("brand", 2, LATER),)


def test_vocabularies_of_licences_hold_no_tags(workspace: FakeWorkspace):
    workspace.catalogue.vocabularies.put(replace(words("web"), name="rights.terms"), "", LATER)
    _, checked = check_tags(workspace, ["web"])
    assert (checked.tags[0].standing, len(checked.words)) == (Standing.UNKNOWN, 1)


def test_a_failure_is_told_to_whoever_asks_and_the_next_one_tries_again(workspace: FakeWorkspace, monkeypatch):
    def broken(name: str, number: int | None = None) -> Vocabulary:
        raise BadInput("The catalogue cannot be read.")

    with monkeypatch.context() as patched:
        patched.setattr(workspace.catalogue.vocabularies, "get", broken)
        with pytest.raises(BadInput):
            keeper_of(workspace).words()
    assert keeper_of(workspace).words().versions[0].name == "brand"


def test_a_silent_server_is_told_with_the_age_of_its_words(workspace: FakeWorkspace):
    vocabularies = workspace.catalogue.vocabularies
    vocabularies.pulled(Pulled("poolparty", "brand", "c", AT), words("red"))
    vocabularies.pulled(Pulled("poolparty", "brand", "c", AT, "", LATER, "It does not answer."))
    _, checked = check_tags(workspace, ["red"])
    (age,) = checked.words
    assert (age.stale, age.at, age.connection) == (True, AT, "poolparty")
    said = told(age, datetime.fromisoformat(NOW))
    assert said == (
        f"brand@{age.version}: words of 3 days ago; poolparty has not answered since (last tried {LATER}): It does not answer."
    )
    assert told(replace(age, failed_at=""), datetime.now(UTC)).endswith("ago, from poolparty.")


def test_the_profile_of_an_asset_is_chosen_by_its_properties(workspace: FakeWorkspace, asset: str):
    workspace.catalogue.profiles.put(Profile("german", (("market", ("DE",)),), (SchemeRule(COLOURS, 3),)))
    asked = [RecordAsked(asset="dam/1"), RecordAsked(tags=("red",)), RecordAsked(properties={"market": ("de",)})]
    answers = check_records(workspace, asked).records
    assert [(answer.profile, answer.complete) for answer in answers] == [
        ("german", False),
        ("", True),
        ("german", False),
    ]
    assert [answer.missing[0].found for answer in answers if answer.missing] == [2, 0]


def test_what_is_sent_stands_in_the_place_of_what_the_asset_holds(workspace: FakeWorkspace, asset: str):
    workspace.catalogue.profiles.put(Profile("two", (), (SchemeRule(COLOURS, 2),)))
    answers = check_records(
        workspace,
        [RecordAsked(asset=asset), RecordAsked(tags=(), asset=asset), RecordAsked(("red",), (), {}, asset)],
        "two",
    ).records
    assert [(answer.complete, len(answer.concepts)) for answer in answers] == [(True, 2), (False, 1), (False, 0)]


def test_what_is_not_there_is_named(workspace: FakeWorkspace):
    keep_profile(workspace, Profile("shop"))
    with pytest.raises(Usage, match="Profiles here: shop"):
        check_tags(workspace, ["red"], "web")
    with pytest.raises(Usage, match="no asset"):
        check_records(workspace, [RecordAsked(asset="dam/9")])


def test_a_profile_names_schemes_by_title_and_its_changes_are_noted(workspace: FakeWorkspace):
    profile = read_profile(workspace, "shop", {"schemes": [{"scheme": "colours", "least": 1}]})
    assert profile.schemes == (SchemeRule(COLOURS, 1),)
    with pytest.raises(Usage, match="no concept scheme 'colors'"):
        read_profile(workspace, "shop", {"schemes": [{"scheme": "colors"}]})
    keep_profile(workspace, profile)
    assert not exchange_profile(workspace, "shop", None, profile)
    assert exchange_profile(workspace, "shop", profile, replace(profile, closed=True))
    drop_profile(workspace, "shop")
    noted = [kept.deed.action for kept in workspace.catalogue.audit.every()]
    assert noted == ["profile.set", "profile.set", "profile.remove"]
