"""The client's own terms stay distinct, and general words do not become theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.engines.rdf import SafeRdfReader
from thesaury.engines.tables.reader import Tables
from thesaury.model.concept import Concept, Label
from thesaury.onboarding.fields import propose_fields, sentence
from thesaury.onboarding.own_terms import OwnTerm, own_terms
from thesaury.onboarding.profiling import FieldProfile, profiled
from thesaury.onboarding.roles import FieldRole
from thesaury.onboarding.shared_words import SharedWords
from thesaury.onboarding.values import OwnName, ValueUse, own_names, value_uses
from thesaury.sandbox.agency import AgencyPack, value_gold, write_agency
from thesaury.vocabulary.importing import import_vocabulary


def shared(*labels: str, language: str = "en") -> SharedWords:
    return SharedWords(
        Concept(f"https://w.example/{i}", preferred=(Label(text, language),)) for i, text in enumerate(labels)
    )


def tags(*values: str, assets: int = 1) -> list[ValueUse]:
    return [ValueUse("tags", value, assets) for value in values]


def found(terms: tuple[OwnTerm, ...]) -> set[str]:
    return {term.value for term in terms}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> AgencyPack:
    return write_agency(tmp_path_factory.mktemp("agency"), pictures=False)


@pytest.fixture(scope="module")
def profiles(pack: AgencyPack) -> tuple[FieldProfile, ...]:
    return profiled(row.cells for row in Tables().read(pack.assets))


def test_own_terms_of_the_second_client_are_found_and_no_others(pack: AgencyPack, profiles: tuple[FieldProfile, ...]):
    vocabulary, _ = import_vocabulary(pack.shared, "shared", SafeRdfReader(), Tables())
    roles = {proposal.field: proposal.role for proposal in propose_fields(profiles).fields}
    uses = value_uses(profiles, roles)
    assert {(use.field, use.value) for use in uses} == {(gold.field, gold.value) for gold in value_gold()}
    terms = own_terms(uses, own_names(profiles, roles), SharedWords(vocabulary.concepts))
    proposed = {(term.field, term.value) for term in terms}
    own = {(gold.field, gold.value) for gold in value_gold() if gold.relation == "own"}
    assert len(proposed & own) >= 0.9 * len(own)
    assert len(proposed & own) >= 0.9 * len(proposed)
    country = next(term for term in terms if (term.field, term.value) == ("Indexation", "Campagne"))
    assert country.near == "campagne"


def test_a_brand_is_not_the_fruit_of_its_name():
    names = [OwnName("Apple", "Brand", FieldRole.BRAND)]
    uses = tags("Apple", "apple", "pear", "Apple Day", "oak", "moss")
    (brand, day) = own_terms(uses, names, shared("apple", "pear"))
    assert (brand.value, brand.near) == ("Apple", "apple")
    assert (day.value, day.near) == ("Apple Day", "")
    said = [sentence(reason) for reason in brand.reasons]
    assert said[0] == "The field “Brand” names it: Brand."
    assert said[-1] == "The shared term “apple” is called alike and means something else."


def test_a_trade_mark_is_own_in_any_field():
    assert found(own_terms(tags("Refillo®", "Seife"), [], shared("Seife", language="de"))) == {"Refillo®"}


def test_capitals_count_only_where_the_field_is_written_small():
    small = tags("wald", "regen", "weg", "moos", "pfad", "laub", "hof", "Kreuzgang", assets=4)
    assert found(own_terms(small, [], shared("wald"))) == {"Kreuzgang"}
    german = tags("Wald", "Regen", "Weg", "rain", "path", "moss", "Kreuzgang", assets=4)
    assert found(own_terms(german, [], shared("wald"))) == set()


def test_countries_and_short_codes_are_nobodys_own():
    small = ("tree", "rain", "path", "leaf", "moss", "pond", "hill", "barn", "gate", "wall", "cart", "shed")
    assert found(own_terms(tags(*small, "France", "HD", assets=9), [], shared("tree"))) == set()


def test_a_field_of_kinds_of_products_holds_no_names():
    names = [OwnName(value, "Product", FieldRole.PRODUCT) for value in ("chair", "table", "Halden")]
    assert found(own_terms(tags("chair", "table"), names, shared("chair", "table"))) == set()


def test_a_campaign_named_after_an_occasion_does_not_make_the_occasion_own():
    names = [OwnName(value, "Campaign", FieldRole.CAMPAIGN) for value in ("Christmas", "Warm hands", "Long way")]
    assert found(own_terms(tags("Christmas", "Warm hands", "Snow", "Ice"), names, shared("Christmas"))) == {
        "Warm hands"
    }


@given(st.lists(st.text(max_size=30), max_size=8, unique=True), st.lists(st.text(max_size=12), max_size=4))
def test_whatever_the_values_are_each_is_proposed_at_most_once(values: list[str], named: list[str]):
    names = [OwnName(name, "Brand", FieldRole.BRAND) for name in named]
    terms = own_terms(tags(*values), names, shared("apple", "wool"))
    assert len(found(terms)) == len(terms) <= len(values)
    assert all(0.5 <= term.confidence <= 1 and term.reasons for term in terms)
